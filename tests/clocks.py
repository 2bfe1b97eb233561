"""A clock tests can set."""

from datetime import UTC, datetime, timedelta

import pytest

from app.core import clock


class StoppedClock:
    """Stands still until it is told to move on."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.at = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
        monkeypatch.setattr(clock, "now", lambda: self.at)

    def pass_by(self, **length: float) -> None:
        self.at += timedelta(**length)
