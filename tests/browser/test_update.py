"""A new version of the app asks, waits until nothing runs, and loses nothing."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser import steps
from tests.browser.conftest import MakePhone
from tests.browser.phone import Phone
from tests.browser.server import ROOT, Server

OLD, NEW = "Days on this device", "Days kept on this device"


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The program in a folder of its own, for a newer version to be laid over it."""
    there = tmp_path / "program"
    for name in ("app", "pwa"):
        shutil.copytree(
            ROOT / name, there / name, ignore=shutil.ignore_patterns("__pycache__")
        )
    shutil.copy(ROOT / "wsgi.py", there)
    return there


@pytest.fixture
def server(tmp_path: Path, copy: Path) -> Iterator[Server]:
    server = Server(tmp_path / "server", root=copy)
    server.start()
    yield server
    server.stop()


@pytest.fixture
def day(make_phone: MakePhone, server: Server) -> Phone:
    """A phone that holds the old version, in the middle of a day."""
    phone = make_phone()
    steps.set_up(phone, server)
    steps.create_study(phone)
    steps.ready_offline(phone)
    steps.start_day(phone)
    phone.tap("Formal meeting")
    steps.kept(phone)
    return phone


def test_a_new_version_takes_over_when_asked_and_nothing_runs(
    day: Phone, server: Server, copy: Path
) -> None:
    server.stop()
    day.tap("Mark")
    steps.kept(day)
    renew(copy)
    server.start()
    day.reload()
    day.wait("() => navigator.serviceWorker.getRegistration().then((r) => !!r.waiting)")

    assert offered(day.page) == 0
    day.page.goto(day.origin + "/#/today")
    expect(day.page.get_by_role("heading", name=OLD)).to_be_visible()
    assert offered(day.page) == 0
    day.page.goto(day.origin + "/#/capture")
    day.tap("Corridor meeting")
    day.tap("End day")
    steps.answer(day, "End day now")
    expect(day.page.get_by_text("A new version is ready.").first).to_be_visible()
    day.reload()
    day.page.goto(day.origin + "/#/today")
    expect(day.page.get_by_role("heading", name=OLD)).to_be_visible()

    take(day)

    expect(day.page.get_by_role("heading", name=NEW)).to_be_visible()
    assert offered(day.page) == 0
    expect(day.page.get_by_text("All on the server").first).to_be_visible()
    day.page.get_by_role("link", name=re.compile("^CE1")).first.click()
    expect(day.page.locator(".rows > li[data-kind]")).to_have_count(3)


def test_the_new_version_starts_without_a_network(
    day: Phone, server: Server, copy: Path
) -> None:
    day.tap("End day")
    steps.answer(day, "End day now")
    expect(day.page.get_by_text("All on the server").first).to_be_visible()
    server.stop()
    renew(copy)
    server.start()
    day.reload()
    take(day)
    server.stop()

    day.page.goto(day.origin + "/#/today")
    day.reload()

    expect(day.page.get_by_role("heading", name=NEW)).to_be_visible()


def test_a_version_cut_off_on_its_way_leaves_the_old_one(
    day: Phone, server: Server, copy: Path
) -> None:
    server.stop()
    renew(copy)
    server.start()
    day.context.route(re.compile("/static/"), lambda route: route.abort())
    day.reload()
    day.page.wait_for_timeout(1500)
    day.context.unroute_all()

    day.tap("Mark")
    steps.kept(day)
    server.stop()
    day.reload()
    expect(day.page.get_by_role("button", name="Mark", exact=True)).to_be_visible()


def renew(copy: Path) -> None:
    """Lay the next version over the program."""
    screen = copy / "pwa" / "screens" / "today.js"
    text = screen.read_text()
    assert OLD in text
    screen.write_text(text.replace(OLD, NEW))


def take(phone: Phone) -> None:
    """Use the new version; what the badge says no longer moves the button by then."""
    steps.all_on_the_server(phone)
    with phone.page.expect_event("load", timeout=30_000):
        phone.tap("Use the new version")
    phone.unlock_if_locked()


def offered(page: Page) -> int:
    """How many notices offer a new version."""
    return page.get_by_text("A new version is ready.").count()
