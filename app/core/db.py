"""Engine, sessions and the base class of every table."""

import enum
import random
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from datetime import UTC, datetime
from typing import Annotated, Any, TypeVar
from uuid import UUID

from sqlalchemy import (
    Connection,
    DateTime,
    Dialect,
    Engine,
    Enum,
    MetaData,
    TypeDecorator,
    create_engine,
    event,
)
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import DeclarativeBase, Session, mapped_column, sessionmaker

from app.core.ids import uuid7

T = TypeVar("T")

# Alembic can only drop or rename what has a name, so every constraint gets one.
NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}

# Serialization failure and deadlock: PostgreSQL asks for the whole transaction again.
AGAIN = {"40001", "40P01"}
TRIES = 10
# For another process to let go of an SQLite file; a request has 15 in all.
LOCKED_SECONDS = 10


class UtcDateTime(TypeDecorator[datetime]):
    """An aware datetime; SQLite forgets the zone, so we restore it on the way out."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(
        self, value: datetime | None, dialect: Dialect
    ) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("naive datetime")
        return value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(
        self, value: datetime | None, dialect: Dialect
    ) -> datetime | None:
        return None if value is None else value.replace(tzinfo=UTC)


Id = Annotated[UUID, mapped_column(primary_key=True, default=uuid7)]

# Stored as the word on the wire ("draft"), not as Python's name for it ("DRAFT"),
# and as text with a CHECK, so adding a member is an ordinary migration.
WORD = Enum(
    enum.Enum,
    values_callable=lambda kind: [member.value for member in kind],
    native_enum=False,
    create_constraint=True,
    length=32,
)


class Base(DeclarativeBase):
    metadata = MetaData(naming_convention=NAMING)
    type_annotation_map = {datetime: UtcDateTime, enum.Enum: WORD}  # noqa: RUF012


# One database a process: tests configure it anew for each application they make.
new_session = sessionmaker[Session](expire_on_commit=False)

# SQLite has one writer at a time; waiting here is fair and quiet, busy-waiting is not.
_one_writer = threading.Lock()


def connect(url: str) -> Engine:
    """Open the database at ``url`` and let every session of this process use it."""
    if url.startswith("sqlite"):
        engine = create_engine(url, connect_args={"timeout": LOCKED_SECONDS})
        event.listen(engine, "connect", prepare_sqlite)
        event.listen(engine, "begin", begin_sqlite)
    else:
        # A pooler between us and PostgreSQL breaks server-side prepared statements.
        engine = create_engine(
            url, pool_pre_ping=True, connect_args={"prepare_threshold": None}
        )
    new_session.configure(bind=engine)
    return engine


def prepare_sqlite(connection: Any, _: Any) -> None:
    """Make each connection keep its promises: see docs/decisions/0003-sqlite.md."""
    connection.isolation_level = None  # We say BEGIN ourselves; see begin_sqlite.
    for pragma in (
        "journal_mode=WAL",
        "synchronous=FULL",  # An acknowledged record must survive a power cut.
        "foreign_keys=ON",
        "secure_delete=ON",
    ):
        connection.execute(f"PRAGMA {pragma}").close()


def begin_sqlite(connection: Connection) -> None:
    """Writers take the lock at once: a read that later writes would lose updates."""
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def is_sqlite() -> bool:
    engine: Engine = new_session.kw["bind"]
    return engine.dialect.name == "sqlite"


@contextmanager
def transaction() -> Iterator[Session]:
    """Commit when the block ends well, roll back when it does not.

    Opened by routes and CLI commands only. Services are handed the session, so
    several of them can take part in one all-or-nothing step.
    """
    with _one_writer if is_sqlite() else nullcontext(), new_session.begin() as session:
        session.connection(execution_options={"writes": True})
        yield session


@contextmanager
def reading() -> Iterator[Session]:
    """One consistent view of the database; nothing written in it is kept."""
    with new_session() as session:
        if not is_sqlite():
            # Otherwise each statement would see what was committed just before it.
            session.connection(
                execution_options={
                    "isolation_level": "REPEATABLE READ",
                    "postgresql_readonly": True,
                }
            )
        yield session


def run(act: Callable[[Session], T]) -> T:
    """Do ``act`` in a transaction, all over again where the database asks for it.

    ``act`` must have no effect outside the session.
    """
    for attempt in range(TRIES):
        try:
            with transaction() as session:
                return act(session)
        except DBAPIError as error:
            if (
                getattr(error.orig, "sqlstate", None) not in AGAIN
                or attempt == TRIES - 1
            ):
                raise
            time.sleep(random.uniform(0, 0.01 * 2**attempt))
    raise AssertionError("unreachable")
