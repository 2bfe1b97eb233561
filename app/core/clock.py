"""The only reader of the machine's clock, so tests can stop time."""

from datetime import UTC, datetime


def now() -> datetime:
    """This moment, aware and in UTC."""
    return datetime.now(UTC)


def ms_of(moment: datetime) -> int:
    """Milliseconds since 1970-01-01T00:00:00Z."""
    return round(moment.timestamp() * 1000)


def now_ms() -> int:
    """This moment in milliseconds since 1970-01-01T00:00:00Z."""
    return ms_of(now())
