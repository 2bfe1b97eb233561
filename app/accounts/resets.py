"""New passwords: chosen by who knows the old one, or with a link somebody else made."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from app.accounts import attempts, sessions, tokens
from app.accounts import factor_store as store
from app.accounts import store as accounts
from app.accounts.actor import Actor
from app.accounts.attempts import Attempt
from app.accounts.factor_models import PasswordReset
from app.accounts.models import Account
from app.accounts.sessions import Opened
from app.audit import trail
from app.audit.trail import Action
from app.core.errors import NotAllowed, NotFound
from app.core.ids import uuid7

LASTS = timedelta(hours=24)


class ResetUnusable(NotFound):
    slug = "reset-unusable"


def change(
    session: Session,
    attempt: Attempt,
    new_hash: str,
    *,
    by: Actor,
    secret: str,
    at: datetime,
) -> Opened:
    """Put a new password in the old one's place; only this session goes on.

    Raises:
        WrongCredentials: it was changed meanwhile.
    """
    account = attempts.account_of(session, attempt)
    attempts.forgive(session, attempt, at=at)
    account.password_hash = new_hash
    # What was guessed at is no more: whoever was shut out for it is heard again.
    store.forget_counters(session, counters_of(session, account, secret))
    store.spend_resets(session, account.id, at)
    accounts.revoke_other_sessions(session, by.id, by.session_id, at)
    opened = sessions.elevate(session, by=by, at=at)
    note(session, Action.PASSWORD_CHANGED, by.id, account.id, at=at)
    return opened


def make(
    session: Session, account: Account, *, by: UUID | None, at: datetime
) -> tuple[PasswordReset, str]:
    """A link's token for choosing a new password; earlier ones stop working.

    ``by`` is None where the server's own command line asks.

    Raises:
        NotAllowed: for oneself, which would be a way around the old password.
    """
    if by == account.id:
        raise NotAllowed("Change your own password with the one you have.")
    store.spend_resets(session, account.id, at)
    token = tokens.new_token()
    reset = PasswordReset(
        id=uuid7(),
        account_id=account.id,
        token_sha256=tokens.digest(token),
        created_by=by,
        created_at=at,
        expires_at=at + LASTS,
    )
    session.add(reset)
    session.flush()
    note(session, Action.RESET_MADE, by, account.id, at=at)
    return reset, token


def get(session: Session, token: str, *, at: datetime) -> tuple[PasswordReset, Account]:
    """The reset a token belongs to, if it can still be used, and whose it is.

    Raises:
        ResetUnusable: unknown, used, replaced or expired; all the same.
    """
    reset = store.find_reset(session, tokens.digest(token))
    if reset is None or reset.used_at is not None or reset.expires_at <= at:
        raise unusable()
    return reset, accounts.accounts_by_id(session, [reset.account_id])[reset.account_id]


def unusable() -> ResetUnusable:
    return ResetUnusable("This link does not work, or no longer. Ask for a new one.")


def use(
    session: Session, token: str, new_hash: str, *, secret: str, at: datetime
) -> None:
    """Put the new password in place; whoever is signed in has to sign in anew.

    The second factor stays: the link proves no more than a password would. Whoever
    was shut out for guessing too often is heard again.

    Raises:
        ResetUnusable: see ``get``.
    """
    reset, account = get(session, token, at=at)
    # A sign-in under way with the old password is over before, or refused.
    accounts.lock_account(session, account.id)
    if not store.spend_reset(session, reset, at):
        raise unusable()
    account.password_hash = new_hash
    store.end_sessions(session, account.id, at)
    store.forget_counters(session, counters_of(session, account, secret))
    note(session, Action.RESET_USED, account.id, account.id, at=at)


def counters_of(session: Session, account: Account, secret: str) -> list[str]:
    """Everything failed sign-ins to an account are counted on, but for addresses."""
    proofs = store.device_proofs(session, account.id)
    on_login = attempts.counter("login", account.login_key, secret)
    return [on_login, *(attempts.counter("device", one, secret) for one in proofs)]


def note(
    session: Session,
    action: Action,
    by: UUID | None,
    account_id: UUID,
    *,
    at: datetime,
    **detail: Any,
) -> None:
    trail.note(session, action, actor_id=by, target_id=account_id, at=at, **detail)
