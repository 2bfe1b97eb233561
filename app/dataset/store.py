"""The questions that read days out of a study."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import (
    Row,
    Select,
    Text,
    and_,
    bindparam,
    false,
    func,
    or_,
    select,
    true,
    tuple_,
    type_coerce,
)
from sqlalchemy.orm import Session
from sqlalchemy.types import NullType

from app.codebooks.models import Code
from app.records.models import ClockSample, Day, Record
from app.studies.models import Member, Study, Subject

# Records nobody has given a start stand last, whatever a database thinks of NULL.
IN_TIME = (Record.started_at.nulls_last(), Record.id)
# A phone that is awake for all of a long day makes some two hundred.
CLOCK_SAMPLES = 2000
LOGGED = ("activity", "meeting", "knowledge_source", "jotting", "gap", "tally")


@dataclass(frozen=True, slots=True)
class DaysWanted:
    """Which days of a study to read.

    ``subject`` and ``observer`` are a code or an id; ``first`` and ``last`` are dates,
    both included; ``only_observer`` is whose days the reader may see at all, None for
    everybody's.
    """

    study_id: UUID
    only_observer: UUID | None = None
    subject: str | None = None
    observer: str | None = None
    first: str | None = None
    last: str | None = None


def days() -> Select[*tuple[Any, ...]]:
    """Days with the names they go by: the subject's pseudonym, the observer's code."""
    return (
        select(
            Day.id,
            Day.study_id,
            Study.title.label("study"),
            Day.subject_id,
            Subject.pseudonym.label("subject"),
            Day.observer_id,
            Member.observer_code.label("observer"),
            Day.date,
            Day.timezone,
            Day.status,
            Day.codebook_version,
        )
        .join(Study, Study.id == Day.study_id)
        .join(
            Member,
            and_(Member.study_id == Day.study_id, Member.account_id == Day.observer_id),
        )
        .outerjoin(
            Subject,
            and_(Subject.study_id == Day.study_id, Subject.id == Day.subject_id),
        )
        .where(Day.deleted.is_(False))
    )


def wanted_days(wanted: DaysWanted) -> Select[*tuple[Any, ...]]:
    chosen = days().where(Day.study_id == wanted.study_id)
    if wanted.only_observer is not None:
        chosen = chosen.where(Day.observer_id == wanted.only_observer)
    if wanted.subject is not None:
        chosen = chosen.where(named(wanted.subject, Subject.pseudonym, Day.subject_id))
    if wanted.observer is not None:
        chosen = chosen.where(
            named(wanted.observer, Member.observer_code, Day.observer_id)
        )
    if wanted.first is not None:
        chosen = chosen.where(Day.date >= wanted.first)
    if wanted.last is not None:
        chosen = chosen.where(Day.date <= wanted.last)
    return chosen


def named(text: str, code: Any, id_: Any) -> Any:
    """Whether a row is the one ``text`` names, by its code or by its id."""
    try:
        return or_(code == text, id_ == UUID(text))
    except ValueError:
        return code == text


def page_of_days(
    session: Session, wanted: DaysWanted, before: tuple[str, UUID] | None, limit: int
) -> Sequence[Row[Any]]:
    """Newest first, with how many records each holds."""
    date = func.coalesce(Day.date, "")
    earlier = tuple_(date, Day.id) < before if before is not None else true()
    held = (
        select(func.count())
        .where(
            Record.study_id == Day.study_id,
            Record.day_id == Day.id,
            Record.deleted.is_(False),
        )
        .scalar_subquery()
        .label("records_count")
    )
    statement = (
        wanted_days(wanted)
        .add_columns(held)
        .where(earlier)
        .order_by(date.desc(), Day.id.desc())
        .limit(limit)
    )
    return session.execute(statement).all()


def days_in_order(session: Session, wanted: DaysWanted) -> Sequence[Row[Any]]:
    """By date, subject and observer, as a study's log goes through them."""
    statement = wanted_days(wanted).order_by(
        Day.date, Subject.pseudonym, Member.observer_code, Day.id
    )
    return session.execute(statement).all()


def days_called(session: Session, day_id: UUID) -> Sequence[Row[Any]]:
    """The day of this id, in whichever study there is one."""
    return session.execute(days().where(Day.id == day_id)).all()


def logged_records(
    session: Session, study_id: UUID, day_id: UUID
) -> Iterator[tuple[UUID | str, str, int, int, dict[str, Any]]]:
    """(id, kind, created_at in ms, revisions, fields) of a day, in time order.

    Values come as the driver gives them: at a hundred thousand rows each layer that
    converts them costs as much as writing the row.
    """
    bound = {"in_study": study_id, "in_day": day_id}
    rows = session.execute(logged(), bound, execution_options={"yield_per": 1000})
    decode = json.loads
    for id_, kind, created_at, revisions, fields in rows:
        yield hyphenated(id_), kind, created_at, revisions, decode(fields)


@cache
def logged() -> Select[*tuple[Any, ...]]:
    """Made once: putting a statement together takes as long as reading fifty rows."""
    return (
        select(
            type_coerce(Record.id, NullType()),
            Record.kind,
            Record.created_at,
            Record.revisions,
            type_coerce(Record.fields, Text()),
        )
        .where(
            Record.study_id == bindparam("in_study", type_=Record.study_id.type),
            Record.day_id == bindparam("in_day", type_=Record.day_id.type),
            Record.deleted == false(),
            Record.kind.in_(LOGGED),
        )
        .order_by(*IN_TIME)
    )


def hyphenated(stored: UUID | str) -> UUID | str:
    """An id as it is written everywhere else; SQLite keeps it without its hyphens."""
    if isinstance(stored, UUID):
        return stored
    s = stored
    return f"{s[:8]}-{s[8:12]}-{s[12:16]}-{s[16:20]}-{s[20:]}"


def whole_records(
    session: Session, study_id: UUID, day_id: UUID, *, deleted: bool
) -> Sequence[Row[str, str]]:
    """Records in time order, as phones are sent them and as stored, each as JSON."""
    kept = true() if deleted else Record.deleted.is_(False)
    statement = (
        select(Record.wire, type_coerce(Record.fields, Text()).label("fields"))
        .where(Record.study_id == study_id, Record.day_id == day_id, kept)
        .order_by(*IN_TIME)
    )
    return session.execute(statement).all()


def day_record(session: Session, study_id: UUID, day_id: UUID) -> str:
    """The day's own record as phones are sent it, as JSON."""
    statement = select(Record.wire).where(
        Record.study_id == study_id, Record.id == day_id
    )
    return session.scalars(statement).one()


def is_of_day(session: Session, study_id: UUID, day_id: UUID, record_id: UUID) -> bool:
    """Whether a record is the day's own or one of those in it, deleted or not."""
    found = select(Record.id).where(of_day(study_id, day_id), Record.id == record_id)
    return session.scalar(found) is not None


def stored_fields(
    session: Session, study_id: UUID, day_id: UUID
) -> Sequence[tuple[str, dict[str, Any]]]:
    """(kind, fields) of the day and the records in it, deleted ones left out."""
    statement = select(Record.kind, Record.fields).where(
        of_day(study_id, day_id), ~Record.deleted
    )
    return [(kind, fields) for kind, fields in session.execute(statement)]


def clock_samples_of(
    session: Session, study_id: UUID, day_id: UUID, first: int, last: int
) -> Sequence[Any]:
    """How the clocks of the phones that captured the day compared with ours, between
    two moments in UTC milliseconds; the latest, should there be very many."""
    phones = (
        select(Record.created_by, Record.device_id)
        .where(of_day(study_id, day_id))
        .distinct()
    )
    at = ClockSample.wall + ClockSample.off
    statement = (
        select(
            ClockSample.device_id.label("device"),
            ClockSample.boot,
            ClockSample.wall,
            ClockSample.mono,
            ClockSample.off,
            ClockSample.unc,
        )
        .where(
            tuple_(ClockSample.account_id, ClockSample.device_id).in_(phones),
            at.between(first, last),
        )
        .order_by(at.desc())
        .limit(CLOCK_SAMPLES)
    )
    return session.execute(statement).all()


def of_day(study_id: UUID, day_id: UUID) -> Any:
    """Whether a record is the day's own or one of those in it."""
    return and_(
        Record.study_id == study_id, or_(Record.day_id == day_id, Record.id == day_id)
    )


def labels(session: Session, study_id: UUID, version: int) -> dict[str, dict[str, str]]:
    """Dimension → code → label, as one version of the codebook words it."""
    statement = select(Code.dimension, Code.code, Code.label).where(
        Code.study_id == study_id, Code.codebook_version == version
    )
    found: dict[str, dict[str, str]] = {}
    for dimension, code, label in session.execute(statement):
        found.setdefault(dimension, {})[code] = label
    return found
