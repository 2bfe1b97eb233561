"""Whichever guard is weakened, the matrix turns red."""

import pytest

from tests.security.edits import edit_mutants
from tests.security.mutants import Mutant, door_mutants, role_mutants
from tests.security.world import World

MUTANTS = {
    "doors": list(door_mutants()),
    "roles": list(role_mutants()),
    "checks": list(edit_mutants()),
}


def test_every_kind_of_guard_is_weakened() -> None:
    assert sum(len(mutants) for mutants in MUTANTS.values()) >= 150
    assert len(MUTANTS["checks"]) >= 40


@pytest.mark.parametrize("kind", MUTANTS)
def test_the_matrix_notices_a_weakened_guard(world: World, kind: str) -> None:
    mutants = MUTANTS[kind]

    survivors = [mutant for mutant in mutants if mutant.killer(world) is None]

    if survivors:
        pytest.fail("unnoticed: " + "; ".join(map(str, survivors)))


def test_nothing_is_noticed_where_nothing_was_weakened(world: World) -> None:
    """A red cell says something only while all the others would be green."""
    untouched = Mutant("nothing", lambda *_: None, MUTANTS["checks"][0].cells)

    assert untouched.killer(world) is None
