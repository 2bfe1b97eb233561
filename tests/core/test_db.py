"""What a transaction promises, whichever database is underneath."""

import threading

import pytest
from flask import Flask
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from app.core import db

THREADS = 6
EACH = 20


def test_concurrent_writers_lose_no_update(app: Flask) -> None:
    with db.transaction() as session:
        session.execute(text("CREATE TABLE counter (n INTEGER)"))
        session.execute(text("INSERT INTO counter VALUES (0)"))

    def count() -> None:
        for _ in range(EACH):
            with db.transaction() as session:
                lock = "" if db.is_sqlite() else " FOR UPDATE"
                n = session.scalar(text(f"SELECT n FROM counter{lock}"))
                session.execute(text("UPDATE counter SET n = :n"), {"n": (n or 0) + 1})

    workers = [threading.Thread(target=count) for _ in range(THREADS)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()

    with db.reading() as session:
        assert session.scalar(text("SELECT n FROM counter")) == THREADS * EACH


class Refusal(Exception):
    """What a driver raises when the database wants the transaction again."""

    sqlstate = "40001"


def test_a_serialization_failure_is_tried_again(app: Flask) -> None:
    attempts = []

    def act(session: object) -> int:
        attempts.append(session)
        if len(attempts) < 3:
            raise DBAPIError("statement", {}, Refusal())
        return len(attempts)

    assert db.run(act) == 3


def test_any_other_failure_is_not_tried_again(app: Flask) -> None:
    attempts = []

    def act(session: object) -> None:
        attempts.append(session)
        raise DBAPIError("statement", {}, ValueError("disk full"))

    with pytest.raises(DBAPIError):
        db.run(act)
    assert len(attempts) == 1


def test_what_fails_half_way_leaves_nothing(app: Flask) -> None:
    with db.transaction() as session:
        session.execute(text("CREATE TABLE half (n INTEGER)"))

    def fail_half_way() -> None:
        with db.transaction() as session:
            session.execute(text("INSERT INTO half VALUES (1)"))
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail_half_way()

    with db.reading() as session:
        assert session.scalar(text("SELECT count(*) FROM half")) == 0


def test_a_reader_sees_one_moment(app: Flask) -> None:
    count = text("SELECT count(*) FROM late")
    with db.transaction() as session:
        session.execute(text("CREATE TABLE late (n INTEGER)"))

    with db.reading() as reader:
        before = reader.scalar(count)
        with db.transaction() as session:
            session.execute(text("INSERT INTO late VALUES (1)"))
        after = reader.scalar(count)

    assert before == after == 0


def test_sqlite_survives_a_power_cut_by_its_settings(app: Flask) -> None:
    if not db.is_sqlite():
        return
    with db.reading() as session:
        pragmas = {
            name: session.execute(text(f"PRAGMA {name}")).scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys")
        }

    assert pragmas == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1}
