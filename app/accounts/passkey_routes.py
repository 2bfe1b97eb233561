"""HTTP for signing in with a passkey, and for going further with one."""

from typing import Any

from flask import Blueprint, Response, request
from sqlalchemy.orm import Session

from app.accounts import (
    ceremonies,
    cookies,
    entrance,
    passkeys,
    service,
    sessions,
    throttle,
)
from app.accounts import factor_schemas as schemas
from app.accounts import factor_store as store
from app.accounts.actor import Actor
from app.accounts.ceremonies import Site, site_of
from app.accounts.factor_models import Ceremony, Purpose
from app.accounts.factor_schemas import PasskeySignIn
from app.accounts.login import actor_or_none
from app.accounts.passkeys import PasskeyRefused
from app.accounts.sessions import Opened
from app.core import clock, db
from app.core.body import read_json
from app.core.ids import id_or_none
from app.core.openapi import describe

bp = Blueprint("passkeys", __name__, url_prefix="/api/session/passkey")


@bp.post("/options")
@describe(
    "A challenge for a passkey: to sign in, or signed in and without a login, "
    "to reach what needs a fresh sign-in.",
    body=schemas.challenge,
    answers={201: schemas.challenged},
)
def challenge() -> Any:
    login = schemas.challenge.load(read_json()).get("login")
    site, at = site_of(cookies.installed().origin), clock.now()
    actor = None if login is not None else actor_or_none()

    def act(session: Session) -> tuple[Ceremony, dict[str, Any]]:
        ceremony = (
            ceremonies.begin(
                session,
                Purpose.ELEVATE,
                account_id=actor.id,
                session_id=actor.session_id,
                at=at,
            )
            if actor
            else for_stranger(session, login)
        )
        options = passkeys.request_options(session, ceremony, site, by=actor)
        return ceremony, options

    ceremony, options = db.run(act)
    return {"ceremony": str(ceremony.id), "options": options}, 201


def for_stranger(session: Session, login: str | None) -> Ceremony:
    """A challenge for somebody not signed in, in the same words for every login."""
    at, secret = clock.now(), cookies.installed().secret_key
    address, proof = throttle.network_of(request.remote_addr), cookies.device_token()
    ceremonies.admit_stranger(session, address, proof, secret=secret, at=at)
    account = service.find_account(session, login) if login else None
    return ceremonies.begin(
        session, Purpose.SIGN_IN, account_id=account.id if account else None, at=at
    )


@bp.post("")
@describe(
    "Sign in with a passkey, which counts as password and second factor.",
    body=schemas.passkey_sign_in,
    answers={201: schemas.welcome},
)
def sign_in() -> Response:
    asked, at = schemas.passkey_sign_in.load(read_json()), clock.now()
    site, actor = site_of(cookies.installed().origin), actor_or_none()
    wanted = id_or_none(asked.ceremony)
    # In a transaction of its own: a challenge is spent also by a wrong answer.
    ceremony = db.run(lambda session: store.take_ceremony(session, wanted))
    if ceremony is None or not is_for(ceremony, actor):
        raise PasskeyRefused
    raised = actor if ceremony.purpose is Purpose.ELEVATE else None
    opened = db.run(lambda session: let_in(session, ceremony, asked, site, raised))
    if opened is None:
        raise PasskeyRefused
    return entrance.welcome(opened, at)


def is_for(ceremony: Ceremony, actor: Actor | None) -> bool:
    """Whether the browser that answers is the one that was asked."""
    if ceremony.purpose is Purpose.ELEVATE:
        return actor is not None and actor.session_id == ceremony.session_id
    return ceremony.purpose is Purpose.SIGN_IN


def let_in(
    session: Session,
    ceremony: Ceremony,
    asked: PasskeySignIn,
    site: Site,
    raised: Actor | None,
) -> Opened | None:
    """A session for the passkey's owner, or None for what must not be let in."""
    at = clock.now()
    answered = passkeys.answer(session, ceremony, asked.credential, site, at=at)
    if answered.cloned:
        return None
    if raised is not None:
        return sessions.elevate(session, by=raised, at=at)
    account_id = answered.passkey.account_id
    account = service.accounts_by_id(session, [account_id])[account_id]
    sessions.close_forgotten(session, cookies.session_token(), at=at)
    return sessions.open_session(session, account, entrance.browser_of(asked), at=at)
