"""A stretch of a day that somebody asked to have withheld."""

import csv
import io
from dataclasses import dataclass
from typing import Any

import pytest

from tests import make
from tests.api import Answer, Api
from tests.phone import Phone
from tests.reports.conftest import MINUTE, NINE

SECRETS = ("merger", "formal_meeting", "About the", "P9")


@dataclass(frozen=True)
class Embargoed:
    """A day of Ana's: a meeting from 9 to 10, its second half hour embargoed."""

    phone: Phone
    day: str
    embargo: str
    straddling: str
    inside: str
    after: str


@pytest.fixture
def embargoed(ana: Api, study: make.Study) -> Embargoed:
    phone = Phone(ana, study)
    day = phone.start_day()

    def from_to(start: int, end: int) -> dict[str, object]:
        at = phone.instant
        return {
            "started_at": at(NINE + start * MINUTE),
            "ended_at": at(NINE + end * MINUTE),
        }

    straddling = phone.put(
        "activity", day=day, code="travel", note="About the merger", **from_to(0, 60)
    )
    inside = phone.put(
        "meeting", day=day, code="formal_meeting", persons=["P9"], **from_to(35, 50)
    )
    phone.put(
        "jotting", day=day, at=phone.instant(NINE + 40 * MINUTE), text="the merger"
    )
    after = phone.put(
        "jotting",
        day=day,
        at=phone.instant(NINE + 60 * MINUTE),
        text="lunch",
        activity=inside,
    )
    embargo = phone.put(
        "gap",
        day=day,
        gap_kind="embargoed",
        requested_by="the subject",
        note="About the merger",
        **from_to(30, 60),
    )
    phone.sync()
    return Embargoed(phone, day, embargo, straddling, inside, after)


def rows(answer: Answer) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(answer.raw.decode(), newline="")))


def told(answer: Answer) -> list[tuple[str, str, str]]:
    return [(row["kind"], row["code"], row["duration_s"]) for row in rows(answer)]


WITHHELD = [
    ("activity", "travel", "1800"),
    ("gap", "embargoed", "1800"),
    ("jotting", "", ""),
]


def test_only_its_length_leaves_in_any_log(
    embargoed: Embargoed, ana: Api, carla: Api, study: make.Study
) -> None:
    for api in (ana, carla):
        for path in (f"days/{embargoed.day}", f"studies/{study.id}"):
            for flavour in ("statistics", "spreadsheet"):
                log = api.get(f"/api/{path}/log.csv", flavour=flavour)

                assert not any(word in log.raw.decode() for word in SECRETS)
            assert told(api.get(f"/api/{path}/log.csv")) == WITHHELD


def test_it_says_who_asked(embargoed: Embargoed, ana: Api) -> None:
    gap = rows(ana.get(f"/api/days/{embargoed.day}/log.csv"))[1]

    assert (gap["label"], gap["requested_by"]) == ("Embargoed", "the subject")


@pytest.mark.parametrize("who", ["ana", "carla"])
def test_the_observer_and_the_pi_still_read_all_of_it(
    embargoed: Embargoed, request: pytest.FixtureRequest, who: str
) -> None:
    api: Api = request.getfixturevalue(who)

    records = api.get(f"/api/days/{embargoed.day}").body["records"]

    assert len(records) == 5
    assert any(record["fields"].get("text") == "the merger" for record in records)
    assert not any("withheld" in record for record in records)


@pytest.mark.usefixtures("shared_days")
def test_another_observer_reads_only_its_length(embargoed: Embargoed, ben: Api) -> None:
    answer = ben.get(f"/api/days/{embargoed.day}")
    cut, gap, after = answer.body["records"]

    assert not any(word in answer.raw.decode() for word in SECRETS)
    assert (cut["rec"], gap["rec"]) == (embargoed.straddling, embargoed.embargo)
    assert cut["withheld"] is gap["withheld"] is True
    assert cut["fields"]["ended_at"] == gap["fields"]["started_at"]
    assert cut["f"]["code"][0] == cut["fields"]["code"] == "travel"
    assert (cut["created_at"], cut["conflicts"], cut["unknown"]) == (None, [], {})
    assert "withheld" not in after
    assert "activity" not in after["fields"] | after["f"]


@pytest.mark.usefixtures("shared_days")
def test_nor_can_it_be_read_from_the_history(
    embargoed: Embargoed, ana: Api, ben: Api
) -> None:
    def history(api: Api, rec: str) -> int:
        return api.get(f"/api/days/{embargoed.day}/records/{rec}/history").status

    for rec in (embargoed.inside, embargoed.straddling, embargoed.embargo):
        assert (history(ben, rec), history(ana, rec)) == (404, 200)
    assert history(ben, embargoed.after) == history(ben, embargoed.day) == 200


def reaching_out(embargoed: Embargoed) -> str:
    """A meeting tapped inside, at 9:45, lasting until 10:30; a word on it at 10:10."""
    phone, at = embargoed.phone, embargoed.phone.instant
    tapped = NINE + 45 * MINUTE
    rec = f"{tapped:012x}7a0080000000000000ff"
    rec = f"{rec[:8]}-{rec[8:12]}-{rec[12:16]}-{rec[16:20]}-{rec[20:]}"
    phone.put(
        "meeting",
        rec,
        day=embargoed.day,
        lane="primary",
        code="formal_meeting",
        started_at=at(tapped),
        ended_at=at(NINE + 90 * MINUTE),
    )
    after = at(NINE + 70 * MINUTE)
    phone.put("jotting", day=embargoed.day, at=after, text="still", activity=rec)
    phone.sync()
    return rec


def test_an_id_does_not_tell_when_what_began_inside_was_tapped(
    embargoed: Embargoed, ana: Api
) -> None:
    rec = reaching_out(embargoed)

    log = ana.get(f"/api/days/{embargoed.day}/log.csv")

    assert rec[:13] not in log.raw.decode()
    cut = next(row for row in rows(log) if row["kind"] == "meeting")
    jotting = next(row for row in rows(log) if row["text"] == "still")
    assert cut["record_id"] == jotting["linked_to"] == f"00000000-0000{rec[13:]}"


@pytest.mark.usefixtures("shared_days")
def test_nor_does_what_another_observer_reads(embargoed: Embargoed, ben: Api) -> None:
    rec = reaching_out(embargoed)

    answer = ben.get(f"/api/days/{embargoed.day}")

    assert rec[:13] not in answer.raw.decode()
    assert "still" in answer.raw.decode()


@pytest.mark.usefixtures("shared_days")
def test_when_it_was_written_of_is_not_told_either(
    embargoed: Embargoed, ben: Api
) -> None:
    phone, rec = embargoed.phone, embargoed.straddling
    phone.last = NINE + 40 * MINUTE
    phone.put("activity", rec, place="own_office")
    written = phone.outbox[-1]
    written["stamp"][0] = NINE + 40 * MINUTE
    phone.sync()

    answer = ben.get(f"/api/days/{embargoed.day}")

    (cut,) = (one for one in answer.body["records"] if one["rec"] == rec)
    assert cut["fields"]["place"] == "own_office"
    assert written["id"] not in answer.raw.decode()


@pytest.mark.usefixtures("shared_days")
def test_what_the_embargo_said_before_is_not_told(
    embargoed: Embargoed, ben: Api
) -> None:
    embargoed.phone.put("gap", embargoed.embargo, note=None)
    embargoed.phone.sync()
    path = f"/api/days/{embargoed.day}/records/{embargoed.embargo}/history"

    assert ben.get(path).status == 404


@pytest.mark.usefixtures("shared_days")
def test_the_clock_does_not_count_the_moments_inside(
    embargoed: Embargoed, ana: Api, ben: Api
) -> None:
    def moments(api: Api) -> int:
        body = api.get(f"/api/days/{embargoed.day}/clock").body
        return sum(body["instants"].values())

    # Of the meeting inside and of a jotting: 9:35, 9:40 and 9:50.
    assert moments(ana) - moments(ben) == 3


@pytest.mark.usefixtures("shared_days")
def test_what_was_deleted_inside_is_withheld_too(
    embargoed: Embargoed, ben: Api
) -> None:
    embargoed.phone.delete("meeting", embargoed.inside)
    embargoed.phone.sync()

    shown = ben.get(f"/api/days/{embargoed.day}", deleted="true")

    assert embargoed.inside not in {record["rec"] for record in shown.body["records"]}


@pytest.mark.parametrize("how", ["delete", "recode"])
def test_lifting_it_brings_everything_back(
    embargoed: Embargoed, ana: Api, how: str
) -> None:
    phone = embargoed.phone
    if how == "delete":
        phone.delete("gap", embargoed.embargo)
    else:
        phone.put("gap", embargoed.embargo, gap_kind="non_observed")
    phone.sync()

    log = ana.get(f"/api/days/{embargoed.day}/log.csv").raw.decode()

    assert all(word in log for word in ("merger", "formal_meeting", "P9"))


def test_the_trail_tells_of_it_and_of_nothing_else(
    embargoed: Embargoed, carla: Api, study: make.Study
) -> None:
    phone, embargo = embargoed.phone, embargoed.embargo
    phone.put("gap", embargo, ended_at=phone.instant(NINE + 45 * MINUTE))
    phone.put("gap", embargo, note="Said so by telephone")
    phone.sync()
    phone.delete("gap", embargo)
    phone.sync()

    entries: list[dict[str, Any]] = carla.get(f"/api/studies/{study.id}/trail").body[
        "items"
    ]
    said = [entry for entry in entries if entry["action"].startswith("embargo:")]

    assert [entry["action"] for entry in said] == [
        "embargo:lifted",
        "embargo:changed",
        "embargo:set",
    ]
    assert {entry["target_id"] for entry in said} == {f"record:{embargo}"}
    assert [entry["detail"] for entry in said] == [{}, {}, {}]
