"""What the server refuses before a view is asked, as problems and never as 5xx."""

import io
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import event

from app.core.config import Config
from app.core.limits import BODY_BYTES
from tests.api import UNSAFE, Api

PROBLEM = "application/problem+json"


def test_a_body_over_256_kib_is_too_large(carla: Api) -> None:
    refused = carla.call("POST", "/api/studies", data=b'{"title":"' + b"a" * 300 * 1024)

    assert (refused.status, refused.media_type) == (413, PROBLEM)


def test_a_body_over_256_kib_is_too_large_even_if_it_does_not_say_so(
    carla: Api,
) -> None:
    cut_short = b"{}" + b" " * 300 * 1024
    refused = carla.client.post(
        "/api/studies",
        input_stream=io.BytesIO(cut_short),
        environ_overrides={"wsgi.input_terminated": True},
        headers={"Transfer-Encoding": "chunked", **UNSAFE},
        content_type="application/json",
    )

    assert (refused.status_code, refused.mimetype) == (413, PROBLEM)


def test_a_body_of_256_kib_is_read(carla: Api) -> None:
    read = carla.call("POST", "/api/studies", data=b"{}".ljust(BODY_BYTES))

    assert read.status == 422


@pytest.mark.parametrize("error", ["OperationalError", "InternalError"])
def test_a_database_out_of_reach_is_no_fault_of_the_request(
    config: Config, app: Flask, stranger: Api, error: str
) -> None:
    engine = app.extensions["engine"]
    engine.dispose()

    @event.listens_for(engine, "do_connect")
    def refuse(dialect: Any, *_: Any) -> None:
        raise getattr(dialect.loaded_dbapi, error)("gone")

    refused = stranger.post("/api/session", login="ana", password="anything")

    assert (refused.status, refused.media_type) == (503, PROBLEM)
    assert refused.body["type"] == "/problems/database-unavailable"
    assert int(refused.headers["Retry-After"]) > 0
    assert "gone" not in str(refused.body)


def test_a_compressed_body_is_refused(carla: Api) -> None:
    refused = carla.call(
        "POST", "/api/studies", data=b"\x1f\x8b", headers={"Content-Encoding": "gzip"}
    )

    assert (refused.status, refused.body["type"]) == (415, "/problems/wrong-media-type")


@pytest.mark.parametrize("kind", ["text/plain", "application/vnd.api+json", ""])
def test_only_json_is_read(carla: Api, kind: str) -> None:
    refused = carla.call(
        "POST", "/api/studies", data=b"{}", headers={"Content-Type": kind}
    )

    assert refused.status == 415


@pytest.mark.parametrize("method", ["PUT", "TRACE"])
def test_a_wrong_method_is_a_problem(carla: Api, method: str) -> None:
    refused = carla.call(method, "/api/studies")

    assert (refused.status, refused.media_type) == (405, PROBLEM)


def test_an_unknown_path_is_a_problem(stranger: Api) -> None:
    absent = stranger.get("/api/nothing-here")

    assert (absent.status, absent.body["type"]) == (404, "/problems/not-found")
