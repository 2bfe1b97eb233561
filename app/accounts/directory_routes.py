"""HTTP for the list of accounts."""

from typing import Any
from uuid import UUID

from flask import Blueprint, request

from app.accounts import cookies, directory
from app.accounts import factor_schemas as schemas
from app.accounts.actor import Actor
from app.accounts.login import signed_in
from app.core import clock, db, paging
from app.core.errors import Invalid
from app.core.ids import id_or_none
from app.core.openapi import describe

bp = Blueprint("directory", __name__, url_prefix="/api/accounts")


@bp.get("")
@describe(
    "Everybody who can sign in; for whoever looks after the installation.",
    query=schemas.accounts_asked,
    answers={200: schemas.accounts},
)
@signed_in
def list_accounts(_: Actor) -> Any:
    after, limit = page_asked()
    secret, at = cookies.installed().secret_key, clock.now()
    with db.reading() as session:
        found = directory.list_accounts(
            session, after=after, limit=limit + 1, secret=secret, at=at
        )
    more = len(found) > limit
    page = {
        "items": found[:limit],
        "next": paging.cursor_of(str(found[limit - 1].id)) if more else None,
    }
    return dict(schemas.accounts.dump(page))


def page_asked() -> tuple[UUID | None, int]:
    """The id to go on after, and how many to list."""
    asked = schemas.accounts_asked.load(request.args.to_dict())
    if "cursor" not in asked:
        return None, asked["limit"]
    after = id_or_none(str(paging.key_of(asked["cursor"])))
    if after is None:
        raise Invalid("The cursor is not one this server gave.", "#/cursor")
    return after, asked["limit"]
