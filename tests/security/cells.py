"""The cells of the matrix: one knock each, with what has to come of it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from uuid import uuid4

from app.core.doors import Owner, Who
from app.doors import DOORS
from tests.api import Answer
from tests.security.cases import CASES, Ids, ids_of, knock
from tests.security.expected import expected
from tests.security.world import BY_NAME, CALLERS, SIGNED_IN, Caller, World

# Ids in a path, by the word for the thing; a device is called as it calls itself.
NAMED = re.compile(r"\{(\w+)\}")
# Who the caller is makes no difference to a door that asks nobody.
ASKS_NOBODY = [BY_NAME["stranger"], BY_NAME["observer-elsewhere"]]
STRANGE_SITES = {
    "another site": {"Sec-Fetch-Site": "cross-site"},
    "another origin": {"Origin": "https://elsewhere.example"},
    "a page's form": {"X-Requested-By": ""},
}


@dataclass(frozen=True, slots=True)
class Cell:
    """Somebody at a door; what is returned as ``fault`` is what was wrong."""

    endpoint: str
    caller: Caller

    def __str__(self) -> str:
        return f"{self.endpoint}-{self.caller}"

    def fault(self, world: World) -> str | None:
        with world.undone():
            answer = knock(world, self.caller, CASES[self.endpoint])
        return differing(told(world, self.endpoint, answer), self.expected())

    def expected(self) -> str:
        return expected(self.endpoint, self.caller)


@dataclass(frozen=True, slots=True)
class Shared(Cell):
    """The same in a study whose observers share their days."""

    def __str__(self) -> str:
        return f"{self.endpoint}-{self.caller}-shared"

    def fault(self, world: World) -> str | None:
        with world.undone():
            share(world)
            answer = knock(world, self.caller, CASES[self.endpoint])
        return differing(told(world, self.endpoint, answer), self.expected())

    def expected(self) -> str:
        return expected(self.endpoint, self.caller, peers_share=True)


@dataclass(frozen=True, slots=True)
class Foreign(Cell):
    """The same about a thing of somebody else's, which is as if it were not there."""

    thing: str

    def __str__(self) -> str:
        return f"{self.endpoint}-{self.caller}-foreign-{self.thing}"

    def fault(self, world: World) -> str | None:
        ours, theirs = ids_both(world, self.caller)
        answers = [
            self.answer(world, ours | {self.thing: wrong})
            for wrong in (theirs[self.thing], str(uuid4()), ours[self.thing] + "x")
        ]
        outcome = told(world, self.endpoint, answers[0])
        if any((one.status, one.body) != alike(answers) for one in answers):
            return f"{outcome}, unlike what is not there"
        # Of a study of hers somebody may be told that her role does not go that far.
        role = self.expected() if self.thing != "study" else ""
        return differing(outcome, role if role.startswith("403") else "404 not-found")

    def answer(self, world: World, ids: Ids) -> Answer:
        with world.undone():
            return knock(world, self.caller, CASES[self.endpoint], ids)

    def expected(self) -> str:
        caller = self.caller
        if caller.name == "pi-elsewhere":
            caller = BY_NAME["pi"]  # In a study of his own he is what she is in hers.
        return expected(self.endpoint, caller)


@dataclass(frozen=True, slots=True)
class Strange(Cell):
    """A request the browser was made to send by somebody else's page."""

    site: str

    def __str__(self) -> str:
        return f"{self.endpoint}-from-{self.site.replace(' ', '-')}"

    def fault(self, world: World) -> str | None:
        headers = STRANGE_SITES[self.site]
        with world.undone():
            case = CASES[self.endpoint]
            answer = knock(world, self.caller, case, headers=headers)
        return differing(told(world, self.endpoint, answer), self.expected())

    def expected(self) -> str:
        return "403 cross-site-request"


def differing(outcome: str, wanted: str) -> str | None:
    return None if outcome == wanted else f"{outcome}, not {wanted}"


def alike(answers: list[Answer]) -> tuple[int, object]:
    return answers[-1].status, answers[-1].body


def told(world: World, endpoint: str, answer: Answer) -> str:
    """How a knock ended, in the words of ``expected``."""
    case = CASES[endpoint]
    outcome = case.outcome(answer)
    if outcome != "ok" or case.shows is None:
        return outcome
    return "ok, shown" if case.shows(world, answer) else "ok, hidden"


def share(world: World) -> None:
    carla = world.api(BY_NAME["pi"])
    path = f"/api/studies/{world.ours.study}"
    assert carla.patch(path, settings={"peer_days": "study"}).status == 200


def ids_both(world: World, caller: Caller) -> tuple[Ids, Ids]:
    """Ids of what the caller's study holds, and of what another one does."""
    things = [world.ours, world.theirs]
    accounts = ["hugo", "eve"]
    if caller.name == "pi-elsewhere":
        things.reverse()
        accounts.reverse()
    mine, others = (
        ids_of(world, one) | {"account": world.ids[account]}
        for one, account in zip(things, accounts, strict=True)
    )
    mine |= {"device": world.devices[caller.name], "passkey": str(uuid4())}
    others |= {
        "device": world.devices["observer-peer"],
        "passkey": world.other_passkey,
    }
    return mine, others


def cells_of(endpoint: str) -> Iterator[Cell]:
    """Every cell of one door."""
    door, case = DOORS[endpoint], CASES[endpoint]
    callers = ASKS_NOBODY if door.who is Who.ANYONE else CALLERS
    yield from (Cell(endpoint, caller) for caller in callers)
    if door.owner is Owner.DAY:
        yield from (Shared(endpoint, caller) for caller in SIGNED_IN)
    for thing in NAMED.findall(case.path):
        for name in ("pi", "observer", "pi-elsewhere"):
            yield Foreign(endpoint, BY_NAME[name], thing)
    if case.method != "GET" and case.path.startswith("/api/"):
        yield from (Strange(endpoint, BY_NAME["pi"], site) for site in STRANGE_SITES)


CELLS = [cell for endpoint in DOORS for cell in cells_of(endpoint)]
