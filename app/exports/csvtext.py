"""CSV as text: exact for statistics, harmless for spreadsheets."""

import csv
from collections.abc import Callable, Sequence
from typing import NamedTuple

# A spreadsheet may run what begins with one of these, full-width forms included, and
# drops NUL, spaces and the like before it looks. The apostrophe that tames them is
# itself tamed, or the way back would be lost.
FORMULA = "=+-@|%\uff1d\uff0b\uff0d\uff20"
INVISIBLE = (
    "\0\t\n\v\f\r\x1c\x1d\x1e\x1f \x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005"
    "\u2006\u2007\u2008\u2009\u200a\u200b\u2028\u2029\u202f\u205f\u3000\ufeff"
)
RISKY = frozenset(FORMULA + INVISIBLE + "'")


class Flavour(NamedTuple):
    """How a file begins, and how a row is written; the second argument of ``line``
    tells which cells are text."""

    bom: str
    line: Callable[[Sequence[str], Sequence[int]], str]


class Echo:
    """Where csv.writer writes to: it hands back what it is given."""

    def write(self, line: str) -> str:
        return line


quoted_where_needed = csv.writer(Echo()).writerow


def statistics_line(cells: Sequence[str], text: Sequence[int]) -> str:
    """RFC 4180, quoting only what needs it."""
    line = ",".join(cells)
    plain = line.count(",") == len(cells) - 1
    if plain and '"' not in line and "\n" not in line and "\r" not in line:
        return line + "\r\n"
    # What writerow answers is what Echo does; its type says nothing of that.
    return str(quoted_where_needed(cells))


def spreadsheet_line(cells: Sequence[str], text: Sequence[int]) -> str:
    """Every cell quoted, and text that a spreadsheet might run made harmless."""
    safe = list(cells)
    for i in text:
        cell = safe[i]
        if cell and cell[0] in RISKY:
            safe[i] = "'" + cell
    line = '","'.join(safe)
    if line.count('"') != 2 * len(safe) - 2:
        line = '","'.join([cell.replace('"', '""') for cell in safe])
    return f'"{line}"\r\n'


def unescape(cell: str) -> str:
    """The text as it was before it was made harmless."""
    return cell.removeprefix("'")


STATISTICS = Flavour("", statistics_line)
SPREADSHEET = Flavour("\ufeff", spreadsheet_line)
