"""How long a session lives, and how its reach falls."""

from datetime import datetime, timedelta

from app.core.doors import Reach

# A phone may be in the field, without network, for days on end.
ABSOLUTE = timedelta(days=30)
IDLE = timedelta(days=14)

ELEVATED_FOR = timedelta(minutes=10)
WORK_FOR = timedelta(hours=12)
WORK_IDLE = timedelta(minutes=60)
# Writing "last seen" on every request would make every read a write.
SEEN_EVERY = timedelta(minutes=5)


def lives(*, expires_at: datetime, last_seen_at: datetime, at: datetime) -> bool:
    """Whether a session is neither past its end nor left alone for too long."""
    return at < expires_at and at < last_seen_at + IDLE


def reach_of(
    *, authenticated_at: datetime | None, work_until: datetime | None, at: datetime
) -> Reach:
    """How far a session reaches now; one that was never to rise has neither moment."""
    if authenticated_at is None or work_until is None:
        return Reach.CAPTURE
    if at < authenticated_at + ELEVATED_FOR:
        return Reach.ELEVATED
    return Reach.WORK if at < work_until else Reach.CAPTURE


def work_ends(authenticated_at: datetime, used_at: datetime) -> datetime:
    """When the desk closes for a session last used there at ``used_at``."""
    return min(authenticated_at + WORK_FOR, used_at + WORK_IDLE)
