"""What an account has besides its password, and whether a code is good."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from app.accounts import factor_store as store
from app.accounts import recovery, sealing, totp
from app.accounts import store as accounts
from app.accounts.actor import Actor
from app.accounts.factor_models import Passkey, RecoveryCode, Totp
from app.audit import trail
from app.audit.trail import Action
from app.core.errors import Conflict, Invalid, NotFound


class WrongCode(Exception):
    """A code fits nothing. Doors answer it like a wrong password, so it has no slug."""


class TotpEnrolled(Conflict):
    slug = "totp-enrolled"


@dataclass(frozen=True, slots=True)
class Factors:
    """What an account has besides its password."""

    totp: bool
    passkeys: list[Passkey]
    recovery_codes_left: int


def factors_of(session: Session, account_id: UUID) -> Factors:
    app = store.find_totp(session, account_id)
    return Factors(
        totp=app is not None and app.confirmed_at is not None,
        passkeys=list(store.list_passkeys(session, account_id)),
        recovery_codes_left=store.count_recovery_codes(session, account_id),
    )


def enrolled(session: Session, account_id: UUID) -> bool:
    """Whether a password alone does not let this account in."""
    return store.enrolled(session, account_id)


def methods(session: Session, account_id: UUID) -> list[str]:
    """Which second factors would be taken from this account now."""
    has = factors_of(session, account_id)
    offered = {
        "totp": has.totp,
        "passkey": bool(has.passkeys),
        "recovery-code": has.recovery_codes_left > 0,
    }
    return [name for name, there in offered.items() if there]


def check(
    session: Session, account_id: UUID, code: str, *, secret: str, at: datetime
) -> None:
    """Take a code of the authenticator app or a recovery code, and use it up.

    ``secret`` is the installation's. The code counts as used only if the caller's
    transaction is committed.

    Raises:
        WrongCode: it fits nothing, or was used before.
    """
    plain = recovery.bare(code)
    if plain.isdecimal() and plain.isascii():
        taken = take_totp(session, account_id, plain, secret=secret, at=at)
    else:
        taken = take_recovery_code(session, account_id, plain, at=at)
    if not taken:
        raise WrongCode


def take_totp(
    session: Session, account_id: UUID, code: str, *, secret: str, at: datetime
) -> bool:
    app = store.find_totp(session, account_id)
    if app is None or app.confirmed_at is None:
        return False
    return spend(session, app, code, secret=secret, at=at)


def spend(session: Session, app: Totp, code: str, *, secret: str, at: datetime) -> bool:
    key = sealing.opened(secret, app.account_id, app.secret)
    step = totp.matching_step(key, code, at) if key else None
    return step is not None and store.spend_step(session, app.account_id, step)


def take_recovery_code(
    session: Session, account_id: UUID, code: str, *, at: datetime
) -> bool:
    if not store.spend_recovery_code(session, account_id, recovery.digest(code), at):
        return False
    left = store.count_recovery_codes(session, account_id)
    note(session, Action.RECOVERY_CODE_USED, account_id, at=at, left=left)
    return True


def begin_totp(session: Session, *, by: Actor, secret: str, at: datetime) -> bytes:
    """A fresh secret for an authenticator app; it protects nothing until confirmed.

    Raises:
        TotpEnrolled: there is one in use.
    """
    accounts.lock_account(session, by.id)
    app = store.find_totp(session, by.id)
    if app is not None and app.confirmed_at is not None:
        raise TotpEnrolled("An authenticator app is set up. Remove it first.")
    key = totp.new_secret()
    if app is None:
        app = Totp(account_id=by.id, last_step=0)
        session.add(app)
    app.secret, app.created_at = sealing.sealed(secret, by.id, key), at
    session.flush()
    return key


def confirm_totp(
    session: Session, code: str, *, by: Actor, secret: str, at: datetime
) -> list[str]:
    """Put the authenticator app to use, now that it has shown a right code.

    Raises:
        TotpEnrolled: it is in use already.
        NotFound: nothing was begun.
        Invalid: the code is not the app's.
    """
    accounts.lock_account(session, by.id)
    app = store.find_totp(session, by.id)
    if app is None:
        raise NotFound("Nothing to confirm. Begin to set up an authenticator app.")
    if app.confirmed_at is not None:
        raise TotpEnrolled("An authenticator app is set up. Remove it first.")
    if not spend(session, app, recovery.bare(code), secret=secret, at=at):
        raise Invalid("This is not the code the app shows now.", "#/code")
    if not store.enrolled(session, by.id):
        close_desks(session, by)
    app.confirmed_at = at
    codes = renew_codes(session, by.id, at=at)
    note(session, Action.FACTOR_ADDED, by.id, at=at, factor="totp")
    return codes


def close_desks(session: Session, by: Actor) -> None:
    """Have every other session prove itself anew, now that there is a first factor.

    It was opened by the password alone, which a factor is asked for not to suffice; for
    capturing it goes on.
    """
    accounts.lower_other_sessions(session, by.id, by.session_id)


def remove_totp(session: Session, *, by: Actor, at: datetime) -> None:
    """Take the authenticator app out of use.

    Raises:
        NotFound: there is none.
    """
    if not store.forget_totp(session, by.id):
        raise NotFound("There is no authenticator app to remove.")
    tidy(session, by.id)
    note(session, Action.FACTOR_REMOVED, by.id, at=at, factor="totp")


def new_recovery_codes(session: Session, *, by: Actor, at: datetime) -> list[str]:
    """Ten new codes; the old ones open nothing any more.

    Raises:
        NotFound: there is no factor they could stand in for.
    """
    accounts.lock_account(session, by.id)
    if not store.enrolled(session, by.id):
        raise NotFound("Set up an authenticator app or a passkey first.")
    codes = renew_codes(session, by.id, at=at)
    note(session, Action.RECOVERY_CODES_MADE, by.id, at=at)
    return codes


def renew_codes(session: Session, account_id: UUID, *, at: datetime) -> list[str]:
    store.forget_recovery_codes(session, account_id)
    codes = recovery.new_codes()
    session.add_all(
        RecoveryCode(
            account_id=account_id, code_sha256=recovery.digest(code), created_at=at
        )
        for code in codes
    )
    session.flush()
    return codes


def tidy(session: Session, account_id: UUID) -> None:
    """Recovery codes stand in for a factor; without one they are a way around none."""
    if not store.enrolled(session, account_id):
        store.forget_recovery_codes(session, account_id)


def forget_all(session: Session, account_id: UUID, *, at: datetime) -> None:
    """Take every factor off an account whose owner lost them all."""
    store.forget_totp(session, account_id)
    store.forget_passkeys(session, account_id)
    store.forget_recovery_codes(session, account_id)
    trail.note(
        session,
        Action.FACTOR_REMOVED,
        actor_id=None,
        target_id=account_id,
        at=at,
        factor="all",
    )


def note(
    session: Session, action: Action, account_id: UUID, *, at: datetime, **detail: Any
) -> None:
    trail.note(
        session, action, actor_id=account_id, target_id=account_id, at=at, **detail
    )
