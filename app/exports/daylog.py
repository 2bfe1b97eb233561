"""The day log: one CSV row per record of a day, in time order.

``pwa/domain/daylog.js`` writes the same bytes on the phone;
``tests/contract/daylog.json`` holds both to it. Columns are only ever appended.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, BinaryIO

from app.dataset.types import Dataset, DayInfo, DayRecord, Labels
from app.dataset.withheld import is_embargo
from app.exports.csvtext import SPREADSHEET, STATISTICS, Flavour
from app.records.fields import KINDS, WORDS
from app.records.instants import iso_local
from app.records.kinds import moment_of

MEDIA_TYPE = "text/csv; charset=utf-8"
SUFFIX = ".csv"
FLAVOURS = {"statistics": STATISTICS, "spreadsheet": SPREADSHEET}
HEADER = (
    "study,subject,observer,date,seq,kind,code,label,started_at,ended_at,duration_s,"
    "timezone,utc_offset_min,lane,start_source,end_source,recorded_at,persons,place,"
    "planned,initiated_by,medium,purpose,source_form,obtained,direction,use_purpose,"
    "linked_to,interrupts,requested_by,observation_basis,certainty,text,"
    "clock_uncertainty_ms,clock_quality,revisions,record_id"
)
COLUMNS = HEADER.split(",")
AT = {column: i for i, column in enumerate(COLUMNS)}
# Numbers stand as they are: a spreadsheet takes -300 for a number, not for a formula.
NUMERIC = {
    "seq",
    "duration_s",
    "utc_offset_min",
    "certainty",
    "clock_uncertainty_ms",
    "revisions",
}
TEXT = [i for i, column in enumerate(COLUMNS) if column not in NUMERIC]

POINTS = frozenset({"knowledge_source", "jotting", "tally"})
# The main code of each kind: its field, and the dimension or fixed list that words it.
MAIN_CODE = {
    "activity": ("code", "activity"),
    "meeting": ("code", "activity"),
    "knowledge_source": ("source_kind", "source_kind"),
    "jotting": ("jotting_kind", "jotting_kind"),
    "gap": ("reason", "gap_reason"),
    "tally": ("code", "activity"),
}
# Columns that hold a field as it is, whatever the kind.
COPIED = {
    "lane": "lane",
    "start_source": "start_source",
    "end_source": "end_source",
    "place": "place",
    "planned": "planned",
    "initiated_by": "initiation",
    "medium": "medium",
    "purpose": "purpose",
    "source_form": "form",
    "obtained": "obtained",
    "direction": "direction",
    "use_purpose": "use_purpose",
    "linked_to": "activity",
    "interrupts": "interrupts",
    "requested_by": "requested_by",
    "observation_basis": "observation_basis",
}
# Only what the kind knows: a field of that name from a newer client may be anything.
COPIES = {
    kind: [
        (AT[column], field) for column, field in COPIED.items() if field in KINDS[kind]
    ]
    for kind in MAIN_CODE
}
CHUNK_ROWS = 500
NO_LABELS: Mapping[str, str] = {}


def write(dataset: Dataset, out: BinaryIO) -> None:
    """All days of a study, with exact values."""
    for text in chunks(dataset.days, "statistics"):
        out.write(text.encode())


def chunks(
    days: Iterable[tuple[DayInfo, Iterable[DayRecord]]], flavour: str
) -> Iterator[str]:
    """The file for one day or many, piece by piece.

    Args:
        flavour: ``statistics`` or ``spreadsheet``.
    """
    style = FLAVOURS[flavour]
    yield style.bom + style.line(COLUMNS, ())
    for day, records in days:
        yield from day_chunks(day, records, style)


def day_chunks(
    day: DayInfo, records: Iterable[DayRecord], style: Flavour
) -> Iterator[str]:
    blank = [""] * len(COLUMNS)
    blank[:4] = [day.study, day.subject or "", day.observer or "", day.date or ""]
    blank[AT["timezone"]] = day.timezone or ""
    lines: list[str] = []
    for seq, (_, _, start, record) in enumerate(in_time_order(records), 1):
        cells = blank.copy()
        cells[AT["seq"]] = str(seq)
        fill(cells, start, record, day.labels)
        lines.append(style.line(cells, TEXT))
        if len(lines) == CHUNK_ROWS:
            yield "".join(lines)
            lines = []
    if lines:
        yield "".join(lines)


Placed = tuple[float, str, Mapping[str, Any] | None, DayRecord]


def in_time_order(records: Iterable[DayRecord]) -> list[Placed]:
    """The records that a log tells of, by start and id; those without a start last."""
    placed: list[Placed] = []
    for record in records:
        if record[1] not in MAIN_CODE:
            continue
        fields = record[4]
        start = fields.get("at" if record[1] in POINTS else "started_at")
        ms = float("inf") if start is None else moment_of(start)
        placed.append((ms, str(record[0]), start, record))
    placed.sort(key=lambda place: place[:2])
    return placed


def fill(
    cells: list[str],
    start: Mapping[str, Any] | None,
    record: DayRecord,
    labels: Labels,
) -> None:
    record_id, kind, created_at, revisions, fields = record
    get = fields.get
    for i, field in COPIES[kind]:
        value = get(field)
        if value is not None:
            cells[i] = value
    cells[AT["kind"]] = kind
    cells[AT["code"]], cells[AT["label"]] = main_code(kind, fields, labels)
    fill_times(cells, kind, start, fields, created_at)
    cells[AT["persons"]] = persons(kind, fields)
    certainty = get("certainty") if "certainty" in KINDS[kind] else None
    if certainty is not None:
        cells[AT["certainty"]] = str(certainty)
    cells[AT["text"]] = text_of(kind, fields)
    cells[AT["revisions"]] = str(revisions)
    cells[AT["record_id"]] = str(record_id)


def fill_times(
    cells: list[str],
    kind: str,
    start: Mapping[str, Any] | None,
    fields: Mapping[str, Any],
    created_at: int | None,
) -> None:
    utcoff = 0
    if start is not None:
        utc, utcoff = moment_of(start), start["utcoff"]
        cells[AT["started_at"]] = iso_local(utc, utcoff)
        cells[AT["utc_offset_min"]] = str(utcoff)
        unc = start.get("unc")
        cells[AT["clock_uncertainty_ms"]] = "" if unc is None else str(unc)
        cells[AT["clock_quality"]] = start.get("quality") or ""
    end = None if kind in POINTS else fields.get("ended_at")
    if end is not None:
        last = moment_of(end)
        cells[AT["ended_at"]] = iso_local(last, end["utcoff"])
        if start is not None:
            cells[AT["duration_s"]] = seconds(last - utc)
    recorded = fields.get("recorded_at")
    if recorded is None:
        if created_at is not None:
            cells[AT["recorded_at"]] = iso_local(created_at, utcoff)
    else:
        cells[AT["recorded_at"]] = iso_local(moment_of(recorded), recorded["utcoff"])


def main_code(kind: str, fields: Mapping[str, Any], labels: Labels) -> tuple[str, str]:
    """The record's code whatever its kind, and how the codebook words it."""
    field, dimension = MAIN_CODE[kind]
    if is_embargo(kind, fields):
        field = dimension = "gap_kind"
    code = fields.get(field)
    if code is None and kind == "meeting":
        code, dimension = fields.get("meeting_type"), "meeting_type"
    if code is None:
        return "", ""
    worded = WORDS.get(dimension) or labels.get(dimension, NO_LABELS)
    return code, worded.get(code) or own_words(dimension, fields)


def own_words(dimension: str, fields: Mapping[str, Any]) -> str:
    """How the record itself words a code made in the field."""
    return (fields.get("code_label") or "") if dimension == "activity" else ""


def persons(kind: str, fields: Mapping[str, Any]) -> str:
    if kind == "tally":
        return fields.get("person") or ""
    listed = fields.get("persons") if "persons" in KINDS[kind] else None
    return ";".join(listed) if listed else ""


def text_of(kind: str, fields: Mapping[str, Any]) -> str:
    if kind == "jotting":
        return fields.get("text") or ""
    note: str = fields.get("note") or ""
    if kind == "knowledge_source":
        return "\n".join(filter(None, [fields.get("title"), note]))
    return note


def seconds(ms: int) -> str:
    """Milliseconds as seconds, without a point where none is needed."""
    whole, rest = divmod(abs(ms), 1000)
    sign = "-" if ms < 0 else ""
    return f"{sign}{whole}.{rest:03}".rstrip("0") if rest else f"{sign}{whole}"


def file_name(day: DayInfo) -> str:
    """``daylog_<subject>_<date>_<observer>.csv``, safe in any file system."""
    parts = (day.subject, day.date, day.observer)
    safe = [re.sub(r"[^A-Za-z0-9._-]", "-", part or "") for part in parts]
    return f"daylog_{'_'.join(safe)}.csv"
