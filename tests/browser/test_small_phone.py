"""What has to stand on the smallest screens: all of it at once, and legible."""

import re
from typing import Any

import pytest
from playwright.sync_api import Locator, expect

from tests.browser import steps
from tests.browser.phone import Phone

SIZES = [(360, 740), (320, 640)]
CHIPS = ["1 min", "2 min", "5 min", "10 min", "Other"]


@pytest.fixture(params=SIZES, ids=str)
def look(request: pytest.FixtureRequest) -> dict[str, Any]:
    width, height = request.param
    return {"viewport": {"width": width, "height": height}}


@pytest.fixture
def day(day: Phone) -> Phone:
    """With an activity just started."""
    day.tap("Email and messages")
    steps.kept(day)
    return day


def test_capture_fits_without_scrolling(day: Phone) -> None:
    size = day.page.evaluate(
        """() => {
          const now = document.querySelector('.now')
          const page = document.documentElement
          return [page.scrollHeight - innerHeight, page.scrollWidth - innerWidth,
            Math.max(0, now.scrollHeight - now.clientHeight)]
        }"""
    )

    assert size == [0, 0, 0]


def test_a_switch_noticed_late_is_two_taps(day: Phone) -> None:
    day.tap("5 min")

    expect(day.page.get_by_text("started earlier 5 min").first).to_be_visible()
    expect(chip(day, "5 min")).to_have_count(0)
    day.tap("Started earlier")
    day.tap("Started earlier")
    for name in CHIPS:
        expect(chip(day, name)).to_be_visible()


def test_chips_that_go_by_themselves_move_nothing(day: Phone) -> None:
    day.tap("Alongside")
    day.page.locator(".grid").get_by_text("Phone call").click()
    stop = day.page.get_by_role("button", name="Stop Phone call")
    expect(stop).to_be_visible()
    steps.kept(day)
    before = stop.bounding_box()

    day.page.clock.install()
    day.page.clock.fast_forward("04:50")
    day.page.keyboard.press("Shift")  # Nobody there for five minutes locks the phone.
    day.page.clock.fast_forward("00:20")

    expect(chip(day, "1 min")).to_have_count(0)
    assert stop.bounding_box() == before


def test_no_word_of_a_source_is_cut(day: Phone) -> None:
    day.tap("Source")

    cut = steps.sheet(day).evaluate(
        """(sheet) => [...sheet.querySelectorAll('.choices .button')]
          .filter((button) => button.scrollWidth > button.clientWidth)
          .map((button) => button.textContent)"""
    )
    assert cut == []


def test_a_source_is_kept_before_its_kind_is_known(day: Phone) -> None:
    day.tap("Source")
    expect(steps.sheet(day)).to_be_visible()

    day.kill()
    day.open("/")

    look_at(day)
    expect(day.page.get_by_text("Source, kind open").first).to_be_visible()
    day.page.goto(day.origin + "/#/capture")
    day.tap("Undo")
    look_at(day)
    expect(day.page.get_by_text("1 deleted record").first).to_be_visible()


def test_no_figure_of_a_table_is_cut(day: Phone) -> None:
    day.page.goto(day.origin + "/#/reports")
    assert hidden(day) == 0

    look_at(day)
    assert hidden(day) == 0


def hidden(phone: Phone) -> int:
    """How much of the table lies beyond the edge."""
    table = phone.page.get_by_role("group", name="Totals")
    expect(table).to_be_visible()
    return int(table.evaluate("(table) => table.scrollWidth - table.clientWidth"))


def look_at(phone: Phone) -> None:
    """Open the day as a list."""
    phone.page.goto(phone.origin + "/#/reports")
    phone.page.get_by_role("link", name=re.compile("^CE1")).first.click()
    expect(phone.page.get_by_role("heading", name="What happened")).to_be_visible()


def chip(phone: Phone, name: str) -> Locator:
    return phone.page.get_by_role("button", name=name, exact=True)


def test_the_way_on_is_always_in_sight(day: Phone) -> None:
    day.page.goto(day.origin + "/#/settings")
    height = day.page.evaluate("() => innerHeight")
    expect(day.page.get_by_role("heading", name="Settings")).to_be_visible()
    places = day.page.get_by_role("navigation", name="Main")
    expect(places).to_be_visible()
    box = places.bounding_box()
    assert box is not None
    assert box["y"] + box["height"] <= height

    day.page.locator("#main").evaluate("(main) => main.scrollTo(0, 300)")
    places.get_by_role("link", name="Reports").click()

    expect(day.page.get_by_role("heading", name="Reports")).to_be_in_viewport()
    assert day.page.locator("#main").evaluate("(main) => main.scrollTop") == 0

    # A long list scrolls in its place; the page itself stands still.
    look_at(day)
    day.page.evaluate("() => scrollTo(0, 300)")
    assert day.page.evaluate("() => scrollY") == 0
