"""Which codes the records of a study use, and how often."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Text, select, type_coerce
from sqlalchemy.orm import Session

from app.records.kinds import CODE_FIELDS
from app.records.models import Day, Record

# (dimension, code)
Use = tuple[str, str]


@dataclass(slots=True)
class CodeUse:
    """How much a study's records use one code.

    ``label`` is what they call it themselves: only codes made in the field have one.
    """

    dimension: str
    code: str
    label: str | None = None
    records: int = 0
    days: int = 0
    first_date: str | None = None


def code_uses(session: Session, study_id: UUID) -> list[CodeUse]:
    """Every code the study's records use, by dimension and code.

    All days count, whichever version of the codebook they are pinned to; what is
    deleted does not.
    """
    found: dict[Use, CodeUse] = {}
    days: set[tuple[Use, UUID]] = set()
    for row in coded_records(session, study_id):
        fields = json.loads(row.fields)
        for dimension, code in codes_in(row.kind, fields):
            key = (dimension, code)
            use = found.setdefault(key, CodeUse(dimension, code))
            use.records += 1
            if (key, row.day_id) not in days:
                days.add((key, row.day_id))
                use.days += 1
            if dimension == "activity":
                use.label = use.label or fields.get("code_label")
            use.first_date = use.first_date or row.date
    return [found[key] for key in sorted(found)]


def coded_records(session: Session, study_id: UUID) -> Iterator[Any]:
    """The study's records, earliest first."""
    statement = (
        select(
            Record.kind,
            Record.day_id,
            Day.date,
            type_coerce(Record.fields, Text()).label("fields"),
        )
        .join(Day, (Day.study_id == Record.study_id) & (Day.id == Record.day_id))
        .where(
            Record.study_id == study_id,
            Record.deleted.is_(False),
            Day.deleted.is_(False),
            Record.kind.in_([kind for kind, fields in CODE_FIELDS.items() if fields]),
        )
        .order_by(Record.started_at.nulls_last(), Record.id)
    )
    yield from session.execute(statement, execution_options={"yield_per": 1000})


def codes_in(kind: str, fields: dict[str, Any]) -> Iterator[Use]:
    """The codes of one record with their dimensions, each once."""
    for field, dimension in CODE_FIELDS[kind].items():
        value = fields.get(field)
        if isinstance(value, str):
            yield dimension, value
        elif value:
            yield from ((dimension, code) for code in dict.fromkeys(value))
