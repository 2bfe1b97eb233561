"""HTTP for setting up, signing in and out, and one's devices."""

import logging
from typing import Any

from flask import Blueprint, Response
from sqlalchemy.orm import Session

from app.accounts import cookies, entrance, passwords, schemas, service, sessions
from app.accounts.actor import Actor
from app.accounts.login import signed_in
from app.accounts.sessions import Opened
from app.core import clock, db
from app.core.body import read_json
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
@describe("Sign in.", body=schemas.sign_in, answers={201: schemas.welcome})
def sign_in() -> Response:
    asked = schemas.sign_in.load(read_json())
    browser, secret, at = (
        entrance.browser_of(asked),
        cookies.installed().secret_key,
        clock.now(),
    )
    held = cookies.session_token()
    attempt = db.run(
        lambda session: sessions.begin_sign_in(
            session, asked.login, browser, secret=secret, at=at
        )
    )
    # Outside any transaction: it takes a tenth of a second.
    if not passwords.verify(attempt.password_hash, asked.password):
        log.info("sign-in refused")
        raise sessions.wrong_credentials()
    new_hash = passwords.renewed(attempt.password_hash, asked.password)

    def finish(session: Session) -> Opened:
        sessions.close_forgotten(session, held, at=at)
        return sessions.finish_sign_in(
            session, attempt, browser, new_hash=new_hash, at=at
        )

    return entrance.welcome(db.run(finish), at)


@bp.get("/session")
@describe("Who is signed in.", answers={200: schemas.welcome})
@signed_in
def show(actor: Actor) -> Any:
    with db.reading() as session:
        ends = sessions.ends_at(session, actor)
    return schemas.welcome.dump(
        {"account": actor, "device": actor.device_id, "expires_at": ends}
    )


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


@bp.delete("/devices/<device_id>")
@describe("Revoke a device and end its sessions.", answers={204: None})
@signed_in
def revoke_device(actor: Actor, device_id: str) -> Response:
    at = clock.now()
    db.run(lambda session: service.revoke_device(session, device_id, by=actor, at=at))
    response = Response(status=204)
    return cookies.clear(response) if device_id == actor.device_id else response
