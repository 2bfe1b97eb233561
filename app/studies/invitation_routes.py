"""HTTP for inviting people into a study and for accepting."""

from typing import Any

from flask import Blueprint, Response
from sqlalchemy.orm import Session

from app.accounts import cookies, entrance, sessions
from app.accounts import service as accounts
from app.accounts.actor import Actor
from app.accounts.login import actor_or_none, signed_in
from app.accounts.schemas import Newcomer
from app.core import clock, db
from app.core.body import read_json
from app.core.errors import Invalid, NotSignedIn
from app.core.openapi import describe
from app.studies import invitations, pages, schemas, service
from app.studies.schemas import Acceptance

bp = Blueprint("invitations", __name__, url_prefix="/api")


@bp.get("/studies/<study_id>/invitations")
@describe(
    "The invitations made so far, without their secrets.",
    query=schemas.page,
    answers={200: schemas.invitations},
)
@signed_in
def list_made(actor: Actor, study_id: str) -> Any:
    (after, limit), at = pages.asked(), clock.now()
    with db.reading() as session:
        study, _ = service.study_for(session, actor, study_id)
        found = invitations.list_invitations(
            session, study, after=after, limit=limit + 1, at=at
        )
    items = schemas.invitation_seen.dump(found[:limit], many=True)
    return {"items": items, "next": pages.following([one.id for one in found], limit)}


@bp.post("/studies/<study_id>/invitations")
@describe(
    "Make a single-use invitation, good for 72 hours.",
    body=schemas.new_invitation,
    answers={201: schemas.invitation},
)
@signed_in
def make(actor: Actor, study_id: str) -> Any:
    body, at = read_json(), clock.now()

    def act(session: Session) -> Any:
        study, _ = service.study_for(session, actor, study_id)
        role = schemas.new_invitation.load(body)["role"]
        return invitations.invite(session, study, role, by=actor, at=at)

    made, token = db.run(act)
    link = f"{cookies.installed().origin}/#invite={token}"
    return {**schemas.invitation.dump(made), "token": token, "link": link}, 201


@bp.delete("/studies/<study_id>/invitations/<invitation_id>")
@describe("Withdraw an invitation nobody has accepted.", answers={204: None})
@signed_in
def revoke(actor: Actor, study_id: str, invitation_id: str) -> Response:
    at = clock.now()

    def act(session: Session) -> None:
        study, _ = service.study_for(session, actor, study_id)
        invitations.revoke(session, study, invitation_id, by=actor, at=at)

    db.run(act)
    return Response(status=204)


@bp.post("/invitations/accept")
@describe(
    "Accept an invitation, with a new account or as whoever is signed in.",
    body=schemas.acceptance,
    answers={201: schemas.joined},
)
def accept() -> Any:
    asked = schemas.acceptance.load(read_json())
    if asked.login is None and asked.name is None and asked.password is None:
        return accept_as(actor_or_none(), asked)
    return accept_as_newcomer(newcomer_of(asked))


def accept_as(actor: Actor | None, asked: Acceptance) -> Any:
    if actor is None:
        raise NotSignedIn("Sign in first, or choose a login, a name and a password.")
    at = clock.now()

    def act(session: Session) -> Any:
        account = accounts.accounts_by_id(session, [actor.id])[actor.id]
        study, member = invitations.accept(session, asked.token, account, at=at)
        return joined_body(actor, schemas.seen(study, service.membership_of(member)))

    return db.run(act), 201


def accept_as_newcomer(new: Newcomer) -> Response:
    at = clock.now()
    with db.reading() as session:
        invitations.get_invitation(session, new.token, at=at)
    wanted, browser = entrance.hashed(new), entrance.browser_of(new)

    def act(session: Session) -> Any:
        account = accounts.create_account(session, wanted, at=at)
        study, member = invitations.accept(session, new.token, account, at=at)
        opened = sessions.open_session(session, account, browser, at=at)
        study_body = schemas.seen(study, service.membership_of(member))
        return opened, joined_body(account, study_body)

    opened, body = db.run(act)
    return entrance.admit(opened, body, at)


def newcomer_of(asked: Acceptance) -> Newcomer:
    for field in ("login", "name", "password"):
        if getattr(asked, field) is None:
            raise Invalid("Choose a login, a name and a password.", f"#/{field}")
    return Newcomer(
        token=asked.token,
        login=asked.login or "",
        name=asked.name or "",
        password=asked.password or "",
        device=asked.device,
        device_label=asked.device_label,
    )


def joined_body(account: Any, study_body: dict[str, Any]) -> dict[str, Any]:
    return {"account": schemas.account.dump(account), "study": study_body}
