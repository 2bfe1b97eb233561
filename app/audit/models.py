"""The audit trail: who did what to which thing, and when."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, BigInteger, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.core.append_only import protect
from app.core.db import Base, Id


class AuditEntry(Base):
    """One line of the trail. Rows are added, never changed, and hold no content.

    ``seq`` numbers the entries of a chain without a gap; ``hash`` covers the entry
    and, through the hash before it, all earlier ones: see ``app.audit.chain``.
    """

    __tablename__ = "audit_entry"
    __table_args__ = (Index(None, "study_id", "at"), UniqueConstraint("chain", "seq"))

    id: Mapped[Id]
    study_id: Mapped[UUID | None]
    at: Mapped[datetime]
    actor_id: Mapped[UUID | None]
    action: Mapped[str]
    target_id: Mapped[str]
    detail: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    chain: Mapped[str] = mapped_column(String(36))  # a study's id, or "installation"
    seq: Mapped[int] = mapped_column(BigInteger)
    device: Mapped[str | None] = mapped_column(String(64))
    outcome: Mapped[str] = mapped_column(String(32))
    request_id: Mapped[str | None] = mapped_column(String(64))
    hash: Mapped[str] = mapped_column(String(64))


class TrailHead(Base):
    """The last entry of each chain; its row is what writers of a chain queue for."""

    __tablename__ = "trail_head"

    chain: Mapped[str] = mapped_column(String(36), primary_key=True)
    seq: Mapped[int] = mapped_column(BigInteger)
    hash: Mapped[str] = mapped_column(String(64))


protect(AuditEntry.metadata.tables["audit_entry"])
protect(
    TrailHead.metadata.tables["trail_head"],
    but=frozenset({"seq", "hash"}),
)
