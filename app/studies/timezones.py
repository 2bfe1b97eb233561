"""Which time zones a study may be in."""

from functools import cache
from zoneinfo import available_timezones


@cache
def known() -> frozenset[str]:
    """The IANA names this machine knows, read once."""
    return frozenset(available_timezones()) | {"UTC"}
