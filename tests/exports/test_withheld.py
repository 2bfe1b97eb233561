"""What is embargoed, whatever a day looks like."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from app.dataset import withheld
from app.dataset.types import DayRecord
from app.exports import daylog
from tests import contract

MOMENTS = st.none() | st.integers(0, 12).map(lambda ms: {"utc": ms, "utcoff": 0})
KINDS = st.sampled_from(["activity", "meeting", "gap", "jotting", "tally"])


@st.composite
def records(draw: st.DrawFn) -> DayRecord:
    kind = draw(KINDS)
    point = kind in daylog.POINTS
    fields: dict[str, Any] = {"code": "travel", "note": "words", "lane": "primary"}
    fields["at" if point else "started_at"] = draw(MOMENTS)
    if not point:
        fields["ended_at"] = draw(MOMENTS)
    if kind == "gap":
        fields["gap_kind"] = draw(st.sampled_from(["non_observed", "embargoed"]))
    return str(draw(st.uuids())), kind, 0, 0, fields


DAYS = st.lists(records(), max_size=8)


def covered(fields: dict[str, Any]) -> set[float]:
    """The half moments from 0 to 12 in which a stretch with a start is going on."""
    end = fields.get("ended_at")
    last = 99 if end is None else end["utc"]
    return {ms + 0.5 for ms in range(fields["started_at"]["utc"], min(last, 12))}


@given(DAYS)
def test_nothing_told_lies_inside(day: list[DayRecord]) -> None:
    spans = withheld.spans_of((id_, kind, f) for id_, kind, _, _, f in day)

    for _, kind, _, _, fields in withheld.told(day):
        if withheld.is_embargo(kind, fields):
            assert "note" not in fields
        elif "at" in fields:
            moment = fields["at"] and fields["at"]["utc"]
            assert not any(s.first <= moment < s.last for s in spans)
        elif fields.get("started_at") is not None:
            inside = {
                ms
                for ms in covered(dict(fields))
                if any(s.first < ms < s.last for s in spans)
            }
            assert inside == set()
        else:
            assert not spans


@given(DAYS)
def test_all_the_time_outside_is_told(day: list[DayRecord]) -> None:
    spans = withheld.spans_of((id_, kind, f) for id_, kind, _, _, f in day)
    told = withheld.told(day)

    for id_, kind, _, _, fields in day:
        if "at" in fields or fields["started_at"] is None:
            continue
        if withheld.is_embargo(kind, fields):
            continue
        names = {id_, withheld.untimed(str(id_))}
        parts = [f for other, _, _, _, f in told if other in names]
        outside = {
            ms
            for ms in covered(dict(fields))
            if not any(s.first < ms < s.last for s in spans)
        }
        assert set().union(*(covered(dict(part)) for part in parts)) == outside


@given(DAYS)
def test_what_was_cut_once_is_not_cut_again(day: list[DayRecord]) -> None:
    once = withheld.told(day)

    assert withheld.told(once) == once


def test_a_day_without_an_embargo_is_told_as_it_is() -> None:
    for case in contract.load("daylog")["daylog"]:
        if "embargo" in case["it"]:
            continue
        day: list[DayRecord] = [
            (r["id"], r["kind"], r["created_at"], r["revisions"], r["fields"])
            for r in case["records"]
        ]

        assert withheld.told(day) == day
