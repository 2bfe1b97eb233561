"""What the table of doors says a caller has to be answered."""

from app.core.doors import Door, Factor, Owner, Reach, Verb, Who
from app.doors import DOORS
from app.studies.access import ALLOWED, POWERFUL, Role
from tests.security.cases import CASES
from tests.security.world import Caller

NOT_THERE = "404 not-found"
NOT_ALLOWED = "403 not-allowed"
NO_FACTOR = "403 second-factor-required"
TOO_LONG_AGO = "403 reauthentication-needed"
NO_SESSION = {
    "none": "401 not-signed-in",
    "ended": "401 not-signed-in",
    "revoked": "401 device-revoked",
}
# A push answers each operation on its own, in words of its own.
REFUSED = {NOT_THERE: "refused no_such_study", NOT_ALLOWED: "refused forbidden"}


def expected(endpoint: str, caller: Caller, *, peers_share: bool = False) -> str:
    """How the knock of ``CASES[endpoint]`` ends, and whether a list shows the thing."""
    door, case = DOORS[endpoint], CASES[endpoint]
    if door.who is Who.ANYONE:
        return case.open
    refusal = before_the_study(door, caller) or in_the_study(endpoint, door, caller)
    sees = sees_day(door, caller, peers_share=peers_share)
    if refusal is None and door.owner is Owner.DAY and case.shows is None and not sees:
        refusal = NOT_ALLOWED if endpoint == "sync.push" else NOT_THERE
    if refusal is not None:
        return REFUSED.get(refusal, refusal) if endpoint == "sync.push" else refusal
    if case.shows is None:
        return "ok"
    shown = sees if door.owner is Owner.DAY else caller.role is not None
    return "ok, shown" if shown else "ok, hidden"


def before_the_study(door: Door, caller: Caller) -> str | None:
    """What everybody has to have, whatever the study."""
    if caller.session in NO_SESSION:
        return NO_SESSION[caller.session]
    if door.who is Who.OPERATOR and not caller.operator:
        return NOT_ALLOWED
    if door.factor is Factor.EVERYBODY and not caller.factor:
        return NO_FACTOR
    return None if caller.reach.covers(door.reach) else TOO_LONG_AGO


def in_the_study(endpoint: str, door: Door, caller: Caller) -> str | None:
    if endpoint == "resets.make":
        # The account asked for belongs to the one study of these PIs.
        may = caller.operator or caller.role is Role.PI
        return None if may else NOT_THERE
    if door.verb is None:
        return None
    if caller.role is None:
        return NOT_THERE
    if door.verb not in ALLOWED[caller.role]:
        return NOT_ALLOWED
    powerful = door.factor is Factor.POWERFUL and caller.role in POWERFUL
    return NO_FACTOR if powerful and not caller.factor else None


def sees_day(door: Door, caller: Caller, *, peers_share: bool) -> bool:
    leads = caller.role is Role.PI
    if door.verb is Verb.READ and door.reach is Reach.CAPTURE:
        # What a PI sees of others she sees at the desk only.
        leads = leads and caller.factor and caller.reach.covers(Reach.WORK)
    return caller.owner or peers_share or leads
