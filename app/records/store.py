"""Every question the one door asks of the database, each once for a whole batch.

The statements are put together once, on tables and not on mapped classes: building
one, and making objects of its rows, would cost more than the database takes over it.
Ids and JSON are text in them, as on the wire.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import (
    BindParameter,
    Row,
    TableClause,
    Text,
    Uuid,
    bindparam,
    column,
    exists,
    func,
    select,
    table,
    update,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session
from sqlalchemy.types import TypeEngine

from app.codebooks.models import Code
from app.core.db import Base
from app.records.models import (
    OUTCOME,
    BlobRescue,
    Day,
    Json,
    Operation,
    Record,
    Status,
)
from app.studies.models import Member, MemberState, Study, Subject

Values = Mapping[str, Any]
INSERTS: dict[str, Any] = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}
TEXT_ID = Uuid(as_uuid=False)


def as_text(model: type[Base]) -> TableClause:
    """The model's table, for statements in which ids and JSON are text."""
    columns = model.__table__.columns
    return table(model.__tablename__, *(column(c.name, plain(c.type)) for c in columns))


def plain(kind: TypeEngine[Any]) -> TypeEngine[Any]:
    match kind:
        case Uuid():
            return TEXT_ID
        case Json():
            return Text()
    return kind


TABLES: dict[type[Base], TableClause] = {
    m: as_text(m) for m in (Day, Record, Operation, BlobRescue, Member)
}
day, record, operation = (TABLES[m].c for m in (Day, Record, Operation))
member = TABLES[Member].c
code, subject = as_text(Code).c, as_text(Subject).c
of_study: BindParameter[str] = bindparam("study_id", type_=TEXT_ID)
ids: BindParameter[str] = bindparam("ids", expanding=True, type_=TEXT_ID)

TAKE_REVISIONS = (
    update(Study)
    .where(
        Study.id == bindparam("study_id"),
        exists().where(
            Member.study_id == bindparam("study_id"),
            Member.account_id == bindparam("account_id"),
            Member.state == MemberState.ACTIVE,
        ),
    )
    .values(seq=Study.seq + bindparam("count"))
    .returning(
        (Study.seq - bindparam("count") + 1).label("first_rev"),
        Study.settings,
        Study.codebook_version,
    )
)
BY_ID = select(
    operation.id,
    operation.payload_sha256,
    operation.status,
    operation.result,
).where(operation.study_id == of_study, operation.id.in_(ids))
BY_NUMBER = select(operation.n, operation.id).where(
    operation.study_id == of_study,
    operation.account_id == bindparam("account_id", type_=TEXT_ID),
    operation.device_id == bindparam("device_id"),
    operation.n.between(bindparam("first"), bindparam("last")),
)
APPLIED = select(operation.id, operation.payload, operation.stamp).where(
    operation.study_id == of_study,
    operation.record_id == bindparam("record_id"),
    operation.status == Status.APPLIED,
)
HISTORY = (
    select(
        operation.id,
        operation.rev,
        operation.received_at,
        operation.device_id,
        operation.op,
        operation.payload,
        operation.stamp,
        member.observer_code,
    )
    .join_from(
        TABLES[Operation],
        TABLES[Member],
        (member.study_id == operation.study_id)
        & (member.account_id == operation.account_id),
    )
    .where(
        operation.study_id == of_study,
        operation.record_id == bindparam("record_id"),
        operation.status == Status.APPLIED,
    )
    .order_by(operation.rev)
)
RECORDS = select(record.id, record.fields, record.conflicts, record.wire).where(
    record.study_id == of_study, record.id.in_(ids)
)
DAYS = select(day.id, day.observer_id, day.codebook_version, day.status).where(
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
    session: Session, study_id: str, wanted: Sequence[str]
) -> Sequence[Any]:
    asked = {"study_id": study_id, "ids": wanted}
    return session.connection().execute(BY_ID, asked).all()


def operations_by_number(
    session: Session,
    study_id: str,
    account_id: str,
    device_id: str,
    numbers: Sequence[int],
) -> dict[int, str]:
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
    session: Session, study_id: str, record_id: str
) -> list[tuple[str, str, int]]:
    """Id, payload and accepted milliseconds of all that was applied to a record."""
    asked = {"study_id": study_id, "record_id": record_id}
    return [tuple(row) for row in session.connection().execute(APPLIED, asked)]


def history(session: Session, study_id: str, record_id: str) -> Sequence[Any]:
    """All that was applied to a record, in order, and by which observer."""
    asked = {"study_id": study_id, "record_id": record_id}
    return session.connection().execute(HISTORY, asked).all()


def records_by_id(
    session: Session, study_id: str, wanted: Iterable[str]
) -> dict[str, Any]:
    asked = {"study_id": study_id, "ids": list(wanted)}
    return {row.id: row for row in session.connection().execute(RECORDS, asked)}


def days_by_id(
    session: Session, study_id: str, wanted: Iterable[str]
) -> dict[str, tuple[str, int, str | None]]:
    """The observer, the codebook version and the status of each day."""
    asked = {"study_id": study_id, "ids": list(wanted)}
    rows = session.connection().execute(DAYS, asked)
    return {id_: (observer, version, status) for id_, observer, version, status in rows}


def codes_by_version(
    session: Session, study_id: str, versions: Iterable[int]
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
    session: Session, study_id: str, wanted: Iterable[str]
) -> frozenset[str]:
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
            update(TABLES[Operation])
            .where(operation.study_id == row["study_id"], operation.id == row["id"])
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


def count_rescued(session: Session, account_id: str) -> int:
    """How much an account has left here."""
    kept = TABLES[BlobRescue].c
    statement = select(func.count()).where(kept.account_id == account_id)
    return int(session.connection().execute(statement).scalar_one())


def rescued_among(session: Session, account_id: str, wanted: Iterable[str]) -> set[str]:
    """Which of these hashes are of something the account has left here."""
    kept = TABLES[BlobRescue].c
    statement = select(kept.sha256).where(
        kept.account_id == account_id, kept.sha256.in_(list(wanted))
    )
    return set(session.connection().execute(statement).scalars())


def rescued_as(session: Session, account_id: str, sha256: str) -> str:
    kept = TABLES[BlobRescue].c
    statement = select(kept.id).where(
        kept.account_id == account_id, kept.sha256 == sha256
    )
    return str(session.connection().execute(statement).scalar_one())


def insert_into(session: Session, model: type[Base]) -> Any:
    return inserting(session.get_bind().dialect.name, model)


def upsert_into(session: Session, model: type[Base]) -> Any:
    return upserting(session.get_bind().dialect.name, model)


@cache
def inserting(dialect: str, model: type[Base]) -> Any:
    return INSERTS[dialect](TABLES[model])


@cache
def upserting(dialect: str, model: type[Base]) -> Any:
    """Insert, or replace all but the key."""
    statement = inserting(dialect, model)
    changed = {
        c.name: statement.excluded[c.name]
        for c in model.__table__.columns
        if not c.primary_key
    }
    return statement.on_conflict_do_update(
        index_elements=["study_id", "id"], set_=changed
    )
