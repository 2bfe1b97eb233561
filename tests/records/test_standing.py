"""A record is stored as text and taken up again as it was."""

import json
from collections import namedtuple
from typing import Any

import pytest

from app.records.merge import State
from app.records.standing import Standing, row_of, standing_of

Row = namedtuple("Row", "fields conflicts wire")
STUDY = "0193a1c2-7f00-7a00-8000-000000000002"
DAY = "0193a1c2-7f00-7a00-8000-000000000003"
OP = "0193a1c2-7f00-7a00-8000-000000000001"
STAMP = [1795368000123, "d_1", 417]
NINE = 1_795_338_000_000
INSTANT = {
    "wall": NINE,
    "mono": 5.25,
    "boot": "b1",
    "tz": "Europe/London",
    "utcoff": 0,
    # A newer client may put anything here, also what looks like ours.
    "newer": {"utc": NINE, "text": f'"utc":{NINE},'},
    "utc": NINE,
    "unc": None,
    "quality": "unsynced",
}
VALUES: dict[str, Any] = {
    "day": DAY,
    "code": 'a "quoted" \\ code',
    "started_at": INSTANT,
    "ended_at": None,
    "note": "two\nlines, ünï 😀 \u2028",
    "persons": ["P1", "P2"],
    "certainty": 2,
    "newer field": {"a": [1, 2.5, None, True]},
}


def standing(**changes: Any) -> Standing:
    state = State(
        f={name: [value, OP, STAMP] for name, value in VALUES.items()},
        deleted=False,
        deletion=None,
        conflicts=[],
        revisions=3,
    )
    return Standing(
        rec=OP,
        kind="activity",
        state=state | changes,  # type: ignore[arg-type]  # a test names its members
        rev=12,
        created_by=DAY,
        created_at=NINE,
        device_id="d_1",
        warnings=[{"field": "code", "code": "unknown_code", "msg": "Unknown."}],
    )


def lost(field: str, value: Any) -> dict[str, Any]:
    by, at = STAMP[1], STAMP[0]
    return {
        "field": field,
        "value": value,
        "op": OP,
        "by": by,
        "at": at,
        "stamp": STAMP,
    }


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"deleted": True, "deletion": [OP, STAMP]},
        {"conflicts": [lost("started_at", INSTANT), lost("ended_at", None)]},
    ],
)
def test_what_is_stored_is_taken_up_as_it_was(changes: dict[str, Any]) -> None:
    before = standing(**changes)
    row = row_of(before, STUDY)

    after = standing_of(Row(row["fields"], row["conflicts"], row["wire"]))

    assert after.state == before.state
    assert row_of(after, STUDY) == row


def test_phones_are_sent_iso_8601_where_milliseconds_are_stored() -> None:
    conflicts = [lost("started_at", INSTANT)]
    row = row_of(standing(conflicts=conflicts), STUDY)

    wire, fields = json.loads(row["wire"]), json.loads(row["fields"])

    sent = INSTANT | {"utc": "2026-11-22T09:00:00.000Z"}
    assert fields["started_at"] == INSTANT
    assert wire["f"]["started_at"] == [sent, OP, STAMP]
    assert wire["conflicts"][0]["value"] == sent


def test_fields_of_a_newer_client_are_sent_apart() -> None:
    row = row_of(standing(), STUDY)

    wire = json.loads(row["wire"])

    assert wire["unknown"] == {"newer field": [VALUES["newer field"], OP, STAMP]}
    assert "newer field" not in wire["f"]
    assert "newer field" not in json.loads(row["fields"])


def test_what_sql_sorts_by_stands_in_columns_of_its_own() -> None:
    row = row_of(standing(), STUDY)

    assert (row["day_id"], row["subject_id"]) == (DAY, None)
    assert (row["started_at"], row["ended_at"]) == (NINE, None)
