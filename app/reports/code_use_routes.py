"""HTTP for how the records of a study use its codes."""

from typing import Any

from flask import Blueprint

from app.accounts.actor import Actor
from app.accounts.login import signed_in
from app.core import db
from app.core.openapi import describe
from app.reports import code_use, code_use_schemas

bp = Blueprint("code_use", __name__, url_prefix="/api")


@bp.get("/studies/<study_id>/codebook/use")
@describe(
    "How many records use each code, those the codebook does not know as well.",
    answers={200: code_use_schemas.code_uses},
)
@signed_in
def show(actor: Actor, study_id: str) -> Any:
    with db.reading() as session:
        items = code_use.uses_of(session, actor, study_id)
    return code_use_schemas.code_uses.dump({"items": items, "next": None})
