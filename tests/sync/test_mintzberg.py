"""Mintzberg's chronology table, from phone to day logs."""

import csv
import io
from collections.abc import Callable, Iterator
from datetime import datetime
from itertools import groupby
from pathlib import Path

import pytest
from flask import Flask

from tests import make
from tests.api import Api
from tests.phone import Phone

FIXTURE = Path(__file__).parents[1] / "fixtures" / "mintzberg.csv"
CONTACTS = {"telephone_call", "scheduled_meeting", "unscheduled_meeting", "tour"}


def ms_of(text: str) -> int:
    return round(datetime.fromisoformat(text).timestamp() * 1000)


def capture(phone: Phone, subjects: dict[str, str]) -> list[str]:
    """Capture the fixture's 25 days on the phone, offline; the days' ids."""
    rows = csv.DictReader(FIXTURE.read_text().splitlines())
    days = []
    for (subject, date), of_day in groupby(rows, lambda r: (r["subject"], r["day"])):
        day = phone.start_day(subject_id=subjects[subject], date=date)
        days.append(day)
        for row in of_day:
            phone.put(
                "activity",
                day=day,
                code=row["activity"],
                lane="primary",
                started_at=phone.instant(ms_of(row["started_at"])),
                ended_at=phone.instant(ms_of(row["ended_at"])),
            )
    return days


@pytest.fixture
def logs(app: Flask, carla: Api) -> list[list[dict[str, str]]]:
    """The day logs of the whole study, captured by an observer, read by the PI."""
    study = make.study(carla, "The nature of managerial work", template="mintzberg")
    subjects = {}
    for pseudonym in ("M1", "M2", "M3", "M4", "M5"):
        made = carla.post(f"/api/studies/{study.id}/subjects", pseudonym=pseudonym)
        subjects[pseudonym] = made.body["id"]
    phone = Phone(make.member(app, study, "henry"), study)
    days = capture(phone, subjects)
    phone.sync()
    assert phone.outbox == []
    assert phone.refused == {}
    return [list(log_of(carla, day)) for day in days]


def log_of(api: Api, day: str) -> Iterator[dict[str, str]]:
    answer = api.get(f"/api/days/{day}/log.csv", flavour="statistics")
    assert answer.status == 200, answer.body
    return iter(csv.DictReader(io.StringIO(answer.body, newline="")))


def test_the_day_logs_add_up_to_the_published_table(
    logs: list[list[dict[str, str]]],
) -> None:
    rows = [row for log in logs for row in log]
    durations = [float(row["duration_s"]) for row in rows]
    total = sum(durations)

    by_code = {
        code: [float(r["duration_s"]) for r in rows if r["code"] == code]
        for code in sorted({row["code"] for row in rows})
    }

    assert {code: shown(values, total) for code, values in by_code.items()} == {
        "desk_work": (179, 22, 15),
        "scheduled_meeting": (105, 59, 68),
        "telephone_call": (133, 6, 6),
        "tour": (29, 3, 11),
        "unscheduled_meeting": (101, 10, 12),
    }
    assert (len(logs), len(rows), len(rows) / len(logs)) == (25, 547, 21.88)
    assert round(total / 3600, 2) == 201.83
    assert round(100 * share(durations, lambda s: s < 540), 1) == 49.0
    assert round(100 * share(durations, lambda s: s > 3600), 1) == 10.1
    assert sum(row["code"] in CONTACTS for row in rows) == 368


def shown(values: list[float], total: float) -> tuple[int, int, int]:
    """How many, what share of the time in per cent, how long on average in minutes."""
    share_of_time = 100 * sum(values) / total
    return len(values), round(share_of_time), round(sum(values) / len(values) / 60)


def share(durations: list[float], wanted: Callable[[float], bool]) -> float:
    return sum(map(wanted, durations)) / len(durations)


def test_the_log_names_what_the_phone_captured(
    logs: list[list[dict[str, str]]],
) -> None:
    first = logs[0][0]

    assert first["subject"] == "M1"
    assert first["date"] == "2024-01-01"
    assert first["started_at"] == "2024-01-01T08:00:00.000+00:00"
    assert (first["seq"], first["kind"], first["revisions"]) == ("1", "activity", "0")
