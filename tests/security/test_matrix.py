"""Everybody knocks at every door, and is answered as the table of doors says."""

import pytest

from app.core.doors import Who
from app.doors import DOORS
from tests.security.cases import CASES
from tests.security.cells import CELLS, Cell
from tests.security.world import World


def test_every_door_is_knocked_at() -> None:
    assert set(CASES) == set(DOORS)


def test_the_matrix_is_large_enough() -> None:
    guarded = [cell for cell in CELLS if DOORS[cell.endpoint].who is not Who.ANYONE]

    assert len(guarded) >= 300


@pytest.mark.parametrize("cell", CELLS, ids=str)
def test_a_caller_is_answered_as_the_table_says(world: World, cell: Cell) -> None:
    assert cell.fault(world) is None
