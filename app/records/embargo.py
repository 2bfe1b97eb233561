"""What an operation does to an embargo, as far as the trail has to tell."""

from typing import NamedTuple

from app.audit.trail import Action
from app.records.instants import same_value
from app.records.standing import Standing

EDGES = ("started_at", "ended_at")


class Embargoed(NamedTuple):
    """Something that was done to the embargo that is this record."""

    action: Action
    record_id: str


def changes(before: Standing | None, after: Standing) -> list[Embargoed]:
    was, now = stands(before), stands(after)
    if was and not now:
        return [Embargoed(Action.EMBARGO_LIFTED, after.rec)]
    if now and not was:
        return [Embargoed(Action.EMBARGO_SET, after.rec)]
    if was and before is not None and moved(before, after):
        return [Embargoed(Action.EMBARGO_CHANGED, after.rec)]
    return []


def stands(record: Standing | None) -> bool:
    """Whether a record withholds anything."""
    if record is None or record.kind != "gap" or record.state["deleted"]:
        return False
    return record.fields.get("gap_kind") == "embargoed"


def moved(before: Standing, after: Standing) -> bool:
    return not all(
        same_value(before.fields.get(edge), after.fields.get(edge)) for edge in EDGES
    )
