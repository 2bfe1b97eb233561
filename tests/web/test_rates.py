"""One account may ask for so much in a while where the installation counts."""

from collections.abc import Iterator
from dataclasses import replace
from functools import partial

import pytest
from flask import Flask

from app import create_app
from app.core.buckets import Buckets
from app.core.config import Config
from app.core.limits import EXPORTS_PER_HOUR, REQUESTS_PER_MINUTE
from app.web import rates
from tests import make
from tests.api import Api


@pytest.fixture
def app(config: Config, monkeypatch: pytest.MonkeyPatch) -> Iterator[Flask]:
    """One that counts, at one moment: on a slow machine time would give some back."""
    monkeypatch.setattr(rates, "Buckets", partial(Buckets, clock=lambda: 0.0))
    app = create_app(replace(config, rate_limits=True))
    yield app
    app.extensions["engine"].dispose()


def asked_often(api: Api, path: str, times: int) -> list[int]:
    return [ended(api, path) for _ in range(times)]


def ended(api: Api, path: str) -> int:
    """The status, with the answer read to its end and closed as servers do."""
    with api.client.get(path) as reply:
        reply.get_data()
        return reply.status_code


def test_more_than_120_requests_a_minute_have_to_wait(carla: Api) -> None:
    answers = asked_often(carla, "/api/session", REQUESTS_PER_MINUTE + 1)
    refused = carla.get("/api/session")

    assert answers[:REQUESTS_PER_MINUTE] == [200] * REQUESTS_PER_MINUTE
    assert refused.status == 429
    assert refused.headers["Retry-After"] == "1"
    assert refused.body["type"] == "/problems/too-many-requests"


def test_sync_is_not_counted(carla: Api) -> None:
    asked_often(carla, "/api/session", REQUESTS_PER_MINUTE)

    assert set(asked_often(carla, "/api/sync/hello", 200)) == {200}


def test_strangers_and_others_are_not_counted_with_her(
    carla: Api, ana: Api, stranger: Api
) -> None:
    asked_often(carla, "/api/session", REQUESTS_PER_MINUTE + 5)

    assert ana.get("/api/session").status == 200
    assert stranger.get("/api/openapi.json").status == 200
    assert stranger.get("/").status == 200


def test_ten_files_an_hour_may_be_downloaded(study: make.Study) -> None:
    path = f"/api/studies/{study.id}/log.csv"

    answers = asked_often(study.pi, path, EXPORTS_PER_HOUR + 1)

    assert answers == [200] * EXPORTS_PER_HOUR + [429]
    assert study.pi.get(path).headers["Retry-After"] == "360"  # a tenth of an hour
    assert study.pi.get("/api/session").status == 200


def test_one_download_at_a_time(study: make.Study) -> None:
    path = f"/api/studies/{study.id}/log.csv"
    streaming = study.pi.client.get(path, buffered=False)

    refused = study.pi.get(path)
    streaming.close()

    assert (streaming.status_code, refused.status) == (200, 429)
    assert refused.headers["Retry-After"]
    assert study.pi.get(path).status == 200


def test_a_refused_download_does_not_count_as_one_under_way(study: make.Study) -> None:
    path = f"/api/studies/{study.id}/log.csv?flavour=none"

    assert asked_often(study.pi, path, 3) == [422] * 3


def test_at_home_nothing_is_counted(config: Config) -> None:
    plain = create_app(config)

    carla = make.first_account(plain, "carla")

    assert set(asked_often(carla, "/api/session", 130)) == {200}
    plain.extensions["engine"].dispose()
