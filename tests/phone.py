"""A phone as the server meets it: an outbox, a cursor, and no knowledge of the server.

It follows the protocol the way an honest client does, and can lose answers on request.
"""

import hashlib
import itertools
import json
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

from app.core import clock
from app.core.ids import uuid7
from tests import make
from tests.api import Answer, Api

Op = dict[str, Any]
numbers = itertools.count(1)


@dataclass
class Phone:
    """One device of one account, working on one study."""

    api: Api
    study: make.Study
    skew: int = 0  # ms this phone's clock is ahead
    device: str = field(default_factory=lambda: f"d_{uuid4()}")
    outbox: list[Op] = field(default_factory=list)
    sent: list[Op] = field(default_factory=list)
    refused: dict[str, dict[str, Any]] = field(default_factory=dict)
    base: dict[str, dict[str, Any]] = field(default_factory=dict)
    cursor: str = ""
    epoch: str | None = None
    head: str | None = None  # of the trail, as told last
    witness: str | None = None  # whether it was shown to still stand there
    n: int = 0
    last: int = 0

    def instant(self, ms: int | None = None) -> dict[str, Any]:
        """What this phone's clock shows, now or at a moment of the server's time."""
        wall = (clock.now_ms() if ms is None else ms) + self.skew
        return {"wall": wall, "tz": "Europe/London", "utcoff": 0}

    def start_day(self, **fields: Any) -> str:
        known = {
            "subject_id": self.study.subject_id,
            "date": "2026-11-22",
            "timezone": "Europe/London",
            "status": "open",
        }
        return self.put("day", **{**known, **fields})

    def put(self, kind: str, rec: str | None = None, /, **fields: Any) -> str:
        """Create a record, or change one; its id."""
        rec = rec or str(uuid7())
        self.capture(kind, rec, "put", fields)
        return rec

    def delete(self, kind: str, rec: str) -> None:
        self.capture(kind, rec, "del", {})

    def restore(self, kind: str, rec: str) -> None:
        self.capture(kind, rec, "restore", {})

    def capture(self, kind: str, rec: str, verb: str, fields: dict[str, Any]) -> Op:
        saw = {name: self.seen(rec, name) for name in fields or ["deleted"]}
        op = self.operation(kind, rec, verb, fields, saw)
        self.outbox.append(op)
        return op

    def operation(
        self,
        kind: str,
        rec: str,
        verb: str,
        fields: dict[str, Any],
        saw: dict[str, Any] | None = None,
    ) -> Op:
        self.n += 1
        self.last = max(clock.now_ms() + self.skew, self.last + 1)
        op: Op = {
            "id": str(uuid7()),
            "n": self.n,
            "study": self.study.id,
            "kind": kind,
            "rec": rec,
            "op": verb,
            "saw": saw or {},
            "stamp": [self.last, self.device, self.n],
        }
        return op | {"set": fields} if verb == "put" else op

    def seen(self, rec: str, name: str) -> str | None:
        """The operation whose value of a field this phone shows."""
        for op in reversed(self.outbox):
            register = op["set"] if op["op"] == "put" else ["deleted"]
            if op["rec"] == rec and name in register:
                return str(op["id"])
        record = self.base.get(rec)
        if record is None:
            return None
        if name == "deleted":
            return str(record["deletion"][0]) if record["deletion"] else None
        entry = record["f"].get(name) or record["unknown"].get(name)
        return str(entry[1]) if entry else None

    def push(self, ops: list[Op] | None = None, *, lose_answer: bool = False) -> Answer:
        """Send what waits (or ``ops``); believe the answer unless it gets lost."""
        answer = self.api.post("/api/sync/push", **self.envelope(ops))
        if not lose_answer and answer.status == 200:
            self.settle(answer.body["results"])
            self.epoch = answer.body["epoch"]
        return answer

    def envelope(self, ops: list[Op] | None = None) -> dict[str, Any]:
        return {
            "proto": 1,
            "schema": 1,
            "device": self.device,
            "epoch": self.epoch,
            "ops": self.outbox[:100] if ops is None else ops,
        }

    def settle(self, results: list[dict[str, Any]]) -> None:
        by_id = {op["id"]: op for op in self.outbox}
        for result in results:
            if result["status"] == "deferred" or result["id"] not in by_id:
                continue
            if result.get("sha256") != sha256_of(by_id[result["id"]]):
                continue  # Something else was heard than this phone said.
            op = by_id.pop(result["id"])
            self.outbox.remove(op)
            if result["status"] == "rejected":
                self.refused[op["id"]] = result
            else:
                self.sent.append(op | {"stamp": result["stamp"]})

    def pull(self, limit: int = 500) -> Answer:
        """Take in one page, if it continues where this phone stands."""
        query = {"study": self.study.id, "cursor": self.cursor, "limit": limit}
        if self.head is not None:
            query["witness"] = self.head
        answer = self.api.get("/api/sync/pull", **query)
        if answer.status == 200 and answer.body["from"] == self.cursor:
            self.base |= {record["rec"]: record for record in answer.body["records"]}
            self.cursor = answer.body["next"]
            self.epoch = answer.body["epoch"]
            trail = answer.body["trail"]
            self.head, self.witness = (
                f"{trail['seq']}.{trail['head']}",
                trail["witness"],
            )
        return answer

    def sync(self, limit: int = 500) -> None:
        """Push until nothing moves any more, then read to the end."""
        while self.outbox:
            before = len(self.outbox)
            assert self.push().status == 200
            if len(self.outbox) == before:
                break
        while self.pull(limit).body["more"]:
            pass

    def value(self, rec: str, name: str) -> Any:
        entry = self.base[rec]["f"].get(name)
        return entry[0] if entry else None


def sha256_of(op: Op) -> str:
    """What the server must have kept: everything but the stamp, which it may move."""
    kept = {name: value for name, value in op.items() if name != "stamp"}
    text = json.dumps(kept, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode("ascii")).hexdigest()
