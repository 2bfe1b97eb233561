"""What was in the trail before it was a chain makes the first links of the chains."""

from pathlib import Path
from uuid import UUID

from alembic import command
from sqlalchemy import create_engine, text
from sqlalchemy.orm import Session

from app.audit.checking import verify_all
from app.core import db, migrate
from tests.databases import Databases

STUDY = UUID("01990000-0000-7000-8000-000000000002")
ROWS = [
    (1, None, "installation:set-up", "{}"),
    (2, STUDY, "study:created", '{"template": "kmobilis_like"}'),
    (3, None, "session:opened", '{"device": "d_\\u00e4"}'),
    (4, STUDY, "study:changed", '{"changed": ["title"]}'),
]
INSERT = """INSERT INTO audit_entry
    (id, study_id, at, actor_id, action, target_id, detail)
    VALUES (:id, :study, '2026-11-22 09:30:00.001234', NULL, :action, 'x', :detail)"""


def test_entries_from_before_are_linked_in_their_order(
    tmp_path: Path, databases: Databases
) -> None:
    url = databases.fresh(tmp_path)
    engine = db.connect(url)
    with engine.begin() as connection:
        command.downgrade(migrate.settings(connection), "0001")
        hyphens = connection.dialect.name == "postgresql"
        for n, study, action, detail in ROWS:
            ids = [UUID(int=n), study]
            id_, study_ = (str(i) if hyphens else i and i.hex for i in ids)
            connection.execute(
                text(INSERT),
                {
                    "id": id_,
                    "study": study_ if study else None,
                    "action": action,
                    "detail": detail,
                },
            )
        command.upgrade(migrate.settings(connection), "head")
        command.check(migrate.settings(connection))

    with Session(engine) as session:
        found = dict(verify_all(session, [], {}))
        order = session.execute(
            text("SELECT action FROM audit_entry ORDER BY chain DESC, seq")
        )
        assert [action for (action,) in order] == [
            "installation:set-up",
            "session:opened",
            "study:created",
            "study:changed",
        ]
    engine.dispose()
    databases.drop(url)
    assert {chain: (v.head.seq, v.finding) for chain, v in found.items()} == {
        "installation": (2, None),
        str(STUDY): (2, None),
    }


def test_they_are_guarded_again_afterwards(tmp_path: Path) -> None:
    engine = create_engine(f"sqlite:///{tmp_path}/guarded.db")
    with engine.begin() as connection:
        command.upgrade(migrate.settings(connection), "head")
        rows = connection.execute(
            text("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        )
        names = {name for (name,) in rows}
    engine.dispose()
    assert names >= {
        "audit_entry_is_not_rewritten",
        "audit_entry_is_not_deleted",
        "trail_head_is_not_rewritten",
        "trail_head_is_not_deleted",
    }
