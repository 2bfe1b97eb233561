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
