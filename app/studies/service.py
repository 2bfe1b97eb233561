"""What one can do with a study, and the one way to be let into it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from app.accounts.actor import Actor
from app.accounts.refusals import SecondFactorRequired
from app.audit import trail
from app.audit.trail import Action
from app.core import quotas
from app.core.errors import NotAllowed, NotFound
from app.core.ids import id_or_none, uuid7
from app.core.limits import STUDIES_PER_ACCOUNT
from app.studies import settings, store
from app.studies.access import POWERFUL, Membership, Role
from app.studies.models import Member, MemberState, Study, Subject


@dataclass(frozen=True, slots=True)
class NewStudy:
    title: str
    template: str
    timezone: str
    study_code: str | None = None
    settings: dict[str, Any] = field(default_factory=dict)


def study_for(
    session: Session, actor: Actor, study_id: UUID | str
) -> tuple[Study, Membership]:
    """The study and the actor's standing in it, if what it wants is allowed there.

    Raises:
        NotFound: no such study, not the actor's, or not an id at all; all the same.
        NotAllowed: the actor's role does not reach that far.
        SecondFactorRequired: the role does, once there is a second factor.
    """
    wanted = id_or_none(study_id)
    membership = membership_in(session, actor.id, wanted) if wanted else None
    study = store.find_study(session, wanted) if wanted and membership else None
    if study is None or membership is None:
        raise NotFound("There is no such study.")
    if actor.wants is None or not membership.may(actor.wants):
        raise NotAllowed(f"As {membership.role} of this study you may not do this.")
    if actor.owes_factor and membership.role in POWERFUL:
        raise SecondFactorRequired
    return study, membership


def membership_in(
    session: Session, account_id: UUID, study_id: UUID
) -> Membership | None:
    """The account's standing in a study, or None for no member."""
    member = store.find_member(session, study_id, account_id)
    if member is None or member.state is not MemberState.ACTIVE:
        return None
    return membership_of(member)


def membership_of(member: Member) -> Membership:
    return Membership(
        member.study_id, member.account_id, member.role, member.observer_code
    )


def list_studies(
    session: Session, by: Actor, *, after: UUID | None = None, limit: int
) -> Sequence[tuple[Study, Membership]]:
    """The actor's studies in the order they were made."""
    rows = store.list_studies(session, by.id, after=after, limit=limit)
    return [(study, membership_of(member)) for study, member in rows]


def create_study(
    session: Session, new: NewStudy, *, by: Actor, at: datetime
) -> tuple[Study, Membership]:
    """Make a study, with its maker as the first principal investigator.

    It has no codebook yet: ``app.codebooks.service.found_study`` gives it one.

    Raises:
        QuotaReached: the maker leads as many as one may.
    """
    held = store.count_led(session, by.id)
    quotas.check(held, STUDIES_PER_ACCOUNT, "studies led by one account")
    study = Study(
        id=uuid7(),
        title=new.title,
        study_code=new.study_code or initials(new.title),
        timezone=new.timezone,
        template=new.template,
        settings=settings.merged({}, new.settings),
        seq=0,
        codebook_version=0,
        created_at=at,
        created_by=by.id,
    )
    session.add(study)
    session.flush()
    member = Member(
        study_id=study.id,
        account_id=by.id,
        role=Role.PI,
        observer_code="OBS1",
        state=MemberState.ACTIVE,
        created_at=at,
    )
    session.add(member)
    session.flush()
    trail.note(
        session,
        Action.STUDY_CREATED,
        actor_id=by.id,
        study_id=study.id,
        target_id=study.id,
        at=at,
        template=new.template,
    )
    return study, membership_of(member)


def initials(title: str) -> str:
    """A short code to begin with, such as CE for "Chief executives"."""
    words = re.findall(r"[A-Za-z0-9]+", title)
    return "".join(word[0] for word in words[:8]).upper() or "STUDY"


def change_study(
    session: Session, study: Study, changes: dict[str, Any], *, by: Actor, at: datetime
) -> Study:
    """Change what is given; of the settings, too, only those named."""
    store.lock_study(session, study.id)
    values, before = dict(changes), study.settings
    if "settings" in values:
        values["settings"] = settings.merged(before, values["settings"])
    changed = set_changed(study, values)
    if "settings" in changed:
        changed.remove("settings")
        # Which one matters: one of them opens everybody's days to observers.
        differing = (n for n, v in study.settings.items() if before.get(n) != v)
        changed += [f"settings.{name}" for name in sorted(differing)]
    if changed:
        trail.note(
            session,
            Action.STUDY_CHANGED,
            actor_id=by.id,
            study_id=study.id,
            target_id=study.id,
            at=at,
            changed=changed,
        )
    return study


def set_changed(row: Study | Member | Subject, values: dict[str, Any]) -> list[str]:
    """Set what differs; the names of what did."""
    changed = [name for name, value in values.items() if getattr(row, name) != value]
    for name in changed:
        setattr(row, name, values[name])
    return sorted(changed)
