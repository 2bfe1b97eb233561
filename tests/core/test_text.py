"""Which text is kept, and which cannot be."""

import pytest

from app.core.text import storable, well_behaved

KEPT = ["", "plain", "two\nlines\tand a tab", "😀 中文 é", "\u202eright to left\u202c"]
UNSTORABLE = [
    "\x00",
    "a\x07b",
    "\r\n",
    "\x7f",
    "\x9f",
    "\ud800",
    "\ufffe",
    "\U0001ffff",
]
MISLEADING = ["\u202eabc", "a\u2066b", "two\nlines", "a\tb"]


@pytest.mark.parametrize("text", KEPT)
def test_a_note_is_kept_as_it_was_typed(text: str) -> None:
    assert storable(text)


@pytest.mark.parametrize("text", UNSTORABLE)
def test_what_a_database_cannot_hold_is_refused(text: str) -> None:
    assert not storable(text)


@pytest.mark.parametrize("text", MISLEADING)
def test_a_label_reads_as_it_is_written(text: str) -> None:
    assert not well_behaved(text)
