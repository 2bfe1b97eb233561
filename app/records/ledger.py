"""What the log knows of a batch's operations, and what it is to learn of them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from app.core.ids import uuid7
from app.records.incoming import Incoming, Refused
from app.records.models import Status

Result = dict[str, Any]
# Of something refused for these reasons the log can hold no row of its own.
UNFILED = frozenset({"id_reuse", "no_such_study"})


@dataclass(frozen=True, slots=True)
class Known:
    """An operation the log has, or will have when the batch is done."""

    digest: str
    applied: bool
    result: Mapping[str, Any]


@dataclass(slots=True)
class Ledger:
    """The outcome of every operation of a batch, as the log will tell it."""

    study_id: UUID
    account_id: UUID
    device_id: str
    at: datetime
    known: dict[UUID, Known] = field(default_factory=dict)
    numbers: dict[int, UUID] = field(default_factory=dict)
    logged: set[UUID] = field(default_factory=set)
    rows: dict[UUID, dict[str, Any]] = field(default_factory=dict)
    rescued: list[dict[str, Any]] = field(default_factory=list)

    def remember(self, rows: Iterable[Any]) -> None:
        """Take in what the log says of the batch's ids."""
        for row in rows:
            applied = row.status is Status.APPLIED
            self.known[row.id] = Known(row.payload_sha256, applied, row.result)
            self.logged.add(row.id)

    def has_applied(self, sent: Incoming) -> bool:
        known = self.known.get(sent.key) if sent.key else None
        return known is not None and known.applied

    def recognise(self, sent: Incoming) -> Result | None:
        """The answer to an operation that was applied before.

        One that was refused is judged again: its reason may have gone.

        Raises:
            Refused: its id, or its number on this device, belongs to another one.
        """
        known = self.known.get(sent.key) if sent.key else None
        if known is not None and known.digest != sent.digest:
            raise Refused("id_reuse", "id", "Another operation has this id.")
        if known is not None and known.applied:
            return {**known.result, "status": "duplicate"}
        if sent.n is not None and self.numbers.get(sent.n, sent.key) != sent.key:
            raise Refused("device_cloned", "n", "The device has used this number.")
        return None

    def applied(self, sent: Incoming, result: Result) -> Result:
        self.note(sent, Status.APPLIED, result)
        return result

    def refused(self, sent: Incoming, why: Refused) -> Result:
        """Keep what was refused; the answer says so, and why."""
        result: Result = {"id": said_id(sent), "status": "rejected", "code": why.code}
        if why.field is not None:
            result["field"] = why.field
        result |= {"msg": why.msg, "kept": True}
        if sent.key is None or why.code in UNFILED:
            self.rescue(sent, why.code)
        elif sent.key not in self.logged:
            self.note(sent, Status.REJECTED, result)
        return result

    def note(self, sent: Incoming, status: Status, result: Result) -> None:
        assert sent.key is not None
        cloned = result.get("code") == "device_cloned"
        if sent.n is not None and not cloned:
            self.numbers[sent.n] = sent.key
        applied = status is Status.APPLIED
        self.known[sent.key] = Known(sent.digest, applied, result)
        self.rows[sent.key] = {
            "study_id": self.study_id,
            "id": sent.key,
            "account_id": self.account_id,
            "device_id": self.device_id,
            "n": None if cloned else sent.n,
            "record_id": sent.record_id,
            "kind": sent.kind or None,
            "op": sent.op or None,
            "payload": sent.payload,
            "payload_sha256": sent.digest,
            "received_at": self.at,
            "status": status,
            "code": result.get("code"),
            "rev": result.get("rev"),
            "stamp": result["stamp"][0] if applied else None,
            "result": result,
        }

    def rescue(self, sent: Incoming, reason: str) -> None:
        self.rescued.append(
            {
                "id": uuid7(),
                "account_id": self.account_id,
                "device_id": self.device_id,
                "sha256": sent.whole_digest,
                "reason": reason,
                "received_at": self.at,
                "payload": sent.payload,
            }
        )

    def new_rows(self) -> list[dict[str, Any]]:
        return [row for key, row in self.rows.items() if key not in self.logged]

    def new_outcomes(self) -> list[dict[str, Any]]:
        """Of operations the log holds as refused: that they were applied after all."""
        return [row for key, row in self.rows.items() if key in self.logged]


def said_id(sent: Incoming) -> str | None:
    """The id as it was sent, even if it is none."""
    said = sent.raw.get("id") if isinstance(sent.raw, dict) else None
    return said if isinstance(said, str) else None
