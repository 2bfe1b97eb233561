"""Sync's questions to the database: clock samples, and records by their revision."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import func, or_, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from app.accounts.models import Device, Installation
from app.records.models import Day, Record
from app.sync.models import ClockSample
from app.sync.schemas import Sample

INSERTS: dict[str, Any] = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}
# Enough for days of syncing; older ones say nothing about what is captured now.
SAMPLES = 300


def epoch(session: Session) -> str:
    return session.execute(select(Installation.epoch)).scalar_one()


def is_revoked(session: Session, account_id: UUID, device_id: str) -> bool:
    revoked = select(Device.revoked_at).where(
        Device.account_id == account_id, Device.id == device_id
    )
    return session.scalar(revoked) is not None


def clock_samples(
    session: Session, account_id: UUID, device_id: str
) -> list[dict[str, Any]]:
    """The device's latest comparisons of its clock with ours."""
    latest = (
        select(
            ClockSample.boot,
            ClockSample.wall,
            ClockSample.mono,
            ClockSample.off,
            ClockSample.unc,
        )
        .where(ClockSample.account_id == account_id, ClockSample.device_id == device_id)
        .order_by(ClockSample.wall.desc())
        .limit(SAMPLES)
    )
    return [row._asdict() for row in session.execute(latest)]


def add_clock_samples(
    session: Session,
    account_id: UUID,
    device_id: str,
    samples: Sequence[Sample],
    at: datetime,
) -> None:
    """Keep comparisons; a phone sends each as often as it takes to be answered."""
    insert = INSERTS[session.get_bind().dialect.name]
    session.execute(
        insert(ClockSample.__table__).on_conflict_do_nothing(),
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


def records_after(
    session: Session, study_id: UUID, seq: int, limit: int, observer_id: UUID | None
) -> list[tuple[int, str]]:
    """Revision and wire form of what changed after ``seq``, in the order it did.

    With ``observer_id`` only of that observer's days, and what belongs to no day.
    """
    changed = (
        select(Record.rev, Record.wire)
        .where(Record.study_id == study_id, Record.rev > seq)
        .order_by(Record.rev)
        .limit(limit)
    )
    if observer_id is not None:
        of_day = func.coalesce(Record.day_id, Record.id)
        changed = changed.outerjoin(
            Day, (Day.study_id == Record.study_id) & (Day.id == of_day)
        ).where(or_(Day.id.is_(None), Day.observer_id == observer_id))
    return [(rev, wire) for rev, wire in session.execute(changed)]
