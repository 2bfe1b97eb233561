"""The words of the sync protocol that both ends must agree on: cursors and pages."""

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Self
from uuid import UUID

from app.core.errors import Conflict, Invalid, TooLarge
from app.core.limits import PULL_BYTES
from app.core.paging import cursor_of, key_of
from app.records.incoming import IS_UUID

VERSION = "0.1.0"
PROTO = 1
MIN_SCHEMA = 1
MAX_SCHEMA = 1


class EpochChanged(Conflict):
    """The database was restored since; the phone must begin again, and push again."""

    slug = "epoch-changed"

    def __init__(self, epoch: str) -> None:
        super().__init__(
            "The server was restored from a backup. The phone sends everything again.",
            epoch=epoch,
        )


class TooManyOperations(TooLarge):
    slug = "too-many-operations"


@dataclass(frozen=True, slots=True)
class Cursor:
    """How far a device has read a study.

    ``scope`` is whose days it was shown: when that changes, it must read again from
    the start, or it would never see what was hidden before.
    """

    epoch: str
    study: str
    seq: int
    scope: str

    @classmethod
    def read(cls, text: str) -> Self:
        """The cursor a phone hands back.

        Raises:
            Invalid: it is not one this server gave.
        """
        match key_of(text):
            case {"e": str(epoch), "s": str(study), "q": int(seq), "p": str(scope)} if (
                seq >= 0 and seq is not True
            ):
                return cls(epoch, study, seq, scope)
        raise Invalid("The cursor is not one this server gave.", "#/cursor")

    def text(self) -> str:
        return cursor_of(
            {"e": self.epoch, "s": self.study, "q": self.seq, "p": self.scope}
        )


@dataclass(frozen=True, slots=True)
class Page:
    """Records in the order of their last change, each as ready-made JSON."""

    sent: str
    next: str
    more: bool
    trail: dict[str, Any]
    records: Sequence[str]

    def json(self, frame: dict[str, Any]) -> str:
        """The answer, put together from text: the records are not parsed again."""
        head = frame | {"from": self.sent, "next": self.next, "more": self.more}
        head["trail"] = self.trail
        return f'{json.dumps(head)[:-1]}, "records": [{",".join(self.records)}]}}'


def fitting(found: Sequence[tuple[int, str]], limit: int) -> Sequence[tuple[int, str]]:
    """The first ``limit`` of ``found``, fewer where they come to more than a megabyte.

    One record always fits, or a phone could never get past it.
    """
    size = 0
    for position, (_, text) in enumerate(found[:limit]):
        size += len(text.encode())
        if size > PULL_BYTES and position:
            return found[:position]
    return found[:limit]


def digest_of(revisions: Iterable[tuple[UUID, int]]) -> str:
    """SHA-256 over one line ``record revision`` a record, in the order of the ids."""
    lines = "".join(f"{rec} {rev}\n" for rec, rev in revisions)
    return hashlib.sha256(lines.encode()).hexdigest()


def deferred(ops: Sequence[Any], code: str) -> list[dict[str, Any]]:
    """The answer to operations nobody has looked at."""
    return [
        {
            "id": op.get("id") if isinstance(op, dict) else None,
            "status": "deferred",
            "code": code,
        }
        for op in ops
    ]


def by_study(ops: Sequence[Any]) -> dict[UUID | None, list[int]]:
    """Positions of the operations of each study, in the order studies are locked in.

    None holds those that name no study; it is there, empty, where there is nothing
    else, so that a device with nothing to send is heard all the same.
    """
    # An id is read once a study, not once an operation.
    known: dict[str, UUID | None] = {}
    groups: dict[UUID | None, list[int]] = {} if ops else {None: []}
    for position, op in enumerate(ops):
        text = op.get("study") if isinstance(op, dict) else None
        name = text if isinstance(text, str) else ""
        if name not in known:
            known[name] = UUID(name) if IS_UUID(name) else None
        groups.setdefault(known[name], []).append(position)
    return dict(sorted(groups.items(), key=lambda group: str(group[0] or "")))
