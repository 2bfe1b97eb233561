"""Sync's questions to the database: devices, their clocks, records by revision."""

from collections.abc import Sequence
from datetime import datetime
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, func, or_, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from app.accounts.models import Device, Installation
from app.records.models import ClockSample, Day, Record
from app.sync.asked import Sample

INSERTS: dict[str, Any] = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}
# Enough for days of syncing; older ones say nothing about what is captured now.
SAMPLES = 300

device, sample = Device.__table__.c, ClockSample.__table__.c
EPOCH = select(Installation.__table__.c.epoch)
LEAVING = select(device.retired_at, device.revoked_at).where(
    device.account_id == bindparam("account_id"), device.id == bindparam("device_id")
)
CLOCK_SAMPLES = (
    select(sample.boot, sample.wall, sample.mono, sample.off, sample.unc)
    .where(
        sample.account_id == bindparam("account_id"),
        sample.device_id == bindparam("device_id"),
    )
    .order_by(sample.wall.desc())
    .limit(SAMPLES)
)


def epoch(session: Session) -> str:
    return str(session.connection().execute(EPOCH).scalar_one())


def leaving(session: Session, account_id: UUID, device_id: str) -> str | None:
    """Whether a device is on its way out, ``retire``, or ``revoked`` already."""
    asked = {"account_id": account_id, "device_id": device_id}
    row = session.connection().execute(LEAVING, asked).first()
    if row is None:
        return None
    return "revoked" if row.revoked_at else "retire" if row.retired_at else None


def clock_samples(
    session: Session, account_id: UUID, device_id: str
) -> list[dict[str, Any]]:
    """The device's latest comparisons of its clock with ours."""
    asked = {"account_id": account_id, "device_id": device_id}
    rows = session.connection().execute(CLOCK_SAMPLES, asked)
    return [row._asdict() for row in rows]


def put_device(
    session: Session,
    account_id: UUID,
    device_id: str,
    *,
    app: str | None,
    waiting: int | None,
    at: datetime,
) -> None:
    """Note that a device was heard of; what it does not say stays as it was."""
    session.connection().execute(
        upsert_device(session.get_bind().dialect.name),
        {
            "account_id": account_id,
            "id": device_id,
            "app": app,
            "waiting": waiting,
            "created_at": at,
            "last_seen_at": at,
        },
    )


@cache
def upsert_device(dialect: str) -> Any:
    inserting = INSERTS[dialect](Device.__table__)
    new = inserting.excluded
    return inserting.on_conflict_do_update(
        index_elements=["account_id", "id"],
        set_={
            "last_seen_at": new.last_seen_at,
            "app": func.coalesce(new.app, device.app),
            "waiting": func.coalesce(new.waiting, device.waiting),
        },
    )


def add_clock_samples(
    session: Session,
    account_id: UUID,
    device_id: str,
    samples: Sequence[Sample],
    at: datetime,
) -> None:
    """Keep comparisons; a phone sends each as often as it takes to be answered."""
    session.connection().execute(
        add_unless_known(session.get_bind().dialect.name),
        [
            {
                "account_id": account_id,
                "device_id": device_id,
                "boot": sample.boot,
                "wall": sample.wall,
                "mono": sample.mono,
                "off": sample.off,
                "unc": sample.unc,
                "received_at": at,
            }
            for sample in samples
        ],
    )


@cache
def add_unless_known(dialect: str) -> Any:
    return INSERTS[dialect](ClockSample.__table__).on_conflict_do_nothing()


def records_after(
    session: Session, study_id: UUID, seq: int, limit: int, observer_id: UUID | None
) -> list[tuple[int, str]]:
    """Revision and wire form of what changed after ``seq``, in the order it did.

    With ``observer_id`` only of that observer's days, and what belongs to no day.
    """
    changed = (
        seen_by(select(Record.rev, Record.wire), study_id, observer_id)
        .where(Record.rev > seq)
        .order_by(Record.rev)
        .limit(limit)
    )
    return [(rev, wire) for rev, wire in session.execute(changed)]


def revisions(
    session: Session, study_id: UUID, observer_id: UUID | None
) -> list[tuple[UUID, int]]:
    """Id and revision of every record, in the order of the ids."""
    all_ = seen_by(select(Record.id, Record.rev), study_id, observer_id)
    return [(id_, rev) for id_, rev in session.execute(all_.order_by(Record.id))]


def seen_by(records: Any, study_id: UUID, observer_id: UUID | None) -> Any:
    """Of a study's records those an observer is shown; with None, all of them."""
    of_study = records.where(Record.study_id == study_id)
    if observer_id is None:
        return of_study
    of_day = func.coalesce(Record.day_id, Record.id)
    return of_study.outerjoin(
        Day, (Day.study_id == Record.study_id) & (Day.id == of_day)
    ).where(or_(Day.id.is_(None), Day.observer_id == observer_id))
