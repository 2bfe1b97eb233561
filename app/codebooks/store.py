"""The codebooks feature's questions to the database; the only file here with SQL."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from app.codebooks.models import Code, Codebook, CodebookState


def find_codebook(session: Session, study_id: UUID, version: int) -> Codebook | None:
    return session.get(Codebook, (study_id, version))


def find_draft(session: Session, study_id: UUID) -> Codebook | None:
    return session.scalars(
        select(Codebook).where(
            Codebook.study_id == study_id, Codebook.state == CodebookState.DRAFT
        )
    ).one_or_none()


def list_published(session: Session, study_id: UUID) -> Sequence[Codebook]:
    """The published versions, newest first."""
    newest_first = (
        select(Codebook)
        .where(Codebook.study_id == study_id, Codebook.state == CodebookState.PUBLISHED)
        .order_by(Codebook.version.desc())
    )
    return session.scalars(newest_first).all()


def list_codes(session: Session, study_id: UUID, version: int) -> Sequence[Code]:
    """The codes of one version in their order, retired ones among them."""
    ordered = (
        select(Code)
        .where(Code.study_id == study_id, Code.codebook_version == version)
        .order_by(Code.dimension, Code.position, Code.code)
    )
    return session.scalars(ordered).all()


def replace_codes(
    session: Session, study_id: UUID, version: int, rows: list[dict[str, Any]]
) -> None:
    """Put ``rows`` in the place of all the codes of a version."""
    session.execute(
        delete(Code).where(Code.study_id == study_id, Code.codebook_version == version)
    )
    if rows:
        session.execute(insert(Code), rows)
