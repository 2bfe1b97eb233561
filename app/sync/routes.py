"""HTTP for sync: hello, push, pull, and what to do when they are not enough."""

import gzip
from functools import partial
from typing import Any
from uuid import UUID

from flask import Blueprint, Flask, Response, g, request

from app.accounts.actor import Actor
from app.accounts.login import signed_in
from app.core import clock, db
from app.core.body import read_body, read_json
from app.core.openapi import describe
from app.sync import protocol, schemas, service, witness
from app.sync.asked import Pull
from app.sync.protocol import PROTO, by_study

bp = Blueprint("sync", __name__, url_prefix="/api/sync")

# Below this a compressed answer saves nothing.
WORTH_COMPRESSING = 1024


def init_app(app: Flask) -> None:
    """Let a phone tell every answer of ours, errors too, from a Wi-Fi login page."""
    app.after_request(sign)


def sign(response: Response) -> Response:
    if request.path.startswith("/api/sync/"):
        response.headers["X-Sync-Proto"] = str(PROTO)
    return response


@bp.before_request
def note_arrival() -> None:
    g.arrived = clock.now_ms()


@bp.get("/hello")
@describe(
    "What the server is, whom it takes us for, what time it is.",
    answers={200: schemas.hello},
)
@signed_in
def hello(actor: Actor) -> Any:
    with db.reading() as session:
        told = service.hello(session, actor)
    return framed({}) | schemas.hello.dump(told)


@bp.post("/push")
@describe(
    "Send operations; each is answered on its own.",
    body=schemas.envelope,
    answers={200: schemas.pushed},
)
@signed_in
def push(actor: Actor) -> Any:
    at = clock.now()
    envelope = schemas.envelope.load(read_json())
    service.check_envelope(envelope)
    with db.reading() as session:
        frame, sender = service.meet(session, actor, envelope, at=at)
    why = service.put_off(actor, envelope)
    if why is not None:
        return framed(frame) | {"results": protocol.deferred(envelope.ops, why)}
    results: list[Any] = [None] * len(envelope.ops)
    # One transaction a study: a slow or failing one does not hold up the others.
    for study_id, positions in by_study(envelope.ops).items():
        receive = partial(
            service.receive,
            study_id=study_id,
            ops=[envelope.ops[position] for position in positions],
            envelope=envelope,
            sender=sender,
        )
        for position, result in zip(positions, db.run(receive), strict=True):
            results[position] = result
    return framed(frame) | {"results": results}


@bp.get("/pull")
@describe(
    "What has changed in a study since a cursor.",
    query=schemas.pull,
    answers={200: schemas.page},
)
@signed_in
def pull(actor: Actor) -> Response:
    asked = schemas.pull.load(request.args.to_dict())
    with db.reading() as session:
        frame, page = service.pull(session, actor, asked)
    if page.trail["witness"] == witness.BROKEN:
        note_broken(actor, asked)
    body = page.json(framed(frame)).encode()
    response = Response(body, content_type="application/json")
    response.vary.add("Accept-Encoding")
    accepted = request.accept_encodings.quality("gzip") > 0
    if accepted and len(body) > WORTH_COMPRESSING:
        response.set_data(gzip.compress(body, compresslevel=1, mtime=0))
        response.content_encoding = "gzip"
    return response


@bp.get("/digest")
@describe(
    "What a device that has read a whole study must come to as well.",
    query=schemas.digest_query,
    answers={200: schemas.digest},
)
@signed_in
def digest(actor: Actor) -> Any:
    study_id = schemas.digest_query.load(request.args.to_dict())["study"]
    with db.reading() as session:
        frame, told = service.digest(session, actor, study_id)
    return framed(frame) | told


@bp.post("/rescue")
@describe(
    "Keep whatever a phone exports, unread; the last resort of one that is stuck.",
    answers={201: schemas.receipt},
)
@signed_in
def rescue(actor: Actor) -> Any:
    data, at = read_body(), clock.now()
    frame, told = db.run(lambda session: service.rescue(session, actor, data, at=at))
    return framed(frame) | told, 201


def note_broken(actor: Actor, asked: Pull) -> None:
    """Have it known that our trail does not hold what we said it did."""
    assert asked.witness is not None
    study_id, lost, at = UUID(asked.study), asked.witness, clock.now()
    db.run(
        lambda session: witness.note_broken(session, actor, study_id, lost, at=at),
    )


def framed(frame: dict[str, Any]) -> dict[str, Any]:
    """What every answer begins with; the two moments make a clock sample."""
    return {"proto": PROTO, **frame, "t1": g.arrived, "t2": clock.now_ms()}
