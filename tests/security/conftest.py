"""A browser with nothing but the vault in it, and a server with everybody in it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Playwright

from tests.security.lab import Lab
from tests.security.world import World, build


@pytest.fixture
def lab(playwright: Playwright, tmp_path: Path) -> Iterator[Lab]:
    lab = Lab(playwright, tmp_path / "profile")
    yield lab
    lab.close()


@pytest.fixture(scope="session")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """Two studies and everybody who could knock at a door."""
    world = build(tmp_path_factory.mktemp("world"))
    yield world
    world.app.extensions["engine"].dispose()
