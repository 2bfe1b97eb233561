import pytest
from flask import Flask

from tests import make
from tests.api import Api

ORIGIN = "http://localhost:8000"
GOOD = {
    "Sec-Fetch-Site": "same-origin",
    "Origin": ORIGIN,
    "Content-Type": "application/json",
    "X-Requested-By": "shadowlog",
}
# What differs from GOOD, and the status that answers it; None leaves the header out.
CASES: list[tuple[dict[str, str | None], int]] = [
    ({"Sec-Fetch-Site": "cross-site"}, 403),
    ({"Sec-Fetch-Site": "same-site"}, 403),
    ({"Sec-Fetch-Site": "none"}, 403),
    ({"Sec-Fetch-Site": "Same-Origin"}, 403),
    ({"Sec-Fetch-Site": None, "Origin": "https://evil.example"}, 403),
    ({"Sec-Fetch-Site": None, "Origin": f"{ORIGIN}.evil.example"}, 403),
    ({"Sec-Fetch-Site": None, "Origin": "null"}, 403),
    ({"Sec-Fetch-Site": None, "Origin": None}, 403),
    ({"Content-Type": "text/plain"}, 415),
    ({"Content-Type": "application/x-www-form-urlencoded"}, 415),
    ({"Content-Type": "application/json; charset=utf-16"}, 415),
    ({"Content-Type": "application/vnd.api+json"}, 415),
    ({"Content-Type": None}, 415),
    ({"X-Requested-By": None}, 403),
    ({"X-Requested-By": "somebody"}, 403),
]
UNSAFE = [
    ("POST", "/api/setup"),
    ("POST", "/api/session"),
    ("DELETE", "/api/session"),
    ("POST", "/api/invitations/accept"),
    ("POST", "/api/studies"),
    ("PATCH", "/api/studies/x"),
    ("PUT", "/api/studies/x/codebook/draft"),
    ("POST", "/api/nowhere"),
]


def send(api: Api, method: str, path: str, change: dict[str, str | None]) -> int:
    headers = {**GOOD, **change}
    sent = {name: value for name, value in headers.items() if value is not None}
    reply = api.client.open(path, method=method, data=b"{}", headers=sent)
    return reply.status_code


@pytest.mark.parametrize(("method", "path"), UNSAFE)
def test_only_our_own_pages_may_change_anything(
    carla: Api, method: str, path: str
) -> None:
    answers = [send(carla, method, path, change) for change, _ in CASES]

    assert answers == [status for _, status in CASES]


@pytest.mark.parametrize(
    "media_type", ["application/json", "application/json;charset=utf-8"]
)
@pytest.mark.parametrize(
    "source",
    [
        {"Sec-Fetch-Site": "same-origin"},
        {"Sec-Fetch-Site": "same-origin", "Origin": None},
        {"Sec-Fetch-Site": None},
    ],
)
def test_our_own_pages_may(
    carla: Api, source: dict[str, str | None], media_type: str
) -> None:
    answer = send(
        carla, "DELETE", "/api/session", {**source, "Content-Type": media_type}
    )

    assert answer == 204


def test_a_script_without_cookies_needs_no_origin(carla: Api, app: Flask) -> None:
    script = app.test_client()
    headers = {"X-Requested-By": "shadowlog"}
    body = {"login": "carla", "password": make.PASSWORD}

    reply = script.post("/api/session", json=body, headers=headers)

    assert reply.status_code == 201


def test_a_bare_delete_needs_no_media_type(carla: Api) -> None:
    reply = carla.client.delete(
        "/api/session", headers={"Origin": ORIGIN, "X-Requested-By": "shadowlog"}
    )

    assert reply.status_code == 204


def test_refusals_are_problem_documents(carla: Api) -> None:
    refused = carla.call(
        "DELETE", "/api/session", headers={"Sec-Fetch-Site": "cross-site"}
    )

    assert refused.media_type == "application/problem+json"
    assert refused.body["type"] == "/problems/cross-site-request"
    assert carla.get("/api/session").status == 200


def test_reading_is_free(carla: Api) -> None:
    seen = carla.call("GET", "/api/session", headers={"Sec-Fetch-Site": "cross-site"})

    assert seen.status == 200
