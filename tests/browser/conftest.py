"""Real servers and real browsers for the tests of this folder."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Playwright, expect

from tests.browser import steps
from tests.browser.phone import Phone
from tests.browser.prepared import Prepared
from tests.browser.server import Server

MakePhone = Callable[..., Phone]

# A busy machine is slow, and none of these tests is about how fast anything is.
expect.set_options(timeout=15_000)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Whatever lives in this folder drives a browser."""
    for item in items:
        if "tests/browser/" in str(item.path):
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def prepared(
    playwright: Playwright, tmp_path_factory: pytest.TempPathFactory
) -> Prepared:
    return Prepared(playwright, tmp_path_factory.mktemp("prepared"))


@pytest.fixture
def server(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Server]:
    """A fresh installation; or the prepared one, for whoever asks for its phone."""
    if "member" in request.fixturenames:
        prepared: Prepared = request.getfixturevalue("prepared")
        server = prepared.server(tmp_path / "server")
    else:
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


@pytest.fixture
def look() -> dict[str, Any]:
    """How the member's phone differs from the usual one."""
    return {}


@pytest.fixture
def member(
    make_phone: MakePhone, prepared: Prepared, tmp_path: Path, look: dict[str, Any]
) -> Phone:
    """The phone of Carla, who leads a study with one subject: ready to be offline."""
    prepared.lay_out(tmp_path / "phone")
    return make_phone(**look)


@pytest.fixture
def day(member: Phone) -> Phone:
    """A phone with a running day."""
    steps.start_day(member)
    return member
