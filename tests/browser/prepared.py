"""An installation with a study, and a phone that is in it: made once, then copied.

By hand that takes five seconds of a processor, and most stories begin later.
"""

import shutil
import time
from pathlib import Path

from playwright.sync_api import Playwright

from tests.browser import steps
from tests.browser.phone import Phone
from tests.browser.server import Server, free_port
from tests.stage import FRESH_SECONDS


class Prepared:
    """Copies of one beginning, each as if somebody had just made it.

    What a browser keeps belongs to an address, so all copies share a port: only one
    of them may run at a time.
    """

    def __init__(self, playwright: Playwright, folder: Path) -> None:
        self.playwright = playwright
        self.folder = folder
        self.port = free_port()
        self.made_at = float("-inf")

    def server(self, data_dir: Path) -> Server:
        """The installation, not yet started, with its data in ``data_dir``."""
        if time.monotonic() - self.made_at > FRESH_SECONDS:
            self.make()
        shutil.copytree(self.folder / "server", data_dir)
        return Server(data_dir, port=self.port)

    def lay_out(self, profile: Path) -> None:
        """What the phone of whoever leads the study keeps, locked."""
        shutil.copytree(self.folder / "phone", profile, symlinks=True)

    def make(self) -> None:
        for old in ("server", "phone"):
            shutil.rmtree(self.folder / old, ignore_errors=True)
        server = Server(self.folder / "server", port=self.port)
        server.start()
        try:
            phone = Phone(self.playwright, self.folder / "phone", server.origin)
            try:
                steps.set_up(phone, server)
                steps.create_study(phone)
                steps.ready_offline(phone)
                steps.all_on_the_server(phone)
            finally:
                phone.close()
        finally:
            server.stop()
        server.log.unlink()
        self.made_at = time.monotonic()
