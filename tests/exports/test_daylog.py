import csv
import io
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.dataset import withheld
from app.dataset.types import Dataset, DayInfo, DayRecord
from app.exports import daylog
from app.exports.csvtext import RISKY, SPREADSHEET, STATISTICS, unescape
from tests import contract

CASES = contract.load("daylog")["daylog"]
NAMES = ("study", "subject", "observer", "date", "timezone")
CELLS = st.lists(st.text() | st.text([*sorted(RISKY), *'",x']), min_size=2)


def day_of(case: dict[str, Any]) -> DayInfo:
    study, *others = (case[name] for name in NAMES)
    subject, observer, date, timezone = (other or None for other in others)
    return DayInfo(study, subject, observer, date, timezone, case["codebook"])


def records_of(case: dict[str, Any]) -> list[DayRecord]:
    return withheld.told(
        (r["id"], r["kind"], r["created_at"], r["revisions"], r["fields"])
        for r in case["records"]
    )


def log(case: dict[str, Any], flavour: str) -> str:
    return "".join(daylog.chunks([(day_of(case), records_of(case))], flavour))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["it"])
def test_the_day_log_keeps_the_contract(case: dict[str, Any]) -> None:
    assert log(case, "statistics") == case["statistics"]
    assert log(case, "spreadsheet") == case["spreadsheet"]
    assert daylog.file_name(day_of(case)) == case["file"]


def test_the_columns_are_those_promised() -> None:
    header, *_ = csv.reader(io.StringIO(log(CASES[0], "spreadsheet")[1:]))

    assert header == daylog.COLUMNS
    assert len(header) == 37


def test_several_days_share_one_header_and_count_their_own_rows() -> None:
    days = [(day_of(case), records_of(case)) for case in CASES]

    rows = list(csv.reader(io.StringIO("".join(daylog.chunks(days, "statistics")))))

    assert [row[0] for row in rows].count("study") == 1
    assert [row[4] for row in rows].count("1") == len(CASES) - 1


def test_a_long_day_comes_in_pieces() -> None:
    fields: dict[str, Any] = {"text": "t"}
    records: list[DayRecord] = [
        (f"{i:04}", "jotting", 0, 0, fields) for i in range(1100)
    ]
    day = DayInfo("s", "CE1", "OBS1", "2026-11-22", "UTC")

    pieces = list(daylog.chunks([(day, records)], "statistics"))

    assert [piece.count("\r\n") for piece in pieces] == [1, 500, 500, 100]


def test_records_of_other_kinds_are_left_out() -> None:
    day = DayInfo("s", "CE1", "OBS1", "2026-11-22", "UTC")
    records: list[DayRecord] = [("p", "person", 0, 0, {}), ("j", "jotting", 0, 0, {})]

    text = "".join(daylog.chunks([(day, records)], "statistics"))

    assert text.count("\r\n") == 2


def test_a_file_is_utf_8_with_exact_values() -> None:
    out = io.BytesIO()

    days = ((day_of(case), records_of(case)) for case in CASES[-1:])
    daylog.write(Dataset("Chief executives", days), out)

    assert out.getvalue() == CASES[-1]["statistics"].encode()


@given(CELLS)
def test_statistics_rows_are_those_of_the_csv_module(cells: list[str]) -> None:
    out = io.StringIO()
    csv.writer(out).writerow(cells)

    assert STATISTICS.line(cells, range(len(cells))) == out.getvalue()


@given(CELLS)
def test_the_way_back_from_a_spreadsheet_is_exact(cells: list[str]) -> None:
    line = SPREADSHEET.line(cells, range(len(cells)))

    [row] = csv.reader(io.StringIO(line, newline=""))
    assert [unescape(cell) for cell in row] == cells
    # An apostrophe keeps a spreadsheet from running what follows it.
    assert not any(cell and cell[0] in RISKY - {"'"} for cell in row)


def test_every_space_there_is_counts_as_risky() -> None:
    spaces = {chr(i) for i in range(0x110000) if chr(i).isspace()}

    assert spaces <= RISKY
