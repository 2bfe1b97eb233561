"""HTTP for reading the trail of a study."""

from typing import Any

from flask import Blueprint, request

from app.accounts.actor import Actor
from app.accounts.login import signed_in
from app.core import db
from app.core.openapi import describe
from app.reports import trail, trail_schemas

bp = Blueprint("trail", __name__, url_prefix="/api")


@bp.get("/studies/<study_id>/trail")
@describe(
    "Who did what in the study, newest first.",
    query=trail_schemas.trail_filter,
    answers={200: trail_schemas.trail},
)
@signed_in
def show(actor: Actor, study_id: str) -> Any:
    asked = trail_schemas.trail_filter.load(request.args.to_dict())
    with db.reading() as session:
        items, following = trail.read_trail(session, actor, study_id, asked)
    return trail_schemas.trail.dump({"items": items, "next": following})
