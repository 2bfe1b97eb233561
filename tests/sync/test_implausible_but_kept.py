"""Evidence is flagged, not thrown away."""

from typing import Any

import pytest

from tests import make
from tests.api import Api
from tests.phone import Phone

NINE = 1_795_338_000_000
HOUR = 3_600_000
YEAR_1970, YEAR_2099 = 1000, 4_070_908_800_000


def push_one(phone: Phone, kind: str, **fields: Any) -> tuple[dict[str, Any], str]:
    """Its result, and the record."""
    day = phone.start_day()
    rec = phone.put(kind, day=day, **fields)
    return phone.push().body["results"][1], rec


def codes(warnings: list[dict[str, str]]) -> list[tuple[str, str]]:
    return [(warning["field"], warning["code"]) for warning in warnings]


@pytest.mark.parametrize(
    ("start", "end", "warned"),
    [
        (NINE, NINE - HOUR, [("ended_at", "end_before_start")]),
        (NINE, NINE + 25 * HOUR, [("ended_at", "over_24_h")]),
        (YEAR_1970, None, [("started_at", "clock_far_off")]),
        (YEAR_2099, None, [("started_at", "clock_far_off")]),
        (NINE, NINE, []),
    ],
)
def test_implausible_times_are_applied_with_a_warning(
    phone: Phone, start: int, end: int | None, warned: list[tuple[str, str]]
) -> None:
    times = {"started_at": phone.instant(start)}
    if end is not None:
        times["ended_at"] = phone.instant(end)

    result, rec = push_one(phone, "activity", code="with_observer", **times)

    assert result["status"] == "applied"
    assert codes(result.get("warnings", [])) == warned
    phone.pull()
    assert codes(phone.base[rec]["warnings"]) == warned
    assert phone.value(rec, "started_at")["wall"] == start


def test_an_unknown_code_is_applied_with_a_warning(phone: Phone) -> None:
    result, rec = push_one(phone, "activity", code="daydreaming")

    assert codes(result["warnings"]) == [("code", "unknown_code")]
    phone.pull()
    assert phone.value(rec, "code") == "daydreaming"


def test_a_retired_code_is_applied_with_a_warning(
    phone: Phone, carla: Api, study: make.Study
) -> None:
    retire(carla, study, "walkabout")

    result, _ = push_one(phone, "activity", code="walkabout")

    assert codes(result["warnings"]) == [("code", "retired_code")]


def test_a_day_keeps_the_codebook_it_was_begun_with(
    phone: Phone, carla: Api, study: make.Study
) -> None:
    day = phone.start_day()
    phone.push()
    retire(carla, study, "walkabout")
    phone.put("activity", day=day, code="walkabout")

    assert "warnings" not in phone.push().body["results"][0]


def retire(carla: Api, study: make.Study, code: str) -> None:
    """Publish a codebook without the code."""
    path = f"/api/studies/{study.id}/codebook"
    book = carla.get(path).body
    for dimension in book["dimensions"]:
        dimension["codes"] = [
            {"code": c["code"], "label": c["label"]}
            for c in dimension["codes"]
            if c["code"] != code
        ]
    draft = carla.put(f"{path}/draft", dimensions=book["dimensions"])
    assert draft.status in {200, 201}, draft.body
    published = carla.post(f"{path}/publish")
    assert published.status in {200, 201}, published.body


def test_a_warning_goes_with_its_reason(phone: Phone) -> None:
    _, rec = push_one(phone, "activity", code="daydreaming")
    phone.put("activity", rec, code="walkabout")

    result = phone.push().body["results"][0]

    assert "warnings" not in result
    phone.pull()
    assert phone.base[rec]["warnings"] == []


def test_a_subject_nobody_knows_is_flagged(phone: Phone) -> None:
    phone.start_day(subject_id="01a20000-0000-7000-8000-000000000000")

    result = phone.push().body["results"][0]

    assert codes(result["warnings"]) == [("subject_id", "unknown_subject")]


@pytest.mark.usefixtures("shared_days")
def test_fields_of_a_newer_client_are_handed_on_as_they_came(
    phone: Phone, bens: Phone
) -> None:
    newer = {"mood": {"calm": [1, 2.5, None, True, "ünï"]}}
    _, rec = push_one(phone, "activity", **newer)
    phone.pull()
    phone.put("activity", rec, note="An older field beside it")
    phone.sync()

    bens.pull()

    assert bens.base[rec]["unknown"]["mood"][0] == newer["mood"]


def test_a_clock_from_the_future_wins_no_argument(phone: Phone, tablet: Phone) -> None:
    day = phone.start_day(field_note="at first")
    phone.sync()
    tablet.sync()
    tablet.skew = 10 * 365 * 24 * HOUR
    tablet.put("day", day, field_note="from the year 2036")
    tablet.sync()
    phone.sync()
    phone.put("day", day, field_note="written after reading it")

    phone.sync()

    assert phone.value(day, "field_note") == "written after reading it"


def test_a_word_of_the_studys_own_codebook_is_no_surprise(carla: Api) -> None:
    mintzberg = make.study(carla, title="Five executives", template="mintzberg")

    result, _ = push_one(
        Phone(carla, mintzberg), "activity", code="desk_work", initiation="manager"
    )

    assert "warnings" not in result
