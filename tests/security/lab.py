"""The phone's modules in a real Chromium that can be killed, without the app."""

import contextlib
import os
import signal
import threading
import time
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserContext, CDPSession, Error, Page, Playwright

from tests.browser.phone import ARGS

PWA = Path(__file__).parents[2] / "pwa"
MODULES = [
    "backup",
    "bytes",
    "header",
    "hpke",
    "idb",
    "layout",
    "passkey",
    "seal",
    "vault-rows",
    "vaults",
]


class Quiet(SimpleHTTPRequestHandler):
    extensions_map = SimpleHTTPRequestHandler.extensions_map | {
        ".js": "text/javascript"
    }

    def do_GET(self) -> None:
        if self.path != "/lab":
            super().do_GET()
            return
        page = b"<!doctype html><title>lab</title>"
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(len(page)))
        self.end_headers()
        self.wfile.write(page)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


class Lab:
    """A page with the store's modules at hand; its profile outlives the browser."""

    def __init__(self, playwright: Playwright, profile: Path) -> None:
        self.playwright = playwright
        self.profile = profile
        handler = partial(Quiet, directory=str(PWA))
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        self.context: BrowserContext
        self.page: Page
        self.open()

    def open(self) -> None:
        self.context = self.playwright.chromium.launch_persistent_context(
            str(self.profile),
            executable_path=os.environ.get("CHROMIUM_PATH"),
            args=ARGS,
        )
        self.page = self.context.pages[0]
        self.goto(self.page)

    def goto(self, page: Page) -> None:
        page.goto(f"http://localhost:{self.server.server_port}/lab")

    def reload(self) -> None:
        self.goto(self.page)

    def tab(self) -> Page:
        page = self.context.new_page()
        self.goto(page)
        return page

    def run(self, script: str, page: Page | None = None, **given: Any) -> Any:
        """What the body of an async function returns; `at` has all exports."""
        names = ", ".join(f"'{name}'" for name in MODULES)
        return (page or self.page).evaluate(
            f"""async (given) => {{
              const parts = await Promise.all(
                [{names}].map((name) => import(`/store/${{name}}.js`)),
              )
              const at = Object.assign({{}}, ...parts)
              const job = async () => {{ {script} }}
              return job()
            }}""",
            given,
        )

    def kill(self) -> None:
        """End the browser as a phone does that runs out of memory."""
        while found := self.processes():
            for number in found:
                with contextlib.suppress(ProcessLookupError):
                    os.kill(number, signal.SIGKILL)
            time.sleep(0.05)
        for lock in self.profile.glob("Singleton*"):
            lock.unlink()

    def processes(self) -> list[int]:
        """The browser's, by the profile on their command line; the dead have none."""
        mark = f"--user-data-dir={self.profile}".encode()
        found = []
        for line in Path("/proc").glob("[0-9]*/cmdline"):
            with contextlib.suppress(OSError):
                if mark in line.read_bytes():
                    found.append(int(line.parent.name))
        return found

    def passkeys(self) -> CDPSession:
        """Give the page an authenticator with the PRF extension, always touched."""
        session = self.context.new_cdp_session(self.page)
        session.send("WebAuthn.enable")
        options = {
            "protocol": "ctap2",
            "ctap2Version": "ctap2_1",
            "transport": "internal",
            "hasResidentKey": True,
            "hasUserVerification": True,
            "hasPrf": True,
            "isUserVerified": True,
            "automaticPresenceSimulation": True,
        }
        session.send("WebAuthn.addVirtualAuthenticator", {"options": options})
        return session

    def close(self) -> None:
        with contextlib.suppress(Error):  # It may have been killed.
            self.context.close()
        self.server.shutdown()
        self.server.server_close()
