"""The first second factor closes the desk wherever only the password was given."""

from concurrent.futures import ThreadPoolExecutor

from flask import Flask

from tests import make
from tests.accounts.second_factors import (
    browser,
    code_now,
    enrol_passkey,
    enrol_totp,
    sign_in,
)
from tests.accounts.test_many_at_once import AT_ONCE
from tests.api import Api
from tests.authenticator import Authenticator
from tests.clocks import StoppedClock
from tests.make import Study


def reach(api: Api) -> str:
    return str(api.get("/api/session").body["reach"])


def elsewhere(app: Flask) -> Api:
    """Another browser, signed in to Carla's account by password."""
    api = browser(app)
    assert sign_in(api).status == 201
    return api


def test_other_sessions_go_on_for_capturing_only(app: Flask, carla: Api) -> None:
    other = elsewhere(app)

    enrol_totp(carla)

    assert (reach(carla), reach(other)) == ("elevated", "capture")


def test_so_they_do_with_a_passkey(app: Flask, carla: Api) -> None:
    other = elsewhere(app)

    enrol_passkey(carla, Authenticator())

    assert (reach(carla), reach(other)) == ("elevated", "capture")


def test_the_desk_opens_again_by_the_factor(
    stopped: StoppedClock, app: Flask, carla: Api
) -> None:
    other = elsewhere(app)
    secret, _ = enrol_totp(carla)

    alone = other.post("/api/session/elevate", password=make.PASSWORD)
    code = code_now(secret)
    with_code = other.post("/api/session/elevate", password=make.PASSWORD, code=code)

    assert alone.body["type"] == "/problems/second-factor-needed"
    assert with_code.body["reach"] == reach(other) == "elevated"


def test_a_further_factor_changes_nothing_elsewhere(app: Flask, carla: Api) -> None:
    secret, _ = enrol_totp(carla)
    other = browser(app)
    assert sign_in(other, code=code_now(secret)).status == 201

    enrol_passkey(carla, Authenticator())

    assert reach(other) == "elevated"


def test_beginning_many_times_at_once_is_harmless(
    app: Flask, study: Study, carla: Api
) -> None:
    cookie = carla.client.get_cookie("shadowlog")
    assert cookie is not None

    def begin(_: int) -> int:
        api = browser(app)
        api.client.set_cookie("shadowlog", cookie.value)
        return api.post("/api/factors/totp").status

    with ThreadPoolExecutor(AT_ONCE) as pool:
        assert set(pool.map(begin, range(AT_ONCE))) == {201}
