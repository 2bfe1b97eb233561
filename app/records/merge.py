"""What a record comes to when operations of several devices meet in it.

For each field, what its author had before him loses to what he wrote (``saw`` names the
operation he had seen, and so on back: its chain); between operations that knew nothing
of each other the larger stamp wins, and the loser is listed as a conflict until
somebody who saw the winner writes the field again. Deleting and restoring write a
register of their own, so no edit ever brings a record back. ``pwa/domain/merge.js`` is
the same rule, and both are held to ``tests/contract/merge.json``.
"""

from collections.abc import Callable, Mapping
from typing import Any, TypedDict

from app.records.instants import same_value

# [milliseconds, device, number of the operation on that device]: compared as a whole.
Stamp = list[Any]
# [value, operation that wrote it, stamp]
Entry = list[Any]
SawOf = Callable[[str, str], str | None]

CHAIN_MAX = 1000
DELETED = "deleted"
EDITED_AFTER_DELETION = "edited after deletion"


class FieldConflict(TypedDict):
    """A value that lost, or an edit that came upon a deleted record.

    ``by`` is the device and ``at`` the milliseconds of the stamp.
    """

    field: str
    value: Any
    op: str
    by: str
    at: int
    stamp: Stamp


class State(TypedDict):
    """A record, fields of newer clients included, as merging leaves it."""

    f: dict[str, Entry]
    deleted: bool
    # [operation, stamp] of the last deletion or restoration
    deletion: list[Any] | None
    conflicts: list[FieldConflict]
    revisions: int


def no_history(op_id: str, field: str) -> str | None:
    return None


def accepted_stamp(ms: int, now: int, saw_ms: int | None) -> int:
    """The edit time the server accepts: never ahead of its own clock, so that a phone
    set to next year cannot win for a year, unless it has to stay above what it saw."""
    return min(ms, now if saw_ms is None else max(now, saw_ms + 1))


def merge(
    state: State | None, op: Mapping[str, Any], saw_of: SawOf = no_history
) -> tuple[State, list[str]]:
    """Apply one operation; also say in which fields it met with a conflict.

    Args:
        state: the record so far, ``None`` for none. It is left as it is.
        op: ``id``, ``op``, ``stamp`` as accepted, and of a put ``set``; ``saw`` of a
            deletion or restoration names the one before it as ``deleted``.
        saw_of: what an earlier operation saw of a field. Asked only when ``op`` did
            not see the winner itself.
    """
    if state is None:
        state = State(f={}, deleted=False, deletion=None, conflicts=[], revisions=0)
    if op["op"] == "put":
        return put(state, op, saw_of)
    return turn(state, op, saw_of)


def put(state: State, op: Mapping[str, Any], saw_of: SawOf) -> tuple[State, list[str]]:
    op_id, stamp, saw = op["id"], list(op["stamp"]), op.get("saw") or {}
    fields = dict(state["f"])
    conflicts = state["conflicts"]
    met: list[str] = []
    revised = False
    for field, value in (op.get("set") or {}).items():
        current = fields.get(field)
        mine = [value, op_id, stamp]
        if current is None:
            fields[field] = mine
            continue
        winner, conflicts = settle(
            field, mine, saw.get(field), current, conflicts, saw_of
        )
        fields[field] = winner
        if any(c["field"] == field for c in conflicts):
            met.append(field)
        revised |= current[0] is not None and not same_value(current[0], winner[0])
    if state["deleted"]:
        conflicts = late_edits(fields, conflicts, {op_id})
        met += [c["field"] for c in conflicts if c["op"] == op_id and is_late(c)]
    merged = State(
        f=fields,
        deleted=state["deleted"],
        deletion=state["deletion"],
        conflicts=conflicts,
        revisions=state["revisions"] + revised,
    )
    return merged, met


def settle(
    field: str,
    mine: Entry,
    seen: str | None,
    current: Entry,
    conflicts: list[FieldConflict],
    saw_of: SawOf,
) -> tuple[Entry, list[FieldConflict]]:
    """Who holds the field now, and every conflict of the record."""
    if mine[1] == current[1]:
        return current, conflicts
    others = [c for c in conflicts if c["field"] != field]
    if seen == current[1]:
        return lifted(mine, current), others
    rivals = [current]
    rivals += [
        [c["value"], c["op"], c["stamp"]] for c in conflicts if c["field"] == field
    ]
    seen_here = [r for r in rivals if in_chain(r[1], seen, field, saw_of)]
    for rival in seen_here:
        mine = lifted(mine, rival)
    if current in seen_here:
        return mine, others
    heads = [r for r in rivals if r not in seen_here]
    after_mine = [
        r for r in heads if in_chain(mine[1], saw_of(r[1], field), field, saw_of)
    ]
    if after_mine:
        # Mine is history. Who saw it is lifted, or a third could come between the two.
        heads = [lifted(r, mine) if r in after_mine else r for r in heads]
    else:
        heads.append(mine)
    heads.sort(key=lambda head: head[2], reverse=True)
    return heads[0], others + losers(field, heads)


def losers(field: str, heads: list[Entry]) -> list[FieldConflict]:
    """Every other value than the winner's, each once, with its latest author."""
    told = [heads[0][0]]
    listed: list[FieldConflict] = []
    for value, op_id, stamp in heads[1:]:
        if not any(same_value(value, other) for other in told):
            told.append(value)
            listed.append(conflict(field, value, op_id, stamp))
    return listed


def turn(state: State, op: Mapping[str, Any], saw_of: SawOf) -> tuple[State, list[str]]:
    """Delete or restore: the same rule on one register, which lists no losers."""
    op_id, stamp = op["id"], list(op["stamp"])
    seen = (op.get("saw") or {}).get(DELETED)
    register, deleted = state["deletion"], op["op"] == "del"
    knew = False
    if register is not None and register[0] != op_id:
        winner = register[0]
        knew = in_chain(winner, seen, DELETED, saw_of)
        if knew:
            stamp = above(stamp, register[1])
        elif in_chain(op_id, saw_of(winner, DELETED), DELETED, saw_of):
            register = [winner, above(register[1], stamp)]
        if stamp < register[1]:
            return {**state, "deletion": register}, []
    turned = deleted != state["deleted"]
    conflicts = state["conflicts"]
    if turned or knew:
        conflicts = [c for c in conflicts if not is_late(c)]
    if deleted and turned:
        later = {entry[1] for entry in state["f"].values() if entry[2] > stamp}
        conflicts = late_edits(state["f"], conflicts, later)
    merged = State(
        f=state["f"],
        deleted=deleted,
        deletion=[op_id, stamp],
        conflicts=conflicts,
        revisions=state["revisions"] + turned,
    )
    met = [DELETED] if any(map(is_late, conflicts)) else []
    return merged, met


def late_edits(
    fields: dict[str, Entry], conflicts: list[FieldConflict], ops: set[str]
) -> list[FieldConflict]:
    """List the edits of a deleted record, as far as their values still stand."""
    ops = ops | {c["op"] for c in conflicts if is_late(c)}
    standing = {op_id: stamp for _, op_id, stamp in fields.values() if op_id in ops}
    return [c for c in conflicts if not is_late(c)] + [
        conflict(DELETED, EDITED_AFTER_DELETION, op_id, stamp)
        for op_id, stamp in sorted(standing.items(), key=lambda item: item[1])
    ]


def is_late(listed: FieldConflict) -> bool:
    return listed["field"] == DELETED and listed["value"] == EDITED_AFTER_DELETION


def conflict(field: str, value: Any, op_id: str, stamp: Stamp) -> FieldConflict:
    return FieldConflict(
        field=field, value=value, op=op_id, by=stamp[1], at=stamp[0], stamp=stamp
    )


def lifted(entry: Entry, seen: Entry) -> Entry:
    """The entry, its stamp made later than that of one its author had seen."""
    value, op_id, stamp = entry
    return [value, op_id, above(stamp, seen[2])]


def above(stamp: Stamp, other: Stamp) -> Stamp:
    return stamp if stamp[0] > other[0] else [other[0] + 1, stamp[1], stamp[2]]


def in_chain(target: str, start: str | None, field: str, saw_of: SawOf) -> bool:
    """Whether ``target`` is ``start`` or anything ``start`` saw, however far back."""
    for _ in range(CHAIN_MAX):
        if start is None:
            return False
        if start == target:
            return True
        start = saw_of(start, field)
    return False
