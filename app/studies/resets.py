"""For whom a PI may open the way back in, and who learns of it."""

from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from app.accounts import resets as links
from app.accounts import service as accounts
from app.accounts.actor import Actor
from app.accounts.factor_models import PasswordReset
from app.accounts.models import Account
from app.audit import trail
from app.audit.trail import Action
from app.core.errors import NotFound
from app.core.ids import id_or_none
from app.studies import store
from app.studies.access import Role


def account_to_reset(session: Session, account_id: str, by: Actor) -> Account:
    """The account whose password the actor may have chosen anew.

    The operator may for everybody. A PI may for people who belong to no other study
    than the PI's own: a new password opens everything its owner can see.

    Raises:
        NotFound: no such account, or not the actor's to open; all the same.
    """
    wanted = id_or_none(account_id)
    account = accounts.accounts_by_id(session, [wanted]).get(wanted) if wanted else None
    if account is None or not (by.is_operator or in_hand(session, account, by.id)):
        raise NotFound("There is no such account.")
    return account


def make(
    session: Session, account: Account, *, by: UUID | None, at: datetime
) -> tuple[PasswordReset, str]:
    """A link's token for choosing a new password; see ``app.accounts.resets``."""
    made = links.make(session, account, by=by, at=at)
    note_in_studies(session, Action.RESET_MADE, by, account, at=at)
    return made


def account_of(session: Session, token: str, *, at: datetime) -> Account:
    """Whose password the link would change.

    Raises:
        ResetUnusable: it cannot be used, or its maker may not open the account now:
            it may have come to see other studies since, or the maker to lead none.
    """
    reset, account = links.get(session, token, at=at)
    if reset.created_by is not None:
        maker = accounts.accounts_by_id(session, [reset.created_by])[reset.created_by]
        if not (maker.is_operator or in_hand(session, account, maker.id)):
            raise links.unusable()
    return account


def use(
    session: Session, token: str, new_hash: str, *, secret: str, at: datetime
) -> None:
    """Put the new password in place.

    Raises:
        ResetUnusable: see ``account_of``.
    """
    account = account_of(session, token, at=at)
    links.use(session, token, new_hash, secret=secret, at=at)
    note_in_studies(session, Action.RESET_USED, account.id, account, at=at)


def note_in_studies(
    session: Session, action: Action, by: UUID | None, account: Account, *, at: datetime
) -> None:
    """Have whoever leads the account's studies read of it.

    With a reset one could pass for a member, and nobody there reads the trail of the
    installation.
    """
    for member in store.active_members_of(session, account.id):
        trail.note(
            session,
            action,
            actor_id=by,
            study_id=member.study_id,
            target_id=account.id,
            at=at,
        )


def in_hand(session: Session, account: Account, pi_id: UUID) -> bool:
    """Whether all an account can see are studies this PI leads."""
    belongs = {
        member.study_id for member in store.active_members_of(session, account.id)
    }
    led = {
        member.study_id
        for member in store.active_members_of(session, pi_id)
        if member.role is Role.PI
    }
    return bool(belongs) and belongs <= led and not account.is_operator
