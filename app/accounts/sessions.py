"""Opening, recognising and closing sessions, and slowing guesses down."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from app.accounts import logins, service, store, throttle, tokens
from app.accounts.actor import Actor
from app.accounts.lifetimes import LIFETIMES, SEEN_EVERY, Scope, lives
from app.accounts.models import Account, Device, LoginSession, SignInFailure
from app.audit import trail
from app.audit.trail import Action
from app.core.errors import NotFound, NotSignedIn, TooMany
from app.core.ids import uuid7


class WrongCredentials(NotSignedIn):
    slug = "wrong-login-or-password"


class DeviceRevoked(NotSignedIn):
    """The phone is told so in a member of its own: it must then forget its keys."""

    slug = "device-revoked"


@dataclass(frozen=True, slots=True)
class Browser:
    """Where a sign-in comes from, as far as it tells us."""

    address: str
    device_id: str | None
    device_label: str | None
    device_token: str | None


@dataclass(frozen=True, slots=True)
class Attempt:
    """A sign-in under way: what to check the password against, what was counted."""

    login_key: str
    password_hash: str | None
    account_counter: str
    address_counter: str


@dataclass(frozen=True, slots=True)
class Opened:
    """A session just opened, with the secrets only the browser will keep."""

    account: Account
    device_id: str
    expires_at: datetime
    token: str
    device_token: str


@dataclass(frozen=True, slots=True)
class Known:
    """A session recognised by its token."""

    actor: Actor
    stale: bool


def begin_sign_in(
    session: Session, login: str, browser: Browser, *, secret: str, at: datetime
) -> Attempt:
    """Count an attempt before its password is looked at.

    It counts as failed until it succeeds, so that many sent at once cannot all slip
    past the count. Unknown logins are counted like known ones, so that being told to
    wait says nothing about which exist.

    Raises:
        TooMany: too many failures on this login, or from this address.
    """
    key = logins.folded(login)
    account = store.find_account(session, key)
    device = known_device(session, account, browser)
    # Somebody else's guessing must not lock the owner's own phone out.
    counted, on = ("device", device.token_sha256) if device else ("login", key)
    account_counter = f"{counted}:{tokens.pseudonymous(secret, on or '')}"
    address_counter = f"address:{tokens.pseudonymous(secret, browser.address)}"
    on_account = store.failure_row(session, account_counter, at)
    on_address = store.failure_row(session, address_counter, at)
    wait = throttle.seconds_to_wait(count_of(on_account), at)
    if not device:
        wait = max(wait, throttle.seconds_to_wait(count_of(on_address), at))
    if wait:
        raise TooMany("Too many attempts. Wait before you try again.", wait)
    keep(on_account, throttle.account_attempt(count_of(on_account), at))
    keep(on_address, throttle.address_attempt(count_of(on_address), at))
    password_hash = account.password_hash if account else None
    return Attempt(key, password_hash, account_counter, address_counter)


def known_device(
    session: Session, account: Account | None, browser: Browser
) -> Device | None:
    if account is None or browser.device_token is None:
        return None
    digest = tokens.digest(browser.device_token)
    return store.find_device_by_token(session, account.id, digest)


def count_of(row: SignInFailure) -> throttle.Count:
    return throttle.Count(row.failures, row.since, row.last_at, row.locked_until)


def keep(row: SignInFailure, count: throttle.Count) -> None:
    row.failures, row.since = count.failures, count.since
    row.last_at, row.locked_until = count.last_at, count.locked_until


def finish_sign_in(
    session: Session,
    attempt: Attempt,
    browser: Browser,
    *,
    new_hash: str | None,
    at: datetime,
) -> Opened:
    """Open a session for somebody whose password fitted, and take the count back."""
    account = store.find_account(session, attempt.login_key)
    if account is None or account.password_hash != attempt.password_hash:
        raise wrong_credentials()
    if new_hash:
        account.password_hash = new_hash
    store.forget_failures(session, before=at - throttle.FORGET_AFTER)
    on_account = store.failure_row(session, attempt.account_counter, at)
    keep(on_account, throttle.fresh(at))
    on_address = store.failure_row(session, attempt.address_counter, at)
    keep(on_address, throttle.taken_back(count_of(on_address)))
    return open_session(session, account, browser, at=at)


def wrong_credentials() -> WrongCredentials:
    return WrongCredentials("The login or the password is wrong.")


def open_session(
    session: Session, account: Account, browser: Browser, *, at: datetime
) -> Opened:
    """Sign an account in on a device; the device is known from then on."""
    known = known_device(session, account, browser)
    device_id = browser.device_id or (known.id if known else f"d_{uuid7()}")
    device = service.device_seen(
        session, account.id, device_id, label=browser.device_label, at=at
    )
    device.revoked_at = None
    device_token, token = tokens.new_token(), tokens.new_token()
    device.token_sha256 = tokens.digest(device_token)
    opened = LoginSession(
        id=uuid7(),
        account_id=account.id,
        device_id=device_id,
        token_sha256=tokens.digest(token),
        scope=Scope.CAPTURE,
        created_at=at,
        last_seen_at=at,
        expires_at=at + LIFETIMES[Scope.CAPTURE].absolute,
    )
    session.add(opened)
    session.flush()
    trail.note(
        session,
        Action.SESSION_OPENED,
        actor_id=account.id,
        target_id=opened.id,
        at=at,
        device=device_id,
    )
    return Opened(account, device_id, opened.expires_at, token, device_token)


def recognise(session: Session, token: str, *, at: datetime) -> Known:
    """Whose session this is.

    Raises:
        NotSignedIn: unknown, ended, or left alone too long.
        DeviceRevoked: somebody signed this device out from another one.
    """
    found = store.find_session(session, tokens.digest(token))
    if found is None:
        raise NotSignedIn("Sign in first.")
    row, account, device = found
    if device.revoked_at is not None:
        raise DeviceRevoked("This device was revoked.", device="revoked")
    alive = lives(
        row.scope, expires_at=row.expires_at, last_seen_at=row.last_seen_at, at=at
    )
    if row.revoked_at is not None or not alive:
        raise NotSignedIn("Your session has ended. Sign in again.")
    actor = Actor(account.id, account.login, account.name, device.id, row.id)
    return Known(actor, stale=at - row.last_seen_at >= SEEN_EVERY)


def touch(session: Session, actor: Actor, *, at: datetime) -> None:
    """Keep a session in use from being taken for one left alone."""
    row = session.get(LoginSession, actor.session_id)
    if row is not None:
        row.last_seen_at = max(row.last_seen_at, at)
        service.device_seen(session, actor.id, actor.device_id, at=at)


def close_session(session: Session, *, by: Actor, at: datetime) -> None:
    """Sign out: the session's token opens nothing from now on."""
    store.revoke_session(session, by.session_id, at)
    trail.note(
        session, Action.SESSION_CLOSED, actor_id=by.id, target_id=by.session_id, at=at
    )


def close_forgotten(session: Session, token: str | None, *, at: datetime) -> None:
    """End the session a browser still held when it signed in anew."""
    found = store.find_session(session, tokens.digest(token)) if token else None
    if found is not None:
        store.revoke_session(session, found[0].id, at)


def ends_at(session: Session, actor: Actor) -> datetime:
    """When the actor's session ends at the latest."""
    row = session.get(LoginSession, actor.session_id)
    if row is None:
        raise NotFound("There is no such session.")
    return row.expires_at
