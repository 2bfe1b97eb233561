"""The phone, four times slowed: tap to tick, locked and unlocked, and in from the cold.

Chromium slows its main thread only: the key of the passphrase is made at full speed.
"""

import statistics
import tempfile
from pathlib import Path

from playwright.sync_api import BrowserContext, Page, sync_playwright

from benchmarks.installation import PASSWORD, Client, a_day, an_activity
from tests.browser import steps
from tests.browser.phone import PASSPHRASE, Phone
from tests.browser.server import Server

SLOWER = 4
RECORDS = 500
EARLIER_DAYS = 3
TAPS = 60
STARTS = 7
UNLOCKS = 7
PLACES = 12
CODES = ["Formal meeting", "Corridor meeting", "Phone call"]

# Notes when a tap began, and when the page said that it is kept.
WATCH_TICKS = """() => {
  window.waits = []
  let tapped = null
  addEventListener('pointerdown', () => { tapped = performance.now() }, true)
  new MutationObserver(() => {
    const words = document.querySelector('.kept')?.textContent ?? ''
    if (tapped === null || words === window.words) return
    window.words = words
    window.waits.push(performance.now() - tapped)
    tapped = null
  }).observe(document.body, {subtree: true, childList: true, characterData: true})
}"""

# Notes when the pad can be tapped, counted from the navigation.
WATCH_START = """
new MutationObserver((_, me) => {
  if (!document.querySelector('.pad-codes button')) return
  me.disconnect()
  requestAnimationFrame(() => { window.ready = performance.now() })
}).observe(document, {subtree: true, childList: true})
"""

# From the passphrase to the first code button that can be tapped.
UNLOCK = """() => new Promise((resolve) => {
  const began = performance.now()
  new MutationObserver((_, me) => {
    if (!document.querySelector('.grid button')) return
    me.disconnect()
    requestAnimationFrame(() => resolve(performance.now() - began))
  }).observe(document, {subtree: true, childList: true})
  document.querySelector('.unlock-form [type=submit]').click()
})"""

# From a tap on the pad to "Kept".
LOCKED_TAP = """async (place) => {
  const count = () => parseInt(document.querySelector('.pad-told .quiet').textContent)
  const was = count()
  const began = performance.now()
  document.querySelector(`[aria-label="Code ${place}"]`).click()
  while (count() === was || !document.querySelector('.pad-told .kept').textContent)
    await new Promise(requestAnimationFrame)
  return performance.now() - began
}"""


def main() -> None:
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        server = Server(Path(folder) / "server")
        server.start()
        phone = Phone(playwright, Path(folder) / "phone", server.origin)
        steps.set_up(phone, server)
        steps.create_study(phone)
        steps.ready_offline(phone)
        steps.start_day(phone)
        fill(server, phone)
        taps = tap(phone)
        server.stop()
        locked = tap_locked(phone)
        unlocks = [unlock(phone) for _ in range(UNLOCKS + 1)][1:]
        starts = [start_cold(phone) for _ in range(STARTS)]
        phone.close()
    all_told = RECORDS * (EARLIER_DAYS + 1)
    print(f"\nThe phone, Chromium with the processor {SLOWER} times slower")
    say(f"tap to durable tick, {RECORDS} records in the day", taps, 100)
    say("locked tap to kept", locked, 150)
    say(f"passphrase to capture, {all_told:,} records on the phone", unlocks, 2000)
    say("cold offline start to the locked pad", starts, 1500)


def fill(server: Server, phone: Phone) -> None:
    """Have a second device of the same account put records into the day."""
    client = Client(server)
    client.call("POST", "/api/session", {"login": "carla", "password": PASSWORD})
    study = client.call("GET", "/api/studies")["items"][0]["id"]
    days: list[dict[str, str]] = []
    while not days:
        phone.page.wait_for_timeout(500)
        days = client.call("GET", f"/api/studies/{study}/days")["items"]
    made = [an_activity(client, study, days[0]["id"], i) for i in range(RECORDS)]
    subject = client.call("GET", f"/api/studies/{study}/subjects")["items"][0]["id"]
    for _ in range(EARLIER_DAYS):
        made += a_day(client, study, subject, RECORDS)
    for start in range(0, len(made), 100):
        client.push(made[start : start + 100])
    here = phone.page.url
    phone.page.goto(phone.origin + "/#/sync")
    phone.tap("Sync now")
    phone.page.wait_for_timeout(10_000)
    phone.page.goto(here)
    phone.page.get_by_role("button", name="Mark", exact=True).wait_for()


def tap(phone: Phone) -> list[float]:
    slow_down(phone.context, phone.page)
    phone.page.evaluate(WATCH_TICKS)
    for i in range(TAPS):
        phone.tap(CODES[i % len(CODES)])
        # The tick shows the second: wait for the next, so that it visibly changes.
        phone.page.wait_for_timeout(1100)
    waits: list[float] = phone.page.evaluate("() => window.waits")
    assert len(waits) >= TAPS * 0.9, len(waits)
    return waits


def tap_locked(phone: Phone) -> list[float]:
    phone.tap("Lock")
    phone.page.get_by_role("heading", name="Locked").wait_for()
    slow_down(phone.context, phone.page)
    # A button tapped twice in a row would be a thumb that bounces.
    return [phone.page.evaluate(LOCKED_TAP, i % PLACES + 1) for i in range(TAPS)]


def unlock(phone: Phone) -> float:
    """The first time also takes in what was tapped while locked."""
    page = phone.page
    if phone.lock_button().is_visible():
        phone.tap("Lock")
    page.get_by_role("heading", name="Locked").wait_for()
    slow_down(phone.context, page)
    page.get_by_label("Passphrase", exact=True).fill(PASSPHRASE)
    took: float = page.evaluate(UNLOCK)
    return took


def start_cold(phone: Phone) -> float:
    """Reopen the browser with nobody at the server's address."""
    phone.close()
    phone.open_locked()
    page = phone.context.new_page()
    phone.page.close()
    phone.page = page
    slow_down(phone.context, page)
    page.add_init_script(WATCH_START)
    page.goto(phone.origin)
    page.wait_for_function("() => window.ready")
    ready: float = page.evaluate("() => window.ready")
    return ready


def slow_down(context: BrowserContext, page: Page) -> None:
    session = context.new_cdp_session(page)
    session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})


def say(what: str, times: list[float], limit: float) -> None:
    p95 = statistics.quantiles(times, n=20)[-1]
    median = statistics.median(times)
    print(
        f"  {what}: median {median:.0f} ms, p95 {p95:.0f} ms over {len(times)}; "
        f"{p95 / limit:.2f} of the {limit:.0f} ms allowed"
    )
