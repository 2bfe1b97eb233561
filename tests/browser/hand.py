"""A hand on a phone: each of its taps is counted, and it knows the time."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any

from playwright.sync_api import Locator, expect

from tests.browser import steps
from tests.browser.phone import Phone

# A phone nobody touches for five minutes locks itself.
TOUCHED_EVERY = timedelta(minutes=4)


class Hand:
    """Taps and types; the phone's clock is driven from one moment to the next.

    What is typed is counted apart, and the way into a field is no tap.
    """

    def __init__(self, phone: Phone, now: datetime) -> None:
        self.phone = phone
        self.now = now
        self.taps = 0
        self.typed = 0
        self.waits = False
        phone.context.clock.install(time=now)

    @contextmanager
    def takes(self, taps: int, typed: int | None = None) -> Iterator[None]:
        before = self.taps, self.typed
        yield
        assert self.taps - before[0] == taps
        assert typed is None or self.typed - before[1] == typed

    def at(self, clock: str) -> None:
        """The next tap is at that very millisecond; then time goes on by itself.

        Whatever was tapped before has to be kept by now: a clock that jumps while
        something is being written tells that storage hangs.
        """
        hour, minute = map(int, clock.split(":"))
        moment = self.now.replace(hour=hour, minute=minute)
        page = self.phone.page
        while moment - self.now > TOUCHED_EVERY:
            page.clock.fast_forward(int(TOUCHED_EVERY.total_seconds() * 1000))
            page.keyboard.press("Shift")
            self.now += TOUCHED_EVERY
        page.clock.pause_at(moment)
        self.now = moment
        self.waits = True

    def tap(self, name: str | re.Pattern[str], role: Any = "button") -> None:
        """Tap what bears this name: in the sheet on top, if there is one."""
        sheets = self.phone.page.get_by_role("dialog")
        within = sheets.last if sheets.count() else self.phone.page
        self.touch(within.get_by_role(role, name=name, exact=True).first)

    def touch(self, target: Locator) -> None:
        target.click()
        self.taps += 1
        if self.waits:
            self.phone.page.clock.resume()
            self.waits = False

    def kept(self) -> None:
        """The tick stands for what was tapped at this very moment."""
        tick = f"Kept {self.now:%H:%M}:00"
        expect(self.phone.page.get_by_text(tick).first).to_be_attached()

    def write(self, text: str) -> None:
        """Type where the cursor stands."""
        self.phone.page.keyboard.type(text)
        self.typed += len(text)

    def type(self, label: str, text: str) -> None:
        field = steps.sheet(self.phone).get_by_label(label, exact=True)
        field.fill(text)
        self.typed += len(text)

    def choose(self, label: str, option: str) -> None:
        """A list opens with one tap and takes another."""
        field = steps.sheet(self.phone).get_by_label(label, exact=True)
        field.select_option(label=option)
        self.taps += 2

    def save(self, name: str = "Save") -> None:
        """The tap that closes a sheet: what it says is kept once it is gone."""
        self.tap(name)
        steps.gone(self.phone)
