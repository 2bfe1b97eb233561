"""A sign-in that is overtaken by a change of what lets in does not outlive it."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

import pytest
from flask import Flask

from app.accounts import sessions
from tests import make
from tests.accounts.second_factors import browser, enrol_totp
from tests.accounts.test_resets import ana_in, reset_for, use
from tests.api import Api

# Long enough for the other request to come as far as it can.
HEAD_START = 0.5


def overtaken(
    monkeypatch: pytest.MonkeyPatch, sign_in: Callable[[], Any], act: Callable[[], Any]
) -> None:
    """Sign in; ``act`` comes when the password has been found right."""
    open_session, done = sessions.open_session, list[Future[Any]]()

    def late(*args: Any, **options: Any) -> Any:
        if not done:
            done.append(pool.submit(act))
            pool.submit(lambda: done[0].exception(HEAD_START)).exception()
        return open_session(*args, **options)

    with ThreadPoolExecutor(2) as pool:
        monkeypatch.setattr(sessions, "open_session", late)
        assert sign_in().status == 201
        done[0].result()


def test_a_reset_ends_it(
    app: Flask, carla: Api, ana: Api, monkeypatch: pytest.MonkeyPatch
) -> None:
    token, thief = reset_for(carla, ana).body["token"], browser(app)

    overtaken(
        monkeypatch,
        lambda: ana_in(thief, make.PASSWORD),
        lambda: use(browser(app), token),
    )

    assert thief.get("/api/session").status == 401


def test_a_first_factor_closes_its_desk(
    app: Flask, ana: Api, monkeypatch: pytest.MonkeyPatch
) -> None:
    thief = browser(app)

    overtaken(
        monkeypatch,
        lambda: ana_in(thief, make.PASSWORD),
        lambda: enrol_totp(ana),
    )

    assert thief.get("/api/session").body["reach"] == "capture"
