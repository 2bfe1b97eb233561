"""What a person does with the app, in her words, so tests can tell a story."""

import re
from pathlib import Path

from playwright.sync_api import Locator, expect

from tests.browser.phone import Phone
from tests.browser.server import Server

PASSWORD = "correct horse battery staple"
TITLE = "Chief executives"


def set_up(phone: Phone, server: Server, login: str = "carla") -> None:
    """Follow the one-time link of a fresh installation."""
    assert server.setup_link is not None
    phone.page.goto(server.setup_link)
    page = phone.page
    page.get_by_label("Name").fill(login.title())
    page.get_by_label("Login").fill(login)
    page.get_by_label("Password").fill(PASSWORD)
    phone.tap("Set up")
    phone.get_in()
    expect(page.get_by_role("link", name="Create a study")).to_be_visible()


def sign_in(phone: Phone, login: str) -> None:
    page = phone.page
    page.get_by_label("Login").fill(login)
    page.get_by_label("Password").fill(PASSWORD)
    phone.tap("Sign in")
    phone.get_in()
    expect(page.get_by_role("heading", name="Days on this device")).to_be_visible()


def sign_in_again_if_asked(phone: Phone, login: str) -> None:
    """A browser writes cookies down now and then: a kill may take the session along."""
    link = phone.page.get_by_role("link", name="Sign in", exact=True)
    safe = phone.page.get_by_text("All on the server")
    expect(link.or_(safe).first).to_be_visible()
    if link.is_visible():
        link.click()
        sign_in(phone, login)


def create_study(phone: Phone, title: str = TITLE, subject: str = "CE1") -> None:
    page = phone.page
    page.goto(phone.origin + "/#/studies")
    phone.tap("New study")
    page.get_by_label("Title").fill(title)
    phone.tap("Create study")
    expect(page.get_by_role("heading", name=title)).to_be_visible()
    page.get_by_label("Pseudonym").fill(subject)
    phone.tap("Add subject")
    expect(page.get_by_text(subject, exact=True).first).to_be_visible()


def ready_offline(phone: Phone) -> None:
    """Until the service worker holds the whole app."""
    phone.wait("() => navigator.serviceWorker.controller !== null")


def start_day(phone: Phone) -> None:
    phone.page.goto(phone.origin + "/#/today")
    phone.tap("Start day")
    expect(phone.page.get_by_role("button", name="Mark", exact=True)).to_be_visible()


def sheet(phone: Phone) -> Locator:
    """The dialog on top."""
    return phone.page.get_by_role("dialog").last


def answer(phone: Phone, name: str) -> None:
    """Tap a button in the dialog on top."""
    sheet(phone).get_by_role("button", name=name, exact=True).first.click()


def gone(phone: Phone) -> None:
    expect(phone.page.get_by_role("dialog")).to_have_count(0)


def all_on_the_server(phone: Phone) -> None:
    """Nothing waits any more."""
    safe = phone.page.get_by_text("All on the server").first
    expect(safe).to_be_visible(timeout=30_000)


def kept(phone: Phone) -> None:
    """The tick stands for the last act."""
    expect(phone.page.get_by_text(re.compile("^Kept ")).first).to_be_visible()


def download(phone: Phone, to: Path) -> bytes:
    """The phone's own CSV of the day on screen."""
    with phone.page.expect_download() as started:
        phone.tap("Download CSV")
    started.value.save_as(to)
    return to.read_bytes()


def backup_of(phone: Phone) -> bytes:
    """The file a locked phone gives to anybody, sealed as it is."""
    phone.tap("Lock")
    phone.tap("Forgotten the passphrase?")
    with phone.page.expect_download() as started:
        phone.tap("Save encrypted backup")
    return Path(started.value.path()).read_bytes()
