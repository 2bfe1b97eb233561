"""What the clock report says, held to the cases both languages must meet."""

from dataclasses import asdict
from typing import Any

import pytest

from app.records.clock_report import Moment, clock_report, moments_of
from tests import contract

CONTRACT = contract.load("clock")


def moment(of: dict[str, Any]) -> Moment:
    return Moment(
        utc=of["ms"],
        wall=of["wall"],
        mono=of.get("mono"),
        boot=of.get("boot"),
        tz=of["tz"],
        utcoff=of["utcoff"],
        unc=of["unc"],
        quality=of["quality"],
    )


@pytest.mark.parametrize("case", CONTRACT["report"], ids=lambda case: case["it"])
def test_the_report_keeps_the_contract(case: dict[str, Any]) -> None:
    moments = [moment(of) for of in case["moments"]]

    assert asdict(clock_report(moments, case["samples"])) == case["report"]
    assert clock_report(reversed(moments), reversed(case["samples"])) == clock_report(
        moments, case["samples"]
    )


def test_a_moment_two_records_share_counts_once_and_a_plan_not_at_all() -> None:
    at = {
        "wall": 1795338000000,
        "mono": 5.5,
        "boot": "b1",
        "tz": "Europe/London",
        "utcoff": 0,
        "utc": 1795338000000,
        "unc": None,
        "quality": "unsynced",
    }
    plan = at | {"wall": 1795341600000, "mono": None}

    found = moments_of(
        [{"ended_at": at}, {"started_at": at, "scheduled_start_at": plan}]
    )

    assert [moment.wall for moment in found] == [1795338000000]
