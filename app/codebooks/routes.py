"""HTTP for codebooks, and for founding a study on one."""

from typing import Any

from flask import Blueprint, request
from sqlalchemy.orm import Session

from app.accounts.actor import Actor
from app.accounts.login import signed_in
from app.codebooks import schemas, service, store
from app.core import clock, db
from app.core.body import read_json, read_json_if_any
from app.core.openapi import describe
from app.studies import schemas as studies
from app.studies.service import study_for

bp = Blueprint("codebooks", __name__, url_prefix="/api/studies")


@bp.post("")
@describe(
    "Found a study on a copy of a ready codebook.",
    body=schemas.new_study,
    answers={201: studies.study_out},
)
@signed_in
def found_study(actor: Actor) -> Any:
    new, at = schemas.new_study.load(read_json()), clock.now()

    def act(session: Session) -> Any:
        return studies.seen(*service.found_study(session, new, by=actor, at=at))

    return db.run(act), 201


@bp.get("/<study_id>/codebook")
@describe(
    "The codebook: the current version, another one, or the draft.",
    query=schemas.codebook_query,
    answers={200: schemas.codebook_out},
)
@signed_in
def show(actor: Actor, study_id: str) -> Any:
    asked = schemas.codebook_query.load(request.args.to_dict()).get("version")
    with db.reading() as session:
        study, _ = study_for(session, actor, study_id)
        if asked == "draft":
            return schemas.body_of(service.draft_codebook(session, study))
        version = int(asked) if asked else None
        return schemas.body_of(service.codebook_of(session, study, version))


@bp.get("/<study_id>/codebook/versions")
@describe(
    "The published versions of the codebook with what was new in each, newest first.",
    answers={200: schemas.versions},
)
@signed_in
def list_versions(actor: Actor, study_id: str) -> Any:
    with db.reading() as session:
        study, _ = study_for(session, actor, study_id)
        items = store.list_published(session, study.id)
        return schemas.versions.dump({"items": items, "next": None})


@bp.put("/<study_id>/codebook/draft")
@describe(
    "Save the next version as a draft; a code left out becomes retired.",
    body=schemas.draft,
    answers={200: schemas.codebook_out},
)
@signed_in
def save_draft(actor: Actor, study_id: str) -> Any:
    body, at = read_json(), clock.now()

    def act(session: Session) -> Any:
        study, _ = study_for(session, actor, study_id)
        dimensions = [
            (dimension["name"], dimension["codes"])
            for dimension in schemas.draft.load(body)["dimensions"]
        ]
        saved = service.save_draft(session, study, dimensions, by=actor, at=at)
        return schemas.body_of(saved)

    return db.run(act)


@bp.post("/<study_id>/codebook/publish")
@describe(
    "Publish the draft: new days are coded with it, and it never changes again.",
    body=schemas.publication,
    answers={200: schemas.codebook_out},
)
@signed_in
def publish(actor: Actor, study_id: str) -> Any:
    new, at = schemas.publication.load(read_json_if_any()), clock.now()

    def act(session: Session) -> Any:
        study, _ = study_for(session, actor, study_id)
        published = service.publish(session, study, **new, by=actor, at=at)
        return schemas.body_of(published)

    return db.run(act)
