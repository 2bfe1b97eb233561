"""Who belongs to a study."""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from app.accounts import service as accounts
from app.accounts.actor import Actor
from app.accounts.models import Account
from app.audit import trail
from app.audit.trail import Action
from app.core import quotas
from app.core.errors import Conflict, Invalid, NotFound
from app.core.ids import id_or_none
from app.core.limits import MEMBERS_PER_STUDY
from app.studies import store
from app.studies.access import Role
from app.studies.models import Member, MemberState, Study
from app.studies.service import set_changed


class AlreadyMember(Conflict):
    slug = "already-a-member"


class LastPi(Conflict):
    slug = "last-pi"


class ObserverCodeTaken(Conflict):
    slug = "observer-code-taken"


@dataclass(frozen=True, slots=True)
class MemberSeen:
    """A member together with the account's names."""

    account: UUID
    login: str
    name: str
    role: Role
    observer_code: str
    state: MemberState
    created_at: datetime
    background: str | None
    training_hours: int | None
    first_day: str | None
    last_day: str | None


def list_members(
    session: Session, study: Study, *, removed_too: bool = False
) -> Sequence[MemberSeen]:
    members = store.list_members(session, study.id, removed_too=removed_too)
    known = accounts.accounts_by_id(session, [member.account_id for member in members])
    return [seen(member, known[member.account_id]) for member in members]


def seen(member: Member, account: Account) -> MemberSeen:
    return MemberSeen(
        account.id,
        account.login,
        account.name,
        member.role,
        member.observer_code,
        member.state,
        member.created_at,
        member.background,
        member.training_hours,
        member.first_day,
        member.last_day,
    )


def add_member(
    session: Session, study: Study, login: str, role: Role, *, by: Actor, at: datetime
) -> MemberSeen:
    """Make somebody who has an account a member.

    Raises:
        Invalid: nobody has this login.
        AlreadyMember: they are in already.
    """
    account = accounts.find_account(session, login)
    if account is None:
        raise Invalid("Nobody has this login. Send an invitation instead.", "#/login")
    member = join(session, study.id, account.id, role, at=at)
    note(session, Action.MEMBER_ADDED, member, by=by, at=at, role=role.value)
    return seen(member, account)


def join(
    session: Session, study_id: UUID, account_id: UUID, role: Role, *, at: datetime
) -> Member:
    """Let an account in; one who comes back keeps the observer code of old."""
    store.lock_study(session, study_id)
    member = store.find_member(session, study_id, account_id)
    held = store.count_members(session, study_id)
    if member is None:
        member = Member(
            study_id=study_id,
            account_id=account_id,
            observer_code=next_code(store.observer_codes(session, study_id)),
            created_at=at,
        )
        session.add(member)
    elif member.state is MemberState.ACTIVE:
        raise AlreadyMember("This person is a member of the study already.")
    quotas.check(held, MEMBERS_PER_STUDY, "members in a study")
    member.role, member.state = role, MemberState.ACTIVE
    session.flush()
    return member


def next_code(taken: set[str]) -> str:
    """The first of OBS1, OBS2 … that nobody has or had in this study."""
    codes = (f"OBS{number}" for number in itertools.count(1))
    return next(code for code in codes if code not in taken)


def get_member(session: Session, study: Study, account_id: str) -> Member:
    wanted = id_or_none(account_id)
    member = store.find_member(session, study.id, wanted) if wanted else None
    if member is None or member.state is not MemberState.ACTIVE:
        raise NotFound("There is no such member in this study.")
    return member


def change_member(
    session: Session,
    study: Study,
    account_id: str,
    changes: dict[str, Any],
    *,
    by: Actor,
    at: datetime,
) -> MemberSeen:
    """Give a member another role or observer code, or say more of an observer.

    Raises:
        NotFound: no such member.
        LastPi: the study would be left without a principal investigator.
        ObserverCodeTaken: somebody has or had that code.
    """
    store.lock_study(session, study.id)
    member = get_member(session, study, account_id)
    if changes.get("role", Role.PI) is not Role.PI:
        check_not_last_pi(session, member)
    code = changes.get("observer_code", member.observer_code)
    if code != member.observer_code and code in store.observer_codes(session, study.id):
        raise ObserverCodeTaken(f"{code} is or was the code of another observer.")
    changed = set_changed(member, changes)
    if changed:
        # Who was given what power must be told later, not only that it was changed.
        role = {"role": member.role.value} if "role" in changed else {}
        note(
            session,
            Action.MEMBER_CHANGED,
            member,
            by=by,
            at=at,
            changed=changed,
            **role,
        )
    account = accounts.accounts_by_id(session, [member.account_id])[member.account_id]
    return seen(member, account)


def remove_member(
    session: Session, study: Study, account_id: str, *, by: Actor, at: datetime
) -> None:
    """Let a member see nothing of the study from the next request on.

    Raises:
        NotFound: no such member.
        LastPi: the study would be left without a principal investigator.
    """
    store.lock_study(session, study.id)
    member = get_member(session, study, account_id)
    check_not_last_pi(session, member)
    member.state = MemberState.REMOVED
    note(session, Action.MEMBER_REMOVED, member, by=by, at=at)


def check_not_last_pi(session: Session, member: Member) -> None:
    if member.role is Role.PI and len(store.pis(session, member.study_id)) == 1:
        raise LastPi(
            "A study needs a principal investigator. Appoint another one first."
        )


def note(
    session: Session,
    action: Action,
    member: Member,
    *,
    by: Actor,
    at: datetime,
    **detail: Any,
) -> None:
    trail.note(
        session,
        action,
        actor_id=by.id,
        study_id=member.study_id,
        target_id=member.account_id,
        at=at,
        **detail,
    )
