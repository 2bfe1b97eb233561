"""Whether the server is alive, and whether it can do its work."""

from flask import Blueprint
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from app.core import db, migrate

bp = Blueprint("health", __name__)


@bp.get("/healthz")
def alive() -> dict[str, str]:
    return {"status": "alive"}


@bp.get("/readyz")
def ready() -> tuple[dict[str, str], int]:
    try:
        with db.reading() as session:
            session.execute(text("SELECT 1"))
            migrated = migrate.is_current(session.connection())
    except SQLAlchemyError:
        return {"status": "database unreachable"}, 503
    return ({"status": "ready"}, 200) if migrated else ({"status": "not migrated"}, 503)
