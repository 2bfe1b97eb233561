"""Entries come into the trail with the transaction of the act, or not at all."""

from collections.abc import Callable, Sequence
from threading import Barrier, Thread
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from app.audit import store, trail
from app.audit.chain import INSTALLATION, Head
from app.audit.checking import verify_all
from app.audit.models import AuditEntry
from app.core import clock, db, logs
from tests import make
from tests.api import Api

THREADS = 16
ROUNDS = 6
STUDIES = [UUID(int=n) for n in (1, 2)]


def noted(study_id: UUID | None, device: str = "d_ana") -> Callable[[Session], None]:
    def act(session: Session) -> None:
        trail.note(
            session,
            trail.Action.STUDY_CHANGED,
            actor_id=None,
            target_id="thing",
            at=clock.now(),
            study_id=study_id,
            device=device,
            label="one\r\ntwo",
        )

    return act


def noting(chains: Sequence[UUID | None], device: str) -> Callable[[Session], None]:
    def act(session: Session) -> None:
        for study_id in chains:
            noted(study_id, device)(session)

    return act


def entries(chain: str = INSTALLATION) -> list[AuditEntry]:
    with db.reading() as session:
        wanted = select(AuditEntry).where(AuditEntry.chain == chain)
        return list(session.scalars(wanted.order_by(AuditEntry.seq)))


def test_many_writers_on_several_chains_leave_no_gap(app: Flask) -> None:
    """Half of the transactions write to all three chains, in either order."""
    failed: list[Exception] = []
    begin = Barrier(THREADS)
    orders: tuple[list[UUID | None], ...] = (
        [*STUDIES, None],
        [None, *reversed(STUDIES)],
        [STUDIES[0]],
        [None],
    )

    def write(number: int) -> None:
        begin.wait()
        try:
            for round_ in range(ROUNDS):
                device = f"d_{number}-{round_}"
                db.run(noting(orders[number % len(orders)], device))
        except Exception as error:
            failed.append(error)

    threads = [Thread(target=write, args=(n,)) for n in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert failed == []
    with db.reading() as session:
        found = dict(verify_all(session, [], {}))
    each = THREADS * ROUNDS
    lengths = {chain: (v.head.seq, v.finding) for chain, v in found.items()}
    assert lengths == {
        INSTALLATION: (each * 3 // 4, None),
        str(STUDIES[0]): (each * 3 // 4, None),
        str(STUDIES[1]): (each // 2, None),
    }


def test_what_is_rolled_back_leaves_nothing(app: Flask) -> None:
    def fail(session: Session) -> None:
        noted(None)(session)
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        db.run(fail)
    with db.transaction() as session:
        noted(STUDIES[0])(session)

    assert entries() == []
    assert len(entries(str(STUDIES[0]))) == 1


def test_a_savepoint_cannot_hold_an_entry(app: Flask) -> None:
    with (
        pytest.raises(RuntimeError, match="savepoint"),
        db.transaction() as session,
        session.begin_nested(),
    ):
        noted(None)(session)


def test_an_entry_says_in_which_request_and_from_which_device(app: Flask) -> None:
    told = logs.request_id.set("r_1"), trail.device_id.set("d_own")
    try:
        with db.transaction() as session:
            noted(None, device="")(session)
            noted(None, device="d_named")(session)
    finally:
        logs.request_id.reset(told[0])
        trail.device_id.reset(told[1])

    found = [(e.request_id, e.device, e.outcome) for e in entries()]
    assert found == [("r_1", "d_own", "done"), ("r_1", "d_named", "done")]


def test_line_breaks_do_not_get_in(app: Flask) -> None:
    with db.transaction() as session:
        noted(None)(session)

    assert entries()[0].detail == {"label": "one\\r\\ntwo"}


def test_requests_leave_their_own_number(carla: Api, study: make.Study) -> None:
    found = entries(study.id)

    assert all(entry.request_id for entry in found)
    assert len({entry.request_id for entry in found}) >= 2
    assert all(entry.device for entry in found)


def test_the_head_is_the_last_entry(carla: Api, study: make.Study) -> None:
    last = entries(study.id)[-1]

    with db.reading() as session:
        assert store.head_of(session, study.id) == Head(last.seq, last.hash)


def test_what_cannot_be_entered_is_not_done(carla: Api, study: make.Study) -> None:
    """Neither a change nor a download: the act and its entry stand or fall together."""
    path = f"/api/studies/{study.id}"
    with db.transaction() as session:
        session.execute(text("ALTER TABLE trail_head RENAME TO gone"))

    refused = [
        carla.patch(path, title="Another").status,
        carla.get(f"{path}/log.csv").status,
    ]

    with db.transaction() as session:
        session.execute(text("ALTER TABLE gone RENAME TO trail_head"))
    assert all(status >= 500 for status in refused)
    assert carla.get(path).body["title"] == study.title
