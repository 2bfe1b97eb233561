"""A backup is one sound file of one moment, and never harms anything."""

import sqlite3
import stat
from pathlib import Path

import pytest

from app.serving.backup import BackupFailed, back_up, pg_dump_line, sqlite_path


@pytest.fixture
def busy(tmp_path: Path) -> sqlite3.Connection:
    """A database in use: its newest rows are in the write-ahead log only."""
    connection = sqlite3.connect(tmp_path / "shadowlog.db", isolation_level=None)
    connection.execute("PRAGMA journal_mode=WAL").close()
    connection.execute("CREATE TABLE record (id INTEGER PRIMARY KEY, text TEXT)")
    connection.execute("INSERT INTO record (text) VALUES ('kept')")
    return connection


def rows(path: Path) -> list[tuple[int, str]]:
    connection = sqlite3.connect(path)
    found = connection.execute("SELECT * FROM record").fetchall()
    connection.close()
    return found


def test_a_backup_holds_what_was_committed(
    tmp_path: Path, busy: sqlite3.Connection
) -> None:
    busy.execute("BEGIN")
    busy.execute("INSERT INTO record (text) VALUES ('not yet')")

    back_up(tmp_path / "shadowlog.db", tmp_path / "backup.db")

    busy.execute("ROLLBACK")
    busy.close()
    assert rows(tmp_path / "backup.db") == [(1, "kept")]


def test_a_backup_is_one_file_for_its_owner_only(
    tmp_path: Path, busy: sqlite3.Connection
) -> None:
    folder = tmp_path / "elsewhere"
    folder.mkdir()

    back_up(tmp_path / "shadowlog.db", folder / "backup.db")

    busy.close()
    assert [path.name for path in folder.iterdir()] == ["backup.db"]
    assert stat.S_IMODE((folder / "backup.db").stat().st_mode) == 0o600


def test_a_backup_overwrites_nothing(tmp_path: Path, busy: sqlite3.Connection) -> None:
    target = tmp_path / "thesis.odt"
    target.write_text("three years of work")

    with pytest.raises(BackupFailed, match="never overwrites"):
        back_up(tmp_path / "shadowlog.db", target)

    busy.close()
    assert target.read_text() == "three years of work"


def test_a_damaged_database_yields_no_backup(
    tmp_path: Path, busy: sqlite3.Connection
) -> None:
    busy.executemany("INSERT INTO record (text) VALUES (?)", [("x" * 900,)] * 200)
    busy.close()
    path = tmp_path / "shadowlog.db"
    content = bytearray(path.read_bytes())
    content[4096 * 5 : 4096 * 9] = b"\xff" * (4096 * 4)
    path.write_bytes(content)

    with pytest.raises((BackupFailed, sqlite3.DatabaseError)):
        back_up(path, tmp_path / "backup.db")

    assert not (tmp_path / "backup.db").exists()
    assert not list(tmp_path.glob("*.draft"))
    assert not list(tmp_path.glob(".*.draft"))


def test_a_database_not_made_yet_is_said_to_be_missing(tmp_path: Path) -> None:
    with pytest.raises(BackupFailed, match="no database"):
        back_up(tmp_path / "shadowlog.db", tmp_path / "backup.db")


def test_postgresql_is_left_to_pg_dump_without_its_password() -> None:
    url = "postgresql+psycopg://ana:secret@db.example.org:5432/study"

    line = pg_dump_line(url, Path("study.dump"))

    assert sqlite_path(url) is None
    assert line == (
        "pg_dump --format=custom --file='study.dump' "
        "'postgresql://ana@db.example.org:5432/study'"
    )
