from collections.abc import Iterator
from dataclasses import replace

import pytest
from flask import Flask

from app import create_app
from app.accounts import service
from app.core import clock, db
from app.core.config import Config
from tests import make
from tests.api import Api


def attributes(api: Api, origin: str) -> dict[str, set[str]]:
    """What the first account's browser is told about each cookie."""
    with db.transaction() as session:
        token = service.new_setup_token(session, at=clock.now())
    body = {"token": token, "login": "carla", "name": "C", "password": make.PASSWORD}
    done = api.call("POST", "/api/setup", body, headers={"Origin": origin})
    assert done.status == 201
    cookies = [line.split("; ") for line in done.headers.getlist("Set-Cookie")]
    return {first.split("=")[0]: set(rest) for first, *rest in cookies}


def test_on_loopback_the_cookie_has_a_plain_name(stranger: Api) -> None:
    cookies = attributes(stranger, "http://localhost:8000")

    assert set(cookies) == {"shadowlog", "shadowlog-device"}
    assert {"HttpOnly", "SameSite=Strict", "Path=/"} <= cookies["shadowlog"]
    assert "Max-Age=2592000" in cookies["shadowlog"]
    assert "Secure" not in cookies["shadowlog"]


@pytest.fixture
def secure(config: Config) -> Iterator[Flask]:
    app = create_app(replace(config, origin="https://shadowlog.example.org"))
    yield app
    app.extensions["engine"].dispose()


def test_over_https_the_cookie_is_bound_to_this_host(secure: Flask) -> None:
    cookies = attributes(Api(secure.test_client()), "https://shadowlog.example.org")

    assert set(cookies) == {"__Host-shadowlog", "__Host-shadowlog-device"}
    for told in cookies.values():
        assert {"Secure", "HttpOnly", "SameSite=Strict", "Path=/"} <= told
        assert not any(word.startswith("Domain") for word in told)


def test_over_https_the_plain_name_counts_for_nothing(secure: Flask) -> None:
    api = Api(secure.test_client())
    attributes(api, "https://shadowlog.example.org")
    cookie = api.client.get_cookie("__Host-shadowlog")
    assert cookie is not None

    planted = Api(secure.test_client())
    planted.client.set_cookie("shadowlog", cookie.value)

    assert planted.get("/api/session").status == 401
