"""What one can do with accounts: set up, make one, look after devices."""

import re
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from app.accounts import logins, store, tokens
from app.accounts.actor import Actor
from app.accounts.models import Account, Device, Installation
from app.audit import trail
from app.audit.trail import Action
from app.core.errors import Conflict, NotAllowed, NotFound
from app.core.ids import uuid7
from app.core.writes import add_unless_there

# What a phone or browser may call itself. Python's $ would let a line feed follow, and
# \Z means nothing to the readers of the API description.
DEVICE_ID = re.compile(r"^[A-Za-z0-9_-]{1,64}$(?!\n)")


class SetupLinkUnusable(NotAllowed):
    slug = "setup-link-unusable"


class LoginTaken(Conflict):
    slug = "login-taken"


@dataclass(frozen=True, slots=True)
class NewAccount:
    """Somebody who wants an account; the password is already hashed."""

    login: str
    name: str
    password_hash: str


def ensure_installation(session: Session, *, at: datetime) -> Installation:
    """The installation's one row, made if this database is new."""
    epoch = f"e_{secrets.token_hex(8)}"
    add_unless_there(session, Installation, id=1, epoch=epoch, created_at=at)
    installation = store.find_installation(session)
    assert installation is not None
    return installation


def new_setup_token(session: Session, *, at: datetime) -> str | None:
    """A one-time token for the first account, or None if there is an account.

    Asking again makes the earlier token useless.
    """
    installation = ensure_installation(session, at=at)
    if store.any_account(session):
        return None
    token = tokens.new_token()
    installation.setup_token_sha256 = tokens.digest(token)
    return token


def check_setup_token(session: Session, token: str) -> None:
    """Refuse a setup token that would not work, before any costly hashing.

    Raises:
        SetupLinkUnusable: wrong, used, replaced, or there is an account already.
    """
    installation = store.find_installation(session)
    wanted = installation.setup_token_sha256 if installation else None
    given = tokens.digest(token)
    fits = wanted is not None and secrets.compare_digest(wanted, given)
    if not fits or store.any_account(session):
        raise unusable()


def unusable() -> SetupLinkUnusable:
    return SetupLinkUnusable(
        "This setup link does not work, or no longer. "
        "Make a new one on the server with: shadowlog setup-link"
    )


def set_up(session: Session, token: str, new: NewAccount, *, at: datetime) -> Account:
    """Make the first account, which also looks after the installation.

    Raises:
        SetupLinkUnusable: see check_setup_token.
    """
    check_setup_token(session, token)
    if not store.spend_setup_token(session, tokens.digest(token)):
        raise unusable()
    account = create_account(session, new, at=at, is_operator=True)
    trail.note(
        session,
        Action.INSTALLATION_SET_UP,
        actor_id=account.id,
        target_id=account.id,
        at=at,
    )
    return account


def create_account(
    session: Session, new: NewAccount, *, at: datetime, is_operator: bool = False
) -> Account:
    """Make an account.

    Raises:
        LoginTaken: the login differs from a known one by case or width at most.
    """
    key = logins.folded(new.login)
    added = add_unless_there(
        session,
        Account,
        id=uuid7(),
        login=new.login,
        login_key=key,
        name=new.name,
        password_hash=new.password_hash,
        is_operator=is_operator,
        created_at=at,
    )
    if not added:
        raise LoginTaken("This login is taken. Choose another one.")
    account = store.find_account(session, key)
    assert account is not None
    return account


def find_account(session: Session, login: str) -> Account | None:
    """The account with this login, however it is spelt."""
    return store.find_account(session, logins.folded(login))


def accounts_by_id(session: Session, ids: Sequence[UUID]) -> dict[UUID, Account]:
    return store.accounts_by_id(session, ids)


def list_devices(session: Session, by: Actor) -> Sequence[Device]:
    return store.list_devices(session, by.id)


def get_device(session: Session, device_id: str, by: Actor) -> Device:
    """One of the actor's own devices.

    Raises:
        NotFound: it is unknown, or somebody else's.
    """
    known = DEVICE_ID.fullmatch(device_id)
    device = store.find_device(session, by.id, device_id) if known else None
    if device is None:
        raise NotFound("There is no such device.")
    return device


def retire_device(session: Session, device_id: str, *, by: Actor, at: datetime) -> None:
    """Ask one's own device to send what waits on it and then to forget everything.

    Raises:
        NotFound: it is unknown, or somebody else's.
    """
    device = get_device(session, device_id, by)
    if device.retired_at is None and device.revoked_at is None:
        device.retired_at = at
        trail.note(
            session, Action.DEVICE_RETIRED, actor_id=by.id, target_id=device_id, at=at
        )


def revoke_device(session: Session, device_id: str, *, by: Actor, at: datetime) -> None:
    """End every session of one's own device; nothing it sends is heard any more.

    Raises:
        NotFound: it is unknown, or somebody else's.
    """
    device = get_device(session, device_id, by)
    store.revoke_sessions_of(session, by.id, device_id, at)
    if device.revoked_at is None:
        device.revoked_at = at
        device.token_sha256 = None
        trail.note(
            session, Action.DEVICE_REVOKED, actor_id=by.id, target_id=device_id, at=at
        )


def device_seen(
    session: Session,
    account_id: UUID,
    device_id: str,
    *,
    at: datetime,
    app: str | None = None,
    waiting: int | None = None,
    label: str | None = None,
) -> Device:
    """Note that a device was heard of, and what it said of itself."""
    add_unless_there(
        session,
        Device,
        account_id=account_id,
        id=device_id,
        created_at=at,
        last_seen_at=at,
    )
    device = store.find_device(session, account_id, device_id)
    assert device is not None
    device.last_seen_at = max(device.last_seen_at, at)
    device.app = app if app is not None else device.app
    device.waiting = waiting if waiting is not None else device.waiting
    device.label = label if label is not None else device.label
    return device
