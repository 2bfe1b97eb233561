"""A second factor, from its set-up to the day the phone is gone."""

import re
import time
from base64 import b32decode
from typing import Any

import pytest
from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.totp import TOTP
from playwright.sync_api import expect

from tests.browser import steps
from tests.browser.conftest import MakePhone
from tests.browser.phone import PASSPHRASE, Phone
from tests.browser.server import Server
from tests.browser.test_desk_access import AT_DESK, card, let_time_pass, settings
from tests.browser.test_screens import look

pytestmark = pytest.mark.long

AUTHENTICATOR = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
    "hasPrf": True,
}


@pytest.fixture
def desk(make_phone: MakePhone, server: Server) -> Phone:
    phone = make_phone("desk", **AT_DESK)
    steps.set_up(phone, server)
    settings(phone)
    return phone


def code_of(key: str, later: int = 0) -> str:
    """What an authenticator app shows now, or so many half minutes later."""
    app = TOTP(b32decode(key), 6, SHA1(), 30)
    return app.generate(int(time.time()) + 30 * later).decode()


def with_app(desk: Phone) -> tuple[str, list[str]]:
    """Set up an authenticator app; its key and the recovery codes."""
    desk.tap("Set up an authenticator app")
    key = steps.sheet(desk).locator("code").inner_text().replace(" ", "")
    link = steps.sheet(desk).get_by_role("link").get_attribute("href")
    assert link is not None
    assert f"secret={key}" in link
    steps.sheet(desk).get_by_label("Code").fill(code_of(key))
    steps.answer(desk, "Confirm")
    expect(steps.sheet(desk).get_by_text("Shown once.")).to_be_visible()
    codes = steps.sheet(desk).locator("code").all_inner_texts()
    look("desk-light", desk, "access-codes")
    steps.answer(desk, "I have kept them")
    return key, codes


def with_authenticator(phone: Phone) -> Any:
    """A finger on the sensor, always the right one."""
    cdp = phone.context.new_cdp_session(phone.page)
    cdp.send("WebAuthn.enable")
    cdp.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})
    return cdp


def give_password(phone: Phone) -> None:
    phone.page.get_by_label("Login").fill("carla")
    phone.page.get_by_label("Password").fill(steps.PASSWORD)
    phone.tap("Sign in")


def test_with_an_app_a_password_alone_lets_nobody_in(
    desk: Phone, make_phone: MakePhone
) -> None:
    key, codes = with_app(desk)
    assert len(codes) == 10
    expect(card(desk, "Second factor")).to_contain_text("10 recovery codes left")

    phone = make_phone("other")
    give_password(phone)
    phone.page.get_by_label("Code").fill(code_of(key, later=1))
    look("phone-dark", phone, "access-second-step")
    phone.tap("Go on")

    phone.get_in()


@pytest.fixture
def strict(monkeypatch: pytest.MonkeyPatch) -> None:
    """An installation that asks everybody with power for a second factor."""
    monkeypatch.setenv("SHADOWLOG_SECOND_FACTOR", "required")


@pytest.mark.usefixtures("strict")
def test_where_a_second_factor_is_asked_for_the_way_to_it_is_shown(
    make_phone: MakePhone, server: Server
) -> None:
    phone = make_phone("desk", **AT_DESK)
    steps.set_up(phone, server)
    phone.page.goto(phone.origin + "/#/studies")
    phone.tap("New study")
    phone.page.get_by_label("Title").fill(steps.TITLE)
    phone.tap("Create study")

    phone.page.get_by_role("link", name="Set up a second factor").click()
    expect(card(phone, "Second factor")).to_contain_text("This installation asks")
    with_app(phone)

    steps.create_study(phone)


def test_a_recovery_code_lets_in_once(desk: Phone, make_phone: MakePhone) -> None:
    _, codes = with_app(desk)

    phone = make_phone("other")
    give_password(phone)
    phone.page.get_by_label("Code").fill(codes[3])
    phone.tap("Go on")
    phone.get_in()

    late = make_phone("late")
    give_password(late)
    late.page.get_by_label("Code").fill(codes[3])
    late.tap("Go on")
    expect(late.page.get_by_role("alert")).to_be_visible()
    settings(desk)
    desk.page.reload()
    desk.unlock_if_locked()
    settings(desk)
    expect(card(desk, "Second factor")).to_contain_text("9 recovery codes left")


def test_the_password_asked_again_comes_with_the_code(
    desk: Phone, server: Server
) -> None:
    key, _ = with_app(desk)
    let_time_pass(server)

    desk.tap("New recovery codes")
    steps.answer(desk, "Make new ones")
    asked = desk.page.get_by_role("dialog", name="Is it still you?")
    asked.get_by_label("Password", exact=True).fill(steps.PASSWORD)
    asked.get_by_label("Code").fill(code_of(key, later=1))
    asked.get_by_role("button", name="Go on").click()

    expect(steps.sheet(desk).locator("code")).to_have_count(10)


def test_a_passkey_stands_for_password_and_code(desk: Phone, server: Server) -> None:
    with_authenticator(desk)
    desk.tap("Add a passkey")
    desk.page.get_by_label("Name of the passkey").fill("Finger")
    steps.answer(desk, "Add passkey")
    expect(steps.sheet(desk).locator("code")).to_have_count(10)
    steps.answer(desk, "I have kept them")
    expect(card(desk, "Second factor")).to_contain_text("Finger")

    let_time_pass(server)
    desk.tap("Remove Finger")
    steps.answer(desk, "Remove")
    asked = desk.page.get_by_role("dialog", name="Is it still you?")
    asked.get_by_role("button", name="Use a passkey").click()

    steps.gone(desk)
    expect(card(desk, "Second factor")).not_to_contain_text("Finger")


def test_a_passkey_unlocks_the_vault_once_the_passphrase_has_agreed(
    desk: Phone,
) -> None:
    with_authenticator(desk)
    settings(desk)
    desk.tap("Unlock by passkey too")
    now = steps.sheet(desk).get_by_label("Passphrase of now")
    now.fill("not my passphrase at all")
    steps.answer(desk, "Add passkey")
    expect(steps.sheet(desk)).to_contain_text("This is not the passphrase.")
    desk.page.wait_for_timeout(1_500)
    now.fill(PASSPHRASE)
    steps.answer(desk, "Add passkey")
    steps.gone(desk)
    expect(
        card(desk, "vault").get_by_role("button", name="Stop unlocking")
    ).to_be_visible()

    desk.tap("Lock")
    desk.tap("Unlock with passkey")

    desk.inside()


def test_a_changed_passphrase_opens_the_vault_and_the_old_one_does_not(
    desk: Phone,
) -> None:
    fresh = "the tide takes its own time here"
    desk.tap("Change passphrase")
    steps.sheet(desk).get_by_label("Passphrase of now").fill(PASSPHRASE)
    desk.tap("Choose my own")
    steps.sheet(desk).get_by_label("New passphrase").fill(fresh)
    steps.answer(desk, "Change and lock")

    desk.unlock()
    expect(desk.page.get_by_role("alert")).to_be_visible()
    desk.page.wait_for_timeout(1_500)
    desk.unlock(fresh)

    desk.inside()


def test_the_encrypted_backup_is_a_file_without_a_readable_word(desk: Phone) -> None:
    with desk.page.expect_download() as started:
        desk.tap("Save encrypted backup")

    content = started.value.path().read_bytes()
    assert started.value.suggested_filename.endswith(".shadowlog")
    assert not re.search(rb"carla|Carla|study|CE1", content)
