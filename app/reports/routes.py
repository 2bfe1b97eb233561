"""HTTP for reading days: the list, one day, and the day log."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from flask import Blueprint, Response, request
from sqlalchemy.orm import Session

from app.accounts.actor import Actor
from app.accounts.login import signed_in
from app.audit import trail
from app.core import clock, db
from app.core.openapi import describe
from app.dataset.types import DayInfo, DayRecord
from app.exports import daylog
from app.reports import schemas, service
from app.studies import service as studies

bp = Blueprint("reports", __name__, url_prefix="/api")


@bp.get("/studies/<study_id>/days")
@describe(
    "The days of a study, newest first.",
    query=schemas.day_filter,
    answers={200: schemas.days},
)
@signed_in
def list_days(actor: Actor, study_id: str) -> Any:
    asked = schemas.day_filter.load(request.args.to_dict())
    with db.reading() as session:
        found, following = service.list_days(session, actor, study_id, asked)
    return schemas.days.dump({"items": found, "next": following})


@bp.get("/days/<day_id>")
@describe(
    "One day with its records.",
    query=schemas.day_query,
    answers={200: schemas.whole_day},
)
@signed_in
def show_day(actor: Actor, day_id: str) -> Any:
    asked = schemas.day_query.load(request.args.to_dict())
    with db.reading() as session:
        day = service.day_for(session, actor, day_id)
        records = service.records_of(session, actor, day, deleted=asked["deleted"])
        fields = service.fields_of(session, day)
    told = {"records_count": len(records), "records": records, "fields": fields}
    return schemas.day.dump(day) | told


@bp.get("/days/<day_id>/records/<record_id>/history")
@describe("Every value a record of the day ever had.", answers={200: schemas.history})
@signed_in
def show_history(actor: Actor, day_id: str, record_id: str) -> Any:
    with db.reading() as session:
        day = service.day_for(session, actor, day_id)
        found = service.history_of(session, actor, day, record_id)
    return schemas.history.dump({"items": found, "next": None})


@bp.get("/days/<day_id>/clock")
@describe("How far the clock of the day can be trusted.", answers={200: schemas.clock})
@signed_in
def show_clock(actor: Actor, day_id: str) -> Any:
    with db.reading() as session:
        day = service.day_for(session, actor, day_id)
        report = service.clock_of(session, actor, day)
    return schemas.clock.dump(report)


@bp.get("/days/<day_id>/log.csv")
@describe(
    "The day log.", query=schemas.flavour, answers={200: "text/csv; charset=utf-8"}
)
@signed_in
def day_log(actor: Actor, day_id: str) -> Response:
    flavour = schemas.flavour.load(request.args.to_dict())["flavour"]
    with db.transaction() as session:
        day = service.day_for(session, actor, day_id)
        note_download(session, actor, day.study_id, f"day:{day.id}", flavour)
    name = daylog.file_name(service.log_day(day, {}))
    return download(name, flavour, lambda session: service.one_day_log(session, day))


@bp.get("/studies/<study_id>/log.csv")
@describe(
    "The day logs of a study, one after the other.",
    query=schemas.flavour,
    answers={200: "text/csv; charset=utf-8"},
)
@signed_in
def study_log(actor: Actor, study_id: str) -> Response:
    flavour = schemas.flavour.load(request.args.to_dict())["flavour"]
    with db.transaction() as session:
        study, mine = studies.study_for(session, actor, study_id)
        wanted = service.wanted_of(study, mine)
        note_download(session, actor, study.id, f"study:{study.id}", flavour)
    name = f"daylog_{study.study_code}.csv"
    return download(name, flavour, lambda session: service.study_log(session, wanted))


def note_download(
    session: Session, actor: Actor, study_id: Any, what: str, flavour: str
) -> None:
    trail.note(
        session,
        trail.Action.LOG_DOWNLOADED,
        actor_id=actor.id,
        study_id=study_id,
        target_id=what,
        at=clock.now(),
        flavour=flavour,
    )


def download(
    name: str,
    flavour: str,
    days: Callable[[Session], Iterable[tuple[DayInfo, Iterable[DayRecord]]]],
) -> Response:
    """Send a log piece by piece, all of it read at one moment."""

    def pieces() -> Iterator[bytes]:
        with db.reading() as session:
            for text in daylog.chunks(days(session), flavour):
                yield text.encode()

    answer = Response(pieces(), content_type=daylog.MEDIA_TYPE)
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
