"""A record as a batch has it so far, and the two forms it is stored in."""

import json
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any
from uuid import UUID

from app.records.fields import KINDS
from app.records.instants import to_wire
from app.records.kinds import Warning_, moment_of
from app.records.merge import State

INSTANTS = {
    kind: frozenset(name for name, type_ in fields.items() if type_ == "instant")
    for kind, fields in KINDS.items()
}
STARTS = ("started_at", "at", "observation_started_at")
ENDS = ("ended_at", "observation_ended_at")
encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


@dataclass(eq=False)
class Standing:
    """A record between two operations of a batch; nothing in it is changed in place."""

    id: UUID
    kind: str
    state: State
    rev: int
    created_by: UUID
    created_at: int
    device_id: str
    warnings: list[Warning_] = field(default_factory=list)

    @cached_property
    def fields(self) -> dict[str, Any]:
        """The values this version of the program knows, instants as derived."""
        known = KINDS[self.kind]
        return {n: entry[0] for n, entry in self.state["f"].items() if n in known}

    @cached_property
    def day_id(self) -> UUID | None:
        return self.ref("day")

    @cached_property
    def subject_id(self) -> UUID | None:
        return self.ref("subject_id")

    def ref(self, name: str) -> UUID | None:
        entry = self.state["f"].get(name)
        return UUID(entry[0]) if entry and name in KINDS[self.kind] else None


def standing_of(row: Any) -> Standing:
    """Take a stored record up again: who wrote what is in ``wire``, what in ``fields``.

    The two differ only in how ``utc`` is written.
    """
    wire = json.loads(row.wire)
    entries = wire["f"] | wire["unknown"]
    for name, value in row.fields.items():
        entries[name][0] = value
    return Standing(
        id=row.id,
        kind=wire["kind"],
        state=State(
            f=entries,
            deleted=wire["deleted"],
            deletion=wire["deletion"],
            conflicts=row.conflicts,
            revisions=wire["revisions"],
        ),
        rev=wire["rev"],
        created_by=UUID(wire["created_by"]),
        created_at=wire["created_at"],
        device_id=wire["device"],
        warnings=wire["warnings"],
    )


def row_of(standing: Standing, study_id: UUID) -> dict[str, Any]:
    """The record's row."""
    fields, state = standing.fields, standing.state
    return {
        "study_id": study_id,
        "id": standing.id,
        "kind": standing.kind,
        "day_id": standing.day_id,
        "subject_id": standing.subject_id,
        "rev": standing.rev,
        "deleted": state["deleted"],
        "created_by": standing.created_by,
        "created_at": standing.created_at,
        "device_id": standing.device_id,
        "started_at": moment(fields, STARTS),
        "ended_at": moment(fields, ENDS),
        "revisions": state["revisions"],
        "fields": fields,
        "conflicts": state["conflicts"],
        "warnings": standing.warnings,
        "wire": encode(wire_of(standing)),
    }


def day_row_of(standing: Standing, study_id: UUID, version: int) -> dict[str, Any]:
    """What lists of days show of a day's record."""
    fields = standing.fields
    return {
        "study_id": study_id,
        "id": standing.id,
        "subject_id": standing.subject_id,
        "observer_id": standing.created_by,
        "date": fields.get("date"),
        "timezone": fields.get("timezone"),
        "status": fields.get("status") or "open",
        "codebook_version": version,
        "deleted": standing.state["deleted"],
    }


def wire_of(standing: Standing) -> dict[str, Any]:
    """The record as phones are sent it."""
    state, known, instants = (
        standing.state,
        KINDS[standing.kind],
        INSTANTS[standing.kind],
    )
    told: dict[str, Any] = {}
    unknown: dict[str, Any] = {}
    for name, entry in state["f"].items():
        if name not in known:
            unknown[name] = entry
        elif name in instants and entry[0] is not None:
            told[name] = [to_wire(entry[0]), *entry[1:]]
        else:
            told[name] = entry
    day_id = standing.day_id
    return {
        "rec": str(standing.id),
        "kind": standing.kind,
        "rev": standing.rev,
        "deleted": state["deleted"],
        "deletion": state["deletion"],
        "parent": str(day_id) if day_id else None,
        "created_by": str(standing.created_by),
        "created_at": standing.created_at,
        "device": standing.device_id,
        "revisions": state["revisions"],
        "f": told,
        "unknown": unknown,
        "conflicts": [
            {**lost, "value": to_wire(lost["value"])}
            if lost["field"] in instants and lost["value"] is not None
            else lost
            for lost in state["conflicts"]
        ],
        "warnings": standing.warnings,
    }


def moment(fields: dict[str, Any], names: tuple[str, ...]) -> int | None:
    """The first of the named instants that is known, in UTC milliseconds."""
    for name in names:
        instant = fields.get(name)
        if instant is not None:
            return moment_of(instant)
    return None
