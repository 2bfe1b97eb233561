"""Numbers around the operations that no clock and no database could mean."""

from typing import Any

import pytest

from app.core.limits import INTEGER_MAX
from tests.phone import Phone

SAMPLE = {"boot": "b1", "wall": 1_795_338_000_000, "mono": 5.0, "off": 0, "unc": 1}


def push(phone: Phone, **said: Any) -> Any:
    return phone.api.post("/api/sync/push", **(phone.envelope([]) | said))


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("off", 1e300),
        ("off", -1e20),
        ("unc", 1e300),
        ("unc", -1),
        ("mono", 1e300),
    ],
)
def test_a_clock_sample_beyond_reason_is_named(
    phone: Phone, field: str, value: float
) -> None:
    refused = push(phone, clock=[SAMPLE | {field: value}])

    assert refused.status == 422
    assert refused.body["errors"][0]["pointer"] == f"#/clock/0/{field}"


@pytest.mark.parametrize("off", [INTEGER_MAX, -INTEGER_MAX])
def test_the_wildest_clock_that_is_believed_stops_no_record(
    phone: Phone, off: int
) -> None:
    day = phone.start_day()
    jotting = phone.put("jotting", day=day, at=phone.instant(), text="still here")

    answer = push(phone, clock=[SAMPLE | {"off": off}], ops=phone.outbox)

    assert [result["status"] for result in answer.body["results"]] == ["applied"] * 2
    phone.pull()
    assert phone.value(jotting, "text") == "still here"


def test_more_waiting_than_can_be_counted_is_named(phone: Phone) -> None:
    assert push(phone, waiting=2**31 - 1).status == 200

    refused = push(phone, waiting=2**31)

    assert refused.body["errors"][0]["pointer"] == "#/waiting"
