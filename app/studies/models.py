"""Tables of the studies feature."""

from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, BigInteger, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.core.db import Base, Id
from app.studies.access import Role


class Study(Base):
    """One research project.

    ``seq`` is the number of the study's latest applied operation; ``codebook_version``
    is the published version new days are coded with.
    """

    __tablename__ = "study"

    id: Mapped[Id]
    title: Mapped[str]
    study_code: Mapped[str]
    timezone: Mapped[str]
    template: Mapped[str]
    settings: Mapped[dict[str, Any]] = mapped_column(JSON)
    seq: Mapped[int] = mapped_column(BigInteger, default=0)
    codebook_version: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[datetime]
    created_by: Mapped[UUID] = mapped_column(ForeignKey("account.id"))


class MemberState(StrEnum):
    ACTIVE = "active"
    REMOVED = "removed"


class Member(Base):
    """An account's place in a study.

    A member who goes stays as a row: the observer code is on the days already made,
    and must never be given to somebody else.
    """

    __tablename__ = "membership"
    __table_args__ = (
        UniqueConstraint("study_id", "observer_code"),
        Index(None, "account_id"),
    )

    study_id: Mapped[UUID] = mapped_column(
        ForeignKey("study.id", ondelete="CASCADE"), primary_key=True
    )
    account_id: Mapped[UUID] = mapped_column(ForeignKey("account.id"), primary_key=True)
    role: Mapped[Role]
    observer_code: Mapped[str]
    state: Mapped[MemberState] = mapped_column(default=MemberState.ACTIVE)
    created_at: Mapped[datetime]
    # What a report on the method tells of an observer; the days are the first and last
    # she shadows, as YYYY-MM-DD.
    background: Mapped[str | None]
    training_hours: Mapped[int | None]
    first_day: Mapped[str | None]
    last_day: Mapped[str | None]


class InvitationState(StrEnum):
    OPEN = "open"
    ACCEPTED = "accepted"
    EXPIRED = "expired"
    REVOKED = "revoked"


class Invitation(Base):
    """A single-use way into a study; only a hash of its token is kept."""

    __tablename__ = "invitation"
    __table_args__ = (UniqueConstraint("study_id", "token_sha256"),)

    study_id: Mapped[UUID] = mapped_column(
        ForeignKey("study.id", ondelete="CASCADE"), primary_key=True
    )
    id: Mapped[Id]
    token_sha256: Mapped[str]
    role: Mapped[Role]
    created_by: Mapped[UUID] = mapped_column(ForeignKey("account.id"))
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    accepted_by: Mapped[UUID | None] = mapped_column(ForeignKey("account.id"))
    accepted_at: Mapped[datetime | None]
    revoked_at: Mapped[datetime | None]


class Level(StrEnum):
    CHIEF_EXECUTIVE = "chief_executive"
    EXECUTIVE = "executive"
    SENIOR = "senior"
    MIDDLE = "middle"
    FIRST_LINE = "first_line"
    CLINICIAN = "clinician"
    OTHER = "other"


class Consent(StrEnum):
    INVITED = "invited"
    CONSENTED = "consented"
    PAUSED = "paused"
    WITHDRAWN_PROSPECTIVE = "withdrawn_prospective"
    WITHDRAWN_ALL = "withdrawn_all"


class Subject(Base):
    """The person shadowed, by pseudonym only: no table here has room for a name.

    ``pseudonym_key`` is the pseudonym as it is compared. ``date_shift_days`` moves
    the dates of de-identified exports and never leaves the server.
    """

    __tablename__ = "subject"
    __table_args__ = (UniqueConstraint("study_id", "pseudonym_key"),)

    study_id: Mapped[UUID] = mapped_column(
        ForeignKey("study.id", ondelete="CASCADE"), primary_key=True
    )
    id: Mapped[Id]
    pseudonym: Mapped[str]
    pseudonym_key: Mapped[str]
    role: Mapped[str | None]
    level: Mapped[Level | None]
    organisation_code: Mapped[str | None]
    organisation_type: Mapped[str | None]
    site_codes: Mapped[list[str]] = mapped_column(JSON, default=list)
    years_in_post_band: Mapped[str | None]
    background: Mapped[str | None]
    consent_status: Mapped[Consent] = mapped_column(default=Consent.INVITED)
    consent_version: Mapped[str | None]
    date_shift_days: Mapped[int]
    created_at: Mapped[datetime]
    created_by: Mapped[UUID] = mapped_column(ForeignKey("account.id"))
