from typing import Any

from flask import Flask
from sqlalchemy import select

from app import create_app
from app.accounts.models import SignInFailure
from app.core import db
from app.core.config import Config
from tests import make
from tests.api import Api
from tests.clocks import StoppedClock


def guess(api: Api, login: str = "carla") -> Any:
    return api.post("/api/session", login=login, password="a wrong password")


def right(api: Api, login: str = "carla") -> Any:
    return api.post("/api/session", login=login, password=make.PASSWORD)


def test_five_failures_close_the_account_for_half_a_minute(
    stopped: StoppedClock, carla: Api, stranger: Api
) -> None:
    assert [guess(stranger).status for _ in range(6)] == [401] * 5 + [429]

    refused = right(stranger)

    assert refused.status == 429
    assert refused.headers["Retry-After"] == "30"
    stopped.pass_by(seconds=30)
    assert right(stranger).status == 201


def test_the_wait_doubles(stopped: StoppedClock, carla: Api, stranger: Api) -> None:
    for _ in range(5):
        guess(stranger)
    stopped.pass_by(seconds=30)
    guess(stranger)

    assert guess(stranger).headers["Retry-After"] == "60"


def test_spelling_a_login_differently_does_not_help(
    stopped: StoppedClock, carla: Api, stranger: Api
) -> None:
    for login in ("carla", "CARLA", " carla", "carla ", "\uff43arla"):
        guess(stranger, login)

    assert guess(stranger).status == 429


def test_unknown_logins_are_slowed_down_alike(
    stopped: StoppedClock, carla: Api, stranger: Api
) -> None:
    known = [guess(stranger).raw for _ in range(7)]
    unknown = [guess(stranger, "nobody").raw for _ in range(7)]

    assert known == unknown


def test_success_wipes_the_slate_clean(
    stopped: StoppedClock, carla: Api, stranger: Api
) -> None:
    for _ in range(4):
        guess(stranger)
    right(stranger)
    stranger.client.delete_cookie("shadowlog-device")

    assert [guess(stranger).status for _ in range(5)] == [401] * 5


def test_the_owners_own_phone_still_gets_in(
    stopped: StoppedClock, carla: Api, stranger: Api
) -> None:
    carla.delete("/api/session")
    for _ in range(6):
        guess(stranger)

    assert right(stranger).status == 429
    assert right(carla).status == 201


def test_a_known_phone_may_not_guess_for_ever_either(
    stopped: StoppedClock, carla: Api
) -> None:
    assert [guess(carla).status for _ in range(6)] == [401] * 5 + [429]


def test_a_phone_is_known_to_its_owners_account_only(
    stopped: StoppedClock, carla: Api, ana: Api
) -> None:
    for _ in range(5):
        guess(ana)

    assert right(ana).status == 429


def test_one_address_is_heard_30_times_a_quarter_of_an_hour(
    stopped: StoppedClock, carla: Api, stranger: Api
) -> None:
    answers = [guess(stranger, f"somebody{number}").status for number in range(31)]

    assert answers == [401] * 30 + [429]
    stopped.pass_by(minutes=15)
    assert guess(stranger, "anybody").status == 401


def test_another_address_is_heard(
    stopped: StoppedClock, carla: Api, stranger: Api, app: Flask
) -> None:
    for number in range(31):
        guess(stranger, f"somebody{number}")

    elsewhere = app.test_client()
    elsewhere.environ_base["REMOTE_ADDR"] = "192.0.2.9"

    assert right(Api(elsewhere)).status == 201


def test_saying_one_comes_from_elsewhere_does_not_help(
    stopped: StoppedClock, carla: Api, stranger: Api
) -> None:
    for number in range(30):
        guess(stranger, f"somebody{number}")

    refused = stranger.call(
        "POST",
        "/api/session",
        {"login": "carla", "password": make.PASSWORD},
        headers={"X-Forwarded-For": "192.0.2.9"},
    )

    assert refused.status == 429


def test_counts_survive_a_restart(
    stopped: StoppedClock, carla: Api, stranger: Api, config: Config
) -> None:
    for _ in range(5):
        guess(stranger)

    again = create_app(config)

    assert right(Api(again.test_client())).status == 429
    again.extensions["engine"].dispose()


def test_neither_addresses_nor_logins_are_kept(carla: Api, stranger: Api) -> None:
    guess(stranger, "mistyped-password")

    with db.reading() as session:
        kept = " ".join(session.scalars(select(SignInFailure.id)))
    assert "mistyped" not in kept
    assert "127.0.0.1" not in kept
