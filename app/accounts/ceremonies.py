"""Challenges for passkeys: given to one browser, good for one answer, for minutes."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from ipaddress import ip_address
from urllib.parse import urlsplit
from uuid import UUID

from sqlalchemy.orm import Session
from webauthn.helpers import base64url_to_bytes, bytes_to_base64url, generate_challenge

from app.accounts import attempts, throttle, tokens
from app.accounts import factor_store as store
from app.accounts import store as accounts
from app.accounts.factor_models import Ceremony, Purpose
from app.core.errors import Conflict, TooMany
from app.core.ids import uuid7

LASTS = timedelta(minutes=5)


class PasskeysImpossible(Conflict):
    slug = "passkeys-impossible"


@dataclass(frozen=True, slots=True)
class Site:
    """What a passkey is made for: this origin, known to browsers by this name."""

    origin: str
    name: str


def site_of(origin: str) -> Site:
    """The site passkeys are bound to.

    Raises:
        PasskeysImpossible: browsers give none to an address made of numbers, nor
            without encryption.
    """
    if not possible(origin):
        raise PasskeysImpossible(
            "Passkeys need an address with a name and https. "
            "Use an authenticator app here."
        )
    return Site(origin, name_of(origin))


def possible(origin: str) -> bool:
    """Whether browsers would make a passkey for this origin."""
    name = name_of(origin)
    try:
        ip_address(name)
    except ValueError:
        local = name == "localhost" or name.endswith(".localhost")
        return origin.startswith("https://") or local
    return False


def name_of(origin: str) -> str:
    return urlsplit(origin).hostname or ""


def begin(
    session: Session,
    purpose: Purpose,
    *,
    account_id: UUID | None = None,
    session_id: UUID | None = None,
    at: datetime,
) -> Ceremony:
    """Challenge a browser; a session's earlier challenge for the same is void."""
    store.forget_ceremonies(session, before=at)
    if session_id is not None:
        store.take_ceremony_of(session, session_id, purpose)
    made = Ceremony(
        id=uuid7(),
        purpose=purpose,
        account_id=account_id,
        session_id=session_id,
        challenge=bytes_to_base64url(generate_challenge()),
        expires_at=at + LASTS,
    )
    session.add(made)
    session.flush()
    return made


def challenge_of(ceremony: Ceremony) -> bytes:
    return base64url_to_bytes(ceremony.challenge)


def is_stale(ceremony: Ceremony, at: datetime) -> bool:
    return ceremony.expires_at <= at


def admit_stranger(
    session: Session, address: str, proof: str | None, *, secret: str, at: datetime
) -> None:
    """Keep somebody nobody knows from filling the table with challenges.

    Raises:
        TooMany: 30 in a quarter of an hour from one address; known devices go on.
    """
    if proof is not None and store.is_known_device(session, tokens.digest(proof)):
        return
    key = attempts.counter("challenge", address, secret)
    asked = accounts.failure_row(session, key, at)
    wait = throttle.seconds_to_wait(attempts.count_of(asked), at)
    if wait:
        raise TooMany("Too many attempts. Wait before you try again.", wait)
    attempts.keep(asked, throttle.address_attempt(attempts.count_of(asked), at))
