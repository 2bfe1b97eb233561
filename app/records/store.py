"""Every question the one door asks of the database, each once for a whole batch."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import Row, and_, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from app.codebooks.models import Code
from app.core.db import Base
from app.records.models import OUTCOME, BlobRescue, Day, Operation, Record, Status
from app.studies.models import Member, MemberState, Study, Subject

Values = Mapping[str, Any]
INSERTS: dict[str, Any] = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}


def take_revisions(
    session: Session, study_id: UUID, account_id: UUID, count: int
) -> Row[Any] | None:
    """Number ``count`` changes of a study; its row stays locked until the commit.

    Numbers are given in commit order, so a cursor can trust them: nobody else gets
    one before this transaction ends. None: no such study, or not one of the account's.
    """
    theirs = select(Member.study_id).where(
        Member.study_id == study_id,
        Member.account_id == account_id,
        Member.state == MemberState.ACTIVE,
    )
    statement = (
        update(Study)
        .where(Study.id == study_id, theirs.exists())
        .values(seq=Study.seq + count)
        .returning(Study.seq, Study.settings, Study.codebook_version)
        .execution_options(synchronize_session=False)
    )
    return session.execute(statement).first()


def subjects_among(
    session: Session, study_id: UUID, ids: Iterable[UUID]
) -> frozenset[UUID]:
    """Those of the ids that are subjects of the study."""
    statement = select(Subject.id).where(
        Subject.study_id == study_id, Subject.id.in_(list(ids))
    )
    return frozenset(session.scalars(statement))


def known_operations(
    session: Session,
    study_id: UUID,
    account_id: UUID,
    device_id: str,
    ids: Sequence[UUID],
    numbers: Sequence[int],
) -> Sequence[Row[Any]]:
    """Those in the log with one of the ids, or with a number the device has used."""
    same_number = and_(
        Operation.account_id == account_id,
        Operation.device_id == device_id,
        Operation.n.in_(numbers),
    )
    statement = select(
        Operation.id,
        Operation.account_id,
        Operation.device_id,
        Operation.n,
        Operation.payload_sha256,
        Operation.status,
        Operation.result,
    ).where(Operation.study_id == study_id, or_(Operation.id.in_(ids), same_number))
    return session.execute(statement).all()


def records_by_id(
    session: Session, study_id: UUID, ids: Iterable[UUID]
) -> dict[UUID, Row[Any]]:
    statement = select(Record.id, Record.fields, Record.conflicts, Record.wire).where(
        Record.study_id == study_id, Record.id.in_(list(ids))
    )
    return {row.id: row for row in session.execute(statement)}


def days_by_id(
    session: Session, study_id: UUID, ids: Iterable[UUID]
) -> dict[UUID, tuple[UUID, int]]:
    """The observer and the codebook version of each day."""
    statement = select(Day.id, Day.observer_id, Day.codebook_version).where(
        Day.study_id == study_id, Day.id.in_(list(ids))
    )
    return {id_: (observer, v) for id_, observer, v in session.execute(statement)}


def codes_by_version(
    session: Session, study_id: UUID, versions: Iterable[int]
) -> dict[int, dict[str, dict[str, bool]]]:
    """Codebook version → dimension → code → whether it is still in use."""
    statement = select(
        Code.codebook_version, Code.dimension, Code.code, Code.retired_in
    ).where(Code.study_id == study_id, Code.codebook_version.in_(list(versions)))
    found: dict[int, dict[str, dict[str, bool]]] = {}
    for version, dimension, code, retired_in in session.execute(statement):
        in_use = retired_in is None or retired_in > version
        found.setdefault(version, {}).setdefault(dimension, {})[code] = in_use
    return found


def applied_operations(
    session: Session, study_id: UUID, record_id: UUID
) -> list[tuple[UUID, str, int]]:
    """Id, payload and accepted milliseconds of all that was applied to a record."""
    statement = select(Operation.id, Operation.payload, Operation.stamp).where(
        Operation.study_id == study_id,
        Operation.record_id == record_id,
        Operation.status == Status.APPLIED,
    )
    return [(id_, text, ms or 0) for id_, text, ms in session.execute(statement)]


def add_operations(session: Session, rows: Sequence[Values]) -> None:
    if rows:
        session.execute(insert_into(session, Operation), rows)


def change_outcomes(session: Session, rows: Sequence[Values]) -> None:
    """Note that operations once refused have been applied after all."""
    for row in rows:
        outcome = {name: row[name] for name in OUTCOME}
        session.execute(
            update(Operation)
            .where(Operation.study_id == row["study_id"], Operation.id == row["id"])
            .values(outcome)
            .execution_options(synchronize_session=False)
        )


def put_days(session: Session, rows: Sequence[Values]) -> None:
    if rows:
        session.execute(upsert_into(session, Day), rows)


def put_records(session: Session, rows: Sequence[Values]) -> None:
    if rows:
        session.execute(upsert_into(session, Record), rows)


def rescue(session: Session, rows: Sequence[Values]) -> None:
    """Keep what no log can hold; the same thing sent again is kept once."""
    if rows:
        kept_once = insert_into(session, BlobRescue).on_conflict_do_nothing(
            index_elements=["account_id", "sha256"]
        )
        session.execute(kept_once, rows)


def insert_into(session: Session, model: type[Base]) -> Any:
    return inserting(session.get_bind().dialect.name, model)


def upsert_into(session: Session, model: type[Base]) -> Any:
    return upserting(session.get_bind().dialect.name, model)


@cache
def inserting(dialect: str, model: type[Base]) -> Any:
    return INSERTS[dialect](model.__table__)


@cache
def upserting(dialect: str, model: type[Base]) -> Any:
    """Insert, or replace all but the key: made once, so that it is compiled once."""
    table = model.__table__
    statement = INSERTS[dialect](table)
    changed = {
        column.name: statement.excluded[column.name]
        for column in table.columns
        if not column.primary_key
    }
    return statement.on_conflict_do_update(
        index_elements=["study_id", "id"], set_=changed
    )
