"""What the log knows of a batch's operations, and what it is to learn of them."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from app.core.ids import uuid7
from app.records.incoming import Incoming, Refused, digest_of
from app.records.models import Status

Result = dict[str, Any]
PLAIN = {"id", "status", "rev", "stamp"}
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

    study_id: str
    account_id: str
    device_id: str
    at: datetime
    known: dict[str, Known] = field(default_factory=dict)
    numbers: dict[int, str] = field(default_factory=dict)
    logged: set[str] = field(default_factory=set)
    rows: dict[str, dict[str, Any]] = field(default_factory=dict)
    rescued: list[dict[str, Any]] = field(default_factory=list)

    def remember(self, rows: Iterable[Any]) -> None:
        """Take in what the log says of the batch's ids."""
        for row in rows:
            applied = row.status is Status.APPLIED
            result = json.loads(row.result)
            self.known[row.id] = Known(row.payload_sha256, applied, result)
            self.logged.add(row.id)

    def has_applied(self, sent: Incoming) -> bool:
        known = self.known.get(sent.id)
        return known is not None and known.applied

    def recognise(self, sent: Incoming) -> Result | None:
        """The answer to an operation that was applied before.

        One that was refused is judged again: its reason may have gone.

        Raises:
            Refused: its id, or its number on this device, belongs to another one.
        """
        known = self.known.get(sent.id)
        if known is not None and known.digest != sent.digest:
            raise Refused("id_reuse", "id", "Another operation has this id.")
        if known is not None and known.applied:
            return {**known.result, "status": "duplicate"}
        if sent.n is not None and self.numbers.get(sent.n, sent.id) != sent.id:
            raise Refused("device_cloned", "n", "The device has used this number.")
        return None

    def applied(self, sent: Incoming, result: Result) -> Result:
        self.note(sent, Status.APPLIED, result)
        return result

    def refused(self, sent: Incoming, why: Refused) -> Result:
        """Keep what was refused in the log, as far as it can be told from others."""
        if not sent.id or why.code in UNFILED:
            return self.set_aside(sent, why)
        result = refusal(sent, why)
        if sent.id not in self.logged:
            self.note(sent, Status.REJECTED, result)
        return result

    def set_aside(self, sent: Incoming, why: Refused) -> Result:
        """Keep what was refused outside of any log."""
        self.keep(sent.payload, why.code)
        return refusal(sent, why)

    def keep(self, payload: str, reason: str) -> str:
        """Have something kept that no log can hold; what it is known by."""
        sha256 = digest_of(payload)
        self.rescued.append(
            {
                "id": str(uuid7()),
                "account_id": self.account_id,
                "device_id": self.device_id,
                "sha256": sha256,
                "reason": reason,
                "received_at": self.at,
                "payload": payload,
            }
        )
        return sha256

    def note(self, sent: Incoming, status: Status, result: Result) -> None:
        cloned = result.get("code") == "device_cloned"
        if sent.n is not None and not cloned:
            self.numbers[sent.n] = sent.id
        applied = status is Status.APPLIED
        self.known[sent.id] = Known(sent.digest, applied, result)
        self.rows[sent.id] = {
            "study_id": self.study_id,
            "id": sent.id,
            "account_id": self.account_id,
            "device_id": self.device_id,
            "n": None if cloned else sent.n,
            "record_id": sent.rec or None,
            "kind": sent.kind or None,
            "op": sent.op or None,
            "payload": sent.payload,
            "payload_sha256": sent.digest,
            "received_at": self.at,
            "status": status,
            "code": result.get("code"),
            "rev": result.get("rev"),
            "stamp": result["stamp"][0] if applied else None,
            "result": written_result(result),
        }

    def new_rows(self) -> list[dict[str, Any]]:
        return [row for id_, row in self.rows.items() if id_ not in self.logged]

    def new_outcomes(self) -> list[dict[str, Any]]:
        """Of operations the log holds as refused: that they were applied after all."""
        return [row for id_, row in self.rows.items() if id_ in self.logged]


def acknowledged(sent: Sequence[Incoming], results: Sequence[Result]) -> list[Result]:
    """The results, each with the hash of what was kept of the operation it answers.

    A device that comes to another hash, or is told none, was not heard: something on
    the way changed what it sent. What is deferred is not kept, and bears none.
    """
    return [
        result if result["status"] == "deferred" else {**result, "sha256": one.digest}
        for one, result in zip(sent, results, strict=True)
    ]


def written_result(result: Result) -> str:
    """The result as ASCII JSON: what was refused may be called anything."""
    if result.keys() == PLAIN:
        # Nearly all are like this, and a batch has many.
        ms, device, n = result["stamp"]
        return (
            f'{{"id":"{result["id"]}","status":"{result["status"]}",'
            f'"rev":{result["rev"]},"stamp":[{ms},"{device}",{n}]}}'
        )
    return json.dumps(result)


def refusal(sent: Incoming, why: Refused) -> Result:
    """What the phone is told; the id as it was sent, even if it is none."""
    said = sent.raw.get("id") if isinstance(sent.raw, dict) else None
    result: Result = {
        "id": said if isinstance(said, str) else None,
        "status": "rejected",
        "code": why.code,
    }
    if why.field is not None:
        result["field"] = why.field
    return result | {"msg": why.msg, "kept": True}
