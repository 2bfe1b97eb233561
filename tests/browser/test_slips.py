"""Slips of a thumb: each has a way back, and none reaches the server as nonsense."""

import re

from playwright.sync_api import expect

from tests.browser import steps
from tests.browser.phone import Phone


def test_a_day_ended_by_a_slip_goes_on_as_it_was(day: Phone) -> None:
    day.tap("Formal meeting")
    day.tap("Alongside")
    day.page.locator(".grid").get_by_text("Phone call").click()
    day.tap("Step out")
    steps.answer(day, "Requested by subject")
    steps.gone(day)
    day.tap("End day")
    steps.answer(day, "End day now")
    expect(day.page.get_by_text("All on the server").first).to_be_visible()
    day.reload()
    day.page.get_by_role("link", name=re.compile("^CE1")).click()

    day.tap("The day goes on")

    titles = day.page.locator(".now-title")
    expect(titles).to_have_text(["Stepped out", "Formal meeting"])
    expect(day.page.get_by_role("button", name="Stop Phone call")).to_be_visible()
    day.tap("Back")
    expect(day.page.get_by_text("All on the server").first).to_be_visible()


def test_a_thumb_that_bounces_taps_once(day: Phone) -> None:
    grid = day.page.locator(".grid")
    grid.get_by_text("Formal meeting").dblclick()
    day.tap("Alongside")
    grid.get_by_text("Phone call").dblclick()
    expect(day.page.get_by_role("button", name="Stop Phone call")).to_be_visible()
    expect(day.page.locator(".now-title")).to_have_text(["Formal meeting"])

    day.tap("Step out")
    steps.answer(day, "Requested by subject")
    steps.gone(day)
    day.page.get_by_role("button", name="Back", exact=True).dblclick()
    day.tap("End day")
    steps.answer(day, "End day now")

    expect(day.page.locator(".rows > li[data-kind]")).to_have_count(3)


def test_marks_in_quick_succession_are_all_kept(day: Phone) -> None:
    mark = day.page.get_by_role("button", name="Mark", exact=True)
    for _ in range(5):
        mark.click()
    steps.kept(day)
    day.tap("End day")
    steps.answer(day, "End day now")

    expect(day.page.locator(".rows > li[data-kind]")).to_have_count(5)


def test_a_number_nobody_means_is_not_sent(day: Phone) -> None:
    day.tap("Meeting")
    size = steps.sheet(day).get_by_label("People in the room")
    size.fill("99999999999999999999")
    steps.answer(day, "Save")

    fault = "People in the room: a number from 0 to 100000, please."
    expect(steps.sheet(day).get_by_text(fault)).to_be_visible()
    size.fill("5")
    steps.answer(day, "Save")
    steps.gone(day)
    expect(day.page.get_by_text("All on the server").first).to_be_visible()
