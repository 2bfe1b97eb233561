"""Everybody who can sign in, for whoever looks after the installation."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from app.accounts import attempts
from app.accounts import factor_store as store


@dataclass(frozen=True, slots=True)
class AccountSeen:
    """An account as the operator sees it; nothing of what it captured."""

    id: UUID
    login: str
    name: str
    is_operator: bool
    created_at: datetime
    last_seen_at: datetime | None
    second_factor: bool
    locked: bool


def list_accounts(
    session: Session, *, after: UUID | None, limit: int, secret: str, at: datetime
) -> Sequence[AccountSeen]:
    """Accounts in the order they were made."""
    found = store.list_accounts(session, after=after, limit=limit)
    counters = {
        account.id: attempts.counter("login", account.login_key, secret)
        for account, _ in found
    }
    locked = store.locked_among(session, counters.values(), at)
    enrolled = store.enrolled_among(session, counters)
    return [
        AccountSeen(
            account.id,
            account.login,
            account.name,
            account.is_operator,
            account.created_at,
            last_seen_at,
            second_factor=account.id in enrolled,
            locked=counters[account.id] in locked,
        )
        for account, last_seen_at in found
    ]
