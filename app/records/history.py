"""Every value a record ever had, out of the operations it grew from.

Operations are only ever added, so what a record was at any moment can be told again:
by whom it was changed, from which device, when, and to what.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from app.records import store
from app.records.merge import State, merge


@dataclass(frozen=True, slots=True)
class Author:
    """Whoever made a change, by the code the study knows that person by."""

    observer_code: str


@dataclass(frozen=True, slots=True)
class Change:
    """One operation that was applied; ``set`` is as it was sent, instants and all."""

    id: str
    rev: int
    at: datetime
    by: Author
    device: str
    op: str
    set: Mapping[str, Any]
    saw: Mapping[str, str | None]
    stamp: tuple[int, str, int]  # as accepted

    @property
    def made_at(self) -> int:
        """When it was made, which may be long before it was received: ms, UTC."""
        return self.stamp[0]


def changes_of(session: Session, study_id: UUID, rec: UUID) -> list[Change]:
    """Everything that was applied to a record, in the order it was."""
    found = []
    for row in store.history(session, str(study_id), str(rec)):
        sent = json.loads(row.payload)
        _, device, n = sent["stamp"]
        found.append(
            Change(
                id=row.id,
                rev=row.rev,
                at=row.received_at,
                by=Author(row.observer_code),
                device=row.device_id,
                op=row.op,
                set=sent.get("set") or {},
                saw=sent.get("saw") or {},
                stamp=(row.stamp, device, n),
            )
        )
    return found


def states(changes: Iterable[Change]) -> Iterator[tuple[int, State]]:
    """What the record was after each of its changes, by revision."""
    saw: dict[str, Mapping[str, str | None]] = {}
    state: State | None = None
    for change in changes:
        sent = {
            "id": change.id,
            "op": change.op,
            "set": change.set,
            "saw": change.saw,
            "stamp": change.stamp,
        }
        state, _ = merge(state, sent, lambda op_id, name: saw[op_id].get(name))
        saw[change.id] = change.saw
        yield change.rev, state
