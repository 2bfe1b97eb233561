"""However a login is spelt and wherever guesses come from, they are counted as one."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from flask import Flask

from app.accounts.throttle import HARD_STOP
from tests import make
from tests.api import Answer, Api
from tests.clocks import StoppedClock

# By case, by spaces, and by letters that only look different: wide and bold.
SAME = [
    "carla",
    "CARLA",
    "Carla ",
    "  carla",
    "\uff43\uff41\uff52\uff4c\uff41",
    "\U0001d41c\U0001d41a\U0001d42b\U0001d425\U0001d41a",
]


def guess(app: Flask, login: str, address: str, **headers: str) -> Answer:
    client = app.test_client()
    client.environ_base["REMOTE_ADDR"] = address
    body = {"login": login, "password": "not the password"}
    sent = {name.replace("_", "-"): value for name, value in headers.items()}
    return Api(client).call("POST", "/api/session", body, headers=sent)


def test_spellings_from_many_addresses_are_one_login(
    stopped: StoppedClock, app: Flask, carla: Api
) -> None:
    answers = [
        guess(app, login, f"192.0.2.{number}").status
        for number, login in enumerate(SAME)
    ]

    assert answers == [401] * 5 + [429]


def test_an_address_one_only_claims_is_not_believed(
    stopped: StoppedClock, app: Flask, carla: Api
) -> None:
    claims = ["X_Forwarded_For", "X_Real_IP", "Forwarded", "Client_IP"]

    answers = [
        guess(app, f"x{n}", "192.0.2.1", **{claims[n % 4]: f"198.51.100.{n}"}).status
        for n in range(31)
    ]

    assert answers == [401] * 30 + [429]


def test_a_burst_at_the_same_moment_does_not_slip_past(app: Flask, carla: Api) -> None:
    def one(number: int) -> int:
        return guess(app, "carla", f"192.0.2.{number}").status

    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(one, range(24)))

    assert sorted(answers) == [401] * 5 + [429] * 19


@pytest.mark.parametrize("login", ["carla", "nobody"])
def test_after_a_hundred_failures_waiting_does_not_help(
    stopped: StoppedClock, app: Flask, carla: Api, login: str
) -> None:
    for number in range(HARD_STOP):
        assert guess(app, login, f"192.0.2.{number}").status == 401
        stopped.pass_by(minutes=15)
    stopped.pass_by(days=3)

    refused = guess(app, login, "198.51.100.1")
    owner = carla.post("/api/session", login="carla", password=make.PASSWORD)

    assert refused.status == 429
    assert 0 < int(refused.headers["Retry-After"]) <= timedelta(days=1).total_seconds()
    assert owner.status == 201
