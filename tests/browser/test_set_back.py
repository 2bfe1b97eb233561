"""What was forgotten, or set back, comes together again, and nothing is lost by it."""

import re
import shutil

import pytest
from playwright.sync_api import expect

from tests.browser import steps
from tests.browser.phone import PASSPHRASE, Phone
from tests.browser.server import Server
from tests.browser.test_vault_doors import invited

pytestmark = pytest.mark.long

OTHER = "two otters under the iron bridge"


@pytest.fixture
def phone(day: Phone) -> Phone:
    """A phone with a running day, everything on the server."""
    day.tap("Formal meeting")
    steps.all_on_the_server(day)
    return day


@pytest.mark.long
def test_a_passphrase_that_comes_back_brings_what_was_not_sent(
    phone: Phone, server: Server
) -> None:
    server.stop()
    phone.tap("Corridor meeting")
    steps.kept(phone)
    phone.tap("Lock")
    phone.tap("Code 3")
    expect(phone.page.get_by_text("1 captured while locked").first).to_be_visible()
    server.start()
    phone.tap("Forgotten the passphrase?")
    phone.tap("Start a new vault")
    page = phone.page
    page.get_by_label("Login").fill("carla")
    page.get_by_label("Password").fill(steps.PASSWORD)
    phone.tap("Sign in")
    phone.tap("Choose my own")
    page.get_by_label("Passphrase", exact=True).fill(OTHER)
    phone.tap("Protect this device")
    phone.inside()
    page.get_by_role("link", name="Resume capture").click()
    expect(page.locator(".now-title")).to_have_text("Formal meeting")
    phone.tap("Mark")
    steps.all_on_the_server(phone)

    phone.tap("Lock")
    phone.unlock(PASSPHRASE)
    phone.inside()
    expect(page.get_by_text("1 captured while locked").first).to_be_visible()
    page.goto(phone.origin + "/#/today")
    steps.sign_in_again_if_asked(phone, "carla")
    steps.all_on_the_server(phone)
    expect(page.get_by_text(re.compile("refused"))).to_have_count(0)

    page.reload()
    phone.unlock(OTHER)
    phone.inside()
    page.goto(phone.origin + "/#/today")
    steps.sign_in_again_if_asked(phone, "carla")
    page.goto(phone.origin + "/#/reports")
    page.get_by_role("link", name=re.compile("^CE1")).first.click()
    expect(page.locator(".rows > li[data-kind=activity]")).to_have_count(3)
    expect(page.locator(".rows > li[data-kind=jotting]")).to_have_count(1)


def test_a_server_set_back_is_told_and_given_all_of_it_again(
    phone: Phone, server: Server
) -> None:
    page = phone.page
    server.stop()
    old = server.data_dir.with_name("old")
    shutil.copytree(server.data_dir, old)
    server.start()
    # An invitation is in the trail, whose head comes with the next pull.
    invited(phone)
    for code in ("Corridor meeting", "Phone call", "Email and messages"):
        phone.tap(code)
        steps.kept(phone)
    steps.all_on_the_server(phone)
    server.stop()
    shutil.rmtree(server.data_dir)
    shutil.copytree(old, server.data_dir)
    server.start()

    phone.tap("Mark")
    steps.kept(phone)

    alarm = page.get_by_role("alert").filter(has_text="Alarm")
    expect(alarm).to_be_visible(timeout=60_000)
    phone.tap("Formal meeting")
    steps.kept(phone)
    alarm.get_by_role("link").click()
    expect(page.get_by_text("trail does not hold").first).to_be_visible()
    phone.tap("Lock")
    phone.unlock()
    phone.inside()
    page.goto(phone.origin + "/#/sync")
    steps.all_on_the_server(phone)
    page.locator("#main").get_by_role("button", name="I have told them").click()
    expect(page.get_by_text("trail does not hold")).to_have_count(0)
    page.reload()
    phone.unlock()
    phone.inside()
    page.goto(phone.origin + "/#/today")
    expect(page.get_by_text("trail does not hold")).to_have_count(0)
