"""What an embargo keeps from leaving: of a stretch of a day, only its length is told.

An embargo is a gap whose ``gap_kind`` says so. What lies inside is left out, what
straddles an edge is cut there, and what cannot be placed in time may lie inside.
``pwa/domain/withheld.js`` is the same rule, and ``tests/contract/daylog.json`` holds
both to it. Cutting what was cut already changes nothing.
"""

from collections.abc import Iterable, Mapping, Sequence
from math import inf
from typing import Any, NamedTuple

from app.dataset.types import DayRecord
from app.records.fields import KINDS
from app.records.kinds import moment_of

Fields = Mapping[str, Any]
Instant = Mapping[str, Any]

EMBARGOED = "embargoed"
# What is still told of a stretch that began inside: nobody chose it by its content.
BARE = frozenset({"day", "lane", "gap_kind"})
INSTANTS = {
    kind: frozenset(name for name, type_ in fields.items() if type_ == "instant")
    for kind, fields in KINDS.items()
}
# Free words cannot be cut in two: they may be about the inside.
WORDS = {
    kind: frozenset(
        name
        for name, type_ in fields.items()
        if type_.startswith("text:") or type_ == "string:120"
    )
    for kind, fields in KINDS.items()
}
REFS = {
    kind: frozenset(name for name, type_ in fields.items() if type_ == "ref") - {"day"}
    for kind, fields in KINDS.items()
}


class Span(NamedTuple):
    """An embargoed stretch, in ms UTC, with the instants that say so; the end excluded.

    An edge that nobody gave lies beyond the day.
    """

    first: float
    last: float
    opens: Instant | None
    closes: Instant | None


def told(records: Iterable[DayRecord]) -> list[DayRecord]:
    """A day's records as they may leave: one that an embargo cuts in two comes twice.

    Of a record that was cut nobody is told when it was tapped, but in its own words;
    of one that began inside not even by its id.
    """
    held = list(records)
    if not any(is_embargo(record[1], record[4]) for record in held):
        return held
    spans = spans_of((record[0], record[1], record[4]) for record in held)
    left: list[DayRecord] = []
    gone: set[str] = set()
    inside: set[str] = set()
    for record in held:
        id_, kind, created_at, revisions, fields = record
        parts = parts_of(kind, fields, spans)
        if not parts:
            gone.add(str(id_))
        elif began_inside(kind, fields, parts):
            inside.add(str(id_))
        for part in parts:
            whole = part is fields or is_embargo(kind, fields)
            tapped = created_at if whole else None
            left.append((id_, kind, tapped, revisions, part))
    return [
        (
            untimed(str(id_)) if str(id_) in inside else id_,
            kind,
            created_at,
            revisions,
            retied(kind, fields, gone, inside),
        )
        for id_, kind, created_at, revisions, fields in left
    ]


def fields_told(
    records: Sequence[tuple[str, Fields]],
) -> list[tuple[str, Fields]]:
    """(kind, fields) as ``told`` tells them, the day's own as they are."""
    spans = spans_of((i, *record) for i, record in enumerate(records))
    return [
        (kind, part)
        for kind, fields in records
        for part in ([fields] if kind == "day" else parts_of(kind, fields, spans))
    ]


def spans_of(records: Iterable[tuple[Any, str, Fields]]) -> list[Span]:
    """The embargoed stretches among (id, kind, fields), by their beginning."""
    found: list[tuple[float, str, Span]] = []
    for id_, kind, fields in records:
        if is_embargo(kind, fields):
            span = span_of(fields)
            if span.first < span.last:
                found.append((span.first, str(id_), span))
    found.sort(key=lambda each: each[:2])
    return [span for _, _, span in found]


def is_embargo(kind: str, fields: Fields) -> bool:
    return kind == "gap" and fields.get("gap_kind") == EMBARGOED


def span_of(fields: Fields) -> Span:
    opens, closes = fields.get("started_at"), fields.get("ended_at")
    first = -inf if opens is None else moment_of(opens)
    last = inf if closes is None else moment_of(closes)
    if last < first:
        # Written the wrong way round it means the same stretch.
        return Span(last, first, closes, opens)
    return Span(first, last, opens, closes)


def parts_of(kind: str, fields: Fields, spans: Sequence[Span]) -> list[Fields]:
    """What may be told of one record: ``fields`` itself where no embargo touches it."""
    if is_embargo(kind, fields):
        # Who asked is told; why, in words, may tell what happened.
        return [fields if fields.get("note") is None else without(fields, {"note"})]
    if not spans:
        return [fields]
    point = "started_at" not in KINDS[kind]
    opens = fields.get("at" if point else "started_at")
    if opens is None:
        return []
    closes = opens if point else fields.get("ended_at")
    start = moment_of(opens)
    end = inf if closes is None else moment_of(closes)
    touching = [span for span in spans if touches(span, start, end)]
    if not touching:
        return [fields]
    if end <= start:
        # A moment, or an end before its start: there is nothing to cut.
        return []
    cut = cut_fields(kind, fields, touching, began_inside=touching[0].first <= start)
    return [
        cut
        | {"started_at": left, "ended_at": right}
        | source(fields, "start_source", "started_at", left)
        | source(fields, "end_source", "ended_at", right)
        for left, right in outside(opens, closes, start, end, touching)
    ]


def touches(span: Span, start: float, end: float) -> bool:
    low, high = min(start, end), max(start, end)
    if low == high:
        return span.first <= low < span.last
    return low < span.last and span.first < high


def outside(
    opens: Instant, closes: Instant | None, start: float, end: float, spans: list[Span]
) -> list[tuple[Instant | None, Instant | None]]:
    """The edges of what is left of a stretch, each as the instant that says so."""
    edges: list[tuple[Instant | None, Instant | None]] = []
    at: float = start
    since: Instant | None = opens
    for span in spans:
        if at < span.first:
            edges.append((since, span.opens))
        if at < span.last:
            at, since = span.last, span.closes
    if at < end:
        edges.append((since, closes))
    return edges


def cut_fields(
    kind: str, fields: Fields, spans: list[Span], *, began_inside: bool
) -> dict[str, Any]:
    """What stays of the fields of a stretch that was cut, its own edges aside."""
    if began_inside:
        return {name: value for name, value in fields.items() if name in BARE}
    edges = {"started_at", "ended_at", "start_source", "end_source"}
    inside = {
        name
        for name in INSTANTS[kind] & fields.keys()
        if fields[name] is not None
        and any(touches(span, *[moment_of(fields[name])] * 2) for span in spans)
    }
    return without(fields, edges | inside | WORDS[kind])


def source(
    fields: Fields, name: str, edge: str, instant: Instant | None
) -> dict[str, Any]:
    """How an edge came about, where it is the record's own and not the embargo's."""
    own = name in fields and fields.get(edge) is instant
    return {name: fields[name]} if own else {}


def without(fields: Fields, names: Iterable[str]) -> dict[str, Any]:
    left_out = frozenset(names)
    return {name: value for name, value in fields.items() if name not in left_out}


def began_inside(kind: str, fields: Fields, parts: Sequence[Fields]) -> bool:
    """Whether nothing of a record is told but what comes after an embargo."""
    if not parts or parts[0] is fields or is_embargo(kind, fields):
        return False
    return parts[0].get("started_at") is not fields.get("started_at")


def untimed(id_: str) -> str:
    """An id without the moment at which it was made, which is what it begins with."""
    return f"00000000-0000{id_[13:]}"


def retied(kind: str, fields: Fields, gone: set[str], inside: set[str]) -> Fields:
    """The fields without what points at a record nobody is told of."""
    changed: dict[str, Any] = {}
    for name in REFS[kind]:
        if fields.get(name) in gone:
            changed[name] = None
        elif fields.get(name) in inside:
            changed[name] = untimed(fields[name])
    # A task is called after its first segment.
    if fields.get("task_id") in gone | inside:
        changed["task_id"] = untimed(fields["task_id"])
    if not changed:
        return fields
    dangling = {name for name, value in changed.items() if value is None}
    return without({**fields, **changed}, dangling)
