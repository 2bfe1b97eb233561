"""Opening, recognising, raising and closing sessions."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from app.accounts import factors, service, store, tokens
from app.accounts.actor import Actor
from app.accounts.attempts import Browser, known_device
from app.accounts.lifetimes import (
    ABSOLUTE,
    ELEVATED_FOR,
    SEEN_EVERY,
    lives,
    reach_of,
    work_ends,
)
from app.accounts.models import Account, LoginSession
from app.audit import trail
from app.audit.trail import Action
from app.core.doors import Door, Factor, Reach
from app.core.errors import NotSignedIn
from app.core.ids import uuid7


class DeviceRevoked(NotSignedIn):
    """The phone is told so in a member of its own: it must then forget its keys."""

    slug = "device-revoked"


@dataclass(frozen=True, slots=True)
class Standing:
    """How far a session reaches now and for how long; no moment, no such reach."""

    expires_at: datetime
    reach: Reach
    work_until: datetime | None
    elevated_until: datetime | None


@dataclass(frozen=True, slots=True)
class Opened:
    """A session just opened or raised, with the secrets only the browser will keep."""

    account: Account
    device_id: str
    standing: Standing
    second_factor: bool
    token: str
    device_token: str | None


@dataclass(frozen=True, slots=True)
class Known:
    """A session recognised by its token."""

    actor: Actor
    stale: bool


def open_session(
    session: Session,
    account: Account,
    browser: Browser,
    *,
    at: datetime,
    capture_only: bool = False,
) -> Opened:
    """Sign an account in on a device; the device is known from then on."""
    device_id = device_for(session, account, browser)
    device = service.device_seen(
        session, account.id, device_id, label=browser.device_label, at=at
    )
    device_token, token = tokens.new_token(), tokens.new_token()
    device.token_sha256 = tokens.digest(device_token)
    opened = LoginSession(
        id=uuid7(),
        account_id=account.id,
        device_id=device_id,
        token_sha256=tokens.digest(token),
        lock_sha256=tokens.digest(browser.lock) if browser.lock else None,
        authenticated_at=None if capture_only else at,
        work_until=None if capture_only else work_ends(at, at),
        created_at=at,
        last_seen_at=at,
        expires_at=at + ABSOLUTE,
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
    return Opened(
        account,
        device_id,
        standing_of(opened, at),
        factors.enrolled(session, account.id),
        token,
        device_token,
    )


def device_for(session: Session, account: Account, browser: Browser) -> str:
    """Under which name a browser is known; a revoked one never comes back under its."""
    known = known_device(session, account, browser)
    device_id = browser.device_id or (known.id if known else None)
    device = store.find_device(session, account.id, device_id) if device_id else None
    if device_id is None or (device is not None and device.revoked_at is not None):
        return f"d_{uuid7()}"
    return device_id


def elevate(session: Session, *, by: Actor, at: datetime) -> Opened:
    """Let the session of somebody who proved again who they are reach all the way.

    Its token changes: one copied before opens nothing any more.

    Raises:
        NotSignedIn: it was ended meanwhile.
    """
    row = store.lock_session(session, by.session_id)
    account = store.accounts_by_id(session, [by.id]).get(by.id)
    if row is None or account is None or row.revoked_at is not None:
        raise ended()
    token = tokens.new_token()
    row.token_sha256 = tokens.digest(token)
    row.authenticated_at, row.work_until = at, work_ends(at, at)
    row.last_seen_at, row.expires_at = max(row.last_seen_at, at), at + ABSOLUTE
    trail.note(
        session, Action.SESSION_ELEVATED, actor_id=by.id, target_id=row.id, at=at
    )
    return Opened(
        account,
        row.device_id,
        standing_of(row, at),
        factors.enrolled(session, account.id),
        token,
        device_token=None,
    )


def recognise(
    session: Session,
    token: str,
    lock: str,
    door: Door | None,
    *,
    asks_factor: bool,
    at: datetime,
) -> Known:
    """Whose session this is, as it stands before a door.

    A phone binds its session to a ``lock`` it keeps in its vault: the cookie alone,
    read off a locked phone, opens nothing.

    Raises:
        NotSignedIn: unknown, ended, or left alone too long.
        DeviceRevoked: somebody signed this device out from another one.
    """
    found = store.find_session(session, tokens.digest(token))
    if found is None:
        raise NotSignedIn("Sign in first.")
    row, account, device = found
    if row.lock_sha256 is not None and tokens.digest(lock) != row.lock_sha256:
        raise NotSignedIn("Sign in first.")
    if device.revoked_at is not None:
        raise DeviceRevoked("This device was revoked.", device="revoked")
    alive = lives(expires_at=row.expires_at, last_seen_at=row.last_seen_at, at=at)
    if row.revoked_at is not None or not alive:
        raise ended()
    has_factor = factors.enrolled(session, account.id)
    asked = asks_factor and door is not None and door.factor is not Factor.NOBODY
    reach = standing_of(row, at).reach
    actor = Actor(
        account.id,
        account.login,
        account.name,
        device.id,
        row.id,
        reach=reach,
        second_factor=has_factor,
        is_operator=account.is_operator,
        desk_open=reach.covers(Reach.WORK) and (has_factor or not asks_factor),
        wants=door.verb if door else None,
        owes_factor=asked and not has_factor,
    )
    return Known(actor, stale=is_stale(row, door, at))


def is_stale(row: LoginSession, door: Door | None, at: datetime) -> bool:
    """Whether what is kept of when the session was used lags behind too far."""
    known, now = row.last_seen_at, at
    if at_desk(door) and row.authenticated_at and row.work_until:
        known, now = row.work_until, work_ends(row.authenticated_at, at)
    return at - row.last_seen_at >= SEEN_EVERY or now - known >= SEEN_EVERY


def at_desk(door: Door | None) -> bool:
    """Whether a request shows somebody at work; a phone that syncs does so unasked."""
    return door is not None and door.reach is not Reach.CAPTURE


def touch(session: Session, actor: Actor, door: Door | None, *, at: datetime) -> None:
    """Keep a session in use from being taken for one left alone."""
    row = session.get(LoginSession, actor.session_id)
    if row is None:
        return
    row.last_seen_at = max(row.last_seen_at, at)
    # A desk that has closed opens again by the password only.
    open_still = row.work_until is not None and at < row.work_until
    if at_desk(door) and row.authenticated_at and open_still:
        row.work_until = work_ends(row.authenticated_at, at)
    service.device_seen(session, actor.id, actor.device_id, at=at)


def standing_of(row: LoginSession, at: datetime) -> Standing:
    reach = reach_of(
        authenticated_at=row.authenticated_at, work_until=row.work_until, at=at
    )
    work_until = None if reach is Reach.CAPTURE else row.work_until
    elevated_until = None
    if reach is Reach.ELEVATED and row.authenticated_at:
        elevated_until = row.authenticated_at + ELEVATED_FOR
    return Standing(row.expires_at, reach, work_until, elevated_until)


def standing(session: Session, actor: Actor, *, at: datetime) -> Standing:
    """How far the actor's session reaches now, and until when.

    Raises:
        NotSignedIn: it was ended meanwhile.
    """
    row = session.get(LoginSession, actor.session_id)
    if row is None:
        raise ended()
    return standing_of(row, at)


def ended() -> NotSignedIn:
    return NotSignedIn("Your session has ended. Sign in again.")


def close_session(session: Session, *, by: Actor, at: datetime) -> None:
    """Sign out: the session's token opens nothing from now on."""
    store.revoke_session(session, by.session_id, at)
    trail.note(
        session, Action.SESSION_CLOSED, actor_id=by.id, target_id=by.session_id, at=at
    )


def close_others(session: Session, *, by: Actor, at: datetime) -> None:
    """End every other session of the account, wherever it is signed in."""
    count = store.revoke_other_sessions(session, by.id, by.session_id, at)
    trail.note(
        session,
        Action.SESSIONS_CLOSED,
        actor_id=by.id,
        target_id=by.id,
        at=at,
        count=count,
    )


def close_forgotten(session: Session, token: str | None, *, at: datetime) -> None:
    """End the session a browser still held when it signed in anew."""
    found = store.find_session(session, tokens.digest(token)) if token else None
    if found is not None:
        store.revoke_session(session, found[0].id, at)
