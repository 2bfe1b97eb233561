"""Writing to the audit trail."""

from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from app.audit.models import AuditEntry


class Action(StrEnum):
    """Every kind of entry, as ``thing:what-happened``."""

    INSTALLATION_SET_UP = "installation:set-up"
    SESSION_OPENED = "session:opened"
    SESSION_CLOSED = "session:closed"
    DEVICE_REVOKED = "device:revoked"
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
    LOG_DOWNLOADED = "log:downloaded"


def note(
    session: Session,
    action: Action,
    *,
    actor_id: UUID | None,
    target_id: UUID | str,
    at: datetime,
    study_id: UUID | None = None,
    **detail: Any,
) -> None:
    """Add an entry to the caller's transaction: both are kept, or neither is."""
    session.add(
        AuditEntry(
            study_id=study_id,
            at=at,
            actor_id=actor_id,
            action=action.value,
            target_id=str(target_id),
            detail=detail,
        )
    )
