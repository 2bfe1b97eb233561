from typing import Any

import pytest
from flask import Flask

from tests import make
from tests.api import Api
from tests.clocks import StoppedClock
from tests.make import Study


def invite(study: Study, role: str = "observer") -> str:
    made = study.pi.post(f"/api/studies/{study.id}/invitations", role=role)
    assert made.status == 201
    return str(made.body["token"])


def accept(api: Api, token: str, login: str = "eva", **other: Any) -> Any:
    body = {"token": token, "login": login, "name": "Eva", "password": make.PASSWORD}
    return api.post("/api/invitations/accept", **{**body, **other})


def test_an_invitation_is_a_link(stopped: StoppedClock, study: Study) -> None:
    made = study.pi.post(f"/api/studies/{study.id}/invitations", role="analyst").body

    assert made["link"] == f"http://localhost:8000/#invite={made['token']}"
    assert made["role"] == "analyst"
    assert made["expires_at"] == "2026-11-26T09:00:00+00:00"


def test_a_newcomer_gets_an_account_and_is_signed_in(
    study: Study, stranger: Api
) -> None:
    joined = accept(stranger, invite(study))

    assert joined.status == 201
    assert joined.body["study"]["id"] == study.id
    assert joined.body["account"]["login"] == "eva"
    assert stranger.get("/api/session").body["account"] == joined.body["account"]
    assert stranger.get("/api/studies").body["items"] == [joined.body["study"]]


def test_somebody_signed_in_accepts_as_they_are(study: Study, dov: Api) -> None:
    joined = dov.post("/api/invitations/accept", token=invite(study, "analyst"))

    assert joined.status == 201
    assert joined.body["account"]["login"] == "dov"
    assert joined.body["study"]["role"] == "analyst"


def test_a_stranger_cannot_accept_as_nobody(study: Study, stranger: Api) -> None:
    refused = stranger.post("/api/invitations/accept", token=invite(study))

    assert refused.status == 401


def test_an_invitation_works_once(app: Flask, study: Study, stranger: Api) -> None:
    token = invite(study)
    accept(stranger, token)

    again = accept(Api(app.test_client()), token, login="mallory")

    assert again.status == 404
    assert again.body["type"] == "/problems/invitation-unusable"
    refused = Api(app.test_client()).post(
        "/api/session", login="mallory", password=make.PASSWORD
    )
    assert refused.status == 401


def test_an_invitation_lasts_72_hours(
    stopped: StoppedClock, app: Flask, study: Study, stranger: Api
) -> None:
    first, second = invite(study), invite(study)
    stopped.pass_by(hours=71.9)
    assert accept(stranger, first).status == 201

    stopped.pass_by(hours=0.1)

    assert accept(Api(app.test_client()), second, login="late").status == 404


@pytest.mark.parametrize("token", ["x", "0" * 32, "0" * 75, "\x00", "é" * 40, "\ud800"])
def test_made_up_tokens_all_look_alike(study: Study, stranger: Api, token: str) -> None:
    known = accept(stranger, study.id.replace("-", "") + "x" * 43)

    refused = accept(stranger, token)

    assert refused.status == known.status == 404
    assert refused.raw == known.raw


def test_a_member_cannot_use_an_invitation_up(
    study: Study, ana: Api, stranger: Api
) -> None:
    token = invite(study)

    assert ana.post("/api/invitations/accept", token=token).status == 409
    assert accept(stranger, token).status == 201


def test_a_login_already_taken_leaves_the_invitation_good(
    study: Study, ana: Api, stranger: Api
) -> None:
    token = invite(study)

    taken = accept(stranger, token, login="ANA")

    assert (taken.status, taken.body["type"]) == (409, "/problems/login-taken")
    assert accept(stranger, token).status == 201


@pytest.mark.parametrize(
    ("change", "pointer"),
    [
        ({"password": "short"}, "#/password"),
        ({"password": None}, "#/password"),
        ({"name": ""}, "#/name"),
        ({"login": None}, "#/login"),
        ({"token": None}, "#/token"),
        ({"role": "pi"}, "#/role"),
        ({"device": "a b"}, "#/device"),
    ],
)
def test_bad_input_is_named(
    study: Study, stranger: Api, change: dict[str, Any], pointer: str
) -> None:
    token = invite(study)

    refused = accept(stranger, **{"token": token, **change})

    assert refused.status == 422
    assert refused.body["errors"][0]["pointer"] == pointer
    assert accept(stranger, token).status == 201


def test_half_an_account_is_not_enough(study: Study, stranger: Api) -> None:
    refused = stranger.post(
        "/api/invitations/accept", token=invite(study), login="eva", name="Eva"
    )

    assert refused.body["errors"][0]["pointer"] == "#/password"


@pytest.mark.parametrize("role", ["boss", None, 1, ["pi"]])
def test_an_invitation_needs_a_role(study: Study, role: Any) -> None:
    refused = study.pi.post(f"/api/studies/{study.id}/invitations", role=role)

    assert refused.status == 422
    assert refused.body["errors"][0]["pointer"] == "#/role"


def test_who_was_taken_out_can_be_invited_back(study: Study, ana: Api) -> None:
    study.pi.delete(f"/api/studies/{study.id}/members/{make.account_id(ana)}")

    back = ana.post("/api/invitations/accept", token=invite(study, "analyst"))

    assert (back.status, back.body["study"]["role"]) == (201, "analyst")
