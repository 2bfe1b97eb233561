from typing import Any

import pytest
from sqlalchemy import select

from app.core import db
from app.studies.models import Subject
from tests.api import Api
from tests.make import Study

FULL: dict[str, Any] = {
    "pseudonym": "Blue heron",
    "role": "Chief executive",
    "level": "chief_executive",
    "organisation_code": "ORG-1",
    "organisation_type": "Acute hospital",
    "site_codes": ["A", "B2"],
    "years_in_post_band": "2 to 5",
    "background": "Nursing,\nthen management",
    "consent_status": "consented",
    "consent_version": "v3",
}


def path(study: Study) -> str:
    return f"/api/studies/{study.id}/subjects"


def test_a_pseudonym_is_enough(carla: Api, study: Study) -> None:
    added = carla.post(path(study), pseudonym="CE2")

    assert added.status == 201
    assert added.body["pseudonym"] == "CE2"
    assert added.body["consent_status"] == "invited"
    assert added.body in carla.get(path(study)).body["items"]


def test_everything_told_is_kept(carla: Api, study: Study) -> None:
    added = carla.post(path(study), **FULL).body

    assert added.items() >= FULL.items()
    assert set(added) == {*FULL, "id", "created_at"}


def test_a_subject_can_be_changed_bit_by_bit(carla: Api, study: Study) -> None:
    before = carla.post(path(study), **FULL).body

    changed = carla.patch(
        f"{path(study)}/{before['id']}", consent_status="paused", role=None
    )

    assert changed.status == 200
    assert changed.body == {**before, "consent_status": "paused", "role": None}


@pytest.mark.parametrize("pseudonym", ["CE1", "ce1", "\uff23E1"])
def test_a_pseudonym_is_one_subjects_only(
    carla: Api, study: Study, pseudonym: str
) -> None:
    other = carla.post(path(study), pseudonym="CE2").body

    again = carla.post(path(study), pseudonym=pseudonym)
    renamed = carla.patch(f"{path(study)}/{other['id']}", pseudonym=pseudonym)

    assert (again.status, renamed.status) == (409, 409)
    assert again.body["type"] == "/problems/pseudonym-taken"


def test_a_subject_may_keep_its_own_pseudonym(carla: Api, study: Study) -> None:
    same = carla.patch(f"{path(study)}/{study.subject_id}", pseudonym="ce1")

    assert (same.status, same.body["pseudonym"]) == (200, "ce1")


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("pseudonym", ""),
        ("pseudonym", None),
        ("pseudonym", 7),
        ("pseudonym", "x" * 41),
        ("pseudonym", " CE2"),
        ("pseudonym", "CE\n2"),
        ("pseudonym", "CE\u200e2\u202e"),
        ("level", "boss"),
        ("level", 1),
        ("consent_status", None),
        ("consent_status", "yes"),
        ("site_codes", "A"),
        ("site_codes", ["A", 2]),
        ("site_codes", ["A"] * 51),
        ("background", "x" * 4001),
        ("background", "\x07"),
        ("name", "Jo Doe"),
        ("date_shift_days", 7),
        ("id", "01a204ea-428c-7a84-b87c-8396d1eadb53"),
    ],
)
def test_bad_input_is_named(carla: Api, study: Study, field: str, value: Any) -> None:
    refused = carla.post(path(study), **{"pseudonym": "CE2", field: value})

    assert refused.status == 422
    assert refused.body["errors"][0]["pointer"].startswith(f"#/{field}")
    assert len(carla.get(path(study)).body["items"]) == 1


def test_the_limits_are_exact(carla: Api, study: Study) -> None:
    longest = carla.post(path(study), pseudonym="x" * 40, background="x" * 4000)

    assert longest.status == 201


@pytest.mark.parametrize(
    "subject", ["x", "%00", "00000000-0000-4000-8000-000000000000"]
)
def test_a_subject_of_no_study_is_not_found(
    carla: Api, study: Study, subject: str
) -> None:
    assert carla.patch(f"{path(study)}/{subject}", role="x").status == 404


def test_a_subject_belongs_to_its_own_study(carla: Api, study: Study, dov: Api) -> None:
    theirs = dov.get("/api/studies").body["items"][0]["id"]

    stolen = dov.patch(f"/api/studies/{theirs}/subjects/{study.subject_id}", role="x")

    assert stolen.status == 404


def test_subjects_are_listed_page_by_page(carla: Api, study: Study) -> None:
    carla.post(path(study), pseudonym="CE2")

    first = carla.get(path(study), limit=1).body
    rest = carla.get(path(study), limit=1, cursor=first["next"]).body

    names = [item["pseudonym"] for item in first["items"] + rest["items"]]
    assert names == ["CE1", "CE2"]
    assert rest["next"] is None


def test_dates_are_shifted_by_whole_weeks(carla: Api, study: Study) -> None:
    with db.reading() as session:
        shift = session.scalars(select(Subject.date_shift_days)).one()

    assert shift
    assert shift % 7 == 0


def test_there_is_no_room_for_a_name() -> None:
    columns = {column.name for column in Subject.__table__.columns}

    assert not [column for column in columns if "name" in column]
