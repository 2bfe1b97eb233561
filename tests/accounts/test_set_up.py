from typing import Any

import pytest
from flask import Flask

from app.accounts import service
from app.core import clock, db
from tests import make
from tests.api import Api


def new_token() -> str | None:
    with db.transaction() as session:
        return service.new_setup_token(session, at=clock.now())


def newcomer(token: str | None, **other: Any) -> dict[str, Any]:
    return {
        "token": token,
        "login": "carla",
        "name": "Carla",
        "password": make.PASSWORD,
        **other,
    }


def test_the_link_makes_the_first_account_and_signs_it_in(stranger: Api) -> None:
    done = stranger.post("/api/setup", **newcomer(new_token()))

    assert done.status == 201
    assert done.body["account"]["login"] == "carla"
    assert stranger.get("/api/session").body["account"] == done.body["account"]


def test_the_link_works_once(app: Flask, stranger: Api) -> None:
    token = new_token()
    stranger.post("/api/setup", **newcomer(token))

    again = Api(app.test_client()).post("/api/setup", **newcomer(token, login="eve"))

    assert again.status == 403
    assert again.body["type"] == "/problems/setup-link-unusable"


def test_a_new_link_replaces_the_old_one(stranger: Api) -> None:
    old, new = new_token(), new_token()

    assert stranger.post("/api/setup", **newcomer(old)).status == 403
    assert stranger.post("/api/setup", **newcomer(new)).status == 201


def test_there_is_no_link_once_there_is_an_account(carla: Api) -> None:
    assert new_token() is None


def test_a_guessed_token_opens_nothing(stranger: Api) -> None:
    new_token()

    assert stranger.post("/api/setup", **newcomer("x" * 43)).status == 403


def test_an_installation_keeps_its_epoch(app: Flask) -> None:
    with db.transaction() as session:
        first = service.ensure_installation(session, at=clock.now()).epoch
    with db.transaction() as session:
        second = service.ensure_installation(session, at=clock.now()).epoch

    assert first == second
    assert first.startswith("e_")


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("token", None),
        ("token", 7),
        ("token", ""),
        ("login", ""),
        ("login", " carla"),
        ("login", "car\nla"),
        ("login", "car\u202ela"),
        ("login", "x" * 121),
        ("name", ["Carla"]),
        ("name", "\ud800"),
        ("name", "nul\x00"),
        ("password", 15),
        ("password", "too short"),
        ("device", "with space"),
        ("device", "d_phone\n"),
        ("is_operator", True),
    ],
)
def test_bad_input_is_named_and_the_link_stays_good(
    stranger: Api, field: str, value: object
) -> None:
    token = new_token()

    refused = stranger.post("/api/setup", **{**newcomer(token), field: value})

    assert refused.status == 422
    assert refused.body["errors"][0]["pointer"] == f"#/{field}"
    assert stranger.post("/api/setup", **newcomer(token)).status == 201
