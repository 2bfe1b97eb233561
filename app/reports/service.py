"""Which days an actor may read, and what they hold."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Row
from sqlalchemy.orm import Session

from app.accounts.actor import Actor
from app.core import paging
from app.core.errors import Invalid, NotAllowed, NotFound
from app.core.ids import id_or_none
from app.dataset import store, withheld
from app.dataset.store import DaysWanted
from app.dataset.types import DayInfo, DayRecord, Labels
from app.records import history
from app.records.clock_report import ClockReport, clock_report, moments_of, span_of
from app.records.kinds import DATE
from app.reports import telling
from app.studies import service as studies
from app.studies.access import (
    Membership,
    may_see_embargoed,
    may_touch_day,
    only_own,
)
from app.studies.models import Study


@dataclass(frozen=True, slots=True)
class DayFilter:
    """Which days are wanted; ``subject`` and ``observer`` are codes or ids."""

    subject: str | None = None
    observer: str | None = None
    first: str | None = None
    last: str | None = None
    cursor: str | None = None
    limit: int = 100


def wanted_of(
    study: Study, mine: Membership, asked: DayFilter | None = None
) -> DaysWanted:
    """What is asked for, within what this member may see."""
    asked = asked or DayFilter()
    return DaysWanted(
        study.id,
        only_own(mine, study.settings.get("peer_days")),
        asked.subject,
        asked.observer,
        asked.first,
        asked.last,
    )


def list_days(
    session: Session, actor: Actor, study_id: str, asked: DayFilter
) -> tuple[Sequence[Row[Any]], str | None]:
    """One page of days and the cursor to the next."""
    study, mine = studies.study_for(session, actor, study_id)
    before = None if asked.cursor is None else place_of(asked.cursor)
    wanted = wanted_of(study, mine, asked)
    found = store.page_of_days(session, wanted, before, asked.limit + 1)
    page = found[: asked.limit]
    if len(found) <= asked.limit:
        return page, None
    return page, paging.cursor_of([page[-1].date or "", str(page[-1].id)])


def place_of(cursor: str) -> tuple[str, UUID]:
    key = paging.key_of(cursor)
    try:
        date, id_ = key
        if date != "" and DATE(date) is None:
            raise ValueError
        return date, UUID(id_)
    except (TypeError, ValueError, AttributeError) as error:
        raise Invalid("The cursor is not one this server gave.", "#/cursor") from error


def day_for(session: Session, actor: Actor, day_id: str) -> Row[Any]:
    """The day, if the actor may do with it what it wants.

    Raises:
        NotFound: no such day, or none the actor may know of; both the same.
        NotAllowed: a member whose role does not reach that far.
    """
    wanted = id_or_none(day_id)
    refusal: NotAllowed | None = None
    for day in store.days_called(session, wanted) if wanted else []:
        try:
            study, mine = studies.study_for(session, actor, day.study_id)
        except NotFound:
            continue
        except NotAllowed as error:
            # Somebody may have given a day of another study the same id.
            refusal = error
            continue
        shared = study.settings.get("peer_days")
        if may_touch_day(mine, day.observer_id, peer_days=shared):
            return day
    raise refusal or NotFound("There is no such day.")


def log_day(day: Row[Any], labels: Labels) -> DayInfo:
    """What the day log says of the day itself."""
    return DayInfo(
        study=day.study,
        subject=day.subject,
        observer=day.observer,
        date=day.date,
        timezone=day.timezone,
        labels=labels,
    )


def study_log(
    session: Session, wanted: DaysWanted
) -> Iterator[tuple[DayInfo, Iterable[DayRecord]]]:
    """Every wanted day with its records, read one day at a time."""
    versions: dict[int, Labels] = {}
    for day in store.days_in_order(session, wanted):
        version = day.codebook_version
        if version not in versions:
            versions[version] = store.labels(session, day.study_id, version)
        yield (
            log_day(day, versions[version]),
            told_records(session, day),
        )


def one_day_log(
    session: Session, day: Row[Any]
) -> Iterator[tuple[DayInfo, Iterable[DayRecord]]]:
    """The one day with its records."""
    labels = store.labels(session, day.study_id, day.codebook_version)
    yield log_day(day, labels), told_records(session, day)


def told_records(session: Session, day: Row[Any]) -> Iterable[DayRecord]:
    """The day's records as they may leave the product."""
    return withheld.told(store.logged_records(session, day.study_id, day.id))


def records_of(
    session: Session, actor: Actor, day: Row[Any], *, deleted: bool
) -> list[Any]:
    """The day's records as phones are sent them, bare values beside.

    Who only reads results is not told what is embargoed.
    """
    found = store.whole_records(session, day.study_id, day.id, deleted=deleted)
    if sees_embargoed(session, actor, day):
        return telling.everything(row.wire for row in found)
    return telling.unwithheld((row.wire, row.fields) for row in found)


def fields_of(session: Session, day: Row[Any]) -> Mapping[str, Any]:
    """What the day's own record says."""
    wire = store.day_record(session, day.study_id, day.id)
    return telling.plain(json.loads(wire))


def sees_embargoed(session: Session, actor: Actor, day: Row[Any]) -> bool:
    """Whether the actor may read what was withheld of a day."""
    _, mine = studies.study_for(session, actor, day.study_id)
    return may_see_embargoed(mine, day.observer_id)


def history_of(
    session: Session, actor: Actor, day: Row[Any], record_id: str
) -> list[history.Change]:
    """Every change of a record of the day, the day's own record included.

    Raises:
        NotFound: the day has no such record, or an embargo withholds some of it.
    """
    wanted = id_or_none(record_id)
    if wanted is None or not store.is_of_day(session, day.study_id, day.id, wanted):
        raise NotFound("The day has no such record.")
    if wanted != day.id and not sees_embargoed(session, actor, day):
        told = records_of(session, actor, day, deleted=True)
        # What an embargo was before may tell why, or of another stretch.
        whole = {
            one["rec"]
            for one in told
            if not one.get("withheld")
            and not withheld.is_embargo(one["kind"], one["fields"])
        }
        if str(wanted) not in whole:
            raise NotFound("The day has no such record.")
    return history.changes_of(session, day.study_id, wanted)


def clock_of(session: Session, actor: Actor, day: Row[Any]) -> ClockReport:
    """How far the clocks of the day's phones can be trusted.

    Who only reads results is not told what moments there are in an embargo.
    """
    held: Sequence[tuple[str, withheld.Fields]]
    held = store.stored_fields(session, day.study_id, day.id)
    if not sees_embargoed(session, actor, day):
        held = withheld.fields_told(held)
    moments = moments_of(fields for _, fields in held)
    span = span_of(moments)
    samples = (
        store.clock_samples_of(session, day.study_id, day.id, *span) if span else []
    )
    return clock_report(moments, [row._asdict() for row in samples])
