"""One application a process, and its database as it was before the first scene.

Making an application and having it learn its statements takes a quarter of a second,
setting up an installation and a study another: more than most tests take themselves.
"""

import time
from dataclasses import dataclass
from pathlib import Path

from flask import Flask

from app import create_app
from app.core import db
from app.core.config import Config
from tests import make
from tests.api import Api
from tests.databases import Databases

# Well within what a session may do only shortly after signing in.
FRESH_SECONDS = 240
EMPTY, CARLA, STUDY = "empty", "carla", "study"
COOKIES = ("shadowlog", "shadowlog-device")


@dataclass
class Cast:
    """What the tests of one state need to know of what is in its database."""

    made_at: float
    cookies: tuple[str, ...] = ()
    study: tuple[str, str, str, str] = ("", "", "", "")


class Stage:
    """The application, set back before each test to a state everybody knows."""

    def __init__(self, databases: Databases, folder: Path) -> None:
        self.databases = databases
        self.url = databases.fresh(folder)
        self.app = create_app(
            Config.from_env(
                {"SHADOWLOG_DATA_DIR": str(folder), "DATABASE_URL": self.url}
            )
        )
        self.engine = self.app.extensions["engine"]
        self.settings = dict(self.app.config), dict(self.app.extensions)
        self.states: dict[str, Cast] = {}
        self.keep(EMPTY, Cast(float("inf")))

    def set(self, state: str) -> Flask:
        """The application with nobody in it, with Carla, or with her study."""
        cast = self.states.get(state)
        if cast is None or time.monotonic() - cast.made_at > FRESH_SECONDS:
            self.rehearse()
        self.set_back(state)
        return self.app

    def rehearse(self) -> None:
        self.set_back(EMPTY)
        carla = make.first_account(self.app, "carla")
        self.keep(CARLA, Cast(time.monotonic(), cookies_of(carla)))
        study = make.study(carla)
        known = (study.id, study.title, study.subject_id, study.pseudonym)
        self.keep(STUDY, Cast(time.monotonic(), cookies_of(carla), known))

    def keep(self, state: str, cast: Cast) -> None:
        self.engine.dispose()
        self.databases.keep(self.url, state)
        self.states[state] = cast

    def set_back(self, state: str) -> None:
        self.engine.dispose()
        self.databases.set_back(self.url, state)
        config, extensions = self.settings
        self.app.config.clear()
        self.app.config.update(config)
        self.app.extensions.clear()
        self.app.extensions.update(extensions)
        db.new_session.configure(bind=self.engine)

    def carla(self, state: str) -> Api:
        """The browser in which she is signed in."""
        client = self.app.test_client()
        for name, value in zip(COOKIES, self.states[state].cookies, strict=True):
            client.set_cookie(name, value)
        return Api(client)

    def study(self, carla: Api) -> make.Study:
        return make.Study(carla, *self.states[STUDY].study)

    def close(self) -> None:
        self.engine.dispose()
        self.databases.drop(self.url)


def cookies_of(api: Api) -> tuple[str, ...]:
    found = [api.client.get_cookie(name) for name in COOKIES]
    return tuple(str(cookie.value) for cookie in found if cookie)
