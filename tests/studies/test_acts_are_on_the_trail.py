from collections.abc import Sequence

from sqlalchemy import select

from app.audit.models import AuditEntry
from app.core import db
from tests import make
from tests.api import Api
from tests.make import Study


def trail() -> Sequence[AuditEntry]:
    with db.reading() as session:
        return session.scalars(select(AuditEntry).order_by(AuditEntry.id)).all()


def test_founding_a_study_leaves_its_entries(carla: Api, study: Study) -> None:
    of_study = [entry for entry in trail() if str(entry.study_id) == study.id]

    assert [entry.action for entry in of_study] == [
        "study:created",
        "codebook:published",
        "subject:added",
    ]
    assert {str(entry.actor_id) for entry in of_study} == {make.account_id(carla)}


def test_people_coming_and_going_leave_entries(
    carla: Api, study: Study, ana: Api
) -> None:
    member = f"/api/studies/{study.id}/members/{make.account_id(ana)}"
    carla.patch(member, role="analyst")
    carla.delete(member)

    actions = [entry.action for entry in trail() if entry.study_id]
    assert actions[-4:] == [
        "invitation:made",
        "invitation:accepted",
        "member:changed",
        "member:removed",
    ]


def test_the_entry_of_another_role_says_which(
    carla: Api, study: Study, ana: Api
) -> None:
    carla.patch(
        f"/api/studies/{study.id}/members/{make.account_id(ana)}", role="analyst"
    )

    assert trail()[-1].detail == {"changed": ["role"], "role": "analyst"}


def test_the_entry_of_other_settings_says_which(carla: Api, study: Study) -> None:
    carla.patch(
        f"/api/studies/{study.id}", title="Renamed", settings={"peer_days": "study"}
    )

    assert trail()[-1].detail == {"changed": ["title", "settings.peer_days"]}


def test_what_is_refused_leaves_none(carla: Api, study: Study, ana: Api) -> None:
    before = len(trail())

    carla.patch(f"/api/studies/{study.id}", title="")
    carla.post(f"/api/studies/{study.id}/subjects", pseudonym="CE1")
    carla.delete(f"/api/studies/{study.id}/members/{make.account_id(carla)}")
    ana.patch(f"/api/studies/{study.id}", title="Mine")

    assert len(trail()) == before


def test_changing_nothing_leaves_none(carla: Api, study: Study) -> None:
    before = len(trail())

    carla.patch(f"/api/studies/{study.id}", title=study.title)

    assert len(trail()) == before


def test_entries_name_what_changed_and_never_to_what(carla: Api, study: Study) -> None:
    carla.patch(
        f"/api/studies/{study.id}/subjects/{study.subject_id}",
        background="canary in the background",
    )

    entry = trail()[-1]
    assert entry.detail == {"changed": ["background"]}
    assert "canary" not in str([vars(each) for each in trail()])
