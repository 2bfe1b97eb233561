"""What stands between phone and server loses nothing, and is called by its name."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser import steps
from tests.browser.phone import Phone
from tests.browser.portal import portal
from tests.browser.server import Server


@pytest.fixture
def day(day: Phone) -> Phone:
    """With an activity in it, everything on the server."""
    day.tap("Formal meeting")
    steps.all_on_the_server(day)
    return day


@pytest.mark.parametrize(
    "manner",
    [
        "page",
        *(pytest.param(m, marks=pytest.mark.long) for m in ("redirect", "foreign")),
    ],
)
def test_a_login_page_is_recognised_and_nothing_is_lost(
    day: Phone, server: Server, manner: str
) -> None:
    server.stop()
    with portal(server.port, manner):
        day.tap("Corridor meeting")
        steps.kept(day)
        day.page.goto(day.origin + "/#/sync")
        day.tap("Sync now")
        expect(day.page.get_by_text("Wi-Fi login page?").first).to_be_visible()
        expect(
            day.page.get_by_text(re.compile("not on the server")).first
        ).to_be_visible()
        day.reload()
        expect(day.page.get_by_role("heading", name="Sync", exact=True)).to_be_visible()

    all_arrives(day, server)


def test_an_answer_cut_off_half_way_is_asked_for_again(
    day: Phone, server: Server
) -> None:
    server.stop()
    with portal(server.port, "cut_off"):
        day.tap("Corridor meeting")
        day.page.goto(day.origin + "/#/sync")
        day.tap("Sync now")
        expect(
            day.page.get_by_text(re.compile("not on the server")).first
        ).to_be_visible()

    all_arrives(day, server)


def test_an_expired_session_never_stops_capture(day: Phone, server: Server) -> None:
    day.context.clear_cookies()

    day.tap("Corridor meeting")
    steps.kept(day)
    day.tap("Mark")
    steps.kept(day)

    expect(day.page.get_by_text("Sign in again").first).to_be_visible()
    day.page.goto(day.origin + "/#/sync")
    day.page.get_by_role("link", name="Sign in", exact=True).click()
    steps.sign_in(day, "carla")
    expect(day.page.get_by_text("All on the server").first).to_be_visible()


def all_arrives(phone: Phone, server: Server) -> None:
    """The real server is back: what was captured meanwhile is on it."""
    server.start()
    phone.page.goto(phone.origin + "/#/sync")
    phone.tap("Sync now")
    expect(phone.page.get_by_text("All on the server").first).to_be_visible()
    studies = phone.context.request.get(phone.origin + "/api/studies").json()["items"]
    days = phone.context.request.get(
        f"{phone.origin}/api/studies/{studies[0]['id']}/days"
    ).json()["items"]
    records = phone.context.request.get(
        f"{phone.origin}/api/days/{days[0]['id']}"
    ).json()["records"]
    codes = [record["fields"]["code"] for record in records]
    assert codes == ["formal_meeting", "corridor_meeting"]
