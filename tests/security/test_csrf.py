"""No other site can make a browser change anything, at any door there is."""

from dataclasses import dataclass

import pytest
from flask import Flask

from tests.api import ORIGIN, Api
from tests.security.routes import unsafe_knocks

GOOD = {
    "Sec-Fetch-Site": "same-origin",
    "Origin": ORIGIN,
    "Content-Type": "application/json",
    "X-Requested-By": "shadowlog",
}
REPORT = {"Content-Type": "application/reports+json"}
FORM = "application/x-www-form-urlencoded"


@dataclass(frozen=True, slots=True)
class Case:
    """What differs from a good request; None leaves a header out."""

    change: dict[str, str | None]
    status: int
    cookie: bool = True


# In the order of the rule: the source first, then the media type, then our own header.
CASES = {
    "cross-site": Case({"Sec-Fetch-Site": "cross-site"}, 403),
    "same-site": Case({"Sec-Fetch-Site": "same-site"}, 403),
    "none": Case({"Sec-Fetch-Site": "none"}, 403),
    "an unknown word": Case({"Sec-Fetch-Site": "Same-Origin"}, 403),
    "an empty word": Case({"Sec-Fetch-Site": ""}, 403),
    "a wrong origin": Case(
        {"Sec-Fetch-Site": None, "Origin": "https://evil.example"}, 403
    ),
    "an origin of none": Case({"Sec-Fetch-Site": None, "Origin": "null"}, 403),
    "our name and more": Case({"Sec-Fetch-Site": None, "Origin": f"{ORIGIN}.io"}, 403),
    "no origin but a cookie": Case({"Sec-Fetch-Site": None, "Origin": None}, 403),
    "cross-site before text": Case(
        {"Sec-Fetch-Site": "cross-site", "Content-Type": "text/plain"}, 403
    ),
    "text": Case({"Content-Type": "text/plain"}, 415),
    "a form": Case({"Content-Type": FORM}, 415),
    "a file": Case({"Content-Type": "multipart/form-data; boundary=x"}, 415),
    "no type": Case({"Content-Type": None}, 415),
    "utf-16": Case({"Content-Type": "application/json; charset=utf-16"}, 415),
    "text before our header": Case(
        {"Content-Type": "text/plain", "X-Requested-By": None}, 415
    ),
    "without our header": Case({"X-Requested-By": None}, 403),
    "somebody's header": Case({"X-Requested-By": "XMLHttpRequest"}, 403),
}
OURS = {
    "as our page sends it": Case({}, 0),
    "an old browser": Case({"Sec-Fetch-Site": None}, 0),
    "a script without a cookie": Case(
        {"Sec-Fetch-Site": None, "Origin": None}, 0, cookie=False
    ),
}


def send(app: Flask, method: str, path: str, case: Case) -> tuple[int, str]:
    api = Api(app.test_client())
    if case.cookie:
        api.client.set_cookie("shadowlog", "x" * 43)
    change = dict(case.change)
    report = path == "/csp-report"
    headers: dict[str, str | None] = {**GOOD, **(REPORT if report else {}), **change}
    sent = {name: value for name, value in headers.items() if value is not None}
    reply = api.client.open(path, method=method, data=b"{}", headers=sent)
    return reply.status_code, str((reply.get_json(silent=True) or {}).get("type"))


def ends_in(app: Flask, case: Case) -> dict[str, tuple[int, str]]:
    """How a case ends at every unsafe door but the browsers' own."""
    return {
        str(knock): send(app, knock.method, knock.path, case)
        for knock in unsafe_knocks(app)
        if knock.path != "/csp-report"
    }


@pytest.mark.parametrize("name", CASES)
def test_what_another_site_can_send_is_refused_at_every_door(
    app: Flask, name: str
) -> None:
    case = CASES[name]
    slug = "wrong-media-type" if case.status == 415 else "cross-site-request"

    ends = ends_in(app, case)

    assert set(ends.values()) == {(case.status, f"/problems/{slug}")}, ends
    assert len(ends) > 20


@pytest.mark.parametrize("name", OURS)
def test_what_our_own_page_sends_passes_at_every_door(app: Flask, name: str) -> None:
    ends = ends_in(app, OURS[name])

    stopped = {"/problems/cross-site-request", "/problems/wrong-media-type"}
    assert not {door for door, (_, slug) in ends.items() if slug in stopped}


@pytest.mark.parametrize(
    ("change", "status"),
    [
        ({}, 204),
        ({"Content-Type": "application/csp-report"}, 204),
        ({"X-Requested-By": None}, 204),  # no browser sends it with a report
        ({"Sec-Fetch-Site": None}, 204),
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "same-site"}, 403),
        ({"Sec-Fetch-Site": "none"}, 403),
        ({"Sec-Fetch-Site": None, "Origin": "https://evil.example"}, 403),
        ({"Sec-Fetch-Site": None, "Origin": None}, 403),
        ({"Content-Type": "text/plain"}, 415),
        ({"Content-Type": FORM}, 415),
        ({"Content-Type": "application/json"}, 415),
        ({"Content-Type": None}, 415),
    ],
)
def test_reports_come_from_our_own_pages_too(
    app: Flask, change: dict[str, str | None], status: int
) -> None:
    assert send(app, "POST", "/csp-report", Case(change, status))[0] == status


def test_reading_changes_nothing_and_is_free(app: Flask) -> None:
    reply = app.test_client().get("/healthz", headers={"Sec-Fetch-Site": "cross-site"})

    assert reply.status_code == 200
