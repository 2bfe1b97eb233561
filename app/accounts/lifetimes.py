"""How long a session lives."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum


class Scope(StrEnum):
    """What a session is good for; each scope has its own lifetime."""

    CAPTURE = "capture"


@dataclass(frozen=True, slots=True)
class Lifetime:
    absolute: timedelta
    idle: timedelta


LIFETIMES = {
    # A phone may be in the field, without network, for days on end.
    Scope.CAPTURE: Lifetime(absolute=timedelta(days=30), idle=timedelta(days=14)),
}
# Writing "last seen" on every request would make every read a write.
SEEN_EVERY = timedelta(hours=1)


def lives(
    scope: Scope, *, expires_at: datetime, last_seen_at: datetime, at: datetime
) -> bool:
    """Whether a session is neither past its end nor left alone for too long."""
    return at < expires_at and at < last_seen_at + LIFETIMES[scope].idle
