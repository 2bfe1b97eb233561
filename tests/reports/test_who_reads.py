"""A day is read by those its study says, and is not there for anybody else."""

import pytest
from flask import Flask
from sqlalchemy import select

from app.audit.models import AuditEntry
from app.core import db
from app.core.ids import uuid7
from tests import make
from tests.api import Api
from tests.phone import Phone
from tests.reports.conftest import Captured

ABSENT = "0193a1c2-7f00-7a00-8000-00000000beef"
PATHS = ["/api/days/{day}", "/api/days/{day}/clock", "/api/days/{day}/log.csv"]


@pytest.mark.parametrize("path", PATHS)
def test_another_studys_day_is_like_no_day(
    captured: Captured, dov: Api, path: str
) -> None:
    foreign = dov.get(path.format(day=captured.day))
    unknown = dov.get(path.format(day=ABSENT))
    malformed = dov.get(path.format(day="x"))

    assert foreign.status == unknown.status == malformed.status == 404
    assert foreign.body == unknown.body == malformed.body


@pytest.mark.parametrize("path", PATHS)
def test_an_analyst_reads_no_identified_day(
    app: Flask, captured: Captured, study: make.Study, path: str
) -> None:
    analyst = make.member(app, study, "eve", role="analyst")

    assert analyst.get(path.format(day=captured.day)).status == 403


@pytest.mark.parametrize("path", PATHS)
def test_a_day_is_read_whoever_gave_another_one_its_id(
    study: make.Study, ana: Api, dov: Api, path: str
) -> None:
    day, subject = str(uuid7()), study.subject_id
    theirs = dov.get("/api/studies").body["items"][0]["id"]
    others = make.Study(dov, theirs, "", "", "")
    study.pi.post(f"/api/studies/{study.id}/members", login="dov", role="analyst")

    for phone in (Phone(ana, study), Phone(dov, others)):
        phone.put("day", day, subject_id=subject, date="2026-11-22")
        phone.sync()

    assert dov.get(path.format(day=day)).status == 200
    assert dov.get(f"/api/days/{day}").body["study_id"] == others.id


@pytest.mark.parametrize("path", PATHS)
def test_a_stranger_is_asked_to_sign_in(
    captured: Captured, stranger: Api, path: str
) -> None:
    assert stranger.get(path.format(day=captured.day)).status == 401


def test_observers_see_each_others_days_as_the_study_says(
    captured: Captured, ben: Api, carla: Api, study: make.Study
) -> None:
    make.share_days(study)
    assert ben.get(f"/api/days/{captured.day}").status == 200

    make.share_days(study, "own")

    assert ben.get(f"/api/days/{captured.day}").status == 404
    assert ben.get(f"/api/studies/{study.id}/days").body["items"] == []
    assert ben.get(f"/api/studies/{study.id}/log.csv").body.count("\r\n") == 1
    assert carla.get(f"/api/days/{captured.day}").status == 200


def test_every_download_is_on_the_trail(captured: Captured, ana: Api) -> None:
    ana.get(f"/api/days/{captured.day}/log.csv", flavour="spreadsheet")

    with db.reading() as session:
        entries = session.scalars(
            select(AuditEntry).where(AuditEntry.action == "log:downloaded")
        ).all()
    assert [(e.target_id, e.detail) for e in entries] == [
        (f"day:{captured.day}", {"flavour": "spreadsheet"})
    ]
