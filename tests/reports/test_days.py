"""Finding days, and reading one with its records."""

from uuid import uuid4

from app.core import paging
from tests import make
from tests.api import Api
from tests.phone import Phone
from tests.reports.conftest import NINE, Captured


def test_a_day_says_whose_it_is_and_when(captured: Captured, ana: Api) -> None:
    day = ana.get(f"/api/days/{captured.day}").body

    named = ("id", "subject", "observer", "date", "timezone", "status")
    assert {name: day[name] for name in named} == {
        "id": captured.day,
        "subject": "CE1",
        "observer": "OBS2",
        "date": "2026-11-22",
        "timezone": "Europe/London",
        "status": "open",
    }


def test_a_day_holds_its_records_in_time_order(captured: Captured, ana: Api) -> None:
    records = ana.get(f"/api/days/{captured.day}").body["records"]

    kinds = [record["kind"] for record in records]
    assert kinds == ["meeting", "knowledge_source", "jotting", "gap"]
    assert records[0]["fields"]["code"] == "formal_meeting"
    assert records[0]["f"]["code"][0] == "formal_meeting"


def test_instants_carry_utc_beside_what_the_phone_saw(
    captured: Captured, ana: Api
) -> None:
    meeting = ana.get(f"/api/days/{captured.day}").body["records"][0]

    started = meeting["fields"]["started_at"]
    assert started["wall"] == NINE
    assert started["utc"] == "2026-11-22T09:00:00.000Z"
    assert started["quality"] == "unsynced"


def test_what_was_deleted_is_shown_only_when_asked_for(
    captured: Captured, ana: Api
) -> None:
    shown = ana.get(f"/api/days/{captured.day}", deleted="true").body["records"]

    assert [r["rec"] for r in shown if r["deleted"]] == [captured.mistake]


def test_days_are_listed_newest_first_page_by_page(ana: Api, study: make.Study) -> None:
    phone = Phone(ana, study)
    for date in ("2026-11-18", "2026-11-20", "2026-11-19"):
        phone.start_day(date=date)
    phone.sync()

    first = ana.get(f"/api/studies/{study.id}/days", limit=2).body
    rest = ana.get(f"/api/studies/{study.id}/days", limit=2, cursor=first["next"]).body

    assert [day["date"] for day in first["items"]] == ["2026-11-20", "2026-11-19"]
    assert [day["date"] for day in rest["items"]] == ["2026-11-18"]
    assert rest["next"] is None


def test_days_are_found_by_subject_observer_and_date(
    captured: Captured, ana: Api, study: make.Study
) -> None:
    path = f"/api/studies/{study.id}/days"

    def found(**query: str) -> int:
        return len(ana.get(path, **query).body["items"])

    assert found(subject="CE1") == found(subject=study.subject_id) == 1
    assert found(observer="OBS2") == found(observer=make.account_id(ana)) == 1
    assert found(**{"from": "2026-11-22", "to": "2026-11-22"}) == 1
    assert found(subject="CE9") == found(observer="OBS1") == 0
    assert found(**{"from": "2026-11-23"}) == found(to="2026-11-21") == 0


def test_a_list_says_how_much_a_day_holds(
    captured: Captured, ana: Api, study: make.Study
) -> None:
    listed = ana.get(f"/api/studies/{study.id}/days").body["items"]

    assert [day["records_count"] for day in listed] == [4]


def test_a_record_without_a_start_stands_last(captured: Captured, ana: Api) -> None:
    phone = captured.phone
    timeless = phone.put("jotting", day=captured.day, text="sometime today")
    phone.sync()

    records = ana.get(f"/api/days/{captured.day}").body["records"]

    assert records[-1]["rec"] == timeless


def test_a_made_up_cursor_is_refused(ana: Api, study: make.Study) -> None:
    unstorable = [
        paging.cursor_of([date, str(uuid4())]) for date in ("\0", "\ud800", 5, None)
    ]
    for cursor in ("x", "e30", "WzFd", "é", *unstorable):
        refused = ana.get(f"/api/studies/{study.id}/days", cursor=cursor)
        assert refused.status == 422, cursor


def test_a_wrong_date_is_named(ana: Api, study: make.Study) -> None:
    refused = ana.get(f"/api/studies/{study.id}/days", to="22.11.2026")

    assert refused.body["errors"][0]["pointer"] == "#/to"
