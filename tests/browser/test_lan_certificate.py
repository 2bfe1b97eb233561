"""Over the laptop's own certificate a phone keeps the app for offline use."""

import base64
import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from playwright.sync_api import BrowserContext, Playwright

from tests.browser.phone import ARGS
from tests.serving.process import Server, start

ADDRESS = "127.0.0.2"


@pytest.fixture
def laptop(tmp_path: Path) -> Iterator[Server]:
    running = start(tmp_path / "data", "serve", "--lan", "--address", ADDRESS)
    running.wait_for("Shadowlog is at")
    yield running
    running.stop()


def trusting(playwright: Playwright, home: Path, field: Path) -> BrowserContext:
    """A browser into which the authority was installed, as a person would.

    Without NSS's own tool nothing can be installed; then Chromium is told to accept
    the server's key, which shows the rest.
    """
    args = list(ARGS)
    store = home / ".pki" / "nssdb"
    if tool := shutil.which("certutil"):
        store.mkdir(parents=True)
        made = ["-d", f"sql:{store}"]
        subprocess.run([tool, *made, "-N", "--empty-password"], check=True)
        install = ["-A", "-n", "field", "-t", "C,,", "-i", str(field / "authority.pem")]
        subprocess.run([tool, *made, *install], check=True)
    else:
        args.append(f"--ignore-certificate-errors-spki-list={key_of(field)}")
    return playwright.chromium.launch_persistent_context(
        str(home / "profile"),
        executable_path=os.environ.get("CHROMIUM_PATH"),
        args=args,
        env={**os.environ, "HOME": str(home)},
    )


def key_of(field: Path) -> str:

    certificate = x509.load_pem_x509_certificate((field / "server.pem").read_bytes())
    spki = certificate.public_key().public_bytes(
        serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    digest = hashes.Hash(hashes.SHA256())
    digest.update(spki)
    return base64.b64encode(digest.finalize()).decode()


def test_the_app_opens_without_network_after_one_visit(
    playwright: Playwright, tmp_path: Path, laptop: Server
) -> None:
    context = trusting(playwright, tmp_path / "home", tmp_path / "data" / "field")
    page = context.pages[0]
    page.goto(f"https://{ADDRESS}:{laptop.port}/")
    page.wait_for_function(
        "() => navigator.serviceWorker.ready.then(r => r.active !== null)"
    )
    page.get_by_role("heading").first.wait_for()

    context.set_offline(True)
    page.reload()

    page.get_by_role("heading").first.wait_for()
    context.close()
