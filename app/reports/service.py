"""Which days an actor may read, and what they hold."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Row
from sqlalchemy.orm import Session

from app.accounts.actor import Actor
from app.core import paging
from app.core.errors import Invalid, NotFound
from app.dataset import store
from app.dataset.store import DaysWanted
from app.dataset.types import DayInfo, DayRecord, Labels
from app.records.kinds import DATE
from app.studies import service as studies
from app.studies.access import Membership, Role, Verb
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
        only_own(study, mine),
        asked.subject,
        asked.observer,
        asked.first,
        asked.last,
    )


def only_own(study: Study, mine: Membership) -> UUID | None:
    """Whose days alone a member may see, or None for everybody's."""
    shared = study.settings.get("peer_days") == "study"
    return None if shared or mine.role is Role.PI else mine.account_id


def list_days(
    session: Session, actor: Actor, study_id: str, asked: DayFilter
) -> tuple[Sequence[Row[Any]], str | None]:
    """One page of days and the cursor to the next."""
    study, mine = studies.study_for(session, actor, study_id, Verb.READ)
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


def day_for(session: Session, actor: Actor, day_id: str, verb: Verb) -> Row[Any]:
    """The day, if the actor may do ``verb`` with it.

    Raises:
        NotFound: no such day, or none the actor may know of; both the same.
        NotAllowed: a member whose role does not reach that far.
    """
    wanted = studies.id_or_none(day_id)
    for day in store.days_called(session, wanted) if wanted else []:
        try:
            study, mine = studies.study_for(session, actor, day.study_id, verb)
        except NotFound:
            continue
        if only_own(study, mine) in {None, day.observer_id}:
            return day
    raise NotFound("There is no such day.")


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
            store.logged_records(session, day.study_id, day.id),
        )


def one_day_log(
    session: Session, day: Row[Any]
) -> Iterator[tuple[DayInfo, Iterable[DayRecord]]]:
    """The one day with its records."""
    labels = store.labels(session, day.study_id, day.codebook_version)
    yield log_day(day, labels), store.logged_records(session, day.study_id, day.id)


def records_of(session: Session, day: Row[Any], *, deleted: bool) -> list[Any]:
    """The day's records as phones are sent them, bare values beside."""
    found = store.whole_records(session, day.study_id, day.id, deleted=deleted)
    wires = (json.loads(wire) for wire in found)
    return [wire | {"fields": plain(wire)} for wire in wires]


def plain(wire: dict[str, Any]) -> dict[str, Any]:
    """What a record says, without who said it and when."""
    return {name: entry[0] for name, entry in wire["f"].items()}
