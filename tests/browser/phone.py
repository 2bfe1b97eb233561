"""A phone: a real Chromium with its own profile that can be killed and reopened."""

import os
import re
import signal
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

from playwright.sync_api import (
    BrowserContext,
    ConsoleMessage,
    Locator,
    Page,
    Playwright,
    expect,
)

ARGS = [
    "--no-sandbox",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-gpu",
]
# Long enough for this phone's vault, and in no list.
PASSPHRASE = "a heron waits where the water bends"
TELL_OF_VIOLATIONS = """addEventListener('securitypolicyviolation', (violation) =>
  console.error(`violates ${violation.effectiveDirective}`))"""
SMALL: dict[str, Any] = {
    "viewport": {"width": 360, "height": 740},
    "color_scheme": "dark",
    "has_touch": True,
    "is_mobile": True,
}
DESK: dict[str, Any] = {
    "viewport": {"width": 1280, "height": 800},
    "color_scheme": "light",
}


class Phone:
    """One device of one person."""

    def __init__(
        self, playwright: Playwright, profile: Path, origin: str, **options: Any
    ) -> None:
        self.playwright = playwright
        self.profile = profile
        self.origin = origin
        self.options = SMALL | options
        self.complaints: list[str] = []
        self.context: BrowserContext
        self.page: Page
        self.open()

    def open(self, path: str = "/") -> None:
        """Start the browser, and unlock what it keeps."""
        self.open_locked(path)
        self.unlock_if_locked()

    def open_locked(self, path: str = "/") -> None:
        self.context = self.playwright.chromium.launch_persistent_context(
            str(self.profile),
            executable_path=os.environ.get("CHROMIUM_PATH"),
            args=ARGS,
            accept_downloads=True,
            **self.options,
        )
        self.context.set_default_timeout(15_000)
        # In every tab, and also what the page itself caught.
        self.context.add_init_script(TELL_OF_VIOLATIONS)
        self.context.on("console", self.hear)
        self.context.on(
            "weberror", lambda fault: self.complaints.append(str(fault.error))
        )
        self.page = self.context.pages[0]
        self.page.goto(self.origin + path)
        self.page.get_by_role("heading", level=1).first.wait_for()

    def reload(self) -> None:
        """Load the page anew; whoever was inside has to unlock again."""
        self.page.reload()
        self.unlock_if_locked()

    def protect(self) -> None:
        """Give this device its passphrase, as its person would choose it."""
        own = self.page.get_by_role("button", name="Choose my own")
        field = self.page.get_by_label("Passphrase", exact=True)
        # Offered once the words are there; without them an own one is all there is.
        rule = self.page.get_by_text("At least 14 characters")
        expect(own.or_(rule).first).to_be_visible()
        if own.is_visible():
            own.click()
        field.fill(PASSPHRASE)
        self.tap("Protect this device")

    def unlock(self, passphrase: str = PASSPHRASE) -> None:
        self.page.get_by_label("Passphrase", exact=True).fill(passphrase)
        self.tap("Unlock")

    def unlock_if_locked(self) -> None:
        """Get in, if anything is kept here; return once something is to be seen."""
        heading = self.page.get_by_role("heading", level=1)
        heading.first.wait_for()
        if heading.first.inner_text() in ("Unlock", "Locked"):
            self.unlock()
            self.inside()

    def get_in(self) -> None:
        """From having signed in to being inside: a new device is protected first."""
        title = re.compile("^(Protect this device|Unlock|Locked)$")
        closed = self.page.get_by_role("heading", level=1, name=title)
        lock = self.lock_button()
        expect(closed.or_(lock).first).to_be_visible()
        if lock.is_visible():
            return
        if closed.inner_text() == "Protect this device":
            self.protect()
        else:
            self.unlock()
        self.inside()

    def inside(self) -> None:
        expect(self.lock_button()).to_be_visible(timeout=30_000)

    def lock_button(self) -> Locator:
        return self.page.get_by_role("button", name="Lock", exact=True)

    def hear(self, message: ConsoleMessage) -> None:
        """Remember what a healthy page never says: policy violations and errors."""
        network = ("Failed to load resource", "net::ERR", "Manifest: Line: 1")
        if message.type == "error" and not any(n in message.text for n in network):
            self.complaints.append(message.text)

    def close(self) -> None:
        self.context.close()

    def kill(self) -> None:
        """Pull the battery: SIGKILL to the whole browser, nothing asked."""
        for process in self.main_processes():
            with suppress(ProcessLookupError):  # The script ends with its browser.
                os.kill(process, signal.SIGKILL)
        deadline = time.monotonic() + 10
        while time.monotonic() < deadline and self.processes():
            time.sleep(0.05)
        for leftover in ("SingletonLock", "SingletonCookie", "SingletonSocket"):
            (self.profile / leftover).unlink(missing_ok=True)

    def processes(self) -> list[int]:
        found = []
        for entry in Path("/proc").iterdir():
            if entry.name.isdigit():
                try:
                    line = (entry / "cmdline").read_bytes()
                except OSError:
                    continue
                if str(self.profile).encode() in line:
                    found.append(int(entry.name))
        return found

    def main_processes(self) -> list[int]:
        """The browser itself, and the script that some systems start it with."""
        return [
            pid
            for pid in self.processes()
            if b"--type=" not in Path(f"/proc/{pid}/cmdline").read_bytes()
        ]

    def tap(self, name: str, *, role: Any = "button", exact: bool = True) -> None:
        self.page.get_by_role(role, name=name, exact=exact).first.click()

    def wait(self, condition: str) -> None:
        """Wait until an arrow function's answer is true (a string would need eval)."""
        self.page.wait_for_function(condition)

    def sees(self, text: str) -> None:
        expect(self.page.get_by_text(text).first).to_be_visible()


def until(condition: Callable[[], bool], phone: Phone, seconds: float = 20) -> None:
    """Let the page go on until something outside it is so."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if condition():
            return
        phone.page.wait_for_timeout(100)
    raise AssertionError("waited in vain")
