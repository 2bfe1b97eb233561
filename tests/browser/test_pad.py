"""Locked, one tap still captures: numbered buttons, nothing to read, nothing lost."""

import re
from contextlib import suppress

import pytest
from playwright.sync_api import Error as PlaywrightError
from playwright.sync_api import expect

from tests.browser import steps
from tests.browser.conftest import MakePhone
from tests.browser.leftovers import found_in, spellings
from tests.browser.phone import Phone
from tests.browser.server import Server
from tests.browser.test_lock import DISK_FULL, locked

SUBJECT = "Quagga-7"
TITLES = ".rows > li[data-kind] .row-title"


@pytest.fixture
def pad(day: Phone, server: Server) -> Phone:
    """A locked phone with a running day, far from any network."""
    put_away(day, server)
    return day


def put_away(phone: Phone, server: Server) -> None:
    steps.all_on_the_server(phone)
    server.stop()
    phone.tap("Lock")
    expect(phone.page.get_by_role("heading", name="Locked")).to_be_visible()


def tap(phone: Phone, *names: str) -> None:
    for name in names:
        phone.tap(name)
        told = phone.page.locator(".pad-told")
        expect(told.get_by_text(re.compile("^Kept "))).to_be_visible()


def counted(phone: Phone, n: int) -> None:
    told = phone.page.locator(".pad-told")
    expect(told.get_by_text(f"{n} captured while locked", exact=True)).to_be_visible()


def names_of_codes(phone: Phone) -> list[str]:
    """The codes of the grid in their order, as the unlocked phone shows them."""
    return phone.page.locator(".grid .code-label").all_inner_texts()


def test_taps_made_while_locked_come_out_in_order(pad: Phone) -> None:
    tap(pad, "Code 1", "Mark", "Code 2")
    pad.kill()
    pad.open_locked()
    counted(pad, 3)
    tap(pad, "Step out", "Back")
    pad.page.reload()
    tap(pad, "Code 1", "End activity")
    counted(pad, 7)

    pad.unlock()
    pad.inside()

    expect(pad.page.get_by_text("7 captured while locked").first).to_be_visible()
    first, second, *_ = names_of_codes(pad)
    pad.page.get_by_role("link", name=re.compile("look at them", re.I)).click()
    rows = pad.page.locator(TITLES)
    expect(rows).to_have_count(5)
    expected = [first, "Mark", second, "Gap", first]
    for row, name in zip(rows.all(), expected, strict=True):
        expect(row).to_contain_text(name)
        expect(row).to_contain_text("captured while locked")


@pytest.mark.long
def test_what_was_looked_at_loses_its_tag(pad: Phone) -> None:
    tap(pad, "Code 1", "Code 2")
    pad.unlock()
    pad.inside()
    pad.page.get_by_role("link", name=re.compile("look at them", re.I)).click()
    tags = pad.page.locator(TITLES).get_by_text("captured while locked")
    expect(tags).to_have_count(2)

    pad.page.locator(".rows > li[data-kind] button").first.click()
    pad.page.keyboard.press("Escape")
    steps.gone(pad)
    expect(tags).to_have_count(1)

    pad.tap("All looked at")
    expect(tags).to_have_count(0)
    pad.reload()
    expect(pad.page.get_by_text(re.compile("captured while locked"))).to_have_count(0)


def test_digits_on_a_keyboard_press_the_codes(pad: Phone) -> None:
    pad.page.keyboard.press("3")
    counted(pad, 1)

    pad.page.get_by_label("Passphrase", exact=True).press("4")
    pad.page.wait_for_timeout(300)

    counted(pad, 1)


def test_a_thumb_that_bounces_on_the_pad_taps_once(pad: Phone) -> None:
    pad.page.get_by_role("button", name="Code 5", exact=True).dblclick()
    counted(pad, 1)

    pad.page.get_by_role("button", name="Mark", exact=True).dblclick()
    counted(pad, 3)


def test_a_tap_that_is_not_kept_says_so_until_it_is(pad: Phone) -> None:
    pad.page.evaluate(DISK_FULL, True)
    pad.tap("Code 1")
    alarm = pad.page.get_by_role("alert").filter(has_text="NOT saved")
    expect(alarm).to_be_visible()
    counted(pad, 0)
    expect(pad.page.locator(".pad-told .kept")).to_be_empty()
    pad.page.keyboard.press("2")

    pad.page.evaluate(DISK_FULL, False)
    # It also tries by itself, and may be quicker than the hand.
    with suppress(PlaywrightError):
        alarm.get_by_role("button", name="Try again").click(timeout=4_000)

    counted(pad, 2)
    expect(alarm).to_have_count(0)
    pad.complaints.clear()


@pytest.mark.long
def test_the_pad_answers_at_once_and_keeps_soon(pad: Phone) -> None:
    slow = pad.context.new_cdp_session(pad.page)
    slow.send("Emulation.setCPUThrottlingRate", {"rate": 4})
    took = sorted(
        pad.page.evaluate(
            """async (place) => {
              const count = () => parseInt(
                document.querySelector('.pad-told .quiet').textContent)
              const before = count()
              const began = performance.now()
              document.querySelector(`[aria-label="Code ${place}"]`).click()
              while (count() === before) await new Promise(requestAnimationFrame)
              return performance.now() - began
            }""",
            place % 12 + 1,
        )
        for place in range(40)
    )

    assert took[37] < 150


def test_the_pad_tells_nothing(make_phone: MakePhone, server: Server) -> None:
    pad = make_phone()
    steps.set_up(pad, server)
    # A pseudonym that can be searched for: the usual one is too short.
    steps.create_study(pad, subject=SUBJECT)
    steps.ready_offline(pad)
    steps.start_day(pad)
    put_away(pad, server)
    tap(pad, "Code 1", "Code 2", "Step out")
    pad.page.wait_for_timeout(1_500)
    pad.kill()

    words = [SUBJECT, steps.TITLE, "Carla"]
    assert found_in(pad.profile, spellings(words)) == []
    pad.open_locked()


def test_without_a_running_day_there_is_no_pad(
    make_phone: MakePhone, server: Server
) -> None:
    phone = make_phone()
    steps.set_up(phone, server)
    phone.tap("Lock")

    locked(phone.page)
    expect(phone.page.get_by_role("button", name="Code 1")).to_have_count(0)
