"""Who may do what in a study."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID


class Role(StrEnum):
    PI = "pi"
    OBSERVER = "observer"
    ANALYST = "analyst"


class Verb(StrEnum):
    """Everything there is to be allowed; a route names one of these."""

    SEE = "see"  # the study itself and its codebook
    SEE_MEMBERS = "see_members"
    SEE_SUBJECTS = "see_subjects"
    CAPTURE = "capture"  # send operations
    READ = "read"  # days and records, with times and words
    DOWNLOAD = "download"  # the day log and whatever leaves the product
    CHANGE_STUDY = "change_study"
    CHANGE_CODEBOOK = "change_codebook"
    CHANGE_MEMBERS = "change_members"
    CHANGE_SUBJECTS = "change_subjects"


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


def may_touch_day(membership: Membership, observer_id: UUID, *, peer_days: str) -> bool:
    """Whether a member may see and correct the day of ``observer_id``.

    Observers work on each other's days where the study says so, else on their own.
    """
    if not membership.may(Verb.READ):
        return False
    own = membership.account_id == observer_id
    return own or membership.role is Role.PI or peer_days == "study"
