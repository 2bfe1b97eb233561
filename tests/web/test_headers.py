"""Every answer carries the same defences, whatever it answers."""

import pytest

from app.web.headers import ALWAYS, API_CSP, DOCUMENT_CSP
from tests.api import Api

PATHS = [
    "/",
    "/sw.js",
    "/manifest.webmanifest",
    "/healthz",
    "/nothing",
    "/static/x/y.js",
]
API_PATHS = ["/api/session", "/api/nothing", "/api/openapi.json", "/api/studies"]


@pytest.mark.parametrize("path", PATHS + API_PATHS)
def test_every_answer_is_armoured(stranger: Api, path: str) -> None:
    answer = stranger.get(path)

    for name, value in ALWAYS.items():
        assert answer.headers[name] == value


@pytest.mark.parametrize("path", PATHS)
def test_documents_allow_only_our_own_scripts(stranger: Api, path: str) -> None:
    policy = stranger.get(path).headers["Content-Security-Policy"]

    assert policy == DOCUMENT_CSP
    assert "unsafe" not in policy


@pytest.mark.parametrize("path", API_PATHS)
def test_the_api_is_never_cached_nor_framed(stranger: Api, path: str) -> None:
    answer = stranger.get(path)

    assert answer.headers["Content-Security-Policy"] == API_CSP
    assert answer.headers["Cache-Control"] == "no-store"


def test_a_policy_report_is_taken_without_an_answer(stranger: Api) -> None:
    reported = stranger.call("POST", "/csp-report", data=b'[{"body": {}}]')

    assert reported.status == 204


@pytest.mark.parametrize(
    "data", [b"[" * 60_000, b"9" * 5000, b"\xff", b"", b"5", b'{"body": 5}']
)
def test_a_policy_report_nobody_can_read_is_taken_as_well(
    stranger: Api, data: bytes
) -> None:
    assert stranger.call("POST", "/csp-report", data=data).status == 204
