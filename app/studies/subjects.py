"""The persons shadowed, known by pseudonym only."""

import secrets
from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from app.accounts import logins
from app.accounts.actor import Actor
from app.audit import trail
from app.audit.trail import Action
from app.core import quotas
from app.core.errors import Conflict, NotFound
from app.core.ids import id_or_none, uuid7
from app.core.limits import SUBJECTS_PER_STUDY
from app.studies import store
from app.studies.models import Consent, Study, Subject
from app.studies.service import set_changed

# Whole weeks, so that a shifted date keeps its weekday.
WEEKS_SHIFTED = [week for week in range(-52, 53) if week]


class PseudonymTaken(Conflict):
    slug = "pseudonym-taken"


def list_subjects(
    session: Session, study: Study, *, after: UUID | None = None, limit: int
) -> Sequence[Subject]:
    return store.list_subjects(session, study.id, after=after, limit=limit)


def add_subject(
    session: Session, study: Study, fields: dict[str, Any], *, by: Actor, at: datetime
) -> Subject:
    """Add somebody to shadow.

    Raises:
        PseudonymTaken: another subject of the study has it, but for case and width.
        QuotaReached: the study has as many as it may.
    """
    store.lock_study(session, study.id)
    held = store.count_subjects(session, study.id)
    quotas.check(held, SUBJECTS_PER_STUDY, "subjects in a study")
    key = free_key(session, study, fields["pseudonym"])
    known = {"site_codes": [], "consent_status": Consent.INVITED, **fields}
    subject = Subject(
        study_id=study.id,
        id=uuid7(),
        pseudonym_key=key,
        date_shift_days=7 * secrets.choice(WEEKS_SHIFTED),
        created_at=at,
        created_by=by.id,
        **known,
    )
    session.add(subject)
    session.flush()
    note(session, Action.SUBJECT_ADDED, subject, by=by, at=at)
    return subject


def free_key(
    session: Session, study: Study, pseudonym: str, own: UUID | None = None
) -> str:
    key = logins.folded(pseudonym)
    holder = store.find_subject_by_pseudonym(session, study.id, key)
    if holder is not None and holder.id != own:
        raise PseudonymTaken("Another subject of this study has this pseudonym.")
    return key


def change_subject(
    session: Session,
    study: Study,
    subject_id: str,
    changes: dict[str, Any],
    *,
    by: Actor,
    at: datetime,
) -> Subject:
    """Change what is given.

    Raises:
        NotFound: the study has no such subject.
        PseudonymTaken: see add_subject.
    """
    store.lock_study(session, study.id)
    subject = get_subject(session, study, subject_id)
    values = dict(changes)
    if "pseudonym" in values:
        values["pseudonym_key"] = free_key(
            session, study, values["pseudonym"], own=subject.id
        )
    changed = set_changed(subject, values)
    if changed:
        note(session, Action.SUBJECT_CHANGED, subject, by=by, at=at, changed=changed)
    return subject


def get_subject(session: Session, study: Study, subject_id: UUID | str) -> Subject:
    """One subject of the study.

    Raises:
        NotFound: it has none of this id.
    """
    wanted = id_or_none(subject_id)
    subject = store.find_subject(session, study.id, wanted) if wanted else None
    if subject is None:
        raise NotFound("There is no such subject in this study.")
    return subject


def note(
    session: Session,
    action: Action,
    subject: Subject,
    *,
    by: Actor,
    at: datetime,
    **detail: Any,
) -> None:
    trail.note(
        session,
        action,
        actor_id=by.id,
        study_id=subject.study_id,
        target_id=subject.id,
        at=at,
        **detail,
    )
