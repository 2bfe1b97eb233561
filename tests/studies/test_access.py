from dataclasses import FrozenInstanceError
from uuid import uuid4

import pytest

from app.studies.access import Membership, Role, Verb, can, may_touch_day

OBSERVER_MAY = {"see", "see_members", "see_subjects", "capture", "read", "download"}


def allowed(role: Role) -> set[str]:
    return {verb.value for verb in Verb if can(role, verb)}


def test_a_pi_may_do_everything() -> None:
    assert allowed(Role.PI) == {verb.value for verb in Verb}


def test_an_observer_captures_and_reads() -> None:
    assert allowed(Role.OBSERVER) == OBSERVER_MAY


def test_an_analyst_sees_no_day_and_no_pseudonym() -> None:
    assert allowed(Role.ANALYST) == {"see", "see_members"}


@pytest.mark.parametrize(
    ("role", "peer_days", "own", "peers"),
    [
        (Role.PI, "own", True, True),
        (Role.PI, "study", True, True),
        (Role.OBSERVER, "study", True, True),
        (Role.OBSERVER, "own", True, False),
        (Role.ANALYST, "study", False, False),
    ],
)
def test_whose_days_one_may_touch(
    role: Role, peer_days: str, own: bool, peers: bool
) -> None:
    me = Membership(uuid4(), uuid4(), role, "OBS1")

    assert may_touch_day(me, me.account_id, peer_days=peer_days) is own
    assert may_touch_day(me, uuid4(), peer_days=peer_days) is peers


def test_a_standing_cannot_be_changed_on_the_way() -> None:
    me = Membership(uuid4(), uuid4(), Role.OBSERVER, "OBS1")

    with pytest.raises(FrozenInstanceError):
        me.role = Role.PI  # type: ignore[misc]  # that is the point
