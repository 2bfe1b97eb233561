"""The clock of a day, as the server tells it."""

from typing import Any

import pytest

from tests import make
from tests.api import Api
from tests.phone import Phone
from tests.reports.conftest import MINUTE, NINE, Captured

HOUR = 60 * MINUTE


@pytest.fixture
def set_back(ana: Api, study: make.Study) -> str:
    """A day on which Ana's phone stood an hour ahead until somebody set it right."""
    phone = Phone(ana, study)

    def tapped(after: int, ahead: int) -> dict[str, Any]:
        seen = {"mono": float(after), "boot": "b1"}
        return phone.instant(NINE + after + ahead) | seen

    day = phone.start_day(observation_started_at=tapped(0, HOUR))
    phone.put(
        "activity",
        day=day,
        code="desk_work",
        started_at=tapped(10 * MINUTE, HOUR),
        ended_at=tapped(40 * MINUTE, 0),
    )
    samples = [
        {"boot": "b1", "mono": 1, "wall": NINE + HOUR + 1, "off": -HOUR, "unc": 20},
        {"boot": "b1", "mono": HOUR, "wall": NINE + HOUR, "off": 0, "unc": 30.5},
    ]
    envelope = phone.envelope() | {"clock": samples}
    assert ana.post("/api/sync/push", **envelope).status == 200
    return day


def test_it_says_when_the_clock_was_set_and_how_sure_every_time_is(
    set_back: str, ana: Api
) -> None:
    assert ana.get(f"/api/days/{set_back}/clock").body == {
        "samples": 2,
        "offset_ms": 0,
        "uncertainty_ms": 30.5,
        "drift_ppm": None,
        "jumps": [{"at": "2026-11-22T09:40:00.000Z", "size_ms": -HOUR}],
        "zones": [
            {"at": "2026-11-22T09:00:00.000Z", "timezone": "Europe/London", "utcoff": 0}
        ],
        "instants": {"synced": 3, "interpolated": 0, "unsynced": 0, "stepped": 0},
        "largest_uncertainty_ms": 31,
    }


def test_the_phone_of_another_day_has_no_say(
    set_back: str, captured: Captured, ana: Api
) -> None:
    clock = ana.get(f"/api/days/{captured.day}/clock").body

    assert clock["samples"] == 0
    assert clock["offset_ms"] is None
    assert clock["jumps"] == []
    assert clock["instants"]["unsynced"] == 6
