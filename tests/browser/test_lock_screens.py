"""The screens of a locked device, small and dark, wide and light, large text."""

from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser import steps
from tests.browser.conftest import MakePhone
from tests.browser.phone import DESK, PASSPHRASE, SMALL, Phone
from tests.browser.server import Server
from tests.browser.test_screens import look

pytestmark = pytest.mark.long

LARGE = "() => { document.documentElement.style.fontSize = '200%' }"
LOOKS: dict[str, dict[str, Any]] = {
    "phone-dark": SMALL,
    "phone-large": SMALL,
    "desk-light": DESK | {"is_mobile": False, "has_touch": False},
}
Seen = tuple[str, Phone]


@pytest.fixture(
    params=[
        "phone-dark",
        *(pytest.param(n, marks=pytest.mark.long) for n in [*LOOKS][1:]),
    ]
)
def seen(request: pytest.FixtureRequest, make_phone: MakePhone, server: Server) -> Seen:
    """A device somebody has just signed in on for the first time."""
    phone = make_phone(**LOOKS[request.param])
    assert server.setup_link is not None
    phone.page.goto(server.setup_link)
    phone.page.get_by_label("Login").fill("carla")
    phone.page.get_by_label("Name").fill("Carla")
    phone.page.get_by_label("Password").fill(steps.PASSWORD)
    phone.tap("Set up")
    expect(phone.page.locator(".four-words")).to_contain_text(" ")
    return request.param, phone


def see(seen: Seen, screen: str) -> None:
    name, phone = seen
    if name.endswith("large"):
        phone.page.evaluate(LARGE)
    look(name, phone, screen)
    wide = "() => document.documentElement.scrollWidth - innerWidth"
    assert phone.page.evaluate(wide) <= 0


def test_the_way_in_has_no_fault(seen: Seen) -> None:
    _, phone = seen
    see(seen, "protect")
    phone.tap("Choose my own")
    phone.page.get_by_label("Passphrase", exact=True).fill("tiger")
    see(seen, "protect-own")
    phone.page.get_by_label("Passphrase", exact=True).fill(PASSPHRASE)
    phone.tap("Protect this device")
    phone.inside()
    phone.tap("Lock")
    expect(phone.page.get_by_role("heading", name="Unlock")).to_be_visible()
    see(seen, "unlock")
    phone.unlock("not the passphrase at all")
    expect(phone.page.get_by_role("alert")).to_be_visible()
    see(seen, "unlock-wrong")
    phone.tap("Forgotten the passphrase?")
    see(seen, "forgotten")
    phone.tap("Start a new vault")
    expect(phone.page.get_by_role("heading", name="Sign in")).to_be_visible()
    see(seen, "welcome-kept")


def test_capture_while_locked_has_no_fault(seen: Seen) -> None:
    _, phone = seen
    phone.protect()
    phone.inside()
    steps.create_study(phone)
    steps.start_day(phone)
    phone.tap("Lock")
    phone.tap("Code 2")
    expect(phone.page.locator(".pad-told .kept")).not_to_be_empty()
    see(seen, "pad")
    assert too_small(phone) == []
    phone.unlock()
    phone.inside()
    see(seen, "capture-after-the-pad")
    phone.page.goto(phone.origin + "/#/today")
    see(seen, "today-after-the-pad")
    phone.page.get_by_role("link", name="Look at them").click()
    expect(phone.page.get_by_role("button", name="All looked at")).to_be_visible()
    # Rows out of sight are not drawn, and cannot be judged.
    phone.page.locator(".rows").scroll_into_view_if_needed()
    see(seen, "day-after-the-pad")
    phone.page.goto(phone.origin + "/#/settings")
    phone.tap("Sign out")
    see(seen, "sheet-sign-out")


def too_small(phone: Phone) -> list[str]:
    """Buttons of the locked screen a thumb would miss."""
    found: list[str] = phone.page.evaluate(
        """() => [...document.querySelectorAll('button')].filter((button) => {
          const {width, height} = button.getBoundingClientRect()
          return Math.min(width, height) < 48
        }).map((button) => button.textContent)"""
    )
    return found
