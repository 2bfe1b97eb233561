"""The words in which every door of the server says whom it lets through."""

from dataclasses import dataclass
from enum import StrEnum


class Who(StrEnum):
    """Whom a door knows."""

    ANYONE = "anyone"  # nobody has to be signed in
    ACCOUNT = "account"  # whoever is signed in
    MEMBER = "member"  # members of the study in question, as their role allows
    OPERATOR = "operator"  # who looks after the installation


class Verb(StrEnum):
    """Everything there is to be allowed in a study; a member's door names one."""

    SEE = "see"  # the study itself and its codebook
    SEE_MEMBERS = "see_members"
    SEE_SUBJECTS = "see_subjects"
    SEE_INVITATIONS = "see_invitations"
    SEE_TRAIL = "see_trail"
    CAPTURE = "capture"  # send operations
    READ = "read"  # days and records, with times and words
    DOWNLOAD = "download"  # the day log and whatever leaves the product
    CHANGE_STUDY = "change_study"
    CHANGE_CODEBOOK = "change_codebook"
    CHANGE_MEMBERS = "change_members"
    CHANGE_SUBJECTS = "change_subjects"


class Reach(StrEnum):
    """How far a session goes; it falls with the time since the password was given."""

    CAPTURE = "capture"  # send and read one's own days in the field
    WORK = "work"  # the desk: days, subjects, settings
    ELEVATED = "elevated"  # take data out, change who may

    def covers(self, needed: "Reach") -> bool:
        """Whether a session of this reach gets through a door that needs ``needed``."""
        order = list(Reach)
        return order.index(self) >= order.index(needed)


class Owner(StrEnum):
    """What else must be true of the thing asked for."""

    NOTHING = "nothing"
    ACCOUNT = "account"  # it belongs to who asks
    STUDY = "study"  # it belongs to the study in question
    DAY = "day"  # it is the member's own day, or the study shares days


class Factor(StrEnum):
    """Who needs a second factor here, where the installation requires it."""

    NOBODY = "nobody"
    POWERFUL = "powerful"  # members whose role could take data out
    EVERYBODY = "everybody"


@dataclass(frozen=True, slots=True)
class Door:
    """Whom one endpoint lets through, and to what."""

    who: Who
    verb: Verb | None = None
    reach: Reach = Reach.CAPTURE
    owner: Owner = Owner.NOTHING
    factor: Factor = Factor.NOBODY

    def __post_init__(self) -> None:
        """Refuse a door that would forget something.

        Raises:
            ValueError: it opens on a study and does not say what for, or on power
                without asking for a second factor.
        """
        if self.who is Who.MEMBER and self.verb is None:
            raise ValueError("a door into a study names a verb")
        beyond_capture = self.reach is not Reach.CAPTURE
        powerful = self.who is Who.OPERATOR or (
            self.who is Who.MEMBER and beyond_capture
        )
        if powerful and self.factor is Factor.NOBODY:
            raise ValueError("a powerful door asks for a second factor")
        if self.verb is Verb.DOWNLOAD and self.factor is not Factor.EVERYBODY:
            raise ValueError("nothing leaves without a second factor")
