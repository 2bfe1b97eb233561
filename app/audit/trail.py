"""Writing to the audit trail.

What is noted waits in the session until it commits: only then are the heads of the
chains locked, last of all, so that writers of one chain queue for no longer than it
takes to write, and can wait for nothing while others wait for them.
"""

from contextvars import ContextVar
from dataclasses import asdict, replace
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import event
from sqlalchemy.orm import Session

from app.audit import store
from app.audit.chain import Entry, Head, chain_of, link, neutral
from app.core.ids import uuid7
from app.core.logs import request_id

# The device a request came from; whoever recognises the request says so.
device_id: ContextVar[str | None] = ContextVar("device_id", default=None)

DONE = "done"
WAITING = "trail"


class Action(StrEnum):
    """Every kind of entry, as ``thing:what-happened``."""

    INSTALLATION_SET_UP = "installation:set-up"
    SESSION_OPENED = "session:opened"
    SESSION_CLOSED = "session:closed"
    SESSION_ELEVATED = "session:elevated"
    SESSIONS_CLOSED = "session:others-closed"
    DEVICE_RETIRED = "device:retired"
    INVITATION_REVOKED = "invitation:revoked"
    DEVICE_REVOKED = "device:revoked"
    FACTOR_ADDED = "factor:added"
    FACTOR_REMOVED = "factor:removed"
    RECOVERY_CODES_MADE = "recovery-codes:made"
    RECOVERY_CODE_USED = "recovery-code:used"
    PASSKEY_CLONED = "passkey:cloned"
    PASSWORD_CHANGED = "password:changed"
    RESET_MADE = "reset:made"
    RESET_USED = "reset:used"
    STUDY_CREATED = "study:created"
    STUDY_CHANGED = "study:changed"
    MEMBER_ADDED = "member:added"
    MEMBER_CHANGED = "member:changed"
    MEMBER_REMOVED = "member:removed"
    INVITATION_MADE = "invitation:made"
    INVITATION_ACCEPTED = "invitation:accepted"
    SUBJECT_ADDED = "subject:added"
    SUBJECT_CHANGED = "subject:changed"
    CODEBOOK_DRAFTED = "codebook:drafted"
    CODEBOOK_PUBLISHED = "codebook:published"
    EMBARGO_SET = "embargo:set"
    EMBARGO_CHANGED = "embargo:changed"
    EMBARGO_LIFTED = "embargo:lifted"
    LOG_DOWNLOADED = "log:downloaded"
    WITNESS_BROKEN = "witness:broken"


def note(
    session: Session,
    action: Action,
    *,
    actor_id: UUID | None,
    target_id: UUID | str,
    at: datetime,
    study_id: UUID | None = None,
    device: str | None = None,
    outcome: str = DONE,
    **detail: Any,
) -> None:
    """Add an entry to the caller's transaction: both are kept, or neither is.

    The entry bears the request it was made in, and its device unless another is named.
    """
    if session.in_nested_transaction():
        # It might be undone alone, and the entry would stay.
        raise RuntimeError("The trail cannot be written to inside a savepoint.")
    entry = Entry(
        id=uuid7(),
        chain=chain_of(study_id),
        seq=0,
        at=at,
        actor_id=actor_id,
        device=neutral(device or device_id.get()),
        action=action.value,
        target_id=neutral(str(target_id)),
        study_id=study_id,
        outcome=outcome,
        request_id=request_id.get(),
        detail=neutral(detail),
    )
    session.info.setdefault(WAITING, []).append(entry)


@event.listens_for(Session, "before_commit")
def write(session: Session) -> None:
    """Link what was noted to the ends of its chains."""
    waiting: list[Entry] = session.info.pop(WAITING, [])
    if not waiting:
        return
    session.flush()
    # Always in the same order, or two transactions could wait for each other's heads.
    for chain in sorted({entry.chain for entry in waiting}):
        last = store.lock_head(session, chain)
        rows = []
        for noted in waiting:
            if noted.chain != chain:
                continue
            entry = replace(noted, seq=last.seq + 1)
            last = Head(entry.seq, link(last.hash, entry))
            rows.append(asdict(entry) | {"hash": last.hash})
        store.add(session, chain, rows, last)


@event.listens_for(Session, "after_rollback")
def forget(session: Session) -> None:
    session.info.pop(WAITING, None)
