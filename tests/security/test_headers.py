"""Every answer of the application carries the headers of the rule, to the letter."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from flask import Flask

from app import create_app
from app.core.config import Config
from tests.api import Answer, Api
from tests.security.routes import SOME_ID, knocks

DOCUMENT_CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
    "font-src 'self'; connect-src 'self'; manifest-src 'self'; worker-src 'self'; "
    "object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; "
    "require-trusted-types-for 'script'; trusted-types shadowlog-sw; report-to csp; "
    "upgrade-insecure-requests"
)
API_CSP = "default-src 'none'; frame-ancestors 'none'; sandbox"
EVERYWHERE = {
    "Reporting-Endpoints": 'csp="/csp-report"',
    "Strict-Transport-Security": "max-age=63072000; includeSubDomains",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": (
        "accelerometer=(), autoplay=(), bluetooth=(), camera=(), display-capture=(), "
        "geolocation=(), gyroscope=(), hid=(), idle-detection=(), magnetometer=(), "
        "microphone=(), midi=(), payment=(), serial=(), usb=(), web-share=(self), "
        "xr-spatial-tracking=(), publickey-credentials-get=(self), "
        "publickey-credentials-create=(self), screen-wake-lock=(self)"
    ),
    "X-Robots-Tag": "noindex, nofollow, noarchive",
    "X-Permitted-Cross-Domain-Policies": "none",
}
METHODS = ["GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE", "TRACE"]
ORIGIN = "https://shadowlog.example.org"


@pytest.fixture
def https(config: Config) -> Iterator[Flask]:
    """The application as phones meet it; one view of it is broken."""
    app = create_app(replace(config, origin=ORIGIN))
    yield app
    app.extensions["engine"].dispose()


def lacking(answer: Answer, path: str) -> dict[str, str | None]:
    """What an answer has not, or has otherwise."""
    api = path.startswith("/api/")
    wanted = EVERYWHERE | {"Content-Security-Policy": API_CSP if api else DOCUMENT_CSP}
    if api:
        wanted["Cache-Control"] = "no-store"
    elif "/static/" not in path:
        wanted["Cache-Control"] = "no-cache"
    found = {name: answer.headers.getlist(name) for name in wanted}
    return {name: str(said) for name, said in found.items() if said != [wanted[name]]}


def vary(answer: Answer) -> set[str]:
    return {word.strip() for word in answer.headers.get("Vary", "").split(",")}


def test_every_route_and_method_is_armoured(https: Flask) -> None:
    stranger = Api(https.test_client())
    paths = {knock.path for knock in knocks(https)} | {"/nothing", "/api/nothing"}

    wrong = {
        f"{method} {path}": missing
        for path in sorted(paths)
        for method in METHODS
        if (
            missing := lacking(
                stranger.call(method, path, headers={"Origin": ORIGIN}), path
            )
        )
    }

    assert wrong == {}
    assert len(paths) > 30


@pytest.mark.parametrize(
    ("status", "method", "path", "headers", "data"),
    [
        (404, "GET", "/api/nothing", {}, None),
        (404, "GET", "/api//studies", {}, None),
        (405, "PUT", "/api/studies", {}, b"{}"),
        (405, "POST", "/", {}, b"{}"),
        (413, "POST", "/api/session", {}, b" " * 300_000),
        (415, "POST", "/api/session", {"Content-Type": "text/plain"}, b"{}"),
        (415, "POST", "/csp-report", {"Content-Type": "text/plain"}, b"{}"),
        (403, "POST", "/api/session", {"Sec-Fetch-Site": "cross-site"}, b"{}"),
        (400, "POST", "/api/session", {}, b"{"),
        (400, "GET", "/", {"Host": "evil.example"}, None),
        (400, "GET", "/api/session", {"Host": "evil.example"}, None),
        (401, "GET", "/api/session", {}, None),
        (422, "GET", "/api/openapi.json?extra=1", {}, None),
        (404, "GET", f"/static/{SOME_ID}/app.js", {}, None),
    ],
)
def test_refusals_are_armoured(
    https: Flask,
    status: int,
    method: str,
    path: str,
    headers: dict[str, str],
    data: bytes | None,
) -> None:
    answer = Api(https.test_client()).call(
        method, path, headers={"Origin": ORIGIN, **headers}, data=data
    )

    assert answer.status == status, answer.body
    assert answer.media_type == "application/problem+json"
    assert lacking(answer, path if path.startswith("/api/") else "/") == {} or (
        "/static/" in path
    )


def test_a_fault_of_ours_is_armoured(https: Flask) -> None:
    def broken() -> str:
        raise RuntimeError("of the server's own making")

    https.view_functions["openapi.show"] = broken

    answer = Api(https.test_client()).get("/api/openapi.json")

    assert answer.status == 500
    assert "own making" not in str(answer.body)
    assert lacking(answer, "/api/openapi.json") == {}


def test_nothing_ever_redirects(https: Flask) -> None:
    stranger = Api(https.test_client())
    asked = [knock.path for knock in knocks(https)]
    asked += [f"{path}/" for path in asked] + [f"/{path}" for path in asked]

    answers = {path: stranger.get(path).status for path in asked}

    assert {path for path, status in answers.items() if 300 <= status < 400} == set()


def test_a_compressed_pull_varies_with_both(carla: Api) -> None:
    made = carla.post("/api/studies", title="T", template="blank", timezone="UTC")

    answer = carla.get("/api/sync/pull", study=made.body["id"])

    assert answer.status == 200
    assert vary(answer) == {"Accept-Encoding", "Cookie", "Sec-Fetch-Site", "Origin"}


def test_what_depends_on_the_asker_says_so(carla: Api) -> None:
    answer = carla.get("/api/session")

    assert vary(answer) >= {"Cookie", "Sec-Fetch-Site", "Origin"}


def test_without_https_nobody_is_locked_out_of_it(stranger: Api) -> None:
    answer = stranger.get("/")

    assert "Strict-Transport-Security" not in answer.headers
    policy = answer.headers["Content-Security-Policy"]
    assert policy == DOCUMENT_CSP.removesuffix("; upgrade-insecure-requests")


def test_no_answer_allows_another_origin(https: Flask) -> None:
    asked = {"Origin": "https://evil.example", "Access-Control-Request-Method": "POST"}
    stranger = Api(https.test_client())

    answers = [
        stranger.call("OPTIONS", knock.path, headers=asked) for knock in knocks(https)
    ]

    for answer in answers:
        assert not [
            name for name, _ in answer.headers if name.lower().startswith("access-")
        ]
