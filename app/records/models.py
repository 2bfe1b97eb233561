"""Records, the operations they grew from, what tells their time, and what could not be
filed anywhere."""

import json
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import (
    BigInteger,
    Dialect,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    String,
    Text,
    TypeDecorator,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column

from app.core.append_only import protect
from app.core.db import Base, Id


class Json(TypeDecorator[Any]):
    """JSON kept as compact text, the same on every database.

    In ASCII even text that no database can hold as such is kept as it came.
    """

    impl = Text
    cache_ok = True

    def __init__(self, ascii: bool = False) -> None:
        super().__init__()
        self.ascii = ascii
        encoder = json.JSONEncoder(ensure_ascii=ascii, separators=(",", ":"))
        self.encode = encoder.encode

    def process_bind_param(self, value: Any, dialect: Dialect) -> str:
        return self.encode(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> Any:
        return None if value is None else json.loads(value)


class Status(StrEnum):
    """What became of an operation that is in the log."""

    APPLIED = "applied"
    REJECTED = "rejected"


class Day(Base):
    """What lists of days filter and sort by, kept in step with the day's record.

    ``observer_id`` is whoever started the day.
    """

    __tablename__ = "day"
    __table_args__ = (Index(None, "study_id", "date"), Index(None, "id"))

    study_id: Mapped[UUID] = mapped_column(ForeignKey("study.id"), primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    subject_id: Mapped[UUID | None]
    observer_id: Mapped[UUID] = mapped_column(ForeignKey("account.id"))
    date: Mapped[str | None] = mapped_column(String(10))
    timezone: Mapped[str | None]
    status: Mapped[str | None]
    codebook_version: Mapped[int]
    deleted: Mapped[bool]


class Record(Base):
    """The present state of one captured thing, as the operations on it add up.

    ``fields`` holds the values, instants with ``utc`` in milliseconds; ``wire`` is the
    same record as phones are sent it, made once when it changes, with the operation
    and the stamp behind each value. The other columns repeat what SQL filters and
    sorts by. Only ``app.records.service`` writes here.
    """

    __tablename__ = "record"
    __table_args__ = (
        ForeignKeyConstraint(["study_id", "day_id"], ["day.study_id", "day.id"]),
        Index(None, "study_id", "rev", unique=True),
        Index(None, "study_id", "day_id"),
    )

    study_id: Mapped[UUID] = mapped_column(ForeignKey("study.id"), primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(32))
    day_id: Mapped[UUID | None]  # None for a day itself, and for a person
    subject_id: Mapped[UUID | None]
    rev: Mapped[int] = mapped_column(BigInteger)
    deleted: Mapped[bool]
    created_by: Mapped[UUID] = mapped_column(ForeignKey("account.id"))
    created_at: Mapped[int] = mapped_column(BigInteger)  # ms, the phone's own stamp
    device_id: Mapped[str] = mapped_column(String(64))
    started_at: Mapped[int | None] = mapped_column(BigInteger)  # ms, UTC
    ended_at: Mapped[int | None] = mapped_column(BigInteger)
    revisions: Mapped[int]
    fields: Mapped[dict[str, Any]] = mapped_column(Json)
    conflicts: Mapped[list[dict[str, Any]]] = mapped_column(Json)
    warnings: Mapped[list[dict[str, str]]] = mapped_column(Json)
    wire: Mapped[str] = mapped_column(Text)


class Operation(Base):
    """One change as a device sent it. Rows are added and never forgotten.

    ``payload`` is ASCII JSON, so that even text PostgreSQL cannot hold is kept as it
    came. ``n`` is None where the device had used that number before. A refused
    operation may be applied later, when it is sent again and the reason is gone;
    nothing but its outcome changes then.
    """

    __tablename__ = "operation"
    __table_args__ = (
        UniqueConstraint("study_id", "account_id", "device_id", "n"),
        Index(None, "study_id", "record_id"),
    )

    study_id: Mapped[UUID] = mapped_column(ForeignKey("study.id"), primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    account_id: Mapped[UUID] = mapped_column(ForeignKey("account.id"))
    device_id: Mapped[str] = mapped_column(String(64))
    n: Mapped[int | None] = mapped_column(BigInteger)
    record_id: Mapped[UUID | None]
    kind: Mapped[str | None] = mapped_column(String(32))
    op: Mapped[str | None] = mapped_column(String(8))
    payload: Mapped[str] = mapped_column(Text)
    payload_sha256: Mapped[str] = mapped_column(String(64))
    received_at: Mapped[datetime]
    status: Mapped[Status]
    code: Mapped[str | None] = mapped_column(String(32))
    rev: Mapped[int | None] = mapped_column(BigInteger)
    stamp: Mapped[int | None] = mapped_column(BigInteger)  # ms, as accepted
    result: Mapped[dict[str, Any]] = mapped_column(Json(ascii=True))


OUTCOME = frozenset({"status", "code", "rev", "stamp", "result"})
protect(Operation.metadata.tables["operation"], but=OUTCOME)


class ClockSample(Base):
    """One comparison: at ``wall`` the device was ``off`` ms behind us.

    Give or take ``unc``. ``boot`` names the run of the app in which ``mono`` counts.
    """

    __tablename__ = "clock_sample"
    __table_args__ = (Index(None, "account_id", "device_id", "wall"),)

    account_id: Mapped[UUID] = mapped_column(ForeignKey("account.id"), primary_key=True)
    device_id: Mapped[str] = mapped_column(String(64), primary_key=True)
    boot: Mapped[str] = mapped_column(String(64), primary_key=True)
    wall: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    mono: Mapped[float | None]
    off: Mapped[float]
    unc: Mapped[float]
    received_at: Mapped[datetime]


class BlobRescue(Base):
    """Something a phone sent that no study's log can hold, kept as it came."""

    __tablename__ = "blob_rescue"
    __table_args__ = (UniqueConstraint("account_id", "sha256"),)

    id: Mapped[Id]
    account_id: Mapped[UUID] = mapped_column(ForeignKey("account.id"))
    device_id: Mapped[str] = mapped_column(String(64))
    sha256: Mapped[str] = mapped_column(String(64))
    reason: Mapped[str] = mapped_column(String(32))
    received_at: Mapped[datetime]
    payload: Mapped[str] = mapped_column(Text)
