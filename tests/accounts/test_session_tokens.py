"""A session is a random number the server can take back, and nothing else."""

import base64
from dataclasses import replace

import pytest
from flask import Flask

from tests import make
from tests.api import Api

COOKIE = "shadowlog"


def token(api: Api) -> str:
    cookie = api.client.get_cookie(COOKIE)
    assert cookie is not None
    return cookie.value


def holding(app: Flask, stolen: str) -> Api:
    api = Api(app.test_client())
    api.client.set_cookie(COOKIE, stolen)
    return api


def test_a_token_is_256_random_bits(app: Flask, carla: Api) -> None:
    tokens = {token(carla)}
    for _ in range(20):
        make.sign_in(carla, "carla")
        tokens.add(token(carla))

    assert len(tokens) == 21
    decoded = [base64.urlsafe_b64decode(one + "=") for one in tokens]
    assert {len(one) for one in decoded} == {32}


def test_signing_in_anew_ends_the_session_before(app: Flask, carla: Api) -> None:
    old = token(carla)

    make.sign_in(carla, "carla")

    assert token(carla) != old
    assert holding(app, old).get("/api/session").status == 401


def test_a_token_planted_before_signing_in_is_not_taken_over(
    app: Flask, carla: Api
) -> None:
    planted = "A" * 43
    victim = holding(app, planted)

    make.sign_in(victim, "carla")

    assert token(victim) != planted
    assert holding(app, planted).get("/api/session").status == 401


@pytest.mark.parametrize("elevated", [False, True])
def test_a_session_survives_another_network_and_another_browser_name(
    carla: Api, study: make.Study, elevated: bool
) -> None:
    if elevated:
        carla.post("/api/session/elevate", password=make.PASSWORD)

    moved = carla.client.get(
        f"/api/studies/{study.id}/log.csv",
        headers={"User-Agent": "Another/2.0", "X-Forwarded-For": "203.0.113.9"},
        environ_base={"REMOTE_ADDR": "198.51.100.7"},
    )

    assert moved.status_code == 200


def test_a_token_signed_out_opens_nothing(app: Flask, carla: Api) -> None:
    stolen = token(carla)

    carla.delete("/api/session")

    assert holding(app, stolen).get("/api/session").status == 401
    assert holding(app, stolen).delete("/api/session").status == 401


def test_a_cookie_bound_to_a_lock_opens_nothing_without_it(
    app: Flask, carla: Api
) -> None:
    app.config["SHADOWLOG"] = replace(app.config["SHADOWLOG"], bind_sessions=True)
    phone = Api(app.test_client())
    who = {"login": "carla", "password": make.PASSWORD}
    lock = {"X-Session-Lock": "in the vault"}
    assert phone.call("POST", "/api/session", who, headers=lock).status == 201
    thief = holding(app, token(phone))

    def seen(api: Api, headers: dict[str, str]) -> int:
        return api.call("GET", "/api/studies", headers=headers).status

    assert seen(phone, lock) == 200
    assert seen(thief, {}) == 401
    assert seen(thief, {"X-Session-Lock": "guessed"}) == 401
    proof = {"password": make.PASSWORD}
    raised = phone.call("POST", "/api/session/elevate", proof, headers=lock)
    assert raised.status == 201
    assert seen(phone, lock) == 200
    assert seen(phone, {}) == 401
