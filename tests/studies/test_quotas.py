"""A study, an account and a device hold so much and no more."""

from collections.abc import Callable

import pytest

from app.records import service as records
from app.studies import invitations, members, service, subjects
from tests import make
from tests.api import Answer, Api


def check(refused: Answer, most: int) -> None:
    assert refused.status == 409
    assert refused.body["type"] == "/problems/quota-reached"
    assert refused.body["most"] == most


def until_refused(ask: Callable[[int], Answer]) -> tuple[list[int], Answer]:
    """The statuses of two that are taken, and the answer to the third."""
    return [ask(number).status for number in range(2)], ask(2)


def test_a_study_has_so_many_subjects(
    study: make.Study, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(subjects, "SUBJECTS_PER_STUDY", 3)  # CE1 is one of them
    path = f"/api/studies/{study.id}/subjects"

    taken, refused = until_refused(lambda n: study.pi.post(path, pseudonym=f"X{n}"))

    assert taken == [201, 201]
    check(refused, 3)


def test_a_study_has_so_many_invitations_waiting(
    study: make.Study, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(invitations, "OPEN_INVITATIONS_PER_STUDY", 2)
    path = f"/api/studies/{study.id}/invitations"

    taken, refused = until_refused(lambda n: study.pi.post(path, role="observer"))
    waiting = study.pi.get(path).body["items"][0]["id"]
    study.pi.delete(f"{path}/{waiting}")

    assert taken == [201, 201]
    check(refused, 2)
    assert study.pi.post(path, role="observer").status == 201


def test_a_study_has_so_many_members(
    study: make.Study, ana: Api, ben: Api, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = f"/api/studies/{study.id}/members"
    study.pi.delete(f"{path}/{make.account_id(ben)}")
    monkeypatch.setattr(members, "MEMBERS_PER_STUDY", 2)

    refused = study.pi.post(path, login="ben", role="observer")
    again = study.pi.post(path, login="ana", role="observer")

    check(refused, 2)
    assert again.body["type"] == "/problems/already-a-member"


def test_an_account_leads_so_many_studies(
    carla: Api, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(service, "STUDIES_PER_ACCOUNT", 2)
    wanted = {"template": "blank", "timezone": "UTC"}

    taken, refused = until_refused(
        lambda n: carla.post("/api/studies", title=f"S{n}", **wanted)
    )

    assert taken == [201, 201]
    check(refused, 2)


def test_a_device_leaves_so_much_here(
    carla: Api, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(records, "RESCUES_PER_DEVICE", 2)

    taken, refused = until_refused(lambda n: carla.post("/api/sync/rescue", n=n))

    assert taken == [201, 201]
    check(refused, 2)
