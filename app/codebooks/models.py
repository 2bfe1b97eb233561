"""Tables of the codebooks feature."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import JSON, CheckConstraint, ForeignKey, ForeignKeyConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.core.db import Base


class CodebookState(StrEnum):
    DRAFT = "draft"
    PUBLISHED = "published"


class Codebook(Base):
    """One version of a study's lists of codes.

    A published codebook is never edited: records keep pointing at the wording the
    observer saw. To change a code, publish the next version. ``dimensions`` holds
    their names in order, those without codes too.
    """

    __tablename__ = "codebook"
    __table_args__ = (CheckConstraint("version > 0", name="version_positive"),)

    study_id: Mapped[UUID] = mapped_column(
        ForeignKey("study.id", ondelete="CASCADE"), primary_key=True
    )
    version: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    state: Mapped[CodebookState] = mapped_column(default=CodebookState.DRAFT)
    dimensions: Mapped[list[str]] = mapped_column(JSON)
    created_at: Mapped[datetime]
    created_by: Mapped[UUID] = mapped_column(ForeignKey("account.id"))
    published_at: Mapped[datetime | None]
    change_note: Mapped[str | None]  # what is new in it, in the words of who published


class Code(Base):
    """One code of one dimension, as one version of the codebook words it."""

    __tablename__ = "code"
    __table_args__ = (
        ForeignKeyConstraint(
            ["study_id", "codebook_version"],
            ["codebook.study_id", "codebook.version"],
            ondelete="CASCADE",
        ),
    )

    study_id: Mapped[UUID] = mapped_column(primary_key=True)
    codebook_version: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    dimension: Mapped[str] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(primary_key=True)
    label: Mapped[str]
    definition: Mapped[str]
    include: Mapped[str | None]
    exclude: Mapped[str | None]
    examples: Mapped[str | None]
    parent: Mapped[str | None]
    colour: Mapped[str | None]
    position: Mapped[int]
    expected_minutes: Mapped[int | None]
    retired_in: Mapped[int | None]
    maps_to: Mapped[str | None]
