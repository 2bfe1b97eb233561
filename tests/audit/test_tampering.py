"""Somebody with the database's password takes off the triggers and changes rows."""

import random
from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import Connection, text
from sqlalchemy.orm import Session

from app.audit import store
from app.audit.chain import INSTALLATION, START, Head, Verdict, link
from app.audit.checking import verify_all
from app.core import db
from app.core.config import Config
from tests import make
from tests.api import Api

DROP = {
    "sqlite": [
        "DROP TRIGGER {}_is_not_rewritten",
        "DROP TRIGGER {}_is_not_deleted",
    ],
    "postgresql": ["DROP FUNCTION {}_is_append_only() CASCADE"],
}


@pytest.fixture
def chain(config: Config, carla: Api, study: make.Study, ana: Api) -> str:
    """A study's chain of a dozen entries, unguarded."""
    for n in range(7):
        carla.patch(f"/api/studies/{study.id}", title=f"Title {n}")
    with db.transaction() as session:
        connection = session.connection()
        for table in ("audit_entry", "trail_head"):
            for statement in DROP[connection.dialect.name]:
                connection.execute(text(statement.format(table)))
    return study.id


def look(chain: str, *seen: Head) -> Verdict:
    with db.reading() as session:
        return dict(verify_all(session, [chain, INSTALLATION], {chain: seen}))[chain]


def tamper(chain: str, act: Callable[[Connection], object]) -> None:
    with db.transaction() as session:
        act(session.connection())


def head_of(chain: str) -> Head:
    with db.reading() as session:
        return store.head_of(session, chain)


def run(connection: Connection, statement: str, **values: object) -> None:
    connection.execute(text(statement), values)


def test_left_alone_it_verifies(chain: str) -> None:
    verdict = look(chain, head_of(chain))

    assert verdict.finding is None
    assert verdict.head == head_of(chain)
    assert verdict.head.seq >= 12


EDITS = {
    "action": "'log:looked-at'",
    "target_id": "'another'",
    "outcome": "'refused'",
    "device": "'d_other'",
    "request_id": "'r'",
    "detail": "'{\"n\": 1}'",
    "hash": f"'{START}'",
    "at": "'2020-01-01 00:00:00'",
    "actor_id": "NULL",
}


@pytest.mark.parametrize("column", EDITS)
def test_a_changed_row_is_found(chain: str, column: str) -> None:
    where = random.Random(column).randrange(1, head_of(chain).seq + 1)

    tamper(
        chain,
        lambda connection: run(
            connection,
            f"UPDATE audit_entry SET {column} = {EDITS[column]}"
            " WHERE chain = :chain AND seq = :seq",
            chain=chain,
            seq=where,
        ),
    )

    finding = look(chain).finding
    assert finding is not None
    assert finding.seq == where


@pytest.mark.parametrize("where", [1, 5, -1])
def test_a_deleted_row_is_found(chain: str, where: int) -> None:
    seq = where if where > 0 else head_of(chain).seq

    tamper(
        chain,
        lambda connection: run(
            connection,
            "DELETE FROM audit_entry WHERE chain = :chain AND seq = :seq",
            chain=chain,
            seq=seq,
        ),
    )

    assert look(chain).finding == (seq, "is missing")


def test_rows_in_another_order_are_found(chain: str) -> None:
    def swap(connection: Connection) -> None:
        for old, new in ((4, 400), (5, 4), (400, 5)):
            run(
                connection,
                "UPDATE audit_entry SET seq = :new WHERE chain = :chain AND seq = :old",
                chain=chain,
                old=old,
                new=new,
            )

    tamper(chain, swap)

    assert look(chain).finding == (4, "is not what was written")


def cut(connection: Connection, chain: str, length: int) -> None:
    """Take off the end, and make the head look as if it had always been there."""
    run(
        connection,
        "DELETE FROM audit_entry WHERE chain = :chain AND seq > :length",
        chain=chain,
        length=length,
    )
    run(
        connection,
        "UPDATE trail_head SET seq = :length, hash = (SELECT hash FROM audit_entry"
        " WHERE chain = :chain AND seq = :length) WHERE chain = :chain",
        chain=chain,
        length=length,
    )


def test_a_chain_cut_short_is_found_by_a_head_seen_from_outside(chain: str) -> None:
    told = head_of(chain)

    tamper(chain, lambda connection: cut(connection, chain, 6))

    assert look(chain).finding is None
    assert look(chain, told).finding == (7, "is missing")


def test_a_chain_that_is_gone_with_its_head_is_found(chain: str) -> None:
    def remove(connection: Connection) -> None:
        run(connection, "DELETE FROM audit_entry WHERE chain = :chain", chain=chain)
        run(connection, "DELETE FROM trail_head WHERE chain = :chain", chain=chain)

    tamper(chain, remove)

    assert look(chain).finding == (1, "is missing")


def write_anew(session: Session, chain: str) -> None:
    """Leave out one entry and link all that follow again, head and all."""
    kept = [entry for entry, _ in store.entries(session, chain) if entry.seq != 3]
    connection = session.connection()
    run(connection, "DELETE FROM audit_entry WHERE chain = :chain", chain=chain)
    run(connection, "DELETE FROM trail_head WHERE chain = :chain", chain=chain)
    last, rows = store.lock_head(session, chain), []
    for entry in kept:
        values = {name: getattr(entry, name) for name in store.HASHED}
        forged = type(entry)(**values | {"seq": last.seq + 1})
        last = Head(forged.seq, link(last.hash, forged))
        rows.append(values | {"seq": forged.seq, "hash": last.hash})
    store.add(session, chain, rows, last)


def test_a_chain_written_anew_is_found_by_a_head_seen_from_outside(chain: str) -> None:
    told = head_of(chain)

    with db.transaction() as session:
        write_anew(session, chain)

    assert look(chain).finding is None
    found = look(chain, told).finding
    assert found is not None


def test_the_chain_of_the_installation_is_one_of_its_own(
    chain: str, app: Flask
) -> None:
    tamper(
        chain,
        lambda connection: run(
            connection,
            "UPDATE audit_entry SET target_id = 'x' WHERE chain = 'installation'",
        ),
    )

    with db.reading() as session:
        found = dict(verify_all(session, [chain], {}))
    assert found[INSTALLATION].finding == (1, "is not what was written")
    assert found[chain].finding is None
