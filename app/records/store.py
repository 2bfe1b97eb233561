"""Every question the one door asks of the database, each once for a whole batch.

The statements are put together once, on tables and not on mapped classes: building
one, and making objects of its rows, would cost more than the database takes over it.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import BindParameter, FromClause, Row, bindparam, exists, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from app.codebooks.models import Code
from app.core.db import Base
from app.records.models import OUTCOME, BlobRescue, Day, Operation, Record, Status
from app.studies.models import Member, MemberState, Study, Subject

Values = Mapping[str, Any]
INSERTS: dict[str, Any] = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}


def table_of(model: type[Base]) -> FromClause:
    return model.__table__


study, member = table_of(Study), table_of(Member).c
operation, record = table_of(Operation), table_of(Record).c
day, code, subject = table_of(Day).c, table_of(Code).c, table_of(Subject).c
of_study: BindParameter[Any] = bindparam("study_id")
ids: BindParameter[Any] = bindparam("ids", expanding=True)

TAKE_REVISIONS = (
    update(Study)
    .where(
        Study.id == of_study,
        exists().where(
            member.study_id == of_study,
            member.account_id == bindparam("account_id"),
            member.state == MemberState.ACTIVE,
        ),
    )
    .values(seq=Study.seq + bindparam("count"))
    .returning(Study.seq, Study.settings, Study.codebook_version)
)
BY_ID = select(
    operation.c.id,
    operation.c.payload_sha256,
    operation.c.status,
    operation.c.result,
).where(operation.c.study_id == of_study, operation.c.id.in_(ids))
BY_NUMBER = select(operation.c.n, operation.c.id).where(
    operation.c.study_id == of_study,
    operation.c.account_id == bindparam("account_id"),
    operation.c.device_id == bindparam("device_id"),
    operation.c.n.between(bindparam("first"), bindparam("last")),
)
APPLIED = select(operation.c.id, operation.c.payload, operation.c.stamp).where(
    operation.c.study_id == of_study,
    operation.c.record_id == bindparam("record_id"),
    operation.c.status == Status.APPLIED,
)
RECORDS = select(record.id, record.fields, record.conflicts, record.wire).where(
    record.study_id == of_study, record.id.in_(ids)
)
DAYS = select(day.id, day.observer_id, day.codebook_version).where(
    day.study_id == of_study, day.id.in_(ids)
)
CODES = select(code.codebook_version, code.dimension, code.code, code.retired_in).where(
    code.study_id == of_study,
    code.codebook_version.in_(bindparam("versions", expanding=True)),
)
SUBJECTS = select(subject.id).where(subject.study_id == of_study, subject.id.in_(ids))


def take_revisions(
    session: Session, study_id: UUID, account_id: UUID, count: int
) -> Row[Any] | None:
    """Number ``count`` changes of a study; its row stays locked until the commit.

    Numbers are given in commit order, so a cursor can trust them: nobody else gets
    one before this transaction ends. None: no such study, or not one of the account's.
    """
    asked = {"study_id": study_id, "account_id": account_id, "count": count}
    return session.connection().execute(TAKE_REVISIONS, asked).first()


def operations_by_id(
    session: Session, study_id: UUID, wanted: Sequence[UUID]
) -> Sequence[Any]:
    asked = {"study_id": study_id, "ids": wanted}
    return session.connection().execute(BY_ID, asked).all()


def operations_by_number(
    session: Session,
    study_id: UUID,
    account_id: UUID,
    device_id: str,
    numbers: Sequence[int],
) -> dict[int, UUID]:
    """Which operation used each number of a device, from the least to the largest."""
    asked = {
        "study_id": study_id,
        "account_id": account_id,
        "device_id": device_id,
        "first": min(numbers),
        "last": max(numbers),
    }
    return {n: id_ for n, id_ in session.connection().execute(BY_NUMBER, asked)}


def applied_operations(
    session: Session, study_id: UUID, record_id: UUID
) -> list[tuple[UUID, str, int]]:
    """Id, payload and accepted milliseconds of all that was applied to a record."""
    asked = {"study_id": study_id, "record_id": record_id}
    return [tuple(row) for row in session.connection().execute(APPLIED, asked)]


def records_by_id(
    session: Session, study_id: UUID, wanted: Iterable[UUID]
) -> dict[UUID, Any]:
    asked = {"study_id": study_id, "ids": list(wanted)}
    return {row.id: row for row in session.connection().execute(RECORDS, asked)}


def days_by_id(
    session: Session, study_id: UUID, wanted: Iterable[UUID]
) -> dict[UUID, tuple[UUID, int]]:
    """The observer and the codebook version of each day."""
    asked = {"study_id": study_id, "ids": list(wanted)}
    rows = session.connection().execute(DAYS, asked)
    return {id_: (observer, version) for id_, observer, version in rows}


def codes_by_version(
    session: Session, study_id: UUID, versions: Iterable[int]
) -> dict[int, dict[str, dict[str, bool]]]:
    """Codebook version → dimension → code → whether it is still in use."""
    asked = {"study_id": study_id, "versions": list(versions)}
    found: dict[int, dict[str, dict[str, bool]]] = {}
    for version, dimension, word, retired_in in session.connection().execute(
        CODES, asked
    ):
        in_use = retired_in is None or retired_in > version
        found.setdefault(version, {}).setdefault(dimension, {})[word] = in_use
    return found


def subjects_among(
    session: Session, study_id: UUID, wanted: Iterable[UUID]
) -> frozenset[UUID]:
    """Those of the ids that are subjects of the study."""
    asked = {"study_id": study_id, "ids": list(wanted)}
    return frozenset(id_ for (id_,) in session.connection().execute(SUBJECTS, asked))


def add_operations(session: Session, rows: Sequence[Values]) -> None:
    if rows:
        session.connection().execute(insert_into(session, Operation), rows)


def change_outcomes(session: Session, rows: Sequence[Values]) -> None:
    """Note that operations once refused have been applied after all."""
    for row in rows:
        session.connection().execute(
            update(Operation)
            .where(Operation.study_id == row["study_id"], Operation.id == row["id"])
            .values({name: row[name] for name in OUTCOME})
        )


def put_days(session: Session, rows: Sequence[Values]) -> None:
    if rows:
        session.connection().execute(upsert_into(session, Day), rows)


def put_records(session: Session, rows: Sequence[Values]) -> None:
    if rows:
        session.connection().execute(upsert_into(session, Record), rows)


def rescue(session: Session, rows: Sequence[Values]) -> None:
    """Keep what no log can hold; the same thing sent again is kept once."""
    if rows:
        kept_once = insert_into(session, BlobRescue).on_conflict_do_nothing(
            index_elements=["account_id", "sha256"]
        )
        session.connection().execute(kept_once, rows)


def insert_into(session: Session, model: type[Base]) -> Any:
    return inserting(session.get_bind().dialect.name, model)


def upsert_into(session: Session, model: type[Base]) -> Any:
    return upserting(session.get_bind().dialect.name, model)


@cache
def inserting(dialect: str, model: type[Base]) -> Any:
    return INSERTS[dialect](model.__table__)


@cache
def upserting(dialect: str, model: type[Base]) -> Any:
    """Insert, or replace all but the key."""
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
