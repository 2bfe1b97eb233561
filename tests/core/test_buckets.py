"""So much in a while, and it comes back evenly."""

from app.core import buckets
from app.core.buckets import Buckets, Slots


class Clock:
    now = 1000.0

    def __call__(self) -> float:
        return self.now


def test_all_of_it_may_be_had_at_once_and_no_more() -> None:
    held = Buckets(3, 60, Clock())

    assert [held.take("ana") for _ in range(5)] == [0, 0, 0, 20, 20]


def test_it_comes_back_evenly_and_never_beyond_the_brim() -> None:
    clock = Clock()
    held = Buckets(3, 60, clock)
    for _ in range(3):
        held.take("ana")

    clock.now += 20
    assert [held.take("ana"), held.take("ana")] == [0, 20]
    clock.now += 10_000
    assert [held.take("ana") for _ in range(4)] == [0, 0, 0, 20]


def test_everybody_has_a_bucket_of_their_own() -> None:
    held = Buckets(1, 60, Clock())
    held.take("ana")

    assert held.take("ben") == 0
    assert held.take("ana") > 0


def test_those_who_may_have_everything_are_forgotten() -> None:
    clock = Clock()
    held = Buckets(2, 60, clock)
    for number in range(buckets.SWEEP_BEYOND + 1):
        held.take(str(number))
    clock.now += 60

    held.take("ana")

    assert set(held.kept) == {"ana"}


def test_slots_are_given_back() -> None:
    slots = Slots(1)

    assert [slots.take("ana"), slots.take("ana"), slots.take("ben")] == [
        True,
        False,
        True,
    ]
    slots.give_back("ana")
    assert slots.take("ana")
