"""Two readers who know nothing of each other find in a CSV what was typed."""

import csv
import io
import re

import pytest

from app.exports.csvtext import SPREADSHEET, STATISTICS, Flavour, unescape
from tests.security.naughty import BROKEN, DIRECTIONS, ODDITIES, SCRIPTS

# The grammar of RFC 4180, section 2, read letter by letter: a field, then what ends it.
FIELD = re.compile(r'(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|\Z)')
TEXTS = [
    *SCRIPTS,
    *ODDITIES,
    *DIRECTIONS,
    "a\nb",
    "a\tb",
    '"',
    '""',
    ',"\n',
    "",
    *[text for text in BROKEN if text == "a\r\nb"],
]


def by_the_grammar(text: str) -> list[list[str]]:
    """Rows as the grammar has them; whatever it does not allow fails."""
    rows: list[list[str]] = [[]]
    at = 0
    while at < len(text):
        field = FIELD.match(text, at)
        assert field is not None, text[at : at + 40]
        quoted, plain, end = field.groups()
        rows[-1].append(plain if quoted is None else quoted.replace('""', '"'))
        at = field.end()
        if end == "\r\n" and at < len(text):
            rows.append([])
    return rows


@pytest.mark.parametrize("flavour", [STATISTICS, SPREADSHEET])
def test_both_readers_find_what_was_typed(flavour: Flavour) -> None:
    rows = [[text, "x", text] for text in TEXTS]

    text = "".join(flavour.line(row, range(3)) for row in rows)

    read = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    assert by_the_grammar(text) == read
    if flavour is SPREADSHEET:
        read = [[unescape(cell) for cell in row] for row in read]
    assert read == rows
