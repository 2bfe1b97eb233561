"""Attempts to prove who one is: counted first, believed when they turn out good."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from app.accounts import factors, logins, store, throttle, tokens
from app.accounts.models import Account, Device, SignInFailure
from app.accounts.refusals import SecondFactorNeeded
from app.core.errors import NotSignedIn, TooMany


class WrongCredentials(NotSignedIn):
    slug = "wrong-login-or-password"


@dataclass(frozen=True, slots=True)
class Browser:
    """Where a sign-in comes from, as far as it tells us."""

    address: str
    device_id: str | None
    device_label: str | None
    device_token: str | None
    lock: str | None = None


@dataclass(frozen=True, slots=True)
class Attempt:
    """A sign-in under way: what to check the password against, what was counted."""

    login_key: str
    password_hash: str | None
    account_counter: str
    address_counter: str


def begin(
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
    account_counter = counter(counted, on or "", secret)
    address_counter = counter("address", browser.address, secret)
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


def settle(
    session: Session,
    attempt: Attempt,
    code: str | None,
    *,
    new_hash: str | None,
    secret: str,
    at: datetime,
) -> Account | SecondFactorNeeded:
    """Whose password fitted, with the count taken back.

    Where a second factor is missing that refusal is handed back, not raised: the
    attempt was no failure, and taking it back must be committed.

    Raises:
        WrongCredentials: the code is wrong, or the password was changed meanwhile.
    """
    account = account_of(session, attempt)
    on_account = store.failure_row(session, attempt.account_counter, at)
    on_address = store.failure_row(session, attempt.address_counter, at)
    if factors.enrolled(session, account.id):
        if code is None:
            # Not a clean slate: codes could be guessed for ever in between.
            keep(on_account, throttle.uncounted(count_of(on_account)))
            keep(on_address, throttle.taken_back(count_of(on_address)))
            return SecondFactorNeeded(factors.methods(session, account.id))
        check_code(session, account, code, secret=secret, at=at)
    if new_hash:
        account.password_hash = new_hash
    forgive(session, attempt, at=at)
    return account


def account_of(session: Session, attempt: Attempt) -> Account:
    """Whose password fitted, held: it and the factors stay what they are meanwhile.

    Raises:
        WrongCredentials: it was changed since.
    """
    found = store.find_account(session, attempt.login_key)
    account = store.lock_account(session, found.id) if found else None
    if account is None or account.password_hash != attempt.password_hash:
        raise wrong_credentials()
    return account


def forgive(session: Session, attempt: Attempt, *, at: datetime) -> None:
    """Take the count back of an attempt that turned out to be good."""
    store.forget_failures(session, before=at - throttle.FORGET_AFTER)
    on_account = store.failure_row(session, attempt.account_counter, at)
    keep(on_account, throttle.fresh(at))
    on_address = store.failure_row(session, attempt.address_counter, at)
    keep(on_address, throttle.taken_back(count_of(on_address)))


def counter(kind: str, of: str, secret: str) -> str:
    """The name failures on one thing are counted under; it tells nobody which."""
    return f"{kind}:{tokens.pseudonymous(secret, of)}"


def check_code(
    session: Session, account: Account, code: str, *, secret: str, at: datetime
) -> None:
    try:
        factors.check(session, account.id, code, secret=secret, at=at)
    except factors.WrongCode as error:
        raise wrong_credentials() from error


def wrong_credentials() -> WrongCredentials:
    return WrongCredentials("The login or the password is wrong.")


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
