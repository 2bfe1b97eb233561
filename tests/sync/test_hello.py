from pathlib import Path

import pytest

from app.core import clock
from app.sync import protocol
from tests import make
from tests.api import Api


def test_hello_says_what_a_phone_must_know(ana: Api, study: make.Study) -> None:
    hello = ana.get("/api/sync/hello")

    assert hello.status == 200
    assert hello.body["proto"] == 1
    assert hello.body["uid"] == make.account_id(ana)
    assert hello.body["limits"] == {
        "ops": 200,
        "bytes": 262144,
        "op_bytes": 65536,
        "pull": 1000,
    }
    [mine] = hello.body["studies"]
    assert mine["trail"].keys() == {"seq", "head"}
    assert mine == {
        "id": study.id,
        "role": "observer",
        "state": "active",
        "trail": mine["trail"],
    }


def test_hello_makes_a_clock_sample(ana: Api) -> None:
    before = clock.now_ms()

    hello = ana.get("/api/sync/hello").body

    assert before <= hello["t1"] <= hello["t2"] <= clock.now_ms()


def test_hello_names_no_study_of_others(dov: Api, study: make.Study) -> None:
    studies = dov.get("/api/sync/hello").body["studies"]

    assert study.id not in [told["id"] for told in studies]


@pytest.mark.parametrize("path", ["hello", "pull", "nothing-here"])
def test_every_answer_is_signed_even_a_refusal(stranger: Api, path: str) -> None:
    answer = stranger.get(f"/api/sync/{path}")

    assert answer.status in {401, 404}
    assert answer.headers["X-Sync-Proto"] == "1"


def test_a_push_by_nobody_is_refused_and_signed(stranger: Api) -> None:
    refused = stranger.post("/api/sync/push", proto=1, device="d_1", ops=[])

    assert (refused.status, refused.headers["X-Sync-Proto"]) == (401, "1")


def test_hello_tells_the_version_of_the_program() -> None:
    project = (Path(__file__).parents[2] / "pyproject.toml").read_text()

    assert f'version = "{protocol.VERSION}"' in project
