"""Every screen and sheet, small and dark, wide and light: reachable, and without fault.

The pictures land in ``tests/browser/shots`` for people to look at.
"""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Playwright, expect

from tests.browser import steps
from tests.browser.german import english_on, too_wide
from tests.browser.phone import DESK, SMALL, Phone
from tests.browser.server import Server

SHOTS = Path(__file__).parent / "shots"
LOOKS = {"phone-dark": SMALL, "desk-light": DESK}


@pytest.fixture(scope="module")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The demonstration installation, so that every screen has something to show."""
    server = Server(tmp_path_factory.mktemp("demonstration"), "demo")
    server.start()
    yield server
    server.stop()


@pytest.fixture(scope="module", params=LOOKS)
def seen(
    request: pytest.FixtureRequest,
    playwright: Playwright,
    demonstration: Server,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[tuple[str, Phone]]:
    """A device of the demonstration's leader, signed in and up to date."""
    profile = tmp_path_factory.mktemp(request.param)
    options: dict[str, Any] = LOOKS[request.param]
    extra = {"is_mobile": False, "has_touch": False} if options is DESK else {}
    phone = Phone(playwright, profile, demonstration.origin, **(options | extra))
    SHOTS.mkdir(exist_ok=True)
    look(request.param, phone, "welcome")
    password = re.search(r"Password of both: (\S+)", demonstration.log.read_text())
    assert password
    phone.page.get_by_label("Login").fill("observer")
    phone.page.get_by_label("Password").fill(password.group(1))
    phone.tap("Sign in")
    phone.get_in()
    expect(phone.page.get_by_role("link", name="Resume capture")).to_be_visible()
    yield request.param, phone
    phone.close()
    assert phone.complaints == []


def look(name: str, phone: Phone, screen: str) -> None:
    """Take the picture and let axe judge the page, or the sheet on top of it."""
    phone.page.wait_for_timeout(300)
    phone.page.screenshot(path=SHOTS / f"{name}-{screen}.png")
    top = "dialog[open]" if phone.page.get_by_role("dialog").count() else None
    found = Axe().run(phone.page, context=top).response["violations"]
    assert [(v["id"], [n["html"][:120] for n in v["nodes"]]) for v in found] == []


PLACES = ["today", "capture", "studies", "reports", "settings", "sync", "names"]


@pytest.mark.parametrize("screen", [*PLACES, "paper", "practice"])
def test_a_screen_has_no_fault(seen: tuple[str, Phone], screen: str) -> None:
    name, phone = seen
    phone.page.goto(f"{phone.origin}/#/{screen}")
    expect(phone.page.get_by_role("main")).to_be_visible()
    look(name, phone, screen)


def test_a_day_has_no_fault(seen: tuple[str, Phone]) -> None:
    name, phone = seen
    phone.page.goto(phone.origin + "/#/today")
    phone.page.get_by_role("link", name=re.compile("^CE1")).last.click()
    expect(phone.page.get_by_role("button", name="Download CSV")).to_be_visible()
    expect(phone.page.get_by_role("button", name="Share")).to_be_visible()
    look(name, phone, "day")


def test_a_contact_list_has_no_fault(seen: tuple[str, Phone]) -> None:
    name, phone = seen
    phone.page.goto(phone.origin + "/#/today")
    phone.page.get_by_role("link", name=re.compile("^CE1")).last.click()
    phone.tap("Contact list", role="link")
    expect(phone.page.get_by_role("button", name="Add person")).to_be_visible()
    look(name, phone, "people")


def test_the_evening_has_no_fault(seen: tuple[str, Phone]) -> None:
    name, phone = seen
    phone.page.goto(phone.origin + "/#/today")
    phone.page.get_by_role("link", name=re.compile("^CE1")).last.click()
    phone.page.get_by_role("link", name=re.compile("^Expand ")).click()
    expect(phone.page.get_by_label("Field note")).to_be_visible()
    look(name, phone, "evening")


def test_a_study_has_no_fault(seen: tuple[str, Phone]) -> None:
    name, phone = seen
    phone.page.goto(phone.origin + "/#/studies")
    phone.page.get_by_role("link", name=re.compile("Demonstration")).click()
    expect(phone.page.get_by_role("heading", level=1)).to_be_visible()
    look(name, phone, "study")


def tap(*names: str) -> Callable[[Phone], None]:
    def act(phone: Phone) -> None:
        for name in names:
            phone.tap(name)

    return act


def tools(name: str) -> Callable[[Phone], None]:
    """What can be done to the first meeting of the day."""

    def act(phone: Phone) -> None:
        rows = phone.page.locator(".rows > li").filter(has_text="Formal meeting")
        rows.first.get_by_role("button").first.click()
        steps.answer(phone, name)

    return act


DAY_SHEETS: dict[str, Callable[[Phone], None]] = {
    "split": tools("Split…"),
    "history": tools("History"),
    "insert": tap("Insert forgotten"),
    "embargo": tap("Embargo a stretch"),
}


@pytest.mark.parametrize("sheet", DAY_SHEETS)
def test_a_sheet_of_the_day_has_no_fault(seen: tuple[str, Phone], sheet: str) -> None:
    name, phone = seen
    phone.page.goto(phone.origin + "/#/today")
    phone.page.get_by_role("link", name=re.compile("^CE1")).first.click()
    DAY_SHEETS[sheet](phone)
    expect(steps.sheet(phone)).to_be_visible()
    look(name, phone, f"sheet-{sheet}")
    # The history would go back to the record, and not to the day.
    phone.page.goto(phone.origin + "/#/today")
    steps.gone(phone)


def about_the_codes(phone: Phone) -> None:
    phone.tap("More")
    steps.sheet(phone).get_by_text("About the codes").click()
    expect(steps.sheet(phone).get_by_label("Search the codes")).to_be_visible()


def strike(phone: Phone) -> None:
    phone.tap("More acts")
    for name in ("Strike last …", "5 min"):
        steps.answer(phone, name)
    expect(steps.sheet(phone).get_by_text("emptied and deleted")).to_be_visible()


SHEETS: dict[str, Callable[[Phone], None]] = {
    "more": tap("More"),
    "about-the-codes": about_the_codes,
    "more-acts": tap("More acts"),
    "strike": strike,
    "source": tap("Source"),
    "jot": tap("Jot"),
    "meeting": tap("Meeting"),
    "step-out": tap("Step out"),
    "end-day": tap("End day"),
}


@pytest.mark.parametrize("sheet", SHEETS)
def test_a_sheet_of_capture_has_no_fault(seen: tuple[str, Phone], sheet: str) -> None:
    name, phone = seen
    phone.page.goto(phone.origin + "/#/today")
    phone.page.get_by_role("link", name="Resume capture").click()
    SHEETS[sheet](phone)
    expect(steps.sheet(phone)).to_be_visible()
    look(name, phone, f"sheet-{sheet}")
    phone.page.keyboard.press("Escape")
    steps.gone(phone)
    if sheet == "step-out":
        phone.tap("Back")


OUT_OF_REACH = """() => [...document.querySelectorAll('button, a.button')]
  .filter((each) => each.checkVisibility() && !each.matches('.strip-item'))
  .filter((each) => {
    each.scrollIntoView({block: 'center'})
    const {x, y, width, height} = each.getBoundingClientRect()
    return !each.contains(document.elementFromPoint(x + width / 2, y + height / 2))
  })
  .map((each) => each.getAttribute('aria-label') ?? each.textContent)"""


@pytest.mark.parametrize("link", ["Resume capture", "^CE1"])
def test_words_twice_as_large_put_nothing_out_of_reach(
    seen: tuple[str, Phone], link: str
) -> None:
    name, phone = seen
    phone.page.goto(phone.origin + "/#/today")
    phone.page.get_by_role("link", name=re.compile(link)).last.click()
    expect(phone.page.get_by_role("button", name="Lock", exact=True)).to_be_visible()
    at_once = "(size) => { document.documentElement.style.fontSize = size }"

    phone.page.evaluate(at_once, "200%")

    look(name, phone, f"large-{'day' if link == '^CE1' else 'capture'}")
    assert too_wide(phone.page) + phone.page.evaluate(OUT_OF_REACH) == []
    phone.page.evaluate(at_once, "")


CONTROLS = ["Alongside", "Started earlier", "Meeting", "Source", "Mark", "Jot"]


@pytest.mark.parametrize("control", [*CONTROLS, "Step out", "Undo", "End day"])
def test_every_control_has_its_name_and_is_large_enough(
    seen: tuple[str, Phone], control: str
) -> None:
    _, phone = seen
    phone.page.goto(phone.origin + "/#/today")
    phone.page.get_by_role("link", name="Resume capture").click()
    button = phone.page.get_by_role("button", name=control, exact=True)
    expect(button).to_be_visible()
    box = button.bounding_box()
    assert box is not None
    assert min(box["width"], box["height"]) >= 48


def test_the_started_earlier_chips_have_their_names(seen: tuple[str, Phone]) -> None:
    name, phone = seen
    phone.page.goto(phone.origin + "/#/today")
    phone.page.get_by_role("link", name="Resume capture").click()
    phone.tap("Corridor meeting")
    phone.tap("Started earlier")
    for chip in ("1 min", "2 min", "5 min", "10 min", "Other"):
        expect(phone.page.get_by_role("button", name=chip, exact=True)).to_be_visible()
    look(name, phone, "started-earlier")


BAR = ["Mehr", "Quelle", "Notiz", "Weiteres", "Tag beenden"]


def test_in_german_no_english_is_left_and_all_of_it_fits(
    seen: tuple[str, Phone],
) -> None:
    name, phone = seen
    page = phone.page
    faults: dict[str, list[str]] = {}

    def read(screen: str) -> None:
        page.wait_for_timeout(300)
        page.screenshot(path=SHOTS / f"{name}-german-{screen}.png")
        faults[screen] = english_on(page) + too_wide(page)

    page.goto(phone.origin + "/#/settings")
    page.get_by_label("Language").select_option("de")
    expect(page.get_by_role("heading", level=1, name="Einstellungen")).to_be_visible()
    assert page.evaluate("() => document.documentElement.lang") == "de"
    for screen in PLACES:
        page.goto(f"{phone.origin}/#/{screen}")
        expect(page.get_by_role("main")).to_be_visible()
        read(screen)
    for start, link in [("today", "^CE1"), ("studies", "Demonstration")]:
        page.goto(f"{phone.origin}/#/{start}")
        page.get_by_role("link", name=re.compile(link)).last.click()
        expect(page.get_by_role("heading", level=1)).to_contain_text(
            re.compile("CE1|Demonstration")
        )
        read(f"{start}-one")
    page.goto(phone.origin + "/#/today")
    page.get_by_role("link", name="Erfassung fortsetzen").click()
    for button in BAR:
        phone.tap(button)
        expect(steps.sheet(phone)).to_be_visible()
        read(button)
        page.keyboard.press("Escape")
        steps.gone(phone)
    assert {screen: found for screen, found in faults.items() if found} == {}

    page.goto(phone.origin + "/#/settings")
    page.get_by_label("Sprache").select_option("en")
    expect(page.get_by_role("heading", level=1, name="Settings")).to_be_visible()
