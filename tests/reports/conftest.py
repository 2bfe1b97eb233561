"""A day of Ana's with one record of most kinds, on the server."""

from dataclasses import dataclass

import pytest

from tests import make
from tests.api import Api
from tests.phone import Phone

NINE = 1_795_338_000_000  # 2026-11-22T09:00:00Z
MINUTE = 60_000


@dataclass(frozen=True)
class Captured:
    """The day and its records, by id."""

    phone: Phone
    day: str
    meeting: str
    source: str
    jotting: str
    mistake: str


@pytest.fixture
def captured(ana: Api, study: make.Study) -> Captured:
    phone = Phone(ana, study)
    day = phone.start_day()
    at = phone.instant

    def ten_minutes(after: int) -> dict[str, object]:
        start = NINE + after * MINUTE
        return {"started_at": at(start), "ended_at": at(start + 10 * MINUTE)}

    meeting = phone.put(
        "meeting",
        day=day,
        code="formal_meeting",
        persons=["FD", "Chair"],
        **ten_minutes(0),
    )
    source = phone.put(
        "knowledge_source",
        day=day,
        at=at(NINE + MINUTE),
        source_kind="board_or_committee_paper",
        activity=meeting,
        title="Winter plan",
    )
    jotting = phone.put(
        "jotting", day=day, at=at(NINE + 2 * MINUTE), text="=1+1, she said"
    )
    phone.put("gap", day=day, reason="requested_by_subject", **ten_minutes(20))
    mistake = phone.put("tally", day=day, at=at(NINE), code="phone_call")
    phone.sync()
    phone.delete("tally", mistake)
    phone.sync()
    return Captured(phone, day, meeting, source, jotting, mistake)
