"""Which time zones a study may be in."""

import re
from functools import cache
from zoneinfo import available_timezones

IANA_NAME = re.compile(r"[A-Z][A-Za-z_+-]+(/[A-Za-z0-9_+-]+){1,2}")


@cache
def known() -> frozenset[str]:
    """The IANA names this machine knows, read once."""
    return frozenset(available_timezones()) | {"UTC"}


def is_zone(name: str) -> bool:
    """Whether a study may be in the zone of this name.

    A bare machine may have no zone files. Times are kept with the offset the phone
    saw, so nothing is computed from the name; there, any well-formed one will do.
    """
    return name in known() or (len(known()) == 1 and bool(IANA_NAME.fullmatch(name)))
