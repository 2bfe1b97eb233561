"""Nothing is set by naming it: what a body has no place for is refused as a whole."""

from typing import Any

import pytest

from app import tables
from app.core import db
from app.core.openapi import facts_of
from app.doors import DOORS
from tests import make
from tests.api import Answer, Api
from tests.phone import Phone
from tests.security.cases import CASES, ids_of
from tests.security.world import BY_NAME, World

# What somebody would like to set who has read the tables.
WISHES: dict[str, Any] = {
    "id": "01890000-0000-7000-8000-000000000001",
    "study_id": "01890000-0000-7000-8000-000000000001",
    "account_id": "01890000-0000-7000-8000-000000000001",
    "observer_id": "01890000-0000-7000-8000-000000000001",
    "created_by": "01890000-0000-7000-8000-000000000001",
    "created_at": "2001-01-01T00:00:00Z",
    "received_at": "2001-01-01T00:00:00Z",
    "authenticated_at": "2126-01-01T00:00:00Z",
    "expires_at": "2126-01-01T00:00:00Z",
    "is_operator": True,
    "role": "pi",
    "state": "active",
    "pseudonym_key": "ce2",
    "date_shift_days": 0,
    "password_hash": "x",
    "codebook_version": 9,
    "rev": 1,
    "seq": 1,
    "__class__": "Account",
    "$set": {"role": "pi"},
}


def bodies(world: World) -> dict[str, set[str]]:
    """The members each endpoint's body may have, of those that read one."""
    views = world.app.view_functions
    found = {name: facts_of(views[name]) for name in DOORS}
    return {
        name: set(facts.body.fields)
        for name, facts in found.items()
        if facts is not None and facts.body is not None
    }


def everything() -> dict[str, list[tuple[Any, ...]]]:
    """All there is in the database, but for the counting of failed sign-ins."""
    with db.reading() as session:
        return {
            name: [tuple(row) for row in session.execute(table.select())]
            for name, table in tables.metadata.tables.items()
            if name not in {"sign_in_failure", "ceremony"}
        }


def asked_for(world: World, endpoint: str, wish: str) -> tuple[Answer, bool]:
    """What a body with a wish in it is answered, and whether anything changed."""
    case, stranger = CASES[endpoint], endpoint in {"invitations.accept"}
    caller = BY_NAME["stranger" if stranger else "pi"]
    assert case.body is not None
    if case.prepare:
        case.prepare(world, caller)
    body = {**case.body(world, caller), wish: WISHES[wish]}
    path = case.path.format_map(ids_of(world, world.ours))
    before = everything()
    answer = world.api(caller).call(case.method, path, body)
    return answer, everything() != before


@pytest.mark.parametrize("wish", WISHES)
def test_no_body_takes_what_it_has_no_place_for(world: World, wish: str) -> None:
    taken = []
    for endpoint, members in bodies(world).items():
        if wish in members:
            continue
        with world.undone():
            answer, changed = asked_for(world, endpoint, wish)
        pointers = [one["pointer"] for one in answer.body.get("errors", [])]
        if answer.status != 422 or f"#/{wish}" not in pointers or changed:
            taken.append((endpoint, answer.status, pointers, changed))

    assert taken == []


def test_there_are_bodies_to_try(world: World) -> None:
    assert len(bodies(world)) >= 15


def test_a_record_belongs_to_who_sends_it_whatever_it_says(
    ana: Api, carla: Api, study: make.Study
) -> None:
    phone, carlas = Phone(ana, study), make.account_id(carla)
    day = phone.start_day(observer_id=carlas, created_by=carlas, rev=99, study="x")
    phone.outbox[0] |= {"account_id": carlas, "rev": 99, "received_at": 1}

    phone.sync()

    seen = carla.get(f"/api/days/{day}").body
    assert seen["observer"] == "OBS2"
    assert phone.base[day]["created_by"] == make.account_id(ana)
    assert phone.base[day]["rev"] < 99
