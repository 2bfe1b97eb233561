"""Every screen and sheet of settings, people and trail, small and large: without fault.

The pictures land in ``tests/browser/shots`` for people to look at.
"""

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Playwright, expect

from tests.browser import steps
from tests.browser.phone import SMALL, Phone
from tests.browser.server import Server
from tests.browser.test_desk_access import AT_DESK, change, settings, study
from tests.browser.test_screens import look

pytestmark = pytest.mark.long

LOOKS = {
    "phone-dark": SMALL,
    "phone-light": SMALL | {"color_scheme": "light"},
    "desk-light": AT_DESK,
    "desk-dark": AT_DESK | {"color_scheme": "dark"},
}


OTHERS = {"phone-light", "desk-dark"}
LOOKED_AT = [
    pytest.param(name, marks=pytest.mark.long if name in OTHERS else ())
    for name in LOOKS
]


@pytest.fixture(scope="module", params=LOOKED_AT)
def seen(
    request: pytest.FixtureRequest,
    playwright: Playwright,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[tuple[str, Phone]]:
    """A device of whoever set the installation up and leads its study."""
    folder = tmp_path_factory.mktemp(request.param)
    server = Server(folder / "server")
    server.start()
    phone = Phone(playwright, folder / "profile", server.origin, **LOOKS[request.param])
    steps.set_up(phone, server)
    steps.create_study(phone)
    # Another device of hers, with something on it.
    change(
        server,
        "INSERT INTO device (account_id, id, label, app, waiting, created_at,"
        " last_seen_at) SELECT account_id, 'd_lost', 'Chrome on Android', app, 3,"
        " created_at, last_seen_at FROM device",
    )
    yield request.param, phone
    phone.close()
    server.stop()
    assert phone.complaints == []


def opened(name: str, on: Callable[[Phone], None]) -> Callable[[Phone], None]:
    def go(phone: Phone) -> None:
        on(phone)
        phone.tap(name)
        expect(steps.sheet(phone)).to_be_visible()

    return go


def trail(phone: Phone) -> None:
    study(phone)
    phone.page.get_by_role("link", name=re.compile("^Trail")).click()
    expect(phone.page.get_by_text("Subject added").last).to_be_visible()


def empty_trail(phone: Phone) -> None:
    trail(phone)
    phone.page.get_by_label("Show").select_option("log:downloaded")
    expect(phone.page.get_by_text("Nothing of this kind").first).to_be_visible()


def accounts(phone: Phone) -> None:
    settings(phone)
    phone.page.get_by_role("link", name="Accounts").click()
    expect(phone.page.get_by_text("carla").last).to_be_visible()


def invited(phone: Phone) -> None:
    study(phone)
    phone.tap("Make invitation link")
    expect(phone.page.get_by_text("Shown once.").first).to_be_visible()
    phone.tap("Show invitations made so far")
    expect(phone.page.get_by_role("list", name="Invitations")).to_be_visible()


def own_passphrase(phone: Phone) -> None:
    opened("Change passphrase", settings)(phone)
    expect(phone.page.get_by_label("Your four words")).to_contain_text(" ")


SCREENS: dict[str, Callable[[Phone], None]] = {
    "settings": settings,
    "settings-password": opened("Change password", settings),
    "settings-elsewhere": opened("Sign out elsewhere", settings),
    "settings-totp": opened("Set up an authenticator app", settings),
    "settings-passphrase": own_passphrase,
    "settings-revoke": opened("Revoke Chrome on Android", settings),
    "settings-retire": opened("Retire Chrome on Android", settings),
    "study": study,
    "study-invited": invited,
    "trail": trail,
    "trail-empty": empty_trail,
    "accounts": accounts,
}


@pytest.mark.parametrize("screen", SCREENS)
def test_a_screen_has_no_fault(seen: tuple[str, Phone], screen: str) -> None:
    name, phone = seen
    SCREENS[screen](phone)

    look(name, phone, f"access-{screen}")

    wide = "() => document.documentElement.scrollWidth - innerWidth"
    assert phone.page.evaluate(wide) <= 0
    if phone.page.get_by_role("dialog").count():
        phone.page.keyboard.press("Escape")
        steps.gone(phone)


def test_choosing_a_new_password_has_no_fault(seen: tuple[str, Phone]) -> None:
    name, phone = seen
    phone.page.goto(phone.origin + "/#reset=" + "a" * 43)
    expect(phone.page.get_by_label("New password")).to_be_visible()

    look(name, phone, "access-reset")
