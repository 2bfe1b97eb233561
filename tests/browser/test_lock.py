"""Locked, the phone shows nobody anything; unlocked, everything is where it was."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser import steps
from tests.browser.phone import Phone

# Chromium never hides the page a test drives: it is told that it was.
HIDE = """(state) => {
  Object.defineProperty(document, 'visibilityState', {value: state, configurable: true})
  Object.defineProperty(document, 'hidden', {
    value: state === 'hidden', configurable: true})
  document.dispatchEvent(new Event('visibilitychange'))
}"""
DISK_FULL = """(full) => {
  const real = window.realTransaction ??= IDBDatabase.prototype.transaction
  IDBDatabase.prototype.transaction = function (stores, mode, ...rest) {
    if (full && mode === 'readwrite')
      throw new DOMException('full', 'QuotaExceededError')
    return real.call(this, stores, mode, ...rest)
  }
}"""
CONTENT = ["CE1", "Chief executives", "Formal meeting", "Carla", "carla"]


@pytest.fixture
def day(day: Phone) -> Phone:
    """With an activity in it."""
    day.tap("Formal meeting")
    steps.kept(day)
    return day


def locked(page: Page) -> None:
    heading = page.get_by_role("heading", level=1, name=re.compile("^(Locked|Unlock)$"))
    expect(heading).to_be_visible()


def shown(page: Page) -> str:
    """All a page holds, seen or not."""
    return str(
        page.evaluate("() => document.title + document.documentElement.outerHTML")
    )


def test_a_locked_phone_holds_nothing_to_read(day: Phone) -> None:
    day.tap("Lock")
    locked(day.page)

    assert [word for word in CONTENT if word in shown(day.page)] == []
    assert day.page.title() == "Shadowlog"
    assert day.page.url == day.origin + "/"

    day.page.go_back()
    locked(day.page)
    assert [word for word in CONTENT if word in shown(day.page)] == []


def test_unlocking_leads_back_to_the_running_day(day: Phone) -> None:
    day.tap("Lock")
    day.unlock()

    expect(day.page.locator(".now-title")).to_have_text("Formal meeting")


def test_the_veil_is_drawn_before_the_next_frame_and_lifts_again(day: Phone) -> None:
    seen = "() => getComputedStyle(document.getElementById('app')).opacity"
    day.page.evaluate(HIDE, "hidden")
    assert day.page.evaluate(seen) == "0"

    day.page.evaluate(HIDE, "visible")
    assert day.page.evaluate(seen) == "1"

    day.page.evaluate("() => dispatchEvent(new Event('blur'))")
    assert day.page.evaluate(seen) == "0"
    day.page.evaluate("() => dispatchEvent(new Event('focus'))")
    assert day.page.evaluate(seen) == "1"


def test_the_veil_covers_an_open_sheet(day: Phone) -> None:
    day.tap("Jot")
    steps.sheet(day).get_by_label("Words").fill("said in confidence")

    day.page.evaluate(HIDE, "hidden")

    opacity = "(sheet) => getComputedStyle(sheet).opacity"
    assert steps.sheet(day).evaluate(opacity) == "0"
    day.page.evaluate(HIDE, "visible")
    expect(steps.sheet(day).get_by_label("Words")).to_be_focused()


def test_a_phone_put_away_for_a_minute_locks(day: Phone) -> None:
    day.page.clock.install()
    day.page.evaluate(HIDE, "hidden")
    day.page.clock.fast_forward(59_000)
    assert day.lock_button().count() == 1

    day.page.clock.fast_forward(1_500)

    locked(day.page)


def test_a_phone_nobody_touches_locks(day: Phone) -> None:
    day.page.clock.install()
    day.page.clock.fast_forward("04:50")
    day.tap("Mark")
    # Forwarded before it is written, the clock would tell that storage hangs.
    expect(day.page.get_by_text("Kept: mark").first).to_be_attached()
    day.page.clock.fast_forward("04:50")
    assert day.lock_button().count() == 1

    day.page.clock.fast_forward("00:15")

    locked(day.page)


def test_a_phone_that_slept_locks_before_it_shows_anything(day: Phone) -> None:
    day.page.evaluate(HIDE, "hidden")
    day.page.evaluate(
        """() => {
          const real = Date.now
          Date.now = () => real() + 3_600_000
        }"""
    )
    # No timer has run since: the waking itself has to look at the clock.
    veiled = day.page.evaluate(
        f"""() => {{
          ({HIDE})('visible')
          return document.documentElement.dataset.veil
        }}"""
    )

    assert veiled == "drawn"
    locked(day.page)


def test_what_locks_one_tab_locks_the_other(day: Phone) -> None:
    other = day.context.new_page()
    other.goto(day.origin + "/")
    other.get_by_label("Passphrase", exact=True).fill(
        "a heron waits where the water bends"
    )
    other.get_by_role("button", name="Unlock", exact=True).click()
    expect(other.get_by_role("button", name="Lock", exact=True)).to_be_visible()

    day.tap("Lock")

    locked(other)
    locked(day.page)


def test_words_half_typed_are_there_again_after_the_lock(day: Phone) -> None:
    day.tap("Jot")
    steps.sheet(day).get_by_label("Words").fill("she hesitated before")
    day.page.clock.install()
    day.page.evaluate(HIDE, "hidden")
    day.page.clock.fast_forward("01:01")
    locked(day.page)

    day.page.clock.resume()
    day.unlock()

    expect(steps.sheet(day).get_by_label("Words")).to_have_value("she hesitated before")


def test_words_half_typed_survive_a_kill(day: Phone) -> None:
    day.tap("Jot")
    steps.sheet(day).get_by_label("Words").press_sequentially("she hesitated")
    day.page.wait_for_timeout(1_200)
    day.kill()

    day.open("/")

    expect(steps.sheet(day).get_by_label("Words")).to_have_value("she hesitated")
    steps.answer(day, "Later")
    steps.gone(day)
    day.reload()
    steps.gone(day)


def test_a_correction_half_typed_is_there_again(day: Phone) -> None:
    day.tap("Details")
    steps.sheet(day).get_by_label("Note").fill("in her office")
    day.page.wait_for_timeout(1_200)
    day.reload()

    expect(steps.sheet(day).get_by_label("Note")).to_have_value("in her office")


def test_what_is_not_saved_is_never_locked_away(day: Phone) -> None:
    day.page.evaluate(DISK_FULL, True)
    day.tap("Jot")
    alarm = day.page.get_by_role("alert").filter(has_text="NOT saved")
    expect(alarm).to_be_visible()
    day.complaints.clear()

    day.page.evaluate("() => document.querySelector('[aria-label=Lock]').click()")
    day.page.wait_for_timeout(500)

    assert day.page.evaluate("() => document.documentElement.dataset.veil") == "held"
    expect(alarm).to_be_visible()
    expect(day.page.locator(".now-title")).not_to_be_visible()
    day.page.evaluate(DISK_FULL, False)
    alarm.get_by_role("button", name="Try again").click()
    locked(day.page)
    day.complaints.clear()

    day.unlock()
    day.tap("End day")
    steps.answer(day, "End day now")
    expect(day.page.locator(".rows > li[data-kind=jotting]")).to_have_count(1)


def test_guessing_gets_slower_also_after_a_reload(day: Phone) -> None:
    day.tap("Lock")
    for _ in range(2):
        expect(day.page.get_by_role("button", name="Unlock", exact=True)).to_be_enabled(
            timeout=15_000
        )
        day.unlock("not the passphrase at all")
        expect(day.page.get_by_role("alert")).to_contain_text("It does not open")

    day.page.reload()

    expect(day.page.get_by_text(re.compile("The next try in")).first).to_be_visible()
    button = day.page.get_by_role("button", name="Unlock", exact=True)
    expect(button).to_be_enabled(timeout=15_000)
    day.unlock()
    day.inside()


def test_a_one_time_link_works_on_a_locked_phone(day: Phone) -> None:
    day.tap("Lock")
    locked(day.page)

    day.page.goto(day.origin + "/#invite=nothing")
    expect(day.page.get_by_role("heading", name="You are invited")).to_be_visible()

    day.page.goto(day.origin + "/#reset=nothing")
    expect(day.page.get_by_label("New password")).to_be_visible()
