"""HTTP for letting somebody choose a new password."""

from typing import Any

from flask import Blueprint
from sqlalchemy.orm import Session

from app.accounts import cookies
from app.accounts import factor_schemas as schemas
from app.accounts import resets as links
from app.accounts.actor import Actor
from app.accounts.factor_models import PasswordReset
from app.accounts.login import signed_in
from app.core import clock, db
from app.core.body import read_json
from app.core.openapi import describe
from app.studies import resets

bp = Blueprint("resets", __name__, url_prefix="/api/accounts")


@bp.post("/<account_id>/reset")
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
        return links.make(session, account, by=actor.id, at=at)

    reset, token = db.run(act)
    made = {
        "token": token,
        # Behind the #, so that it reaches no server log and no proxy.
        "link": f"{cookies.installed().origin}/#reset={token}",
        "expires_at": reset.expires_at,
    }
    return schemas.reset_made.dump(made), 201
