"""Two accounts share a phone, and neither learns that the other has anything on it."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser import steps
from tests.browser.conftest import MakePhone
from tests.browser.phone import PASSPHRASE, Phone
from tests.browser.server import Server
from tests.browser.test_lock import locked, shown
from tests.browser.test_vault_doors import OTHER, invited, sign_out

pytestmark = pytest.mark.long

SECRETS = ["Quiet inquiry", "Quagga-7", "nobody else may know", "Carla", "carla"]
SCREENS = ["today", "studies", "reports", "settings", "sync", "capture"]


def test_neither_account_sees_names_words_or_counts_of_the_other(
    make_phone: MakePhone, server: Server
) -> None:
    phone = make_phone()
    steps.set_up(phone, server)
    steps.create_study(phone)
    link = invited(phone)
    steps.create_study(phone, SECRETS[0], SECRETS[1])
    steps.ready_offline(phone)
    phone.page.goto(phone.origin + "/#/today")
    phone.page.get_by_label("Subject").select_option(
        label=f"{SECRETS[1]} · {SECRETS[0]}"
    )
    steps.start_day(phone)
    expect(phone.page.get_by_text("All on the server").first).to_be_visible()
    server.stop()
    phone.tap("Jot")
    steps.sheet(phone).get_by_label("Words").fill(SECRETS[2])
    steps.answer(phone, "Keep the words")
    steps.gone(phone)
    for _ in range(3):
        phone.tap("Mark")
    steps.kept(phone)
    sign_out(phone, "Keep it here, sealed, and sign out")
    server.start()

    join(phone, link)
    assert told_of_carla(phone) == {}
    phone.page.goto(phone.origin + "/#/sync")
    expect(phone.page.get_by_text("All on the server").first).to_be_visible()
    expect(phone.page.get_by_text(re.compile("not on the server yet"))).to_have_count(0)

    phone.tap("Lock")
    locked(phone.page)
    # Carla's day runs, but Ben was the last here: no pad offers itself to him.
    expect(phone.page.get_by_role("button", name="Code 1")).to_have_count(0)
    assert [
        word for word in (*SECRETS, "ben", "Ben") if word in shown(phone.page)
    ] == []

    phone.unlock(PASSPHRASE)
    phone.inside()
    phone.page.goto(phone.origin + "/#/today")
    phone.tap("See the day", role="link")
    phone.sees(SECRETS[2])
    rows = phone.page.locator(".rows > li[data-kind=jotting]")
    expect(rows).to_have_count(4)


def join(phone: Phone, link: str) -> None:
    page = phone.page
    page.goto(link)
    page.get_by_label("Name").fill("Ben")
    page.get_by_label("Login").fill("ben")
    page.get_by_label("Password").fill(steps.PASSWORD)
    phone.tap("Join the study")
    phone.tap("Choose my own")
    page.get_by_label("Passphrase", exact=True).fill(OTHER)
    phone.tap("Protect this device")
    phone.inside()


def told_of_carla(phone: Phone) -> dict[str, list[str]]:
    """Which of her words stand on which screen."""
    found = {}
    for screen in SCREENS:
        phone.page.goto(f"{phone.origin}/#/{screen}")
        phone.page.get_by_role("heading", level=1).first.wait_for()
        page = shown(phone.page)
        found[screen] = [word for word in SECRETS if word in page]
    return {screen: words for screen, words in found.items() if words}
