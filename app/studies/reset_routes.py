"""HTTP for letting somebody choose a new password."""

from typing import Any

from flask import Blueprint, Response
from sqlalchemy.orm import Session

from app.accounts import cookies, passwords
from app.accounts import factor_schemas as schemas
from app.accounts.actor import Actor
from app.accounts.factor_models import PasswordReset
from app.accounts.login import signed_in
from app.core import clock, db
from app.core.body import read_json
from app.core.openapi import describe
from app.studies import resets

bp = Blueprint("resets", __name__, url_prefix="/api")


@bp.post("/accounts/<account_id>/reset")
@describe(
    "Make a link with which somebody chooses a new password, once and within a day.",
    answers={201: schemas.reset_made},
)
@signed_in
def make(actor: Actor, account_id: str) -> Any:
    read_json()
    at = clock.now()

    def act(session: Session) -> tuple[PasswordReset, str]:
        account = resets.account_to_reset(session, account_id, actor)
        return resets.make(session, account, by=actor.id, at=at)

    reset, token = db.run(act)
    made = {
        "token": token,
        # Behind the #, so that it reaches no server log and no proxy.
        "link": f"{cookies.installed().origin}/#reset={token}",
        "expires_at": reset.expires_at,
    }
    return schemas.reset_made.dump(made), 201


@bp.post("/password/reset")
@describe(
    "Choose a new password with the link somebody made for me; every session ends.",
    body=schemas.reset,
    answers={204: None},
)
def use() -> Response:
    asked, at = schemas.reset.load(read_json()), clock.now()
    token, password = asked["token"], asked["password"]
    with db.reading() as session:
        account = resets.account_of(session, token, at=at)
    passwords.check(password, about=(account.login, account.name))
    new_hash, secret = passwords.hashed(password), cookies.installed().secret_key
    db.run(lambda session: resets.use(session, token, new_hash, secret=secret, at=at))
    return Response(status=204)
