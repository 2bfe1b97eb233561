"""Whatever the schema knows can be sent, comes back, and its way out is known.

The fields and words are those of ``app.records.fields``: one that is added there is
tested here without being named.
"""

import csv
import io
import re
from pathlib import Path
from typing import Any

import pytest

from app.exports.daylog import COLUMNS
from app.records.fields import ENUMERATIONS, KINDS
from tests import make, schema
from tests.api import Api
from tests.phone import Phone

DOCS = Path(__file__).parents[2] / "docs" / "exports.md"
OF_DAYS = [kind for kind, fields in KINDS.items() if "day" in fields]
# The columns that are not one field's own.
DERIVED = {
    "study",
    "subject",
    "observer",
    "date",
    "seq",
    "kind",
    "label",
    "duration_s",
    "timezone",
    "utc_offset_min",
    "clock_uncertainty_ms",
    "clock_quality",
    "revisions",
    "record_id",
}


@pytest.fixture
def phone(ana: Api, study: make.Study) -> Phone:
    return Phone(ana, study)


def put(phone: Phone, kind: str, day: str, fields: dict[str, Any]) -> str:
    """A record of the kind, in its place."""
    if kind == "day":
        return phone.start_day(**fields)
    if kind == "person":
        return phone.put(kind, subject_id=phone.study.subject_id, **fields)
    return phone.put(kind, day=day, **fields)


def bare(value: Any) -> Any:
    """An instant as it was sent, without what the server derived of it."""
    if isinstance(value, dict):
        return {k: v for k, v in value.items() if k not in ("utc", "unc", "quality")}
    return value


@pytest.mark.parametrize("kind", KINDS)
def test_every_field_is_taken_and_comes_back_in_a_pull(phone: Phone, kind: str) -> None:
    sent = schema.everything(kind, phone)
    rec = put(phone, kind, phone.start_day(), sent)

    phone.sync()

    assert phone.refused == {}
    told = phone.base[rec]
    assert {name: bare(phone.value(rec, name)) for name in sent} == sent
    assert told["unknown"] == {}


@pytest.mark.parametrize("kind", OF_DAYS)
def test_every_field_is_shown_with_its_day(ana: Api, phone: Phone, kind: str) -> None:
    day = phone.start_day()
    sent = schema.everything(kind, phone)
    put(phone, kind, day, sent)
    phone.sync()

    (record,) = ana.get(f"/api/days/{day}").body["records"]

    assert {name: bare(record["fields"][name]) for name in sent} == sent
    assert {name: bare(record["f"][name][0]) for name in sent} == sent


def test_every_field_of_a_day_is_shown_with_it(ana: Api, phone: Phone) -> None:
    sent = schema.everything("day", phone)
    day = phone.start_day(**sent)
    phone.sync()

    shown = ana.get(f"/api/days/{day}").body["fields"]

    places = {"subject_id": phone.study.subject_id}
    assert {name: bare(value) for name, value in shown.items()} == sent | places


def test_every_word_of_every_list_is_taken_without_a_doubt(phone: Phone) -> None:
    day = phone.start_day()
    sent = {
        put(phone, said.kind, day, {said.field: said.value}): said
        for said in schema.every_word()
    }

    phone.sync()

    assert phone.refused == {}
    words = {word for listed in ENUMERATIONS.values() for word in listed.split()}
    assert {said.value for said in sent.values()} == words
    for rec, said in sent.items():
        assert phone.value(rec, said.field) == said.value
        assert phone.base[rec]["warnings"] == [], said


def test_a_field_is_in_the_day_log_or_on_the_list_of_those_that_are_not(
    ana: Api, phone: Phone
) -> None:
    """It is in the log if a record that has it makes another row than one without."""
    found = {kind: columns_of(ana, phone, kind) for kind in OF_DAYS}
    found["day"] = columns_of_days(ana, phone)
    left_out = {
        (kind, field)
        for kind, fields in KINDS.items()
        for field in fields
        if not found.get(kind, {}).get(field)
    }

    assert left_out == listed_as_left_out()


@pytest.mark.parametrize("kind", OF_DAYS)
def test_a_column_holds_the_value_itself(ana: Api, phone: Phone, kind: str) -> None:
    day = phone.start_day()
    full = schema.everything(kind, phone)
    put(phone, kind, day, full)
    columns = columns_of(ana, phone, kind)
    (row,) = rows_of(ana, day)

    for name, value in full.items():
        if isinstance(value, dict):
            continue
        text = ";".join(value) if isinstance(value, list) else str(value)
        assert all(text in row[column] for column in columns[name] - {"label"}), (
            f"{kind}.{name}"
        )


def test_every_column_is_somebodys(ana: Api, phone: Phone) -> None:
    reached = {
        column
        for kind in OF_DAYS
        for columns in columns_of(ana, phone, kind).values()
        for column in columns
    }

    assert set(COLUMNS) - DERIVED <= reached


def columns_of(ana: Api, phone: Phone, kind: str) -> dict[str, set[str]]:
    """By field of a kind, the columns of the log that change when it is cleared."""
    day = phone.start_day()
    full = schema.everything(kind, phone)
    whole = put(phone, kind, day, full)
    recs = {name: put(phone, kind, day, {**full, name: None}) for name in full}
    phone.sync()
    rows = {row["record_id"]: row for row in rows_of(ana, day)}
    changed = {name: unlike(rows[rec], rows[whole]) for name, rec in recs.items()}
    # Which day a record is of, its row says in the day's own words.
    return {**changed, "day": {"date"}}


def columns_of_days(ana: Api, phone: Phone) -> dict[str, set[str]]:
    """The same of the fields of days, by the row of a mark in one."""
    full = schema.everything("day", phone)
    days = {name: phone.start_day(**{**full, name: None}) for name in full}
    days["whole"] = phone.start_day(**full)
    at = phone.instant(schema.NINE)
    for day in days.values():
        phone.put("jotting", day=day, at=at, recorded_at=at)
    phone.sync()
    rows = {name: rows_of(ana, day)[0] for name, day in days.items()}
    whole = rows.pop("whole")
    changed = {name: unlike(row, whole) for name, row in rows.items()}
    # Nobody can clear the subject; the row names it.
    return {**changed, "subject_id": {"subject"}}


def rows_of(ana: Api, day: str) -> list[dict[str, str]]:
    log = ana.get(f"/api/days/{day}/log.csv").raw.decode()
    return list(csv.DictReader(io.StringIO(log, newline="")))


def unlike(row: dict[str, str], other: dict[str, str]) -> set[str]:
    own = {"seq", "record_id"}
    return {name for name in COLUMNS if row[name] != other[name]} - own


def listed_as_left_out() -> set[tuple[str, str]]:
    """What docs/exports.md says the day log does not carry."""
    section = DOCS.read_text("utf-8").split("### What it leaves out\n")[1]
    section = section.split("\n#", maxsplit=1)[0]
    listed: set[tuple[str, str]] = set()
    for kinds, fields in re.findall(r"^\| (.+?) \| (.+?) \| .+ \|$", section, re.M):
        for kind in re.findall(r"`(\w+)`", kinds):
            for field in re.findall(r"`(\w+)`", fields):
                assert (kind, field) not in listed, f"{kind}.{field} is named twice"
                listed.add((kind, field))
    return listed
