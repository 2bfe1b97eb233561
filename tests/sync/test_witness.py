"""Phones present the last head of the trail they were told, and the server shows it."""

import logging
from typing import Any

import pytest

from app.audit import store
from app.audit.chain import Head
from app.core import db
from app.sync import witness
from tests import make
from tests.api import Answer, Api
from tests.phone import Phone

LOST = "5." + "0f" * 32


def head_of(study: make.Study) -> Head:
    with db.reading() as session:
        return store.head_of(session, study.id)


def pull(api: Api, study: make.Study, witness: str) -> Answer:
    return api.get("/api/sync/pull", study=study.id, witness=witness)


def broken(carla: Api, study: make.Study) -> list[dict[str, Any]]:
    items = carla.get(f"/api/studies/{study.id}/trail").body["items"]
    return [item for item in items if item["action"] == "witness:broken"]


def test_a_pull_says_where_the_trail_ends(phone: Phone, study: make.Study) -> None:
    told = phone.pull().body["trail"]

    head = head_of(study)
    assert told == {"seq": head.seq, "head": head.hash, "witness": None}


def test_hello_says_it_of_every_study(ana: Api, study: make.Study) -> None:
    [mine] = ana.get("/api/sync/hello").body["studies"]

    head = head_of(study)
    assert mine["trail"] == {"seq": head.seq, "head": head.hash}


def test_an_earlier_head_is_still_there(ana: Api, study: make.Study) -> None:
    earlier = head_of(study)
    study.pi.patch(f"/api/studies/{study.id}", title="Another")

    told = pull(ana, study, f"{earlier.seq}.{earlier.hash}").body["trail"]

    assert told["witness"] == "ok"
    assert told["seq"] > earlier.seq


def test_a_head_that_is_gone_is_admitted_and_the_records_come_all_the_same(
    phone: Phone, ana: Api, study: make.Study
) -> None:
    day = phone.start_day()
    phone.push()

    answer = pull(ana, study, LOST)

    assert answer.status == 200
    assert answer.body["trail"]["witness"] == "broken"
    assert [record["rec"] for record in answer.body["records"]] == [day]


def test_a_head_from_beyond_the_end_is_broken(ana: Api, study: make.Study) -> None:
    head = head_of(study)
    beyond = f"{head.seq + 1}.{head.hash}"
    assert pull(ana, study, beyond).body["trail"]["witness"] == "broken"


def test_it_is_entered_once_a_device_and_head(
    ana: Api, ben: Api, carla: Api, study: make.Study
) -> None:
    for _ in range(3):
        pull(ana, study, LOST)
    pull(ben, study, LOST)
    pull(ana, study, "6." + "0f" * 32)

    found = broken(carla, study)
    assert [(item["target_id"][:2], item["actor"]["name"]) for item in found] == [
        ("6.", "Ana"),
        ("5.", "Ben"),
        ("5.", "Ana"),
    ]
    assert all(item["device"] for item in found)


def test_a_device_that_makes_heads_up_does_not_bury_the_trail(
    ana: Api, ben: Api, carla: Api, study: make.Study, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(witness, "LOST_HEADS_PER_DEVICE", 3)

    for seq in range(10, 20):
        told = pull(ana, study, f"{seq}." + "0f" * 32).body["trail"]
        assert told["witness"] == "broken"
    pull(ben, study, LOST)

    actors = [item["actor"]["name"] for item in broken(carla, study)]
    assert actors == ["Ben", "Ana", "Ana", "Ana"]


def test_whoever_runs_the_server_reads_it_in_the_log(
    ana: Api, study: make.Study, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.ERROR):
        pull(ana, study, LOST)

    [line] = [r for r in caplog.records if r.getMessage() == "trail broken"]
    assert vars(line)["study"] == study.id


@pytest.mark.parametrize(
    "nonsense", ["", "1", "0." + "a" * 64, "1.abc", "-1." + "a" * 64, "1." + "A" * 64]
)
def test_what_is_no_head_is_refused(ana: Api, study: make.Study, nonsense: str) -> None:
    assert pull(ana, study, nonsense).status == 422


def test_a_phone_at_work_finds_its_heads_in_order(
    phone: Phone, carla: Api, study: make.Study
) -> None:
    for n in range(3):
        carla.patch(f"/api/studies/{study.id}", title=f"Title {n}")
        phone.sync()
        assert phone.witness == (None if n == 0 else "ok")
