"""Copies a SQLite database that is in use into one checked file."""

import os
import sqlite3
from pathlib import Path

from sqlalchemy.engine import make_url


class BackupFailed(Exception):
    """No backup was made; the reason is a sentence."""


def sqlite_path(url: str) -> Path | None:
    """The file a SQLite URL names; ``None`` for any other database."""
    parts = make_url(url)
    if parts.get_backend_name() != "sqlite" or not parts.database:
        return None
    return Path(parts.database)


def pg_dump_line(url: str, file: Path) -> str:
    """What backs up a PostgreSQL database, without its password in the history."""
    parts = make_url(url).set(drivername="postgresql")._replace(password=None)
    return f"pg_dump --format=custom --file='{file}' '{parts.render_as_string()}'"


def back_up(source: Path, target: Path) -> int:
    """Copy ``source`` to ``target`` and return the size in bytes.

    SQLite's own backup sees one moment of the database whatever is written meanwhile;
    copying the file would miss what is still in the write-ahead log.

    Raises:
        BackupFailed: the target exists, or the copy is not sound.
    """
    if target.exists():
        raise BackupFailed(
            f"{target} exists already; a backup never overwrites a file."
        )
    if not source.exists():
        raise BackupFailed(f"There is no database at {source} yet.")
    draft = target.with_name(f".{target.name}.draft")
    draft.unlink(missing_ok=True)
    # Made here, unreadable for others, before SQLite puts anything into it.
    os.close(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    try:
        copy(source, draft)
        with draft.open("rb") as file:
            os.fsync(file.fileno())
        draft.rename(target)
    finally:
        draft.unlink(missing_ok=True)
    sync_folder(target.parent)
    return target.stat().st_size


def copy(source: Path, draft: Path) -> None:
    origin = sqlite3.connect(f"file:{source}?mode=ro", uri=True)
    made = sqlite3.connect(draft)
    try:
        origin.backup(made)
        # One file to carry away, with no log beside it.
        made.execute("PRAGMA journal_mode=DELETE").close()
        verdict = made.execute("PRAGMA integrity_check").fetchone()[0]
        broken = made.execute("PRAGMA foreign_key_check").fetchone()
    finally:
        made.close()
        origin.close()
    if verdict != "ok" or broken:
        raise BackupFailed(f"The copy of {source} is not sound: {verdict}.")


def sync_folder(folder: Path) -> None:
    """Make the new name itself survive a power cut."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
