"""A record as a batch has it so far, and the two forms it is stored in."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from app.records.fields import KINDS
from app.records.instants import iso_utc, to_wire
from app.records.kinds import Warning_, moment_of
from app.records.merge import State

INSTANTS = {
    kind: frozenset(name for name, type_ in fields.items() if type_ == "instant")
    for kind, fields in KINDS.items()
}
STARTS = ("started_at", "at", "observation_started_at")
ENDS = ("ended_at", "observation_ended_at")
encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


@dataclass(eq=False, slots=True)
class Standing:
    """A record between two operations of a batch; nothing in it is changed in place.

    ``fields`` are the values this version of the program knows, instants as derived.
    """

    rec: str
    kind: str
    state: State
    rev: int
    created_by: str
    created_at: int
    device_id: str
    warnings: list[Warning_] = field(default_factory=list)
    fields: dict[str, Any] = field(init=False)
    day_id: str | None = field(init=False)
    subject_id: str | None = field(init=False)

    def __post_init__(self) -> None:
        known = KINDS[self.kind]
        entries = self.state["f"]
        self.fields = {name: entries[name][0] for name in entries if name in known}
        self.day_id = self.fields.get("day")
        self.subject_id = self.fields.get("subject_id")


def standing_of(row: Any) -> Standing:
    """Take a stored record up again: who wrote what is in ``wire``, what in ``fields``.

    The two differ only in how ``utc`` is written.
    """
    wire, fields = json.loads(row.wire), json.loads(row.fields)
    entries = wire["f"] | wire["unknown"]
    for name, value in fields.items():
        entries[name][0] = value
    return Standing(
        rec=wire["rec"],
        kind=wire["kind"],
        state=State(
            f=entries,
            deleted=wire["deleted"],
            deletion=wire["deletion"],
            conflicts=json.loads(row.conflicts),
            revisions=wire["revisions"],
        ),
        rev=wire["rev"],
        created_by=wire["created_by"],
        created_at=wire["created_at"],
        device_id=wire["device"],
        warnings=wire["warnings"],
    )


def row_of(standing: Standing, study_id: str) -> dict[str, Any]:
    """The record's row, its JSON as text."""
    fields, state = standing.fields, standing.state
    texts = texts_of(standing)
    return {
        "study_id": study_id,
        "id": standing.rec,
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
        "fields": texts.fields,
        "conflicts": listed(state["conflicts"]),
        "warnings": listed(standing.warnings),
        "wire": wire_of(standing, texts),
    }


def day_row_of(standing: Standing, study_id: str, version: int) -> dict[str, Any]:
    """What lists of days show of a day's record."""
    fields = standing.fields
    return {
        "study_id": study_id,
        "id": standing.rec,
        "subject_id": standing.subject_id,
        "observer_id": standing.created_by,
        "date": fields.get("date"),
        "timezone": fields.get("timezone"),
        "status": fields.get("status") or "open",
        "codebook_version": version,
        "deleted": standing.state["deleted"],
    }


class Texts(NamedTuple):
    """The members of three JSON objects: values alone, and as phones are sent them."""

    fields: str
    f: str
    unknown: str


def texts_of(standing: Standing) -> Texts:
    """Write every value as JSON once, for all the places it stands in.

    That is half the price of encoding each place by itself: a push spends more time
    on writing JSON than on anything else.
    """
    known, instants = KINDS[standing.kind], INSTANTS[standing.kind]
    fields: list[str] = []
    told: list[str] = []
    unknown: list[str] = []
    for name, (value, op_id, (ms, device, n)) in standing.state["f"].items():
        stored = sent = encode(value)
        if name in instants and value is not None:
            sent = with_iso(stored, value["utc"])
        entry = f'[{sent},"{op_id}",[{ms},"{device}",{n}]]'
        if name in known:
            fields.append(f'"{name}":{stored}')
            told.append(f'"{name}":{entry}')
        else:
            unknown.append(f"{encode(name)}:{entry}")
    return Texts(*(f"{{{','.join(members)}}}" for members in (fields, told, unknown)))


def with_iso(instant: str, utc: int) -> str:
    """A stored instant's JSON, with ``utc`` as the API writes it.

    What is derived stands last in an instant, whatever a newer client put before.
    """
    before, _, after = instant.rpartition(f'"utc":{utc},')
    return f'{before}"utc":"{iso_utc(utc)}",{after}'


def wire_of(standing: Standing, texts: Texts) -> str:
    """The record as phones are sent it."""
    state = standing.state
    head = {
        "rec": standing.rec,
        "kind": standing.kind,
        "rev": standing.rev,
        "deleted": state["deleted"],
        "deletion": state["deletion"],
        "parent": standing.day_id,
        "created_by": standing.created_by,
        "created_at": standing.created_at,
        "device": standing.device_id,
        "revisions": state["revisions"],
    }
    instants = INSTANTS[standing.kind]
    conflicts = [
        {**lost, "value": to_wire(lost["value"])}
        if lost["field"] in instants and lost["value"] is not None
        else lost
        for lost in state["conflicts"]
    ]
    return (
        f'{encode(head)[:-1]},"f":{texts.f},"unknown":{texts.unknown},'
        f'"conflicts":{listed(conflicts)},"warnings":{listed(standing.warnings)}}}'
    )


def listed(items: Sequence[Any]) -> str:
    # Most records have neither conflicts nor warnings.
    return encode(items) if items else "[]"


def moment(fields: dict[str, Any], names: tuple[str, ...]) -> int | None:
    """The first of the named instants that is known, in UTC milliseconds."""
    for name in names:
        instant = fields.get(name)
        if instant is not None:
            return moment_of(instant)
    return None
