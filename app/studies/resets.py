"""For whom a PI may open the way back in."""

from uuid import UUID

from sqlalchemy.orm import Session

from app.accounts import service as accounts
from app.accounts.actor import Actor
from app.accounts.models import Account
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
