"""Which page of a list is asked for, and where the next one begins."""

from uuid import UUID

from flask import request

from app.core import paging
from app.core.errors import Invalid
from app.core.ids import id_or_none
from app.studies import schemas


def asked() -> tuple[UUID | None, int]:
    """The id to go on after, and how many to list."""
    wanted = schemas.page.load(request.args.to_dict())
    if "cursor" not in wanted:
        return None, wanted["limit"]
    after = id_or_none(str(paging.key_of(wanted["cursor"])))
    if after is None:
        raise Invalid("The cursor is not one this server gave.", "#/cursor")
    return after, wanted["limit"]


def following(ids: list[UUID], limit: int) -> str | None:
    """The cursor of the next page; ``ids`` holds one more than the page if there is."""
    return paging.cursor_of(str(ids[limit - 1])) if len(ids) > limit else None
