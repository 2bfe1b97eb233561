"""Behind the question mark stands only what a view reads, and once."""

import pytest

from tests import make
from tests.api import Api


@pytest.mark.parametrize(
    ("path", "field"),
    [
        ("/api/session?verbose=1", "verbose"),
        ("/api/studies?page=2", "page"),
        ("/api/studies?limit=1&limit=2", "limit"),
        ("/api/studies?limit=1&limit=1", "limit"),
        ("/api/openapi.json?callback=x", "callback"),
        ("/api/sync/hello?x", "x"),
        ("/api/studies?a%7Eb%2Fc=1", "a~0b~1c"),
    ],
)
def test_what_nobody_reads_is_refused_by_name(
    carla: Api, path: str, field: str
) -> None:
    refused = carla.call("GET", path)

    assert refused.status == 422
    assert [one["pointer"] for one in refused.body["errors"]] == [f"#/{field}"]


@pytest.mark.parametrize(
    "limit",
    ["0", "501", "-1", "1.0", "1e2", "+1", " 1", "1_0", "\u0661", "", "9" * 4000],
)
def test_a_number_is_written_as_a_number(carla: Api, limit: str) -> None:
    refused = carla.get("/api/studies", limit=limit)

    assert refused.status == 422
    assert refused.body["errors"][0]["pointer"] == "#/limit"


@pytest.mark.parametrize("limit", ["1", "500"])
def test_numbers_within_the_limit_are_taken(carla: Api, limit: str) -> None:
    assert carla.get("/api/studies", limit=limit).status == 200


@pytest.mark.parametrize("limit", ["0", "1001", "1_0", "+1"])
def test_a_page_of_records_has_a_limit(study: make.Study, limit: str) -> None:
    asked = study.pi.get("/api/sync/pull", study=study.id, limit=limit)

    assert asked.status == 422
    assert asked.body["errors"][0]["pointer"] == "#/limit"


@pytest.mark.parametrize("deleted", ["yes", "1", "True", "TRUE", "", "on"])
def test_true_and_false_are_two_words(study: make.Study, deleted: str) -> None:
    day = "01890000-0000-7000-8000-000000000001"

    asked = study.pi.get(f"/api/days/{day}", deleted=deleted)

    assert asked.status == 422
    assert asked.body["errors"][0]["pointer"] == "#/deleted"
