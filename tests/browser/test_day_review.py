"""A day is gone through at leisure: boundaries moved, activities cut, all told."""

import re

import pytest
from playwright.sync_api import Locator, expect

from tests.browser import steps
from tests.browser.phone import Phone


@pytest.fixture
def ended(day: Phone) -> Phone:
    """Four minutes of email, four of a meeting, and the day is over."""
    # The server would tell that this clock is put forward, and the times be corrected.
    day.context.set_offline(True)
    day.page.clock.install()
    for code in ("Email and messages", "Formal meeting"):
        day.tap(code)
        steps.kept(day)
        day.page.clock.fast_forward("04:00")
        day.page.keyboard.press("Shift")  # Left alone for five minutes, it would lock.
    day.tap("End day")
    steps.answer(day, "End day now")
    expect(
        day.page.get_by_role("listbox", name="Records in time order")
    ).to_be_visible()
    return day


def item(phone: Phone, name: str) -> Locator:
    line = phone.page.get_by_role("region", name="Timeline")
    return line.get_by_role("option", name=re.compile(name)).first


def test_a_boundary_is_dragged_undone_and_moved_by_keys(ended: Phone) -> None:
    meeting = item(ended, "^Formal meeting")
    ended.tap("Move boundaries")
    grip = ended.page.locator(".strip-grip").bounding_box()
    assert grip
    x, y = grip["x"] + grip["width"] / 2, grip["y"] + 4
    ended.page.mouse.move(x, y)
    ended.page.mouse.down()
    ended.page.mouse.move(x + 40, y, steps=4)
    ended.page.mouse.up()
    ended.tap("Switched late")
    ended.tap("Keep the new boundary")
    expect(meeting).to_have_accessible_name(re.compile("start corrected"))

    ended.tap("Undo")
    expect(meeting).not_to_have_accessible_name(re.compile("corrected"))
    meeting.focus()
    ended.page.keyboard.press("Alt+ArrowLeft")
    ended.page.keyboard.press("Enter")
    expect(item(ended, "^Email.* 3 min, end corrected")).to_be_visible()
    meeting.focus()
    ended.page.keyboard.press("Alt+Shift+ArrowLeft")
    expect(ended.page.get_by_role("alert")).to_contain_text("Not further: Email")

    ended.tap("All right")
    ended.tap("Move boundaries")
    ended.context.set_offline(False)
    steps.all_on_the_server(ended)
    meeting.click()
    steps.answer(ended, "History")
    told = steps.sheet(ended).get_by_role("listitem")
    expect(told.first).to_contain_text("Activity made")
    expect(told.last).to_contain_text("Corrected")
    ended.page.keyboard.press("Escape")
    ended.context.set_offline(True)
    steps.answer(ended, "History")
    expect(steps.sheet(ended).get_by_text("From this device")).to_be_visible()
    expect(told.first).to_contain_text("Activity made")


def test_a_forgotten_activity_cuts_what_lay_there_until_the_day_is_locked(
    ended: Phone,
) -> None:
    item(ended, "^Formal meeting").click()
    steps.answer(ended, "Split…")
    steps.sheet(ended).get_by_label("The second part was").select_option("Travel")
    # It may be another date by now than when the day began.
    date = steps.sheet(ended).get_by_label("Where to split, date").input_value()
    steps.answer(ended, "Split")
    steps.gone(ended)
    expect(item(ended, "^Travel, .* start corrected")).to_be_visible()

    ended.tap("Insert forgotten")
    sheet = steps.sheet(ended)
    sheet.get_by_label("What it was").select_option("Phone call")
    travel = item(ended, "^Travel").get_attribute("aria-label") or ""
    start = re.findall(r"\d\d:\d\d", travel)[0]
    sheet.get_by_label("Start, date", exact=True).fill(date)
    sheet.get_by_label("End, date", exact=True).fill(date)
    sheet.get_by_label("Start, time", exact=True).fill(f"{start}:00")
    sheet.get_by_label("End, time", exact=True).fill(f"{start}:30")
    sheet.get_by_label("End, time", exact=True).press("Tab")
    expect(sheet.get_by_text(re.compile("^Travel, .*starts at"))).to_be_visible()
    steps.answer(ended, "Insert")
    steps.gone(ended)
    expect(item(ended, "^Phone call, .*filled in afterwards")).to_be_visible()

    ended.tap("Mark as reviewed")
    ended.tap("Lock the day")
    expect(ended.page.get_by_role("button", name="Move boundaries")).to_have_count(0)
    item(ended, "^Phone call").click()
    expect(steps.sheet(ended).get_by_text("The day is locked")).to_be_visible()
    expect(steps.sheet(ended).get_by_label("Note")).to_be_disabled()
    expect(steps.sheet(ended).get_by_role("button", name="Save")).to_have_count(0)
    ended.page.keyboard.press("Escape")
    ended.tap("Set back to reviewed")
    expect(ended.page.get_by_role("button", name="Insert forgotten")).to_be_visible()
