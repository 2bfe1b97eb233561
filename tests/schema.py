"""A value for every field of the schema, made from the schema itself."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from app.records.fields import ENUMERATIONS, KINDS
from tests.phone import Phone

# Fields that tie a record to its place are given by whoever makes the record.
PLACES = frozenset({"day", "subject_id"})
CODES = {"activity": "formal_meeting", "source_kind": "press"}
NINE = 1_795_338_000_000  # long before anything here is sent
REF = "0193b6a0-0000-7000-8000-00000000beef"


class Said(NamedTuple):
    """One value of one field of one kind."""

    kind: str
    field: str
    value: Any


def value_of(type_: str, phone: Phone) -> Any:
    """Something that a field of this type takes."""
    name, _, limit = type_.partition(":")
    match name:
        case "instant":
            return phone.instant(NINE)
        case "enum":
            return ENUMERATIONS[limit].split()[0]
        case "int":
            return int(limit.split(":")[0]) or 1
        case "codes":
            return [f"a_{limit}", f"another_{limit}"]
        case "list":
            return ["P1", "P2"]
        case "code":
            return CODES.get(limit, f"a_{limit}")
    return {
        "ref": REF,
        "text": "Words, =1+1 and “marks”.\nTwo lines.",
        "string": "a string",
        "number": 1.5,
        "bool": True,
        "date": "2026-11-22",
    }[name]


def everything(kind: str, phone: Phone) -> dict[str, Any]:
    """Every field of a kind, its places aside."""
    return {
        name: value_of(type_, phone)
        for name, type_ in KINDS[kind].items()
        if name not in PLACES
    }


def every_word() -> Iterator[Said]:
    """Every word of every fixed list, in every field that takes it."""
    for kind, fields in KINDS.items():
        for name, type_ in fields.items():
            if type_.startswith("enum:"):
                for word in ENUMERATIONS[type_.removeprefix("enum:")].split():
                    yield Said(kind, name, word)
