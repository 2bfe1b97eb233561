import pytest

from app.codebooks.rules import (
    MOST_CODES,
    MOST_DIMENSIONS,
    CodeEntry,
    Draft,
    Fault,
    draft_of,
    faults_in,
    successor,
)


def code(name: str, **other: object) -> CodeEntry:
    return CodeEntry(name, name.title(), **other)  # type: ignore[arg-type]  # test only


def pointers(faults: list[Fault]) -> list[str]:
    return [fault.pointer for fault in faults]


def book(*codes: CodeEntry) -> Draft:
    return draft_of({"activity": codes})


@pytest.mark.parametrize("name", ["a", "a1_b", "x" * 60])
def test_a_code_is_small_letters_digits_and_underscores(name: str) -> None:
    assert faults_in([("activity", [code(name)])], {}) == []


@pytest.mark.parametrize(
    "name", ["", "A", "1a", "_a", "a-b", "a b", "ä", "x" * 61, "a\n"]
)
def test_other_names_are_refused(name: str) -> None:
    assert pointers(faults_in([("activity", [code(name)])], {})) == [
        "#/dimensions/0/codes/0/code"
    ]
    assert pointers(faults_in([(name, [])], {})) == ["#/dimensions/0/name"]


def test_a_name_once_published_may_stay() -> None:
    assert faults_in([("activity", [code("15m")])], book(code("15m"))) == []


def test_codes_are_unique_within_their_dimension_only() -> None:
    twice = [code("other"), code("other")]

    assert pointers(faults_in([("activity", twice)], {})) == [
        "#/dimensions/0/codes/1/code"
    ]
    assert (
        faults_in([("activity", [code("other")]), ("place", [code("other")])], {}) == []
    )


def test_dimensions_are_unique() -> None:
    assert pointers(faults_in([("place", []), ("place", [])], {})) == [
        "#/dimensions/1/name"
    ]


@pytest.mark.parametrize("member", ["parent", "maps_to"])
def test_what_a_code_refers_to_must_be_there(member: str) -> None:
    absent = code("tour", **{member: "walk"})
    itself = code("tour", **{member: "tour"})

    for one in (absent, itself):
        assert pointers(faults_in([("activity", [one])], {})) == [
            f"#/dimensions/0/codes/0/{member}"
        ]
    there = [absent, code("walk")]
    assert faults_in([("activity", there)], {}) == []
    assert faults_in([("activity", [absent])], book(code("walk"))) == []


def test_no_code_is_above_itself() -> None:
    circle = [code("a", parent="b"), code("b", parent="c"), code("c", parent="a")]
    below = [*circle, code("d", parent="a")]

    assert pointers(faults_in([("activity", below)], {})) == [
        f"#/dimensions/0/codes/{index}/parent" for index in range(3)
    ]


def test_there_is_a_limit_to_everything() -> None:
    dimensions: list[tuple[str, list[CodeEntry]]] = [
        (f"d{number}", []) for number in range(MOST_DIMENSIONS + 1)
    ]
    codes = [code(f"c{number}") for number in range(MOST_CODES + 1)]

    assert faults_in(dimensions[:-1], {}) == []
    assert pointers(faults_in(dimensions, {})) == ["#/dimensions"]
    assert faults_in([("activity", codes[:-1])], {}) == []
    assert pointers(faults_in([("activity", codes)], {})) == ["#/dimensions"]


def test_positions_put_codes_in_order() -> None:
    mixed = [code("c", position=9), code("a", position=0), code("b", position=5)]

    ordered = book(*mixed)["activity"]

    assert [(one.code, one.position) for one in ordered] == [
        ("a", 0),
        ("b", 1),
        ("c", 2),
    ]


def test_a_code_that_vanishes_becomes_retired() -> None:
    before = book(code("tour"), code("travel"))

    after = successor(book(code("travel"), code("walk")), before, 2)["activity"]

    assert [(one.code, one.retired_in) for one in after] == [
        ("travel", None),
        ("walk", None),
        ("tour", 2),
    ]
    assert after[2].retired


def test_a_dimension_that_vanishes_is_retired_code_by_code() -> None:
    after = successor({}, book(code("tour")), 2)

    assert [one.retired_in for one in after["activity"]] == [2]


def test_a_retired_code_keeps_the_version_that_gave_it_up() -> None:
    second = successor({}, book(code("tour")), 2)

    third = successor({}, second, 3)
    named = successor(book(code("tour", retired=True)), second, 3)

    assert third["activity"][0].retired_in == named["activity"][0].retired_in == 2


def test_a_retired_code_can_come_back() -> None:
    second = successor({}, book(code("tour")), 2)

    third = successor(book(code("tour")), second, 3)["activity"][0]

    assert (third.retired, third.retired_in) == (False, None)
