"""How guessing at passwords is slowed down."""

import ipaddress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

FREE_FAILURES = 5
FIRST_LOCK = timedelta(seconds=30)
LONGEST_LOCK = timedelta(minutes=15)
# So many show that somebody is at it with patience: only a new password opens again.
HARD_STOP = 100
SHUT = datetime(9999, 1, 1, tzinfo=UTC)
LONGEST_ADVICE = timedelta(days=1)
# A day without a failure wipes the slate clean.
FORGET_AFTER = timedelta(days=1)

ADDRESS_FAILURES = 30
ADDRESS_WINDOW = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class Count:
    """Failures so far; ``locked_until`` is the moment the next attempt is heard."""

    failures: int
    since: datetime
    last_at: datetime
    locked_until: datetime | None


def fresh(at: datetime) -> Count:
    return Count(failures=0, since=at, last_at=at, locked_until=None)


def account_attempt(count: Count, at: datetime) -> Count:
    """Count one more attempt on an account, as a failure until it succeeds."""
    if at - count.last_at > FORGET_AFTER:
        count = fresh(at)
    failures = count.failures + 1
    if failures >= HARD_STOP:
        return Count(failures, count.since, at, SHUT)
    wait = lock(failures)
    # Not ``at`` where there is no wait: who asked a moment earlier would have to.
    return Count(failures, count.since, at, at + wait if wait else None)


def lock(failures: int) -> timedelta:
    """30 seconds after the fifth failure, doubling up to 15 minutes."""
    beyond = failures - FREE_FAILURES
    if beyond < 0:
        return timedelta(0)
    return min(FIRST_LOCK * (1 << min(beyond, 10)), LONGEST_LOCK)


def address_attempt(count: Count, at: datetime) -> Count:
    """Count one more attempt from an address: 30 in a quarter of an hour."""
    if at - count.since >= ADDRESS_WINDOW:
        count = fresh(at)
    failures = count.failures + 1
    full = failures >= ADDRESS_FAILURES
    until = count.since + ADDRESS_WINDOW if full else None
    return Count(failures, count.since, at, until)


def uncounted(count: Count) -> Count:
    """As an account's count was before an attempt that was no failure, but no proof."""
    return Count(max(count.failures - 1, 0), count.since, count.last_at, None)


def taken_back(count: Count) -> Count:
    """Uncount an attempt that turned out to be good."""
    left = max(count.failures - 1, 0)
    until = count.locked_until if left >= ADDRESS_FAILURES else None
    return Count(left, count.since, count.last_at, until)


def seconds_to_wait(count: Count, at: datetime) -> int:
    """Whole seconds until the next attempt is heard; 0 if it may come now."""
    if count.locked_until is None or count.locked_until <= at:
        return 0
    wait = min(count.locked_until - at, LONGEST_ADVICE)
    return -int(-wait // timedelta(seconds=1))


def network_of(address: str | None) -> str:
    """The address counted on: one IPv4 address, or the /64 an IPv6 host can roam in."""
    try:
        ip = ipaddress.ip_address(address or "")
    except ValueError:
        return "unknown"
    if isinstance(ip, ipaddress.IPv6Address):
        return str(ipaddress.ip_network((ip, 64), strict=False))
    return str(ip)
