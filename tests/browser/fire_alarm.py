"""What the log of the morning of the fire alarm says, row by row."""

import re

from tests.browser.logs import Row

ALARM = "Fire alarm. Everybody stands in the car park."
NEWS = "What Safety Month will ask of the wards"


def row(
    kind: str, code: str, label: str, start: str, end: str = "", **more: str
) -> Row:
    """A row of the log in short: times to the minute, and only what it says."""
    return (
        {"kind": kind, "code": code, "label": label, "start": start}
        | ({"end": end} if end else {})
        | more
    )


def seen(code: str, label: str, start: str, end: str, **more: str) -> Row:
    """Something the observer saw, and tapped as it began and as it ended."""
    tapped = {"lane": "primary", "start_source": "tap", "end_source": "tap"}
    return row(
        "activity", code, label, start, end, **tapped | {"recorded": start} | more
    )


def heard_of(code: str, label: str, start: str, end: str, **more: str) -> Row:
    return seen(
        code,
        label,
        start,
        end,
        **{
            "start_source": "backfilled",
            "end_source": "backfilled",
            "observation_basis": "reported",
        }
        | more,
    )


def moment(kind: str, code: str, label: str, at: str, **more: str) -> Row:
    return row(kind, code, label, at, recorded=at, **more)


# References are to the time at which what they point at began.
MORNING = [
    heard_of(
        "media_monitoring",
        "Media monitoring",
        "07:25",
        "07:40",
        recorded="08:09",
        text="Radio news, the local press, social media.",
    ),
    heard_of(
        "email_messages", "Email and messages", "07:40", "07:46", recorded="08:10"
    ),
    heard_of(
        "reading_papers",
        "Reading papers",
        "07:46",
        "08:05",
        recorded="08:11",
        text="Papers for this afternoon.",
    ),
    seen("with_observer", "With the observer", "08:06", "08:14"),
    seen(
        "corridor_meeting",
        "Corridor meeting",
        "08:14",
        "08:21",
        end_source="backdated",
        persons="COO",
        revisions="1",
    ),
    seen(
        "corridor_meeting",
        "Corridor meeting",
        "08:21",
        "08:30",
        start_source="backdated",
        recorded="08:26",
        persons="MD",
        revisions="1",
    ),
    seen("corridor_meeting", "Corridor meeting", "08:30", "08:35", persons="FD"),
    # Whether what is suspended is returned to is unknown until Resume revises it.
    seen("writing_preparing", "Writing, preparing", "08:35", "08:41", revisions="1"),
    seen("phone_call", "Phone call", "08:41", "08:44", interrupts="08:35"),
    seen("writing_preparing", "Writing, preparing", "08:44", "08:50", revisions="1"),
    seen("walkabout", "Walkabout", "08:50", "08:57", interrupts="08:44"),
    moment(
        "jotting", "observation", "Observation", "08:51", linked_to="08:50", text=ALARM
    ),
    moment("tally", "corridor_meeting", "Corridor meeting", "08:53", persons="FD"),
    moment("tally", "corridor_meeting", "Corridor meeting", "08:55", persons="MD"),
    seen("corridor_meeting", "Corridor meeting", "08:57", "09:01", persons="EST"),
    moment(
        "knowledge_source",
        "other_staff",
        "Other staff",
        "08:59",
        linked_to="08:57",
        source_form="oral",
        obtained="offered_unasked",
        use_purpose="make_sense",
        text=NEWS,
    ),
    seen("walkabout", "Walkabout", "09:01", "09:05"),
    moment("tally", "corridor_meeting", "Corridor meeting", "09:03", persons="COO"),
    seen("writing_preparing", "Writing, preparing", "09:05", "09:13"),
    seen("one_to_one", "One-to-one", "09:13", "09:40"),
    row(
        "gap",
        "personnel_confidential",
        "Personnel confidential",
        "09:15",
        "09:35",
        recorded="09:15",
        requested_by="CE1",
    ),
    seen(
        "email_messages", "Email and messages", "09:40", "09:45", end_source="day_end"
    ),
]

TIMES = {"start": "started_at", "end": "ended_at", "recorded": "recorded_at"}
# The same in every row, known elsewhere, or about the clock and not about the day.
ASIDE = {
    *("study", "subject", "observer", "date", "timezone", "utc_offset_min"),
    *("seq", "duration_s", "record_id", "clock_uncertainty_ms", "clock_quality"),
    *TIMES.values(),
}


def told(rows: list[Row]) -> list[Row]:
    """What the rows say, in short; a time that is not on the minute stays long."""
    began = {row["record_id"]: on_the_minute(row["started_at"]) for row in rows}
    return [
        {name: value for name, value in in_short(row, began).items() if value}
        for row in rows
    ]


def in_short(row: Row, began: dict[str, str]) -> Row:
    said = {name: value for name, value in row.items() if name not in ASIDE}
    times = {short: on_the_minute(row[column]) for short, column in TIMES.items()}
    pointers = {name: began.get(row[name], "") for name in ("linked_to", "interrupts")}
    revisions = row["revisions"].removeprefix("0")
    return said | times | pointers | {"revisions": revisions}


def on_the_minute(time: str) -> str:
    return re.sub(r"^2012-11-06T(\d\d:\d\d):00\.000\+00:00$", r"\1", time)
