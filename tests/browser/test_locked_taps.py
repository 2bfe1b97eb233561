"""Five hundred taps on the locked pad, the battery pulled now and then: none is lost.

What "kept" was shown for is there after unlocking, in its order and once, and comes to
what a model makes of it that has never seen the app. Of the one tap that was on its way
when the battery went, nobody was told anything: it may be there or not.
"""

import random
import time
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import expect

from tests.browser import steps
from tests.browser.phone import PASSPHRASE, Phone
from tests.browser.server import Server
from tests.security.reader import Vault, read_backup

SEED = 500
TAPS = 500
KILLS = 8
BUTTONS = [*(f"Code {p}" for p in range(1, 13)), "Mark", "Mark"]
BUTTONS += ["Step out", "Back", "End activity"]
PRESS = """(name) => document.querySelector(`[aria-label="${name}"]`).click()"""
TAP = """async (name) => {
  const told = document.querySelector('.pad-told')
  const count = () => parseInt(told.querySelector('.quiet').textContent)
  const was = count()
  const from = Date.now()
  document.querySelector(`[aria-label="${name}"]`).click()
  const to = Date.now()
  while (count() === was || !told.querySelector('.kept').textContent)
    await new Promise(requestAnimationFrame)
  return [from, to]
}"""
SHOWN = "() => parseInt(document.querySelector('.pad-told .quiet')?.textContent)"

Window = tuple[float, float]


@dataclass
class Row:
    """A record as the model has it: each moment lies between two."""

    what: str
    start: Window
    end: Window | None = None


@dataclass
class Model:
    """What the taps come to, told by somebody who never saw the app."""

    codes: list[str]
    rows: list[Row] = field(default_factory=list)
    running: Row | None = None
    gap: Row | None = None

    def tap(self, name: str, at: Window) -> None:
        place = int(name.removeprefix("Code ")) - 1 if name.startswith("Code") else 99
        if place < len(self.codes):
            if self.running:
                self.running.end = at
            self.running = self.add(self.codes[place], at)
        elif name == "Step out" and not self.gap:
            self.gap = self.add("gap", at)
        elif name == "Back" and self.gap:
            self.gap.end, self.gap = at, None
        elif name == "End activity" and self.running:
            self.running.end, self.running = at, None
        else:
            # What cannot have happened was tapped all the same.
            self.add("mark" if name == "Mark" else f"mark: {name}", at)

    def add(self, what: str, at: Window) -> Row:
        self.rows.append(Row(what, at))
        return self.rows[-1]


def test_500_taps_come_out_in_order_and_complete(day: Phone, server: Server) -> None:
    phone = day
    steps.all_on_the_server(phone)
    server.stop()
    phone.tap("Lock")
    expect(phone.page.get_by_role("heading", name="Locked")).to_be_visible()

    taps = tapped(phone, random.Random(SEED))
    assert len(taps) >= TAPS
    kill_while_taking_in(phone)
    phone.unlock()
    phone.inside()
    expect(phone.page.get_by_text("captured while locked").first).to_be_visible()

    vault = read_backup(steps.backup_of(phone), PASSPHRASE)
    model = Model(vault.rows["meta"]["settings"]["grid"]["codes"])
    for name, at in taps:
        model.tap(name, at)
    assert len(model.codes) == 11
    assert vault.refused == []
    assert vault.rows["inbox"] == {}
    compare(told(vault), model.rows)
    phone.complaints.clear()


def tapped(phone: Phone, luck: random.Random) -> list[tuple[str, Window]]:
    """Tap, and pull the battery at random; what is known to have been kept."""
    deaths = set(luck.sample(range(20, TAPS), KILLS))
    taps: list[tuple[str, Window]] = []
    last = ""
    for n in range(TAPS + KILLS):
        # On one button a second tap so soon would be a bouncing thumb.
        name = luck.choice([button for button in BUTTONS if button != last])
        last = last if name == "Mark" else name
        if n not in deaths:
            start, end = phone.page.evaluate(TAP, name)
            taps.append((name, (start, end)))
            continue
        start = time.time() * 1000
        phone.page.evaluate(PRESS, name)
        end = time.time() * 1000
        time.sleep(luck.uniform(0, 0.03))
        phone.kill()
        phone.open_locked()
        phone.wait(f"() => ({SHOWN})() >= {len(taps)}")
        extra = int(phone.page.evaluate(SHOWN)) - len(taps)
        assert extra in {0, 1}
        if extra:
            taps.append((name, (start, end)))
    return taps


def kill_while_taking_in(phone: Phone) -> None:
    """Some taps have their place by then, the others still wait."""
    phone.unlock()
    phone.wait("() => document.querySelector('progress')?.value >= 40")
    phone.kill()
    phone.open_locked()


def told(vault: Vault) -> list[dict[str, Any]]:
    """The records made while locked, in the order in which they were."""
    records: dict[str, dict[str, Any]] = {}
    for _, entry in sorted(vault.rows["ops"].items()):
        op = entry["op"]
        record = records.setdefault(op["rec"], {"kind": op["kind"]})
        record |= op["set"]
    return [record for record in records.values() if record.get("captured_locked")]


def compare(records: list[dict[str, Any]], rows: list[Row]) -> None:
    assert [what(record) for record in records] == [row.what for row in rows]
    for record, row in zip(records, rows, strict=True):
        start, end = record.get("started_at") or record["at"], record.get("ended_at")
        assert row.start[0] <= start["wall"] <= row.start[1]
        assert (end is None) == (row.end is None)
        if end and row.end:
            assert row.end[0] <= end["wall"] <= row.end[1]


def what(record: dict[str, Any]) -> str:
    if record["kind"] != "jotting":
        return str(record["code"] if record["kind"] == "activity" else "gap")
    text = record.get("text")
    return f"mark: {text.split(' (')[0]}" if text else "mark"
