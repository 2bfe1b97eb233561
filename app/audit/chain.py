"""What makes the trail a chain: each entry's hash covers the entry before it.

An entry is written as ASCII JSON with its members in alphabetical order and no spaces
between them; its hash is the SHA-256 of the previous entry's hash, as 64 hexadecimal
digits, followed by that text. Before the first entry stands ``START``.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, NamedTuple
from uuid import UUID

START = "0" * 64
INSTALLATION = "installation"


class Head(NamedTuple):
    """How long a chain is, and the hash of its last entry."""

    seq: int
    hash: str


EMPTY = Head(0, START)


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry as it is hashed: everything kept of it but its hash."""

    id: UUID
    chain: str
    seq: int
    at: datetime
    actor_id: UUID | None
    device: str | None
    action: str
    target_id: str
    study_id: UUID | None
    outcome: str
    request_id: str | None
    detail: Mapping[str, Any]


class Finding(NamedTuple):
    """Where a chain stops being what was written, and how that shows."""

    seq: int
    why: str


class Verdict(NamedTuple):
    """What a chain came to, and its first fault where it has one."""

    head: Head
    finding: Finding | None


def chain_of(study_id: UUID | None) -> str:
    """The name of the chain an entry belongs to: its study's, or the installation's."""
    return INSTALLATION if study_id is None else str(study_id)


def canonical(entry: Entry) -> str:
    return json.dumps(
        {
            "id": str(entry.id),
            "chain": entry.chain,
            "seq": entry.seq,
            "at": entry.at.astimezone(UTC).isoformat(timespec="microseconds"),
            "actor": None if entry.actor_id is None else str(entry.actor_id),
            "device": entry.device,
            "action": entry.action,
            "target": entry.target_id,
            "study": None if entry.study_id is None else str(entry.study_id),
            "outcome": entry.outcome,
            "request": entry.request_id,
            "detail": entry.detail,
        },
        sort_keys=True,
        separators=(",", ":"),
    )


def link(previous: str, entry: Entry) -> str:
    """The hash of an entry that follows the one whose hash is ``previous``."""
    return hashlib.sha256((previous + canonical(entry)).encode("ascii")).hexdigest()


def verify(
    entries: Iterable[tuple[Entry, str]],
    head: Head,
    seen: Sequence[Head] = (),
) -> Verdict:
    """Follow a chain from its first entry, as kept with their hashes, to its ``head``.

    ``seen`` are heads somebody outside was told of: what a chain that was cut short or
    written anew as a whole cannot hide from. Entries come in the order of their
    numbers, one after the other, so that a chain of any length fits in memory.
    """
    last = EMPTY
    outside = {one.seq: one.hash for one in seen}
    for entry, kept in entries:
        seq = last.seq + 1
        if entry.seq != seq:
            return Verdict(last, Finding(seq, "is missing"))
        if link(last.hash, entry) != kept:
            return Verdict(last, Finding(seq, "is not what was written"))
        if outside.pop(seq, kept) != kept:
            return Verdict(last, Finding(seq, "is not what was seen from outside"))
        last = Head(seq, kept)
    known = max([head.seq, *outside])
    if known > last.seq:
        return Verdict(last, Finding(last.seq + 1, "is missing"))
    if head != last:
        return Verdict(last, Finding(last.seq, "is not the head that was kept"))
    return Verdict(last, None)


def neutral(value: Any) -> Any:
    """``value`` with every character that could break a line or a text escaped."""
    match value:
        case str():
            return "".join(map(visible, value))
        case Mapping():
            return {neutral(str(name)): neutral(each) for name, each in value.items()}
        case list() | tuple():
            return [neutral(each) for each in value]
    return value


def visible(char: str) -> str:
    return char if char.isprintable() else char.encode("unicode_escape").decode("ascii")
