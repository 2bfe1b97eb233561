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
    told = [(wire, list(parts_of(wire, fields, spans))) for wire, fields in read]
    gone = {wire["rec"] for wire, parts in told if not parts}
    return [without_gone(part, gone) for _, parts in told for part in parts]


def parts_of(
    wire: Wire, fields: Fields, spans: Sequence[withheld.Span]
) -> Iterable[Wire]:
    kind = wire["kind"]
    for part in withheld.parts_of(kind, fields, spans):
        if part is fields:
            yield wire | {"fields": plain(wire)}
            continue
        sides = {} if withheld.is_embargo(kind, fields) else SIDES
        same = {name for name in part if part[name] is fields.get(name)}
        yield {
            **wire,
            **sides,
            "f": {name: wire["f"][name] for name in wire["f"] if name in same},
            "fields": worded(kind, part),
            "withheld": True,
        }


def without_gone(part: Wire, gone: set[str]) -> Wire:
    """The record without what points at one that is not told."""
    kept = withheld.without_gone(part["kind"], part["fields"], gone)
    if kept is part["fields"]:
        return part
    return {
        **part,
        "f": {name: entry for name, entry in part["f"].items() if name in kept},
        "fields": kept,
    }


def worded(kind: str, part: Mapping[str, Any]) -> Fields:
    """Stored values as the API writes them."""
    instants = INSTANTS[kind]
    return {
        name: to_wire(value) if name in instants and value is not None else value
        for name, value in part.items()
    }
