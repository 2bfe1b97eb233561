from uuid import UUID

import pytest

from app.core.errors import Invalid
from app.sync.protocol import Cursor, by_study, fitting

A, B = (f"0193a1c2-7f00-7a00-8000-00000000000{n}" for n in (1, 2))


def test_studies_are_taken_in_one_order_whatever_the_batch() -> None:
    batch = [{"study": B}, {"study": A}, {"study": B}]

    assert list(by_study(batch).items()) == [(UUID(A), [1]), (UUID(B), [0, 2])]


@pytest.mark.parametrize(
    "study", [None, 7, "", "x", A.upper(), f"urn:uuid:{A}", f"{{{A}}}", "\uff11" * 32]
)
def test_what_names_no_study_stands_apart(study: object) -> None:
    assert by_study([{"study": study}, {"study": A}, "text"]) == {
        None: [0, 2],
        UUID(A): [1],
    }


def test_an_empty_batch_is_heard_too() -> None:
    assert by_study([]) == {None: []}


def test_a_cursor_comes_back_as_it_was_given() -> None:
    cursor = Cursor("e_1", A, 417, "own")

    assert Cursor.read(cursor.text()) == cursor


@pytest.mark.parametrize("text", ["", "x", "é", "e30", "bnVsbA"])
def test_anything_else_is_no_cursor(text: str) -> None:
    with pytest.raises(Invalid):
        Cursor.read(text)


def test_a_page_ends_before_the_record_that_would_break_its_limit() -> None:
    found = [(rev, "x" * 400_000) for rev in range(4)]

    assert [rev for rev, _ in fitting(found, 10)] == [0, 1]


def test_one_record_always_fits() -> None:
    found = [(1, "x" * 2_000_000), (2, "x")]

    assert [rev for rev, _ in fitting(found, 10)] == [1]
