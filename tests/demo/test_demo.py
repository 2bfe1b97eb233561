"""A demonstration shows everything there is, and touches nobody's data."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from app.accounts import passwords
from app.accounts import service as accounts
from app.core import clock, db
from app.demo.fill import LEAD, OBSERVER, TITLE, fill, weekdays_before
from tests.api import Api
from tests.make import PASSWORD
from tests.serving.process import Browser, shadowlog, start

KINDS = {"activity", "meeting", "knowledge_source", "jotting", "gap", "tally"}


@pytest.fixture
def lead(app: Flask) -> Api:
    """Whoever signs in as the lead of a demonstration just filled in."""
    at = clock.now()
    with db.transaction() as session:
        token = accounts.new_setup_token(session, at=at)
        assert token is not None
        fill(session, token, passwords.hashed(PASSWORD), at=at)
    api = Api(app.test_client())
    assert api.post("/api/session", login=LEAD, password=PASSWORD).status == 201
    return api


@pytest.fixture
def study_id(lead: Api) -> str:
    (study,) = lead.get("/api/studies").body["items"]
    return str(study["id"])


@pytest.fixture
def days(lead: Api, study_id: str) -> list[Any]:
    listed = lead.get(f"/api/studies/{study_id}/days").body["items"]
    return [lead.get(f"/api/days/{day['id']}", deleted="true").body for day in listed]


def test_every_kind_of_record_is_shown(days: list[Any]) -> None:
    kinds = {record["kind"] for day in days for record in day["records"]}

    assert kinds >= KINDS


def test_two_subjects_have_days_and_one_day_is_under_way(days: list[Any]) -> None:
    assert {day["subject"] for day in days} == {"CE1", "CE2"}
    assert sorted(day["status"] for day in days) == [
        "closed",
        "closed",
        "closed",
        "open",
    ]


def test_something_runs_on_the_open_day(days: list[Any]) -> None:
    (day,) = (day for day in days if day["status"] == "open")

    activities = [r for r in day["records"] if r["kind"] in {"activity", "meeting"}]

    assert [r for r in activities if "ended_at" not in r["fields"]]


def test_it_shows_a_correction_a_deletion_and_a_conflict(days: list[Any]) -> None:
    records = [record for day in days for record in day["records"]]

    assert [r for r in records if r["fields"].get("edit_reason") == "typo"]
    assert [r for r in records if r["deleted"]]
    (disputed,) = (r for r in records if r["conflicts"])
    assert disputed["fields"]["place"] == "others_office"
    assert disputed["conflicts"][0]["value"] == "meeting_room"


def test_work_alongside_and_work_reported_are_shown(days: list[Any]) -> None:
    fields = [record["fields"] for day in days for record in day["records"]]

    assert [f for f in fields if f.get("lane") == "secondary"]
    assert [f for f in fields if f.get("observation_basis") == "reported"]
    assert [f for f in fields if f.get("start_source") == "backfilled"]


def test_nothing_in_it_is_implausible(days: list[Any]) -> None:
    assert [
        r["warnings"] for day in days for r in day["records"] if r["warnings"]
    ] == []


def test_persons_are_known_by_code(lead: Api, study_id: str) -> None:
    pulled = lead.get("/api/sync/pull", study=study_id, limit="1000").body["records"]

    persons = [record for record in pulled if record["kind"] == "person"]

    assert {"PA", "CH", "CE9"} <= {r["f"]["person_code"][0] for r in persons}


def test_the_observer_can_sign_in_too(lead: Api, app: Flask) -> None:
    api = Api(app.test_client())

    assert api.post("/api/session", login=OBSERVER, password=PASSWORD).status == 201
    assert api.get("/api/studies").body["items"][0]["title"] == TITLE


@pytest.mark.parametrize("today", ["2026-11-22", "2026-11-23", "2027-01-02"])
def test_past_days_are_working_days(today: str) -> None:
    date = datetime.fromisoformat(today).replace(tzinfo=UTC).date()

    found = weekdays_before(date, 3)

    assert [day.weekday() < 5 for day in found] == [True] * 3
    assert list(found) == sorted(found)
    assert found[-1] < date


def test_one_command_shows_a_demonstration(tmp_path: Path) -> None:
    server = start(tmp_path / "data", "demo")
    password = server.wait_for("Password").rpartition(" ")[2]
    server.wait_for("Shadowlog is at")

    status, _ = Browser(server.port).call(
        "POST", "/api/session", {"login": LEAD, "password": password}
    )

    server.stop()
    assert status == 201


def test_a_demonstration_can_be_started_again(tmp_path: Path) -> None:
    first = shadowlog(tmp_path, "demo", "--fill-only")
    again = shadowlog(tmp_path, "demo", "--fill-only")

    assert first.returncode == again.returncode == 0
    assert first.stdout == again.stdout


def test_an_installation_with_accounts_is_left_alone(tmp_path: Path) -> None:
    server = start(tmp_path / "data")
    Browser(server.port).set_up(server.wait_for("Setup: "))
    server.stop()

    done = shadowlog(tmp_path / "data", "demo", "--fill-only")

    assert done.returncode == 1
    assert "accounts already" in done.stderr
    assert not (tmp_path / "data" / "demo-password").exists()
