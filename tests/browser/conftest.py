"""Real servers and real browsers for the tests of this folder."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Playwright

from tests.browser.phone import Phone
from tests.browser.server import Server

MakePhone = Callable[..., Phone]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Whatever lives in this folder drives a browser."""
    for item in items:
        if "tests/browser/" in str(item.path):
            item.add_marker(pytest.mark.browser)


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    server = Server(tmp_path / "server")
    server.start()
    yield server
    server.stop()


@pytest.fixture
def make_phone(
    playwright: Playwright, tmp_path: Path, server: Server
) -> Iterator[MakePhone]:
    """A phone on demand; at the end none may have complained of anything."""
    phones: list[Phone] = []

    def make(name: str = "phone", **options: Any) -> Phone:
        phone = Phone(playwright, tmp_path / name, server.origin, **options)
        phones.append(phone)
        return phone

    yield make
    for phone in phones:
        phone.close()
    assert [phone.complaints for phone in phones if phone.complaints] == []


@pytest.fixture
def phone(make_phone: MakePhone) -> Phone:
    return make_phone()
