"""HTTP for changing one's password."""

from flask import Blueprint, Response
from sqlalchemy.orm import Session

from app.accounts import attempts, cookies, entrance, passwords, resets
from app.accounts import factor_schemas as schemas
from app.accounts.actor import Actor
from app.accounts.login import signed_in
from app.accounts.sessions import Opened
from app.core import clock, db
from app.core.body import read_json
from app.core.openapi import describe

bp = Blueprint("passwords", __name__, url_prefix="/api/password")


@bp.post("")
@describe(
    "Change my password; every other session of mine ends.",
    body=schemas.password_change,
    answers={204: None},
)
@signed_in
def change(actor: Actor) -> Response:
    asked, at = schemas.password_change.load(read_json()), clock.now()
    browser, secret = entrance.browser_at_hand(actor), cookies.installed().secret_key
    passwords.check(asked["password"], about=(actor.login, actor.name))
    attempt = db.run(
        lambda session: attempts.begin(
            session, actor.login, browser, secret=secret, at=at
        )
    )
    if not passwords.verify(attempt.password_hash, asked["current"]):
        raise attempts.wrong_credentials()
    new_hash = passwords.hashed(asked["password"])

    def finish(session: Session) -> Opened:
        return resets.change(session, attempt, new_hash, by=actor, secret=secret, at=at)

    opened = db.run(finish)
    return cookies.put(
        Response(status=204),
        opened.token,
        opened.device_token,
        ends=opened.standing.expires_at,
        at=at,
    )
