"""Who may do what in a study."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from app.core.doors import Verb

__all__ = [
    "ALLOWED",
    "POWERFUL",
    "Membership",
    "Role",
    "Verb",
    "can",
    "may_see_embargoed",
    "may_touch_day",
    "only_own",
]


class Role(StrEnum):
    PI = "pi"
    OBSERVER = "observer"
    ANALYST = "analyst"


# Who could take out what others gathered: the installation may want more of them.
POWERFUL = frozenset({Role.PI, Role.ANALYST})

ALLOWED: dict[Role, frozenset[Verb]] = {
    Role.PI: frozenset(Verb),
    Role.OBSERVER: frozenset(
        {
            Verb.SEE,
            Verb.SEE_MEMBERS,
            Verb.SEE_SUBJECTS,
            Verb.CAPTURE,
            Verb.READ,
            Verb.DOWNLOAD,
        }
    ),
    # An analyst works on de-identified results only: no days, no pseudonyms.
    Role.ANALYST: frozenset({Verb.SEE, Verb.SEE_MEMBERS}),
}


@dataclass(frozen=True, slots=True)
class Membership:
    """One account's standing in one study, at the moment it was asked for."""

    study_id: UUID
    account_id: UUID
    role: Role
    observer_code: str

    def may(self, verb: Verb) -> bool:
        return can(self.role, verb)


def can(role: Role, verb: Verb) -> bool:
    return verb in ALLOWED[role]


def only_own(membership: Membership, peer_days: str | None) -> UUID | None:
    """Whose days alone a member may see and correct, or None for everybody's.

    Observers work on each other's days only where the study says so.
    """
    shared = membership.role is Role.PI or peer_days == "study"
    return None if shared else membership.account_id


def may_touch_day(
    membership: Membership, observer_id: UUID, *, peer_days: str | None
) -> bool:
    """Whether a member may see and correct the day of ``observer_id``."""
    whose = only_own(membership, peer_days)
    return membership.may(Verb.READ) and whose in {None, observer_id}


def may_see_embargoed(membership: Membership, observer_id: UUID) -> bool:
    """Whether a member may read what is embargoed of the day of ``observer_id``."""
    return membership.role is Role.PI or membership.account_id == observer_id
