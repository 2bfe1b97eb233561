"""The acts of capture: how many taps each costs, and that nothing moves meanwhile."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Locator, expect

from tests.browser import steps
from tests.browser.phone import Phone

COUNT_TAPS = """() => {
  window.taps = 0
  addEventListener('click', (event) => { if (event.isTrusted) window.taps += 1 }, true)
}"""


@contextmanager
def taps(phone: Phone, expected: int) -> Iterator[None]:
    """What is done inside takes so many taps, as the page itself counts them."""
    phone.page.evaluate("() => { window.taps = 0 }")
    yield
    assert phone.page.evaluate("() => window.taps") == expected


def code(phone: Phone, name: str) -> Locator:
    return phone.page.locator(".grid").get_by_text(name)


def now(phone: Phone, *titles: str) -> None:
    expect(phone.page.locator(".now-title")).to_have_text(list(titles))


def bar(phone: Phone) -> list[list[float]]:
    """Where every button of the grid and the bar is."""
    found: list[list[float]] = phone.page.evaluate(
        """() => [...document.querySelectorAll('.grid .button, .bar > *')]
          .map((each) => each.getBoundingClientRect())
          .map(({x, y, width, height}) => [x, y, width, height].map(Math.round))"""
    )
    return found


def test_every_act_costs_the_taps_it_should(day: Phone) -> None:
    day.page.evaluate(COUNT_TAPS)
    with taps(day, 2):
        code(day, "Walkabout").click()
        now(day, "Walkabout")
        day.tap("5 min")
        expect(
            day.page.get_by_text("started earlier 5 min", exact=True)
        ).to_be_visible()
    with taps(day, 1):
        code(day, "Email and messages").click()
        now(day, "Email and messages")
    with taps(day, 2):
        day.tap("Interrupted")
        code(day, "Phone call").click()
        now(day, "Phone call")
    resume = day.page.get_by_role("button", name="Resume", exact=True)
    expect(resume).to_have_accessible_description("Email and messages")
    places = bar(day)
    with taps(day, 1):
        resume.click()
        now(day, "Email and messages")
    with taps(day, 4):
        day.tap("Source")
        for _ in range(3):
            steps.sheet(day).locator(".choices .button").first.click()
        steps.gone(day)
    with taps(day, 1):
        day.tap("Jot")
        expect(steps.sheet(day).get_by_label("Words")).to_be_focused()
        day.page.keyboard.type("Asked for the figures.")
    steps.answer(day, "To ask later")
    steps.answer(day, "Keep the words")
    steps.gone(day)
    with taps(day, 1):
        day.tap("Tally")
        tally = day.page.get_by_role("button", name="Tally", exact=True)
        expect(tally).to_have_accessible_description("1 today")
    with taps(day, 2):
        day.tap("Step out")
        steps.answer(day, "Observer break")
        steps.gone(day)
        now(day, "Stepped out", "Email and messages")

    assert bar(day) == places
    assert min(height for *_, height in places) >= 48
    day.tap("Back")
    day.tap("End day")
    steps.answer(day, "End day now")
    titles = day.page.locator(".row-title")
    expect(titles).to_contain_text(["Walkabout", "Email", "Phone call", "Email"])
    expect(day.page.get_by_text("To ask later")).to_be_visible()


def test_what_was_said_is_struck_with_all_it_says_and_brought_back(day: Phone) -> None:
    code(day, "Email and messages").click()
    day.tap("Tally")
    day.tap("More acts")
    day.page.get_by_role("button", name=re.compile("^Tally of")).click()
    steps.sheet(day).get_by_label(re.compile("^Who")).fill("A1")
    steps.answer(day, "Activity")
    note = steps.sheet(day).get_by_label("Note", exact=True)
    expect(note).to_have_value(re.compile("^Counted first as tally"))
    steps.answer(day, "Close")
    steps.gone(day)
    day.tap("More acts")
    steps.answer(day, "Off the record")
    steps.gone(day)
    now(day, "Off the record", "Email and messages")
    day.tap("Jot")
    expect(steps.sheet(day).get_by_text("without words")).to_be_visible()
    expect(steps.sheet(day).get_by_label("Words")).to_have_count(0)
    steps.answer(day, "Close")
    day.tap("On the record")
    now(day, "Email and messages")

    day.tap("More acts")
    steps.answer(day, "Strike last …")
    steps.answer(day, "30 min")
    expect(steps.sheet(day).get_by_text("emptied and deleted")).to_be_visible()
    expect(
        steps.sheet(day).get_by_role("button", name="Strike 30 min")
    ).to_be_disabled()
    steps.answer(day, "The subject")
    steps.answer(day, "Strike 30 min")
    steps.gone(day)
    now(day, "Email and messages")

    expect(day.page.get_by_text("struck the last 30 min", exact=True)).to_be_visible()
    day.tap("Undo")
    expect(day.page.get_by_text("on the record", exact=True)).to_be_visible()
    day.tap("End day")
    steps.answer(day, "End day now")
    kinds = day.page.locator(".rows > li[data-kind]")
    expect(kinds).to_have_count(4)
    steps.all_on_the_server(day)
