"""Builders that fill in everything except what a test is about."""

from dataclasses import dataclass

from flask import Flask

from app.accounts import service as accounts
from app.core import clock, db
from tests.api import Api

PASSWORD = "correct horse battery staple"


@dataclass(frozen=True)
class Study:
    """A study as its PI made it over HTTP."""

    pi: Api
    id: str
    title: str
    subject_id: str
    pseudonym: str


def first_account(app: Flask, login: str) -> Api:
    """Set the installation up, as the link printed at first start does."""
    with db.transaction() as session:
        token = accounts.new_setup_token(session, at=clock.now())
    assert token is not None
    api = Api(app.test_client())
    done = api.post(
        "/api/setup", token=token, login=login, name=login.title(), password=PASSWORD
    )
    assert done.status == 201, done.body
    return api


def study(
    pi: Api, title: str = "Chief executives", template: str = "kmobilis_like"
) -> Study:
    """A study with the subject CE1."""
    made = pi.post(
        "/api/studies", title=title, template=template, timezone="Europe/London"
    )
    assert made.status == 201, made.body
    subject = pi.post(f"/api/studies/{made.body['id']}/subjects", pseudonym="CE1")
    assert subject.status == 201, subject.body
    return Study(pi, made.body["id"], title, subject.body["id"], "CE1")


def member(app: Flask, study: Study, login: str, role: str = "observer") -> Api:
    """Somebody who accepted the PI's invitation and is signed in."""
    invited = study.pi.post(f"/api/studies/{study.id}/invitations", role=role)
    assert invited.status == 201, invited.body
    api = Api(app.test_client())
    accepted = api.post(
        "/api/invitations/accept",
        token=invited.body["token"],
        login=login,
        name=login.title(),
        password=PASSWORD,
    )
    assert accepted.status in {200, 201}, accepted.body
    if api.get("/api/session").status != 200:
        sign_in(api, login)
    return api


def share_days(study: Study, whose: str = "study") -> None:
    """Say whose days observers work on; unless told, on their own."""
    path = f"/api/studies/{study.id}"
    assert study.pi.patch(path, settings={"peer_days": whose}).status == 200


def sign_in(api: Api, login: str) -> None:
    done = api.post("/api/session", login=login, password=PASSWORD)
    assert done.status == 201, done.body


def account_id(api: Api) -> str:
    """The id of whoever is signed in."""
    return str(api.get("/api/session").body["account"]["id"])
