from datetime import UTC, datetime, timedelta

import pytest

from app.accounts import throttle

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("failures", "seconds"),
    [
        (1, 0),
        (4, 0),
        (5, 30),
        (6, 60),
        (7, 120),
        (8, 240),
        (9, 480),
        (10, 900),
        (11, 900),
        (10_000, 900),
    ],
)
def test_each_failure_beyond_the_fifth_doubles_the_wait(
    failures: int, seconds: int
) -> None:
    assert throttle.lock(failures) == timedelta(seconds=seconds)


def test_the_wait_counts_down_to_nothing() -> None:
    count = throttle.Count(5, NOON, NOON, NOON + timedelta(seconds=30))

    assert throttle.seconds_to_wait(count, NOON) == 30
    assert throttle.seconds_to_wait(count, NOON + timedelta(seconds=29.5)) == 1
    assert throttle.seconds_to_wait(count, NOON + timedelta(seconds=30)) == 0


def test_attempts_at_the_same_moment_do_not_wait_for_each_other() -> None:
    count = throttle.account_attempt(throttle.fresh(NOON), NOON)

    assert throttle.seconds_to_wait(count, NOON - timedelta(milliseconds=5)) == 0


def test_a_day_without_failures_is_a_fresh_start() -> None:
    many = throttle.Count(50, NOON, NOON, None)

    assert throttle.account_attempt(many, NOON + timedelta(days=2)).failures == 1


def test_an_address_is_heard_30_times_in_a_quarter_of_an_hour() -> None:
    count = throttle.fresh(NOON)
    for _ in range(29):
        count = throttle.address_attempt(count, NOON + timedelta(minutes=1))
    assert throttle.seconds_to_wait(count, NOON + timedelta(minutes=1)) == 0

    count = throttle.address_attempt(count, NOON + timedelta(minutes=1))

    assert throttle.seconds_to_wait(count, NOON + timedelta(minutes=1)) == 14 * 60
    later = throttle.address_attempt(count, NOON + timedelta(minutes=15))
    assert later.failures == 1


def test_a_good_attempt_is_not_counted_on_the_address() -> None:
    count = throttle.fresh(NOON)
    for _ in range(30):
        count = throttle.address_attempt(count, NOON)

    back = throttle.taken_back(count)

    assert (back.failures, back.locked_until) == (29, None)
    assert throttle.taken_back(throttle.fresh(NOON)).failures == 0


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("2001:db8::1", "2001:db8::/64"),
        ("2001:db8::ffff:2", "2001:db8::/64"),
        (None, "unknown"),
        ("nonsense", "unknown"),
    ],
)
def test_an_ipv6_host_cannot_roam_in_its_network(
    address: str | None, network: str
) -> None:
    assert throttle.network_of(address) == network


def test_a_hundred_failures_shut_until_a_new_password() -> None:
    count = throttle.Count(98, NOON, NOON, None)
    count = throttle.account_attempt(count, NOON)
    assert throttle.seconds_to_wait(count, NOON) == 900

    count = throttle.account_attempt(count, NOON)

    years_later = NOON + timedelta(days=4000)
    assert throttle.seconds_to_wait(count, years_later) == 24 * 3600


def test_a_password_without_its_second_factor_leaves_the_count_as_it_was() -> None:
    before = throttle.Count(40, NOON, NOON, None)

    assert throttle.uncounted(throttle.account_attempt(before, NOON)) == before
