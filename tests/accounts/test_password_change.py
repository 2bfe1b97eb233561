"""Changing one's password: with the old one, and nobody stays in by another door."""

import pytest
from flask import Flask

from tests import make
from tests.accounts.second_factors import browser, noted, sign_in
from tests.api import Answer, Api
from tests.clocks import StoppedClock

NEW = "purple elephants sing quietly"


def change(api: Api, current: str = make.PASSWORD, password: str = NEW) -> Answer:
    return api.post("/api/password", current=current, password=password)


def test_the_new_password_opens_and_the_old_does_not(carla: Api, stranger: Api) -> None:
    assert change(carla).status == 204

    assert sign_in(stranger).status == 401
    assert sign_in(stranger, password=NEW).status == 201


def test_every_other_session_ends(app: Flask, carla: Api) -> None:
    other = browser(app)
    sign_in(other)

    change(carla)

    assert other.get("/api/session").status == 401
    assert carla.get("/api/session").status == 200


def test_the_sessions_own_token_changes(app: Flask, carla: Api) -> None:
    before = carla.client.get_cookie("shadowlog")
    assert before is not None

    change(carla)

    thief = browser(app)
    thief.client.set_cookie("shadowlog", before.value)
    assert thief.get("/api/session").status == 401


def test_the_old_password_is_asked_for(carla: Api, stranger: Api) -> None:
    refused = change(carla, current="something else")

    assert refused.status == 401
    assert refused.body["type"] == "/problems/wrong-login-or-password"
    assert sign_in(stranger).status == 201


def test_guessing_the_old_one_is_slowed(stopped: StoppedClock, carla: Api) -> None:
    answers = [change(carla, current=f"guess {n}").status for n in range(6)]

    assert answers == [401] * 5 + [429]


def test_a_success_wipes_the_slate_clean(stopped: StoppedClock, carla: Api) -> None:
    for number in range(4):
        change(carla, current=f"guess {number}")
    change(carla)

    answers = [change(carla, current=f"guess {n}").status for n in range(5)]
    assert answers == [401] * 5


@pytest.mark.parametrize("password", ["too short", "x" * 129, "carla.carla.1984"])
def test_a_weak_one_is_refused(carla: Api, stranger: Api, password: str) -> None:
    refused = change(carla, password=password)

    assert refused.status == 422
    assert refused.body["errors"][0]["pointer"] == "#/password"
    assert sign_in(stranger).status == 201


@pytest.mark.parametrize(
    "password",
    [
        "🙂" * 64,
        "correct horse battery staples are 64 characters long, are they?!",
        "  spaces   count   too  ",
        "пароль на русском",
    ],
)
def test_any_characters_are_welcome(carla: Api, stranger: Api, password: str) -> None:
    assert change(carla, password=password).status == 204

    assert sign_in(stranger, password=password).status == 201


def test_a_desk_left_open_is_not_enough(stopped: StoppedClock, carla: Api) -> None:
    stopped.pass_by(minutes=10)

    refused = change(carla)

    assert refused.status == 403
    assert refused.body["reach"] == "elevated"


def test_it_is_on_the_trail(carla: Api) -> None:
    change(carla)

    assert len(noted("password:changed")) == 1


def test_whoever_was_shut_out_is_heard_again(
    stopped: StoppedClock, carla: Api, stranger: Api
) -> None:
    for _ in range(100):
        sign_in(stranger, password="a wrong password")
        stopped.pass_by(minutes=15)
    stopped.pass_by(days=7)
    assert sign_in(stranger).status == 429
    assert sign_in(carla).status == 201

    change(carla)

    assert sign_in(stranger, password=NEW).status == 201
