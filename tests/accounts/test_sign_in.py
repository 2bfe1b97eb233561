from typing import Any

import pytest
from flask import Flask

from app.accounts import passwords, store
from app.accounts.hashing import Hasher
from app.core import db
from tests import make
from tests.api import Api


def signing_in(api: Api, **other: Any) -> Any:
    return api.post(
        "/api/session", **{"login": "carla", "password": make.PASSWORD, **other}
    )


def test_strangers_are_turned_away(stranger: Api) -> None:
    refused = stranger.get("/api/session")

    assert refused.status == 401
    assert refused.body["type"] == "/problems/not-signed-in"


def test_signing_in_is_remembered(carla: Api, stranger: Api) -> None:
    done = signing_in(stranger, device="d_phone", device_label="My phone")

    assert done.status == 201
    shown = stranger.get("/api/session").body
    assert shown == done.body
    assert shown["account"] == carla.get("/api/session").body["account"]
    assert shown["device"] == "d_phone"


@pytest.mark.parametrize("login", ["CARLA", " carla ", "\uff43\uff41rla", "Carla"])
def test_a_login_may_be_spelt_differently(
    carla: Api, stranger: Api, login: str
) -> None:
    assert signing_in(stranger, login=login).status == 201


def test_nothing_tells_which_logins_exist(carla: Api, stranger: Api) -> None:
    wrong = signing_in(stranger, password="not the password")
    unknown = signing_in(stranger, login="nobody")

    assert wrong.status == unknown.status == 401
    assert wrong.raw == unknown.raw


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("login", None),
        ("login", 5),
        ("login", "x" * 121),
        ("login", "\ud800"),
        ("login", "car\x00la"),
        ("password", None),
        ("password", {}),
        ("password", "x" * 1001),
        ("device", "d/phone"),
        ("device", "d" * 65),
        ("device_label", ""),
        ("remember", True),
    ],
)
def test_bad_input_is_named(
    carla: Api, stranger: Api, field: str, value: object
) -> None:
    refused = signing_in(stranger, **{field: value})

    assert refused.status == 422
    assert refused.body["errors"][0]["pointer"] == f"#/{field}"


def test_a_password_nobody_could_have_chosen_is_simply_wrong(
    carla: Api, stranger: Api
) -> None:
    assert signing_in(stranger, password="\ud800" * 20).status == 401


def test_signing_in_anew_ends_the_session_before(app: Flask, carla: Api) -> None:
    before = carla.client.get_cookie("shadowlog")
    assert before is not None

    signing_in(carla)

    other = Api(app.test_client())
    other.client.set_cookie("shadowlog", before.value)
    assert other.get("/api/session").status == 401


def test_a_hash_grown_weak_is_renewed(
    carla: Api, stranger: Api, monkeypatch: pytest.MonkeyPatch
) -> None:
    stronger = Hasher(time_cost=2, memory_cost=16, parallelism=1)
    monkeypatch.setattr(passwords, "HASHER", stronger)

    assert signing_in(stranger).status == 201

    with db.reading() as session:
        account = store.find_account(session, "carla")
    assert account is not None
    assert not stronger.is_outgrown(account.password_hash)
    assert signing_in(stranger).status == 201


def test_a_foreign_cookie_is_no_trouble(stranger: Api) -> None:
    for name in ("remember_token", "session", "shadowlog"):
        stranger.client.set_cookie(name, "x|y.z")

    assert stranger.get("/api/session").status == 401
