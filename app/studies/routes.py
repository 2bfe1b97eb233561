"""HTTP for studies, their members and subjects.

A study is made in ``app.codebooks.routes``: it begins with a codebook, and codebooks
know studies, not the other way round.
"""

from typing import Any

from flask import Blueprint, Response, request
from sqlalchemy.orm import Session

from app.accounts.actor import Actor
from app.accounts.login import signed_in
from app.core import clock, db
from app.core.body import read_json
from app.core.openapi import describe
from app.studies import members, pages, schemas, service, subjects

bp = Blueprint("studies", __name__, url_prefix="/api")


@bp.get("/studies")
@describe("My studies.", query=schemas.page, answers={200: schemas.studies})
@signed_in
def list_studies(actor: Actor) -> Any:
    after, limit = pages.asked()
    with db.reading() as session:
        found = service.list_studies(session, actor, after=after, limit=limit + 1)
    ids = [study.id for study, _ in found]
    items = [schemas.seen(study, membership) for study, membership in found[:limit]]
    return {"items": items, "next": pages.following(ids, limit)}


@bp.get("/studies/<study_id>")
@describe("One study.", answers={200: schemas.study_out})
@signed_in
def show_study(actor: Actor, study_id: str) -> Any:
    with db.reading() as session:
        return schemas.seen(*service.study_for(session, actor, study_id))


@bp.patch("/studies/<study_id>")
@describe(
    "Change a study and its settings.",
    body=schemas.study_change,
    answers={200: schemas.study_out},
)
@signed_in
def change_study(actor: Actor, study_id: str) -> Any:
    body, at = read_json(), clock.now()

    def act(session: Session) -> Any:
        study, mine = service.study_for(session, actor, study_id)
        changes = schemas.study_change.load(body)
        service.change_study(session, study, changes, by=actor, at=at)
        return schemas.seen(study, mine)

    return db.run(act)


@bp.get("/studies/<study_id>/members")
@describe(
    "The people of a study.",
    query=schemas.members_query,
    answers={200: schemas.members},
)
@signed_in
def list_members(actor: Actor, study_id: str) -> Any:
    asked = schemas.members_query.load(request.args.to_dict())
    with db.reading() as session:
        study, _ = service.study_for(session, actor, study_id)
        removed_too = asked["state"] == "all"
        found = members.list_members(session, study, removed_too=removed_too)
    return {"items": schemas.member.dump(found, many=True), "next": None}


@bp.post("/studies/<study_id>/members")
@describe(
    "Let somebody who has an account in.",
    body=schemas.new_member,
    answers={201: schemas.member},
)
@signed_in
def add_member(actor: Actor, study_id: str) -> Any:
    body, at = read_json(), clock.now()

    def act(session: Session) -> Any:
        study, _ = service.study_for(session, actor, study_id)
        new = schemas.new_member.load(body)
        return members.add_member(session, study, **new, by=actor, at=at)

    return schemas.member.dump(db.run(act)), 201


@bp.patch("/studies/<study_id>/members/<account_id>")
@describe(
    "Give a member another role or observer code.",
    body=schemas.member_change,
    answers={200: schemas.member},
)
@signed_in
def change_member(actor: Actor, study_id: str, account_id: str) -> Any:
    body, at = read_json(), clock.now()

    def act(session: Session) -> Any:
        study, _ = service.study_for(session, actor, study_id)
        changes = schemas.member_change.load(body)
        return members.change_member(
            session, study, account_id, changes, by=actor, at=at
        )

    return schemas.member.dump(db.run(act))


@bp.delete("/studies/<study_id>/members/<account_id>")
@describe("Take a member out of a study.", answers={204: None})
@signed_in
def remove_member(actor: Actor, study_id: str, account_id: str) -> Response:
    at = clock.now()

    def act(session: Session) -> None:
        study, _ = service.study_for(session, actor, study_id)
        members.remove_member(session, study, account_id, by=actor, at=at)

    db.run(act)
    return Response(status=204)


@bp.get("/studies/<study_id>/subjects")
@describe(
    "The subjects of a study, by pseudonym.",
    query=schemas.page,
    answers={200: schemas.subjects},
)
@signed_in
def list_subjects(actor: Actor, study_id: str) -> Any:
    after, limit = pages.asked()
    with db.reading() as session:
        study, _ = service.study_for(session, actor, study_id)
        found = subjects.list_subjects(session, study, after=after, limit=limit + 1)
    items = schemas.subject.dump(found[:limit], many=True)
    return {"items": items, "next": pages.following([one.id for one in found], limit)}


@bp.post("/studies/<study_id>/subjects")
@describe(
    "Add somebody to shadow, by pseudonym.",
    body=schemas.new_subject,
    answers={201: schemas.subject},
)
@signed_in
def add_subject(actor: Actor, study_id: str) -> Any:
    body, at = read_json(), clock.now()

    def act(session: Session) -> Any:
        study, _ = service.study_for(session, actor, study_id)
        fields = schemas.new_subject.load(body)
        return subjects.add_subject(session, study, fields, by=actor, at=at)

    return schemas.subject.dump(db.run(act)), 201


@bp.patch("/studies/<study_id>/subjects/<subject_id>")
@describe(
    "Change what is said of a subject.",
    body=schemas.subject_change,
    answers={200: schemas.subject},
)
@signed_in
def change_subject(actor: Actor, study_id: str, subject_id: str) -> Any:
    body, at = read_json(), clock.now()

    def act(session: Session) -> Any:
        study, _ = service.study_for(session, actor, study_id)
        changes = schemas.subject_change.load(body)
        return subjects.change_subject(
            session, study, subject_id, changes, by=actor, at=at
        )

    return schemas.subject.dump(db.run(act))
