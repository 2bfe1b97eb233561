from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.records.instants import (
    Samples,
    derive,
    iso_local,
    iso_utc,
    same_value,
    to_wire,
    with_utc,
)
from tests import contract

CONTRACT = contract.load("instants")
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@pytest.mark.parametrize("case", CONTRACT["derive"], ids=lambda case: case["it"])
def test_deriving_keeps_the_contract(case: dict[str, Any]) -> None:
    derived = derive(case["instant"], Samples(case["samples"]))

    assert derived == (case["utc"], case["unc"], case["quality"])


@pytest.mark.parametrize("case", CONTRACT["iso"], ids=lambda case: case["it"])
def test_writing_keeps_the_contract(case: dict[str, Any]) -> None:
    assert iso_utc(case["ms"]) == case["utc"]
    assert iso_local(case["ms"], case["utcoff"]) == case["local"]


@pytest.mark.parametrize("case", CONTRACT["spans"], ids=lambda case: case["it"])
def test_lasting_keeps_the_contract(case: dict[str, Any]) -> None:
    samples = Samples(case["samples"])
    start, end = (derive(case[name], samples).utc for name in ("start", "end"))

    assert end - start == case["ms"]


@pytest.mark.parametrize("case", CONTRACT["zones"], ids=lambda case: case["it"])
def test_what_a_wall_clock_shows_keeps_the_contract(case: dict[str, Any]) -> None:
    """Which offset a zone had then is the phone's to know: its tests ask the browser's
    tables. The server goes by the offset alone, zone files or none."""
    there = timezone(timedelta(minutes=case["utcoff"]))
    exact = datetime.fromtimestamp(case["ms"] / 1000, there)

    shown = iso_local(case["ms"], case["utcoff"])
    assert shown[:19] == case["shown"]
    assert shown == exact.isoformat(timespec="milliseconds")


@given(st.integers(-62_135_000_000_000, 253_402_000_000_000), st.integers(-1439, 1439))
def test_arithmetic_writes_what_datetime_writes(ms: int, utcoff: int) -> None:
    exact = EPOCH + timedelta(milliseconds=ms)
    zone = timezone(timedelta(minutes=utcoff))

    local = exact.astimezone(zone).isoformat(timespec="milliseconds")
    assert iso_local(ms, utcoff) == local
    utc = exact.isoformat(timespec="milliseconds")
    assert iso_utc(ms) == utc.replace("+00:00", "Z")


def test_the_order_of_samples_does_not_matter() -> None:
    for case in CONTRACT["derive"]:
        there = derive(case["instant"], Samples(case["samples"]))
        back = derive(case["instant"], Samples(reversed(case["samples"])))
        assert there == back


def test_an_instant_is_stored_in_milliseconds_and_handed_out_as_text() -> None:
    seen = {"wall": 1795305600000, "tz": "Europe/London", "utcoff": 0}

    stored = with_utc(seen, Samples([]))

    assert stored == seen | {"utc": seen["wall"], "unc": None, "quality": "unsynced"}
    assert to_wire(stored) == stored | {"utc": "2026-11-22T00:00:00.000Z"}


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("x", "x", True),
        (["a"], ["a"], True),
        (["a"], ["b"], False),
        (1, True, False),
        (None, "", False),
        ({"wall": 1, "utc": 2}, {"wall": 1}, True),
        ({"wall": 1, "utc": 2}, {"wall": 2, "utc": 2}, False),
        ({"wall": 1}, 1, False),
    ],
)
def test_values_are_the_same_whatever_was_derived(a: Any, b: Any, same: bool) -> None:
    assert same_value(a, b) is same
    assert same_value(b, a) is same
