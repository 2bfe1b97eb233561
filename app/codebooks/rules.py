"""What makes a codebook sound, and what becomes of codes from version to version."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

NAME = re.compile(r"[a-z][a-z0-9_]{0,59}")
MOST_DIMENSIONS = 40
MOST_CODES = 1_000


@dataclass(frozen=True, slots=True)
class CodeEntry:
    """One code of one dimension. ``retired_in`` is the version that gave it up."""

    code: str
    label: str
    definition: str = ""
    include: str | None = None
    exclude: str | None = None
    examples: str | None = None
    parent: str | None = None
    colour: str | None = None
    expected_minutes: int | None = None
    maps_to: str | None = None
    position: int | None = None
    retired: bool = False
    retired_in: int | None = None


# A codebook's content: dimension names in order, each with its codes in order.
Draft = Mapping[str, Sequence[CodeEntry]]


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong, and where, as a JSON pointer into the codebook's dimensions."""

    pointer: str
    detail: str


def draft_of(dimensions: Mapping[str, Iterable[CodeEntry]]) -> Draft:
    """Codes in the order of their positions, or as they stand where they have none."""
    return {name: in_order(codes) for name, codes in dimensions.items()}


def in_order(codes: Iterable[CodeEntry]) -> list[CodeEntry]:
    placed = [
        (index if code.position is None else code.position, index, code)
        for index, code in enumerate(codes)
    ]
    ordered = sorted(placed, key=lambda place: place[:2])
    return [replace(code, position=n) for n, (_, _, code) in enumerate(ordered)]


def faults_in(
    dimensions: Sequence[tuple[str, Sequence[CodeEntry]]], published: Draft
) -> list[Fault]:
    """Everything wrong with a draft, taken by itself and after ``published``."""
    faults = []
    names = [name for name, _ in dimensions]
    if len(names) > MOST_DIMENSIONS:
        faults.append(Fault("#/dimensions", f"More than {MOST_DIMENSIONS} dimensions."))
    if sum(len(codes) for _, codes in dimensions) > MOST_CODES:
        faults.append(Fault("#/dimensions", f"More than {MOST_CODES} codes."))
    for index, (name, codes) in enumerate(dimensions):
        at = f"#/dimensions/{index}"
        if not NAME.fullmatch(name):
            faults.append(Fault(f"{at}/name", BAD_NAME))
        if name in names[:index]:
            faults.append(Fault(f"{at}/name", "This dimension stands here twice."))
        faults += faults_in_dimension(codes, published.get(name, ()), f"{at}/codes")
    return faults


BAD_NAME = (
    "Begin with a small letter; then small letters, digits and underscores, "
    "60 characters at most."
)


def faults_in_dimension(
    codes: Sequence[CodeEntry], published: Sequence[CodeEntry], at: str
) -> list[Fault]:
    known = {code.code for code in published}
    names = [code.code for code in codes]
    there = set(names) | known
    faults = []
    for index, code in enumerate(codes):
        # What was published once keeps its name, whatever the rule says today.
        if code.code not in known and not NAME.fullmatch(code.code):
            faults.append(Fault(f"{at}/{index}/code", BAD_NAME))
        if code.code in names[:index]:
            faults.append(Fault(f"{at}/{index}/code", "This code stands here twice."))
        for member, other in (("parent", code.parent), ("maps_to", code.maps_to)):
            if other is not None and (other not in there or other == code.code):
                detail = f"There is no other code {other} in this dimension."
                faults.append(Fault(f"{at}/{index}/{member}", detail))
    parents = {code.code: code.parent for code in codes}
    above = "This code is above itself, by its parents."
    # What the draft leaves out stays, and with it what it is mapped to.
    mapped = {code.code: code.maps_to for code in [*published, *codes]}
    around = "This code is mapped to itself, by way of others."
    return [
        *faults,
        *circles(codes, parents, f"{at}/{{}}/parent", above),
        *circles(codes, mapped, f"{at}/{{}}/maps_to", around),
    ]


def circles(
    codes: Sequence[CodeEntry], onward: Mapping[str, str | None], at: str, detail: str
) -> list[Fault]:
    """Codes from which a way of several steps leads back to themselves."""
    faults = []
    for index, code in enumerate(codes):
        first = onward[code.code]
        seen, after = {code.code}, first
        while after is not None and after not in seen:
            seen.add(after)
            after = onward.get(after)
        if after == code.code != first:
            faults.append(Fault(at.format(index), detail))
    return faults


def stands_for(code: str, codes: Mapping[str, CodeEntry]) -> str:
    """What a code recorded under any version counts as under this one, in analysis.

    ``codes`` is one dimension of the version the analysis is made with: it still has
    every code there ever was. A code in use stands for itself, a retired one for what
    it is mapped to, and so on along the chain. What leads in a circle, as no draft can
    but a codebook kept from before might, and what the codebook does not know stand
    for themselves. Records are never changed by this.
    """
    seen, found = {code}, code
    while (entry := codes.get(found)) and entry.retired and entry.maps_to:
        found = entry.maps_to
        if found in seen:
            return code
        seen.add(found)
    return found


def successor(draft: Draft, published: Draft, version: int) -> Draft:
    """The draft as ``version`` after ``published``: what vanished stays, as retired.

    Records keep pointing at the codes they were made with, so no code ever goes.
    """
    names = [*draft, *(name for name in published if name not in draft)]
    return {
        name: in_order(carried(draft.get(name, ()), published.get(name, ()), version))
        for name in names
    }


def carried(
    codes: Sequence[CodeEntry], published: Sequence[CodeEntry], version: int
) -> list[CodeEntry]:
    before = {code.code: code for code in published}
    named = {code.code for code in codes}
    gone = [replace(code, retired=True) for code in published if code.code not in named]
    return [
        dated(replace(code, position=None), before.get(code.code), version)
        for code in [*codes, *gone]
    ]


def dated(code: CodeEntry, before: CodeEntry | None, version: int) -> CodeEntry:
    """Say since which version a retired code is retired."""
    if not code.retired:
        return replace(code, retired_in=None)
    since = before.retired_in if before else None
    return replace(code, retired_in=since or version)
