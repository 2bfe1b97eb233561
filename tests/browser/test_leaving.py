"""Nothing leaves a phone before it is somewhere else, or somebody has said so."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser import steps
from tests.browser.conftest import MakePhone
from tests.browser.phone import PASSPHRASE, Phone, until
from tests.browser.test_lock import CONTENT, DISK_FULL, shown
from tests.browser.test_vault_doors import api, kept_here

pytestmark = pytest.mark.long


@pytest.fixture
def phone(day: Phone) -> Phone:
    """A phone with a running day, everything on the server."""
    day.tap("Formal meeting")
    steps.all_on_the_server(day)
    return day


def other_tab(phone: Phone, *, unlocked: bool = False) -> Page:
    page = phone.context.new_page()
    page.on("console", phone.hear)
    page.goto(phone.origin)
    field = page.get_by_label("Passphrase", exact=True)
    field.wait_for()
    if unlocked:
        field.fill(PASSPHRASE)
        page.get_by_role("button", name="Unlock", exact=True).click()
        expect(page.get_by_role("button", name="Lock", exact=True)).to_be_visible()
    return page


def begin_words(phone: Phone, words: str) -> None:
    phone.tap("Jot")
    steps.sheet(phone).get_by_label("Words").fill(words)
    steps.answer(phone, "Later")
    steps.gone(phone)
    expect(phone.page.get_by_text("All on the server").first).to_be_visible()


def ask_to_retire(phone: Phone) -> None:
    devices = api(phone.page, "GET", "/api/devices")["body"]["items"]
    (mine,) = [device for device in devices if device["current"]]
    assert api(phone.page, "POST", f"/api/devices/{mine['id']}/retire")["status"] == 204
    phone.page.goto(phone.origin + "/#/sync")
    phone.tap("Sync now")


def retired(phone: Phone) -> None:
    heading = phone.page.get_by_role("heading", name="This device was retired")
    expect(heading).to_be_visible(timeout=30_000)


def test_a_device_to_retire_waits_for_the_words_that_were_begun(phone: Phone) -> None:
    begin_words(phone, "half a sentence")
    ask_to_retire(phone)
    page = phone.page
    expect(
        page.get_by_role("heading", name="This device is to be retired")
    ).to_be_visible()
    assert kept_here(page) != []

    phone.tap("Clear this device without them")

    retired(phone)
    until(lambda: kept_here(page) == [], phone)


@pytest.mark.long
def test_a_device_goes_by_itself_once_the_words_are_kept(phone: Phone) -> None:
    begin_words(phone, "half a sentence")
    ask_to_retire(phone)
    page = phone.page
    expect(
        page.get_by_role("heading", name="This device is to be retired")
    ).to_be_visible()

    page.get_by_role("link", name="See the day").click()
    page.locator(".rows > li[data-kind=jotting] button").first.click()
    expect(steps.sheet(phone).get_by_label("Text")).to_have_value("half a sentence")
    steps.answer(phone, "Save")

    retired(phone)


def test_a_device_to_retire_takes_along_what_another_tab_captured_locked(
    phone: Phone, make_phone: MakePhone
) -> None:
    tab = other_tab(phone)
    tab.get_by_role("button", name="Code 2", exact=True).click()
    expect(
        tab.locator(".pad-told").get_by_text("1 captured while locked")
    ).to_be_visible()

    ask_to_retire(phone)

    retired(phone)
    expect(tab.get_by_role("heading", name="Sign in")).to_be_visible()
    desk = make_phone("desk")
    steps.sign_in(desk, "carla")
    desk.page.get_by_role("link", name="Resume capture").click()
    expect(desk.page.locator(".now-title")).not_to_have_text("Formal meeting")


def test_signing_out_leaves_nothing_behind_that_is_not_saved(phone: Phone) -> None:
    page = phone.page
    page.evaluate(DISK_FULL, True)
    phone.tap("Corridor meeting")
    expect(page.get_by_role("alert").filter(has_text="NOT saved")).to_be_visible()
    page.goto(phone.origin + "/#/settings")
    phone.tap("Sign out")
    steps.sheet(phone).get_by_role("button").last.click()
    page.wait_for_timeout(1_000)
    page.evaluate(DISK_FULL, False)

    expect(page.get_by_role("heading", name="Sign in")).to_be_visible(timeout=30_000)
    phone.tap("Unlock what is kept here")
    phone.unlock()
    page.goto(phone.origin + "/#/capture")
    expect(page.locator(".now-title")).to_have_text("Corridor meeting")
    phone.complaints.clear()


@pytest.mark.long
def test_signing_out_locks_every_tab(phone: Phone) -> None:
    tab = other_tab(phone, unlocked=True)
    begin_words(phone, "half a sentence")
    phone.page.goto(phone.origin + "/#/settings")
    phone.tap("Sign out")
    expect(steps.sheet(phone)).to_contain_text("1 text begun and not saved")
    steps.answer(phone, "Keep it here, sealed, and sign out")

    for page in (phone.page, tab):
        expect(page.get_by_role("button", name="Lock", exact=True)).to_have_count(0)
        expect(page.get_by_role("heading", level=1).first).to_be_visible()
        assert [word for word in CONTENT if word in shown(page)] == []


@pytest.fixture
def revoke(phone: Phone, make_phone: MakePhone) -> Callable[[], None]:
    """Tell the server, from a desk, that the phone is lost."""
    desk = make_phone("desk")
    steps.sign_in(desk, "carla")

    def revoke() -> None:
        devices = api(desk.page, "GET", "/api/devices")["body"]["items"]
        (lost,) = [device for device in devices if not device["current"]]
        path = f"/api/devices/{lost['id']}"
        assert api(desk.page, "DELETE", path)["status"] == 204

    return revoke


@pytest.mark.long
def test_a_revoked_device_shows_nothing_in_any_tab(
    phone: Phone, revoke: Callable[[], None]
) -> None:
    tab = other_tab(phone, unlocked=True)
    revoke()
    phone.page.evaluate("() => dispatchEvent(new Event('online'))")

    for page in (phone.page, tab):
        heading = page.get_by_role("heading", name="This device was revoked")
        expect(heading).to_be_visible(timeout=30_000)
        assert [word for word in CONTENT if word in shown(page)] == []


@pytest.mark.long
def test_a_device_revoked_while_locked_is_cleared_at_the_next_unlocking(
    phone: Phone, revoke: Callable[[], None]
) -> None:
    phone.tap("Lock")
    for place in range(1, 9):
        phone.tap(f"Code {place}")
    expect(phone.page.get_by_text("8 captured while locked").first).to_be_visible()
    revoke()

    phone.unlock()

    heading = phone.page.get_by_role("heading", name="This device was revoked")
    expect(heading).to_be_visible(timeout=30_000)
    until(lambda: kept_here(phone.page) == [], phone)


@pytest.mark.long
def test_words_begun_in_a_day_that_ended_are_where_the_record_is(phone: Phone) -> None:
    begin_words(phone, "half a sentence")
    phone.tap("End day")
    steps.answer(phone, "End day now")
    row = phone.page.locator(".rows > li[data-kind=jotting] button").first
    row.click()
    expect(steps.sheet(phone).get_by_label("Text")).to_have_value("half a sentence")
    phone.page.keyboard.press("Escape")
    steps.gone(phone)

    phone.reload()
    phone.page.goto(phone.origin + "/#/today")
    phone.page.get_by_role("link", name="CE1").first.click()
    row.click()
    steps.answer(phone, "Save")
    steps.gone(phone)

    expect(phone.page.locator(".row-words")).to_have_text("half a sentence")
