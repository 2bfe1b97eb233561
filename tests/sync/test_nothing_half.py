"""A database that fails in the middle of a push keeps all of it or nothing."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import Engine, event, func, select
from sqlalchemy.exc import OperationalError

from app.core import db
from app.records.models import Day, Operation, Record
from app.studies.models import Study
from tests.phone import Phone


@contextmanager
def failing(engine: Engine, name: str, fail: Callable[..., None]) -> Iterator[None]:
    event.listen(engine, name, fail)
    yield
    event.remove(engine, name, fail)


def counts() -> list[int]:
    with db.reading() as session:
        tables = [
            session.scalar(select(func.count()).select_from(t)) or 0
            for t in (Day, Record, Operation)
        ]
        return [*tables, session.scalars(select(Study.seq)).one()]


@pytest.mark.parametrize("table", ["day", "record", "operation", "clock_sample"])
def test_a_crash_at_any_statement_leaves_nothing_behind(
    app: Flask, phone: Phone, table: str
) -> None:
    def crash(_: Any, __: Any, statement: str, *___: Any) -> None:
        if statement.startswith(f"INSERT INTO {table} "):
            raise RuntimeError("the power went")

    day = phone.start_day()
    phone.put("jotting", day=day, at=phone.instant())
    clock = [{"boot": "b", "wall": 1, "off": 0, "unc": 0}]
    before = counts()

    with failing(app.extensions["engine"], "before_cursor_execute", crash):
        broken = phone.api.post("/api/sync/push", **phone.envelope(), clock=clock)

    assert (broken.status, broken.headers["X-Sync-Proto"]) == (500, "1")
    assert counts() == before
    statuses = [result["status"] for result in phone.push().body["results"]]
    assert statuses == ["applied", "applied"]


def test_a_crash_at_the_commit_leaves_nothing_behind(app: Flask, phone: Phone) -> None:
    def crash(_: Any) -> None:
        raise RuntimeError("the power went")

    phone.start_day()
    before = counts()

    with failing(app.extensions["engine"], "commit", crash):
        assert phone.push().status == 500

    assert counts() == before
    assert phone.push().body["results"][0]["status"] == "applied"


def test_a_serialization_failure_is_tried_again(app: Flask, phone: Phone) -> None:
    class Serialization(Exception):
        sqlstate = "40001"

    failures = iter(range(3))

    def fail(_: Any) -> None:
        if next(failures, None) is not None:
            raise OperationalError("COMMIT", None, Serialization())

    day = phone.start_day()

    with failing(app.extensions["engine"], "commit", fail):
        result = phone.push().body["results"][0]

    assert result["status"] == "applied"
    phone.pull()
    assert phone.base[day]["rev"] == 1
