"""The audit trail: who did what to which thing, and when."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, Index
from sqlalchemy.orm import Mapped, mapped_column

from app.core.append_only import protect
from app.core.db import Base, Id


class AuditEntry(Base):
    """One line of the trail. Rows are added, never changed, and hold no content."""

    __tablename__ = "audit_entry"
    __table_args__ = (Index(None, "study_id", "at"),)

    id: Mapped[Id]
    study_id: Mapped[UUID | None]
    at: Mapped[datetime]
    actor_id: Mapped[UUID | None]
    action: Mapped[str]
    target_id: Mapped[str]
    detail: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)


protect(AuditEntry.metadata.tables["audit_entry"])
