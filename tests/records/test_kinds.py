from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.records.fields import KINDS, WORDS, label
from app.records.kinds import Checked, Refused, check, code_warnings, span_warnings
from tests import contract

DAY = "0193b6a0-0000-7000-8000-000000000001"
NINE: dict[str, Any] = {"wall": 1795338000000, "tz": "Europe/London", "utcoff": 0}


def codes_of(checked: Checked) -> list[tuple[str, str]]:
    return [(warning["field"], warning["code"]) for warning in checked.warnings]


def test_the_tables_are_those_of_the_contract() -> None:
    expected = contract.load("kinds")

    assert expected["kinds"] == KINDS
    assert expected["enumerations"] == WORDS


def test_a_word_that_is_not_on_its_list_has_no_label() -> None:
    assert label("gap_reason", "left_site") == "Left site"
    assert label("gap_reason", "weather") == ""


def test_known_and_unknown_fields_come_apart() -> None:
    fields = {"day": DAY, "code": "travel", "started_at": NINE, "mood": {"x": [1, "é"]}}

    checked = check("activity", fields)

    assert checked.values == {"day": DAY, "code": "travel", "started_at": NINE}
    assert checked.unknown == {"mood": {"x": [1, "é"]}}
    assert checked.warnings == []


def test_what_the_server_derives_is_never_taken_from_a_phone() -> None:
    sent = NINE | {"mono": 8.5, "boot": "b7", "utc": 1, "unc": 0, "quality": "synced"}

    checked = check("jotting", {"at": sent | {"leap": True}})

    assert checked.values["at"] == NINE | {"mono": 8.5, "boot": "b7", "leap": True}


def test_null_clears_any_field_but_the_parent() -> None:
    assert check("activity", {"note": None}).values == {"note": None}
    with pytest.raises(Refused, match="day"):
        check("activity", {"day": None})
    with pytest.raises(Refused, match="subject_id"):
        check("person", {"subject_id": None})


@pytest.mark.parametrize(
    ("kind", "field", "value"),
    [
        ("activity", "certainty", True),
        ("activity", "certainty", "2"),
        ("activity", "certainty", 2.0),
        ("activity", "certainty", 2**53 + 1),
        ("activity", "code", 7),
        ("activity", "code", "c" * 121),
        ("activity", "day", DAY.upper()),
        ("activity", "day", "today"),
        ("activity", "interrupts", [DAY]),
        ("activity", "lane", 1),
        ("activity", "lane", "l" * 121),
        ("activity", "persons", "P1"),
        ("activity", "persons", ["P1", 2]),
        ("activity", "persons", ["P"] * 501),
        ("activity", "started_at", 1795338000000),
        ("activity", "started_at", "2026-11-22T09:00:00Z"),
        ("activity", "started_at", {"wall": 1795338000000}),
        ("activity", "started_at", NINE | {"wall": 1.5}),
        ("activity", "started_at", NINE | {"wall": True}),
        ("activity", "started_at", NINE | {"wall": 2**53 + 1}),
        ("activity", "started_at", NINE | {"utcoff": 1440}),
        ("activity", "started_at", NINE | {"utcoff": "0"}),
        ("activity", "started_at", NINE | {"tz": None}),
        ("activity", "started_at", NINE | {"mono": "12"}),
        ("activity", "started_at", NINE | {"mono": float("nan")}),
        ("activity", "started_at", NINE | {"boot": 7}),
        ("activity", "started_at", NINE | {"boot": "b\x00"}),
        ("activity", "started_at", NINE | {"leap": "\ud800"}),
        ("day", "clock_offset_s", "0.3"),
        ("day", "date", "2026-02-30"),
        ("day", "date", "22.11.2026"),
        ("day", "date", 20261122),
        ("jotting", "text", "a\x00b"),
        ("jotting", "text", "a\x1bb"),
        ("jotting", "text", "half \ud83d"),
        ("jotting", "text", ["a"]),
        ("meeting", "size_is_estimate", 1),
        ("meeting", "size_is_estimate", "yes"),
        ("jotting", "mood", "half \udc00"),
        ("jotting", "mood", {"n": [2**53 + 1]}),
        ("jotting", "mood", {"a\x00": 1}),
    ],
)
def test_what_cannot_be_read_or_stored_is_refused_by_name(
    kind: str, field: str, value: object
) -> None:
    with pytest.raises(Refused) as refused:
        check(kind, {field: value})

    assert refused.value.field == field


def test_a_field_name_that_cannot_be_stored_is_refused() -> None:
    with pytest.raises(Refused) as refused:
        check("jotting", {"mo\x00od": 1})

    assert refused.value.field == "set"


@pytest.mark.parametrize(
    ("kind", "field", "value", "warning"),
    [
        ("activity", "certainty", 9, "out_of_range"),
        ("activity", "lane", "tertiary", "unknown_value"),
        ("gap", "reason", "", "unknown_value"),
        ("activity", "note", "x" * 4001, "too_long"),
        ("jotting", "field_note", "x" * 12001, "too_long"),
        ("knowledge_source", "title", "x" * 201, "too_long"),
        ("activity", "started_at", NINE | {"wall": 0}, "clock_far_off"),
        ("activity", "started_at", NINE | {"wall": 4070908800000}, "clock_far_off"),
        ("activity", "started_at", NINE | {"utcoff": -956}, "out_of_range"),
    ],
)
def test_what_is_readable_but_hardly_true_is_kept_and_flagged(
    kind: str, field: str, value: object, warning: str
) -> None:
    checked = check(kind, {field: value})

    assert checked.values == {field: value}
    assert codes_of(checked) == [(field, warning)]


@pytest.mark.parametrize("text", ["", "tab\tand\r\nlines", "会议 🙂" * 600, "x" * 4000])
def test_a_note_is_stored_as_typed(text: str) -> None:
    assert check("jotting", {"text": text}) == ({"text": text}, {}, [])


def test_limits_of_text_count_code_points() -> None:
    assert check("activity", {"note": "🙂" * 4000}).warnings == []


def test_a_word_of_the_studys_own_codebook_is_no_surprise() -> None:
    codes = {"initiation": {"manager": True}}

    assert codes_of(check("activity", {"initiation": "manager"})) != []
    assert codes_of(check("activity", {"initiation": "manager"}, codes)) == []
    assert codes_of(check("activity", {"initiation": "fate"}, codes)) != []


def test_codes_are_held_against_the_codebook() -> None:
    codes = {"activity": {"travel": True, "tour": False}}

    def found(**fields: object) -> list[str]:
        return [warning["code"] for warning in code_warnings("activity", fields, codes)]

    assert found(code="travel", note="n") == []
    assert found(code="tour") == ["retired_code"]
    assert found(code="golf") == ["unknown_code"]
    assert found(information_tool=["phone"]) == ["unknown_code"]


@pytest.mark.parametrize(
    ("ms", "expected"),
    [
        (0, []),
        (86_400_000, []),
        (86_400_001, ["over_24_h"]),
        (-1, ["end_before_start"]),
    ],
)
def test_the_span_of_a_record_is_weighed(ms: int, expected: list[str]) -> None:
    fields = {"started_at": NINE | {"utc": 5}, "ended_at": NINE | {"utc": 5 + ms}}

    assert [w["code"] for w in span_warnings("gap", fields)] == expected
    assert span_warnings("gap", {"started_at": NINE, "ended_at": None}) == []
    assert span_warnings("gap", {"ended_at": NINE}) == []


def test_a_span_is_weighed_by_the_phones_clock_until_utc_is_derived() -> None:
    fields = {"started_at": NINE, "ended_at": NINE | {"wall": NINE["wall"] - 1}}

    assert [w["field"] for w in span_warnings("meeting", fields)] == ["ended_at"]


ANY_JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False)
    | st.text(st.characters(codec=None)),
    lambda children: (
        st.lists(children, max_size=3)
        | st.dictionaries(st.text(max_size=5), children, max_size=3)
    ),
    max_leaves=8,
)


@given(
    kind=st.sampled_from(sorted(KINDS)),
    name=st.sampled_from(
        sorted({name for fields in KINDS.values() for name in fields})
    ),
    value=ANY_JSON,
)
def test_any_value_is_either_kept_or_refused(
    kind: str, name: str, value: object
) -> None:
    refused = None
    try:
        checked = check(kind, {name: value})
    except Refused as error:
        refused = error.field

    assert refused == name or checked.values | checked.unknown == {name: value}
