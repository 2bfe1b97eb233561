"""Writes that say what came of them, the same on SQLite and PostgreSQL."""

from typing import Any

from sqlalchemy import inspect
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import CursorResult
from sqlalchemy.orm import Session

from app.core.db import Base


def add_unless_there(session: Session, model: type[Base], **values: Any) -> bool:
    """Insert a row unless a key of it is taken; of two who try at once one succeeds."""
    kind = session.get_bind().dialect.name
    insert = sqlite.insert if kind == "sqlite" else postgresql.insert
    adding = insert(model).values(**values).on_conflict_do_nothing()
    # Drivers count the rows of an INSERT each in its own way; what it returns is sure.
    added = adding.returning(*inspect(model).primary_key)
    return session.execute(added).first() is not None


def rows_changed(result: Any) -> int:
    """How many rows an UPDATE or DELETE met."""
    return result.rowcount if isinstance(result, CursorResult) else 0
