"""The day log as a download."""

import csv
import io

import pytest

from tests import make
from tests.api import Answer, Api
from tests.phone import Phone
from tests.reports.conftest import Captured

COLUMNS = (
    "study,subject,observer,date,seq,kind,code,label,started_at,ended_at,duration_s,"
    "timezone,utc_offset_min,lane,start_source,end_source,recorded_at,persons,place,"
    "planned,initiated_by,medium,purpose,source_form,obtained,direction,use_purpose,"
    "linked_to,interrupts,requested_by,observation_basis,certainty,text,"
    "clock_uncertainty_ms,clock_quality,revisions,record_id"
)


def rows(answer: Answer, encoding: str = "utf-8") -> list[dict[str, str]]:
    text = answer.raw.decode(encoding)
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_the_log_has_a_row_a_record(captured: Captured, ana: Api) -> None:
    log = ana.get(f"/api/days/{captured.day}/log.csv", flavour="statistics")

    assert log.status == 200
    assert log.raw.decode().split("\r\n")[0] == COLUMNS
    told = rows(log)
    assert [row["seq"] for row in told] == ["1", "2", "3", "4"]
    meeting, source, jotting, gap = told
    assert meeting["started_at"] == "2026-11-22T09:00:00.000+00:00"
    assert meeting["duration_s"] == "600"
    assert (meeting["label"], meeting["persons"]) == ("Formal meeting", "FD;Chair")
    assert (source["linked_to"], source["text"]) == (captured.meeting, "Winter plan")
    assert (jotting["ended_at"], jotting["text"]) == ("", "=1+1, she said")
    assert (gap["code"], gap["label"]) == (
        "requested_by_subject",
        "Requested by subject",
    )


def test_the_file_is_named_after_the_day(captured: Captured, ana: Api) -> None:
    log = ana.get(f"/api/days/{captured.day}/log.csv")

    assert log.headers["Content-Disposition"] == (
        'attachment; filename="daylog_CE1_2026-11-22_OBS2.csv"'
    )
    assert log.headers["Content-Type"] == "text/csv; charset=utf-8"


def test_a_spreadsheet_finds_no_formula(captured: Captured, ana: Api) -> None:
    log = ana.get(f"/api/days/{captured.day}/log.csv", flavour="spreadsheet")

    assert log.raw.startswith(b'\xef\xbb\xbf"study","subject"')
    assert rows(log, "utf-8-sig")[2]["text"] == "'=1+1, she said"


def test_an_unknown_flavour_is_refused(captured: Captured, ana: Api) -> None:
    refused = ana.get(f"/api/days/{captured.day}/log.csv", flavour="excel")

    assert (refused.status, refused.body["errors"][0]["pointer"]) == (422, "#/flavour")


def test_a_day_without_records_is_a_header(ana: Api, study: make.Study) -> None:
    phone = Phone(ana, study)
    day = phone.start_day()
    phone.sync()

    assert ana.get(f"/api/days/{day}/log.csv").raw.decode() == COLUMNS + "\r\n"


@pytest.mark.usefixtures("shared_days")
def test_a_studys_log_is_its_days_one_after_the_other(
    captured: Captured, ana: Api, ben: Api, study: make.Study
) -> None:
    bens = Phone(ben, study)
    earlier = bens.start_day(date="2026-11-20")
    bens.put("jotting", day=earlier, at=bens.instant(), text="before")
    bens.sync()

    told = rows(ana.get(f"/api/studies/{study.id}/log.csv"))

    assert [(row["observer"], row["seq"]) for row in told] == [
        ("OBS3", "1"),
        *(("OBS2", str(n)) for n in range(1, 5)),
    ]
