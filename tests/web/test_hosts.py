"""Only requests that name this installation are answered."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from flask import Flask

from app import create_app
from app.core.config import Config

ORIGIN = "https://shadowlog.example.org"


def status(app: Flask, path: str, host: str) -> int:
    return app.test_client().get(path, headers={"Host": host}).status_code


@pytest.fixture
def production(config: Config) -> Iterator[Flask]:
    app = create_app(replace(config, origin=ORIGIN, production=True))
    yield app
    app.extensions["engine"].dispose()


@pytest.mark.parametrize(
    "host",
    [
        "shadowlog.example.org",
        "Shadowlog.Example.ORG",
        "shadowlog.example.org:443",
    ],
)
def test_the_origin_is_answered_under_its_name(production: Flask, host: str) -> None:
    assert status(production, "/", host) == 200


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "shadowlog.example.org.evil.example",
        "shadowlog.example.org:8443",
        "shadowlog.example.org@evil.example",
        "192.0.2.7",
        "localhost",
        "[::1",
        "",
    ],
)
@pytest.mark.parametrize("path", ["/", "/api/session", "/nothing"])
def test_no_other_name_is(production: Flask, path: str, host: str) -> None:
    assert status(production, path, host) == 400


@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
def test_probes_may_come_by_address(production: Flask, path: str) -> None:
    assert status(production, path, "192.0.2.7:8000") == 200


@pytest.mark.parametrize(
    "host", ["localhost", "localhost:8123", "127.0.0.1:8000", "[::1]:8000"]
)
def test_a_developers_machine_goes_by_all_its_names(app: Flask, host: str) -> None:
    assert status(app, "/", host) == 200


def test_a_strangers_name_for_a_developers_machine_is_refused(app: Flask) -> None:
    assert status(app, "/", "rebound.evil.example:8000") == 400


def test_the_refusal_names_the_right_address(app: Flask) -> None:
    refused = app.test_client().get("/", headers={"Host": "evil.example"})

    assert refused.mimetype == "application/problem+json"
    assert refused.get_json()["type"] == "/problems/untrusted-host"
    assert "http://localhost:8000" in refused.get_json()["detail"]
