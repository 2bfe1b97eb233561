"""The cookie of a phone that is locked opens nothing."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser import steps
from tests.browser.phone import Phone
from tests.browser.server import Server


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    server = Server(tmp_path / "server", SHADOWLOG_BIND_SESSIONS="on")
    server.start()
    yield server
    server.stop()


def status(phone: Phone) -> int:
    """How the server takes what holds the browser's cookies and nothing else."""
    return phone.context.request.get(phone.origin + "/api/studies").status


def sync(phone: Phone) -> None:
    phone.page.goto(phone.origin + "/#/sync")
    phone.tap("Sync now")
    expect(phone.page.get_by_text("All on the server").first).to_be_visible()


def test_only_the_unlocked_vault_speaks_for_the_session(
    phone: Phone, server: Server
) -> None:
    steps.set_up(phone, server)
    steps.create_study(phone)
    assert status(phone) == 401

    phone.tap("Lock")
    assert status(phone) == 401
    phone.unlock()
    phone.inside()
    sync(phone)


def test_signing_in_again_binds_anew(phone: Phone, server: Server) -> None:
    steps.set_up(phone, server)
    steps.create_study(phone)
    phone.context.clear_cookies()
    phone.page.goto(phone.origin + "/#/welcome")
    steps.sign_in(phone, "carla")

    sync(phone)
    phone.tap("Lock")
    phone.unlock()
    phone.inside()
    sync(phone)
