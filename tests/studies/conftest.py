import pytest

from tests.clocks import StoppedClock


@pytest.fixture
def stopped(monkeypatch: pytest.MonkeyPatch) -> StoppedClock:
    """Time, standing still from before anybody signed in."""
    return StoppedClock(monkeypatch)
