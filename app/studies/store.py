"""The studies feature's questions to the database; the only file here with SQL."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from app.core.writes import rows_changed
from app.studies.access import Role
from app.studies.models import Invitation, Member, MemberState, Study, Subject


def find_study(session: Session, study_id: UUID) -> Study | None:
    return session.get(Study, study_id)


def all_ids(session: Session) -> Sequence[UUID]:
    return session.scalars(select(Study.id).order_by(Study.id)).all()


def lock_study(session: Session, study_id: UUID) -> Study:
    """The study, with everybody else who locks it made to wait."""
    locked = select(Study).where(Study.id == study_id).with_for_update()
    return session.scalars(locked.execution_options(populate_existing=True)).one()


def list_studies(
    session: Session, account_id: UUID, *, after: UUID | None, limit: int
) -> Sequence[tuple[Study, Member]]:
    mine = (
        select(Study, Member)
        .join(Member, Member.study_id == Study.id)
        .where(Member.account_id == account_id, Member.state == MemberState.ACTIVE)
        .order_by(Study.id)
        .limit(limit)
    )
    if after is not None:
        mine = mine.where(Study.id > after)
    return [(study, member) for study, member in session.execute(mine)]


def find_member(session: Session, study_id: UUID, account_id: UUID) -> Member | None:
    return session.get(Member, (study_id, account_id))


def active_members_of(session: Session, account_id: UUID) -> Sequence[Member]:
    """An account's standing in every study it belongs to now."""
    return session.scalars(
        select(Member).where(
            Member.account_id == account_id, Member.state == MemberState.ACTIVE
        )
    ).all()


def list_members(
    session: Session, study_id: UUID, *, removed_too: bool
) -> Sequence[Member]:
    members = (
        select(Member)
        .where(Member.study_id == study_id)
        .order_by(Member.created_at, Member.account_id)
    )
    if not removed_too:
        members = members.where(Member.state == MemberState.ACTIVE)
    return session.scalars(members).all()


def pis(session: Session, study_id: UUID) -> set[UUID]:
    """The accounts that lead a study now."""
    leading = select(Member.account_id).where(
        Member.study_id == study_id,
        Member.role == Role.PI,
        Member.state == MemberState.ACTIVE,
    )
    return set(session.scalars(leading))


def count_members(session: Session, study_id: UUID) -> int:
    members = select(func.count()).where(
        Member.study_id == study_id, Member.state == MemberState.ACTIVE
    )
    return session.execute(members).scalar_one()


def count_led(session: Session, account_id: UUID) -> int:
    """How many studies an account leads."""
    led = select(func.count()).where(
        Member.account_id == account_id,
        Member.role == Role.PI,
        Member.state == MemberState.ACTIVE,
    )
    return session.execute(led).scalar_one()


def count_subjects(session: Session, study_id: UUID) -> int:
    subjects = select(func.count()).where(Subject.study_id == study_id)
    return session.execute(subjects).scalar_one()


def observer_codes(session: Session, study_id: UUID) -> set[str]:
    codes = select(Member.observer_code).where(Member.study_id == study_id)
    return set(session.scalars(codes))


def find_invitation(
    session: Session, study_id: UUID, token_sha256: str
) -> Invitation | None:
    return session.scalars(
        select(Invitation).where(
            Invitation.study_id == study_id, Invitation.token_sha256 == token_sha256
        )
    ).one_or_none()


def count_open_invitations(session: Session, study_id: UUID, at: datetime) -> int:
    still_open = select(func.count()).where(
        Invitation.study_id == study_id,
        Invitation.accepted_at.is_(None),
        Invitation.revoked_at.is_(None),
        Invitation.expires_at > at,
        Invitation.created_by.in_(pis(session, study_id)),
    )
    return session.execute(still_open).scalar_one()


def lock_invitation(
    session: Session, study_id: UUID, invitation_id: UUID
) -> Invitation | None:
    """The invitation, with whoever accepts it just now made to wait."""
    return session.get(Invitation, (study_id, invitation_id), with_for_update=True)


def list_invitations(
    session: Session, study_id: UUID, *, after: UUID | None, limit: int
) -> Sequence[Invitation]:
    invitations = (
        select(Invitation)
        .where(Invitation.study_id == study_id)
        .order_by(Invitation.id)
        .limit(limit)
    )
    if after is not None:
        invitations = invitations.where(Invitation.id > after)
    return session.scalars(invitations).all()


def spend_invitation(
    session: Session, invitation: Invitation, account_id: UUID, at: datetime
) -> bool:
    """Use an invitation up; of two who hold it only one is told True."""
    spending = (
        update(Invitation)
        .where(
            Invitation.study_id == invitation.study_id,
            Invitation.id == invitation.id,
            Invitation.accepted_at.is_(None),
            Invitation.revoked_at.is_(None),
        )
        .values(accepted_by=account_id, accepted_at=at)
    )
    return rows_changed(session.execute(spending)) == 1


def list_subjects(
    session: Session, study_id: UUID, *, after: UUID | None, limit: int
) -> Sequence[Subject]:
    subjects = (
        select(Subject)
        .where(Subject.study_id == study_id)
        .order_by(Subject.id)
        .limit(limit)
    )
    if after is not None:
        subjects = subjects.where(Subject.id > after)
    return session.scalars(subjects).all()


def find_subject(session: Session, study_id: UUID, subject_id: UUID) -> Subject | None:
    return session.get(Subject, (study_id, subject_id))


def find_subject_by_pseudonym(
    session: Session, study_id: UUID, pseudonym_key: str
) -> Subject | None:
    return session.scalars(
        select(Subject).where(
            Subject.study_id == study_id, Subject.pseudonym_key == pseudonym_key
        )
    ).one_or_none()
