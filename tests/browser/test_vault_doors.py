"""In, out, and whose: the ways past the passphrase, and the ones that are none."""

import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser import steps
from tests.browser.conftest import MakePhone
from tests.browser.phone import PASSPHRASE, Phone, until
from tests.browser.server import Server
from tests.browser.test_lock import locked, shown

OTHER = "two otters under the iron bridge"
TAMPER = """async (change) => {
  const opening = indexedDB.open('shadowlog')
  await new Promise((done) => { opening.onsuccess = done })
  const tx = opening.result.transaction('vaults', 'readwrite')
  const rows = tx.objectStore('vaults')
  rows.getAll().onsuccess = ({target}) => {
    for (const row of target.result) rows.put({...row, ...change})
  }
  await new Promise((done) => { tx.oncomplete = done })
  opening.result.close()
}"""
NEW_KEY = """async () => {
  const how = {name: 'ECDH', namedCurve: 'P-256'}
  const {publicKey} = await crypto.subtle.generateKey(how, true, ['deriveBits'])
  return new Uint8Array(await crypto.subtle.exportKey('raw', publicKey))
}"""


@pytest.fixture
def phone(day: Phone) -> Phone:
    """A phone with a running day, everything on the server."""
    day.tap("Formal meeting")
    steps.all_on_the_server(day)
    return day


def sign_out(phone: Phone, button: str) -> None:
    phone.page.goto(phone.origin + "/#/settings")
    phone.tap("Sign out")
    steps.answer(phone, button)
    expect(phone.page.get_by_role("heading", name="Sign in")).to_be_visible()


def api(page: Page, method: str, path: str, **body: Any) -> Any:
    """Ask the server as this signed-in browser, past the app."""
    return page.evaluate(
        """async ([method, path, body]) => {
          const answer = await fetch(path, {
            method,
            headers: {
              'x-requested-by': 'shadowlog',
              ...(method === 'GET' ? {} : {'content-type': 'application/json'}),
            },
            body: method === 'GET' ? undefined : JSON.stringify(body),
          })
          const text = await answer.text()
          return {status: answer.status, body: text ? JSON.parse(text) : null}
        }""",
        [method, path, body],
    )


def test_four_words_are_typed_once_before_they_protect(
    make_phone: MakePhone, server: Server
) -> None:
    phone = make_phone()
    assert server.setup_link is not None
    phone.page.goto(server.setup_link)
    phone.page.get_by_label("Login").fill("carla")
    phone.page.get_by_label("Name").fill("Carla")
    phone.page.get_by_label("Password").fill(steps.PASSWORD)
    phone.tap("Set up")
    shown_words = phone.page.locator(".four-words")
    expect(shown_words).to_have_text(re.compile(r"^[a-z-]+( [a-z-]+){3}$"))
    words = shown_words.inner_text()

    phone.page.get_by_label("Passphrase", exact=True).fill("some other words here")
    phone.tap("Protect this device")
    expect(phone.page.get_by_text("These are not the four words").first).to_be_visible()

    phone.page.get_by_label("Passphrase", exact=True).fill(f" {words.upper()} ")
    phone.tap("Protect this device")
    phone.inside()
    assert "setup" not in phone.page.url
    phone.tap("Lock")
    phone.unlock(words)
    phone.inside()


def test_a_choice_too_easy_is_told_while_it_is_typed(
    make_phone: MakePhone, server: Server
) -> None:
    phone = make_phone()
    assert server.setup_link is not None
    phone.page.goto(server.setup_link)
    phone.page.get_by_label("Login").fill("carla")
    phone.page.get_by_label("Name").fill("Carla")
    phone.page.get_by_label("Password").fill(steps.PASSWORD)
    phone.tap("Set up")
    phone.tap("Choose my own")

    phone.page.get_by_label("Passphrase", exact=True).fill("tiger")

    expect(phone.page.get_by_role("alert")).to_contain_text("At least 14 characters")
    phone.tap("Protect this device")
    expect(
        phone.page.get_by_role("heading", name="Protect this device")
    ).to_be_visible()


@pytest.mark.long
def test_whoever_signed_out_signs_in_and_unlocks_again(phone: Phone) -> None:
    sign_out(phone, "Sign out now")

    steps.sign_in(phone, "carla")

    expect(phone.page.get_by_role("link", name="Resume capture")).to_be_visible()


def test_whoever_signed_out_without_a_network_still_reaches_what_was_not_sent(
    phone: Phone, server: Server
) -> None:
    server.stop()
    phone.page.goto(phone.origin + "/#/capture")
    phone.tap("Corridor meeting")
    steps.kept(phone)
    phone.page.goto(phone.origin + "/#/settings")
    phone.tap("Sign out")
    expect(steps.sheet(phone)).to_contain_text("not on the server yet")
    expect(
        steps.sheet(phone).get_by_role("button", name="Sign out now", exact=True)
    ).to_have_count(0)

    with phone.page.expect_download() as backup:
        steps.answer(phone, "Save encrypted backup")
    assert backup.value.suggested_filename.endswith(".shadowlog")
    steps.answer(phone, "Keep it here, sealed, and sign out")
    expect(phone.page.get_by_role("heading", name="Sign in")).to_be_visible()
    phone.page.reload()
    expect(phone.page.get_by_role("heading", name="Sign in")).to_be_visible()
    phone.tap("Unlock what is kept here")
    phone.unlock()

    phone.page.goto(phone.origin + "/#/capture")
    expect(phone.page.locator(".now-title")).to_have_text("Corridor meeting")


@pytest.mark.long
def test_two_accounts_on_one_phone_see_nothing_of_each_other(phone: Phone) -> None:
    page = phone.page
    page.goto(phone.origin + "/#/studies")
    page.get_by_role("link", name=re.compile(steps.TITLE)).click()
    link = invited(phone)
    sign_out(phone, "Sign out now")
    page.goto(link)
    page.get_by_label("Login").fill("ben")
    page.get_by_label("Name").fill("Ben")
    page.get_by_label("Password").fill(steps.PASSWORD)
    phone.tap("Join the study")
    own = page.get_by_role("button", name="Choose my own")
    own.click()
    page.get_by_label("Passphrase", exact=True).fill(OTHER)
    phone.tap("Protect this device")
    phone.inside()
    expect(page.get_by_text("Formal meeting")).to_have_count(0)
    expect(page.get_by_role("link", name="Resume capture")).to_have_count(0)

    phone.tap("Lock")
    locked(page)
    for word in ("ben", "Ben", "carla", "Carla", steps.TITLE):
        assert word not in shown(page)
    # Each passphrase opens its own vault and no other.
    phone.unlock(PASSPHRASE)
    expect(
        page.locator(".now-title").or_(page.get_by_text("Resume capture"))
    ).to_be_visible()
    page.goto(phone.origin + "/#/settings")
    expect(page.get_by_text("carla", exact=True)).to_be_visible()


def invited(phone: Phone) -> str:
    """A link that lets a newcomer into the study on screen."""
    studies = api(phone.page, "GET", "/api/studies")["body"]["items"]
    made = api(
        phone.page,
        "POST",
        f"/api/studies/{studies[0]['id']}/invitations",
        role="observer",
    )
    assert made["status"] == 201, made
    return str(made["body"]["link"])


def test_a_forgotten_passphrase_costs_only_what_was_not_sent(phone: Phone) -> None:
    phone.tap("Lock")
    phone.tap("Forgotten the passphrase?")
    with phone.page.expect_download() as backup:
        phone.tap("Save encrypted backup")
    assert Path(backup.value.path()).read_bytes()

    phone.tap("Start a new vault")
    page = phone.page
    page.get_by_label("Login").fill("carla")
    page.get_by_label("Password").fill(steps.PASSWORD)
    phone.tap("Sign in")
    phone.tap("Choose my own")
    page.get_by_label("Passphrase", exact=True).fill(OTHER)
    phone.tap("Protect this device")
    phone.inside()

    expect(page.get_by_role("link", name="Resume capture")).to_be_visible()
    phone.tap("Lock")
    phone.unlock(OTHER)
    phone.inside()


def test_a_retired_device_sends_what_it_holds_and_lets_go_of_it(
    phone: Phone, server: Server
) -> None:
    server.stop()
    phone.tap("Corridor meeting")
    steps.kept(phone)
    server.start()
    devices = api(phone.page, "GET", "/api/devices")["body"]["items"]
    (mine,) = [device for device in devices if device["current"]]
    assert api(phone.page, "POST", f"/api/devices/{mine['id']}/retire")["status"] == 204
    phone.page.goto(phone.origin + "/#/sync")
    phone.tap("Sync now")

    expect(
        phone.page.get_by_role("heading", name="This device was retired")
    ).to_be_visible(timeout=30_000)
    phone.tap("Begin anew")
    expect(phone.page.get_by_role("heading", name="Sign in")).to_be_visible()
    assert kept_here(phone.page) == []


def test_a_revoked_device_loses_its_keys_at_once(
    phone: Phone, make_phone: MakePhone
) -> None:
    desk = make_phone("desk")
    steps.sign_in(desk, "carla")
    devices = api(desk.page, "GET", "/api/devices")["body"]["items"]
    (lost,) = [device for device in devices if not device["current"]]

    assert api(desk.page, "DELETE", f"/api/devices/{lost['id']}")["status"] == 204

    phone.page.goto(phone.origin + "/#/sync")
    phone.tap("Sync now")
    expect(
        phone.page.get_by_role("heading", name="This device was revoked")
    ).to_be_visible(timeout=30_000)
    until(lambda: kept_here(phone.page) == [], phone)


def test_an_exchanged_key_is_told_until_somebody_was_told(phone: Phone) -> None:
    phone.tap("Lock")
    locked(phone.page)
    phone.page.evaluate(f"async () => ({TAMPER})({{pub: await ({NEW_KEY})()}})")

    for _ in range(2):
        phone.reload()
        phone.page.goto(phone.origin + "/#/today")
        expect(phone.page.get_by_text("has tampered with").first).to_be_visible()
    phone.tap("I have told them")

    expect(phone.page.get_by_text("has tampered with")).to_have_count(0)
    phone.reload()
    phone.page.goto(phone.origin + "/#/today")
    expect(phone.page.get_by_role("link", name="Resume capture")).to_be_visible()
    expect(phone.page.get_by_text("has tampered with")).to_have_count(0)


@pytest.mark.parametrize(
    "header",
    [
        pytest.param(None, marks=pytest.mark.long),
        pytest.param({}, marks=pytest.mark.long),
        {"v": 1, "wraps": [None]},
    ],
    ids=str,
)
def test_a_damaged_vault_still_captures_and_gives_its_backup(
    phone: Phone, header: Any
) -> None:
    phone.tap("Lock")
    locked(phone.page)
    phone.page.evaluate(TAMPER, {"header": header})
    phone.page.reload()

    phone.tap("Code 1")
    expect(phone.page.get_by_text("1 captured while locked").first).to_be_visible()
    phone.unlock()
    expect(phone.page.get_by_role("alert")).to_contain_text("Not opened")
    phone.tap("Forgotten the passphrase?")
    with phone.page.expect_download():
        phone.tap("Save encrypted backup")


def kept_here(page: Page) -> list[str]:
    """The databases of vaults on this phone."""
    names = page.evaluate(
        "async () => (await indexedDB.databases()).map(({name}) => name)"
    )
    return [name for name in names if name.startswith("log-")]
