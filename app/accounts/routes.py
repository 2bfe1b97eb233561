"""HTTP for setting up, signing in and out, and one's devices."""

import logging
from collections.abc import Callable
from datetime import datetime
from typing import Any

from flask import Blueprint, Response
from sqlalchemy.orm import Session

from app.accounts import (
    attempts,
    cookies,
    entrance,
    passwords,
    schemas,
    service,
    sessions,
)
from app.accounts.actor import Actor
from app.accounts.attempts import Browser
from app.accounts.login import signed_in
from app.accounts.models import Account
from app.accounts.refusals import SecondFactorNeeded
from app.accounts.schemas import Proof, SignIn
from app.accounts.sessions import Opened
from app.core import clock, db
from app.core.body import read_json
from app.core.doors import Reach
from app.core.openapi import describe

log = logging.getLogger(__name__)
bp = Blueprint("accounts", __name__, url_prefix="/api")


@bp.post("/setup")
@describe(
    "Make the first account of a fresh installation.",
    body=schemas.newcomer,
    answers={201: schemas.welcome},
)
def set_up() -> Response:
    new = schemas.newcomer.load(read_json())
    at = clock.now()
    with db.reading() as session:
        service.check_setup_token(session, new.token)
    account = entrance.hashed(new)
    opened = db.run(
        lambda session: sessions.open_session(
            session,
            service.set_up(session, new.token, account, at=at),
            entrance.browser_of(new),
            at=at,
        )
    )
    return entrance.welcome(opened, at)


@bp.post("/session")
@describe(
    "Sign in; asked for the reach `capture`, for capturing only.",
    body=schemas.sign_in,
    answers={201: schemas.welcome},
)
def sign_in() -> Response:
    asked, at = schemas.sign_in.load(read_json()), clock.now()
    browser, held = entrance.browser_of(asked), cookies.session_token()

    def admit(session: Session, account: Account) -> Opened:
        sessions.close_forgotten(session, held, at=at)
        only = asked.reach is Reach.CAPTURE
        return sessions.open_session(
            session, account, browser, at=at, capture_only=only
        )

    return proved(asked.login, asked, browser, admit, at)


@bp.post("/session/elevate")
@describe(
    "Give the password again, to reach what needs it fresh.",
    body=schemas.proof,
    answers={201: schemas.welcome},
)
@signed_in
def elevate(actor: Actor) -> Response:
    asked, at = schemas.proof.load(read_json()), clock.now()
    browser = entrance.browser_at_hand(actor)

    def admit(session: Session, _: Account) -> Opened:
        return sessions.elevate(session, by=actor, at=at)

    return proved(actor.login, asked, browser, admit, at)


def proved(
    login: str,
    asked: SignIn | Proof,
    browser: Browser,
    admit: Callable[[Session, Account], Opened],
    at: datetime,
) -> Response:
    """Welcome somebody whose password, and second factor if there is one, fit."""
    secret = cookies.installed().secret_key
    attempt = db.run(
        lambda session: attempts.begin(session, login, browser, secret=secret, at=at)
    )
    # Outside any transaction: it takes a tenth of a second.
    if not passwords.verify(attempt.password_hash, asked.password):
        log.info("sign-in refused")
        raise attempts.wrong_credentials()
    new_hash = passwords.renewed(attempt.password_hash, asked.password)

    def finish(session: Session) -> Opened | SecondFactorNeeded:
        whose = attempts.settle(
            session, attempt, asked.code, new_hash=new_hash, secret=secret, at=at
        )
        if isinstance(whose, SecondFactorNeeded):
            return whose
        return admit(session, whose)

    done = db.run(finish)
    if isinstance(done, SecondFactorNeeded):
        raise done
    return entrance.welcome(done, at)


@bp.get("/session")
@describe("Who is signed in, and how far.", answers={200: schemas.welcome})
@signed_in
def show(actor: Actor) -> Any:
    with db.reading() as session:
        standing = sessions.standing(session, actor, at=clock.now())
    return entrance.welcome_body(actor, actor.device_id, standing, actor.second_factor)


@bp.delete("/session/others")
@describe("End every other session of mine.", answers={204: None})
@signed_in
def end_others(actor: Actor) -> Response:
    at = clock.now()
    db.run(lambda session: sessions.close_others(session, by=actor, at=at))
    return Response(status=204)


@bp.delete("/session")
@describe("Sign out.", answers={204: None})
@signed_in
def sign_out(actor: Actor) -> Response:
    at = clock.now()
    db.run(lambda session: sessions.close_session(session, by=actor, at=at))
    return cookies.clear(Response(status=204))


@bp.get("/devices")
@describe("My phones and browsers.", answers={200: schemas.devices})
@signed_in
def list_devices(actor: Actor) -> Any:
    with db.reading() as session:
        found = service.list_devices(session, actor)
    items = [
        {**schemas.device.dump(device), "current": device.id == actor.device_id}
        for device in found
    ]
    return {"items": items, "next": None}


@bp.post("/devices/<device_id>/retire")
@describe(
    "Ask a device of mine to send what waits and then to forget everything.",
    answers={204: None},
)
@signed_in
def retire_device(actor: Actor, device_id: str) -> Response:
    read_json()
    at = clock.now()
    db.run(lambda session: service.retire_device(session, device_id, by=actor, at=at))
    return Response(status=204)


@bp.delete("/devices/<device_id>")
@describe("Revoke a device and end its sessions.", answers={204: None})
@signed_in
def revoke_device(actor: Actor, device_id: str) -> Response:
    at = clock.now()
    db.run(lambda session: service.revoke_device(session, device_id, by=actor, at=at))
    response = Response(status=204)
    return cookies.clear(response) if device_id == actor.device_id else response
