"""Every door and every role made weaker, one thing at a time."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from copy import copy
from dataclasses import dataclass, fields
from typing import Any

import pytest

from app.core.doors import Door, Factor, Reach, Verb, Who
from app.doors import DOORS
from app.studies import access
from app.studies.access import ALLOWED, Role
from tests.security.cells import CELLS, Cell
from tests.security.world import World

Weaken = Callable[[pytest.MonkeyPatch, World], None]


@dataclass(frozen=True, slots=True)
class Mutant:
    """A guard made weaker; ``cells`` are tried until one turns red."""

    name: str
    weaken: Weaken
    cells: tuple[Cell, ...]

    def __str__(self) -> str:
        return self.name

    @contextmanager
    def at_work(self, world: World) -> Iterator[None]:
        with pytest.MonkeyPatch.context() as patch:
            self.weaken(patch, world)
            yield

    def killer(self, world: World) -> Cell | None:
        """The first cell that notices, or None if the mutant survives them all."""
        with self.at_work(world):
            return next((cell for cell in self.cells if red(cell, world)), None)


def red(cell: Cell, world: World) -> bool:
    try:
        return cell.fault(world) is not None
    except Exception:  # Whatever a weakened guard breaks, it has been noticed.
        return True


def weakened(door: Door, **changes: Any) -> Door:
    """A door as its own checks would never let it be made."""
    weak = copy(door)
    for field in fields(Door):
        value = changes.get(field.name, getattr(door, field.name))
        object.__setattr__(weak, field.name, value)
    return weak


def door_mutants() -> Iterator[Mutant]:
    """Every door with one of its conditions taken away."""
    for endpoint, door in DOORS.items():
        cells = tuple(cell for cell in CELLS if cell.endpoint == endpoint)
        for name, changes in weaker(door):

            def weaken(
                patch: pytest.MonkeyPatch,
                world: World,
                endpoint: str = endpoint,
                door: Door = door,
                changes: dict[str, Any] = changes,
            ) -> None:
                doors = {**DOORS, endpoint: weakened(door, **changes)}
                patch.setitem(world.app.extensions, "doors", doors)

            yield Mutant(f"{endpoint}: {name}", weaken, cells)


def weaker(door: Door) -> Iterator[tuple[str, dict[str, Any]]]:
    if door.who is Who.ANYONE:
        return
    yield "asks for nobody", {"who": Who.ANYONE}
    if door.who is Who.OPERATOR:
        yield "asks for no operator", {"who": Who.ACCOUNT}
    order = list(Reach)
    for reach in order[: order.index(door.reach)]:
        yield f"reach {reach} will do", {"reach": reach}
    if door.factor is not Factor.NOBODY:
        yield "asks for no second factor", {"factor": Factor.NOBODY}
    if door.factor is Factor.EVERYBODY and door.who is not Who.OPERATOR:
        yield "asks the powerful only", {"factor": Factor.POWERFUL}
    # A push is judged by its operations: what its door says of it is for readers.
    if door.who is Who.MEMBER and door.verb is not None:
        everybodys = frozenset.intersection(*ALLOWED.values())
        if door.verb not in everybodys:
            yield f"wants to {Verb.SEE} only", {"verb": Verb.SEE}


def role_mutants() -> Iterator[Mutant]:
    """Every role with one verb more."""
    for role, allowed in ALLOWED.items():
        for verb in sorted(set(Verb) - allowed):
            cells = tuple(
                cell
                for cell in CELLS
                if DOORS[cell.endpoint].verb is verb and cell.caller.role is role
            )

            def weaken(
                patch: pytest.MonkeyPatch,
                _: World,
                role: Role = role,
                verb: Verb = verb,
            ) -> None:
                more = {**ALLOWED, role: ALLOWED[role] | {verb}}
                patch.setattr(access, "ALLOWED", more)

            yield Mutant(f"{role} may {verb}", weaken, cells)
