"""A day's records as the API tells them, by who reads."""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from app.dataset import withheld
from app.dataset.withheld import Fields
from app.records.instants import to_wire
from app.records.standing import INSTANTS

Wire = dict[str, Any]
# What else of a record could tell of the part that is withheld.
SIDES: Wire = {"created_at": None, "unknown": {}, "conflicts": [], "warnings": []}


def plain(wire: Wire) -> Fields:
    """What a record says, without who said it and when."""
    return {name: entry[0] for name, entry in wire["f"].items()}


def everything(wires: Iterable[str]) -> list[Wire]:
    """Records as phones are sent them, bare values beside."""
    read = (json.loads(wire) for wire in wires)
    return [wire | {"fields": plain(wire)} for wire in read]


def unwithheld(rows: Iterable[tuple[str, str]]) -> list[Wire]:
    """The same without what is embargoed, from each record's (wire, stored fields).

    One that an embargo cut bears ``withheld``, and comes twice where it was cut in two.
    """
    read = [(json.loads(wire), json.loads(fields)) for wire, fields in rows]
    spans = withheld.spans_of(
        (wire["rec"], wire["kind"], fields)
        for wire, fields in read
        if not wire["deleted"]
    )
    told: list[Wire] = []
    gone: set[str] = set()
    inside: set[str] = set()
    for wire, fields in read:
        parts = withheld.parts_of(wire["kind"], fields, spans)
        if not parts:
            gone.add(wire["rec"])
        elif withheld.began_inside(wire["kind"], fields, parts):
            inside.add(wire["rec"])
        told += worded_parts(wire, fields, parts, spans)
    return [retied(part, gone, inside) for part in told]


def worded_parts(
    wire: Wire,
    fields: Fields,
    parts: Sequence[Fields],
    spans: Sequence[withheld.Span],
) -> Iterable[Wire]:
    kind = wire["kind"]
    for part in parts:
        if part is fields:
            yield wire | {"fields": plain(wire)}
            continue
        sides = {} if withheld.is_embargo(kind, fields) else SIDES
        same = {
            name
            for name in part
            if part[name] is fields.get(name) and not written_in(spans, wire["f"][name])
        }
        yield {
            **wire,
            **sides,
            "f": {name: wire["f"][name] for name in wire["f"] if name in same},
            "fields": worded(kind, part),
            "withheld": True,
        }


def written_in(spans: Sequence[withheld.Span], entry: Sequence[Any]) -> bool:
    """Whether a value was given inside an embargo: its stamp would say when."""
    ms = entry[2][0]
    return any(span.first <= ms < span.last for span in spans)


def retied(part: Wire, gone: set[str], inside: set[str]) -> Wire:
    """The record without what points at one that is not told."""
    rec = withheld.untimed(part["rec"]) if part["rec"] in inside else part["rec"]
    kept = withheld.retied(part["kind"], part["fields"], gone, inside)
    if kept is part["fields"]:
        return part | {"rec": rec}
    same = {name for name in kept if kept[name] is part["fields"].get(name)}
    return {
        **part,
        "rec": rec,
        "f": {name: entry for name, entry in part["f"].items() if name in same},
        "fields": kept,
    }


def worded(kind: str, part: Mapping[str, Any]) -> Fields:
    """Stored values as the API writes them."""
    instants = INSTANTS[kind]
    return {
        name: to_wire(value) if name in instants and value is not None else value
        for name, value in part.items()
    }
