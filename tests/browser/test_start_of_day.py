"""From nothing to a running day, and what is known of its clock."""

import re

from playwright.sync_api import expect

from tests.browser import steps
from tests.browser.conftest import MakePhone
from tests.browser.phone import Phone
from tests.browser.server import Server

MOST_TAPS = 12
COUNT_TAPS = """addEventListener('click', ({isTrusted, detail}) => {
  if (isTrusted && detail > 0) tapped()
}, true)"""


def test_a_newcomer_is_in_a_running_day_after_a_dozen_taps(
    make_phone: MakePhone, server: Server
) -> None:
    phone = make_phone()
    taps: list[None] = []
    phone.context.expose_function("tapped", lambda: taps.append(None))
    phone.context.add_init_script(COUNT_TAPS)
    phone.reload()

    # What is typed is not counted, nor the way into a field.
    steps.set_up(phone, server)
    phone.tap("Create a study", role="link")
    phone.tap("New study")
    phone.page.get_by_label("Title").fill(steps.TITLE)
    phone.tap("Create study")
    phone.page.get_by_label("Pseudonym").fill("CE1")
    phone.tap("Add subject")
    phone.tap("Today", role="link")
    phone.tap("Start day")
    expect(phone.page.get_by_role("button", name="Mark", exact=True)).to_be_visible()

    assert 6 <= len(taps) <= MOST_TAPS


def test_what_was_said_before_the_day_is_in_it_and_one_tap_still_starts(
    member: Phone,
) -> None:
    page = member.page
    summary = page.get_by_text(re.compile("^(Ready for|Before) a day without network"))
    expect(summary).to_be_visible()
    summary.click()
    expect(page.get_by_text("Opens without network")).to_be_visible()
    page.get_by_text("More about the day").click()
    page.get_by_label("Planned start").fill("07:45")
    page.get_by_label("Your part in a joint session").select_option("reliability")
    member.tap("Make a code")
    member.tap("Sync tap")
    member.sees("Tapped at")

    member.tap("Start day")
    expect(page.get_by_role("button", name="Mark", exact=True)).to_be_visible()

    page.goto(member.origin + "/#/today")
    page.get_by_text("More about the day").click()
    expect(page.get_by_label("Planned start")).to_have_value("07:45")
    expect(page.get_by_label("Session code")).to_have_value(
        re.compile(r"^\w{3} \w{3}$")
    )
    member.sees("Tapped at")


def test_a_clock_set_back_is_told_once_and_stays_in_the_day(day: Phone) -> None:
    page = day.page
    steps.all_on_the_server(day)
    # Only what the page believes is set: its counter goes on.
    page.evaluate(
        """() => {
          const [now, Then] = [Date.now, Date]
          Then.now = () => now() - 3600000
        }"""
    )
    page.evaluate("() => document.dispatchEvent(new Event('visibilitychange'))")

    day.page.get_by_role("link", name="clock changed: see how").click()
    day.sees("clock was set back by 1 h")
    day.tap("Understood")
    understood = page.get_by_role("button", name="Understood")
    expect(understood).to_have_count(0)

    day.tap("Resume capture", role="link")
    day.tap("Mark")
    steps.kept(day)
    page.goto(day.origin + "/#/today")
    expect(understood).to_have_count(0)
    day.tap("See the day", role="link")
    page.get_by_text("Clock", exact=True).click()
    day.sees("back by 1 h")
    day.sees("clock was set back by 1 h")
