"""What the trail of a study tells whoever leads it."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from app.accounts import store as accounts
from app.accounts.actor import Actor
from app.audit import store
from app.core import paging
from app.core.errors import Invalid
from app.studies import service as studies


@dataclass(frozen=True, slots=True)
class TrailFilter:
    """Which page of a trail is wanted."""

    cursor: str | None = None
    limit: int = 100
    action: str | None = None


def read_trail(
    session: Session, actor: Actor, study_id: str, asked: TrailFilter
) -> tuple[list[dict[str, Any]], str | None]:
    """One page of a study's trail, newest first, and the cursor to the next."""
    study, _ = studies.study_for(session, actor, study_id)
    before = None if asked.cursor is None else place_of(asked.cursor)
    found = store.page(session, study.id, before, asked.limit + 1, asked.action)
    page = found[: asked.limit]
    actors = accounts.accounts_by_id(session, [row.actor_id for row in page])
    items = [row._asdict() | {"actor": actors.get(row.actor_id)} for row in page]
    more = len(found) > asked.limit
    return items, paging.cursor_of(page[-1].seq) if more else None


def place_of(cursor: str) -> int:
    match paging.key_of(cursor):
        case int(seq) if seq is not True and 0 < seq < 2**53:
            return seq
    raise Invalid("The cursor is not one this server gave.", "#/cursor")
