"""A study, an account and a device hold so much and no more."""

from collections.abc import Callable
from uuid import UUID

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


def test_an_account_leaves_so_much_here(
    carla: Api, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(records, "RESCUES_PER_ACCOUNT", 2)

    taken, refused = until_refused(lambda n: carla.post("/api/sync/rescue", n=n))

    assert taken == [201, 201]
    check(refused, 2)


def unfiled(study_id: str | None, number: int) -> dict[str, object]:
    """An operation no study's log has a place for."""
    op = {"id": str(UUID(int=number)), "n": number, "stamp": [1, "phone", number]}
    return op if study_id is None else {**op, "study": study_id}


def put_off(answer: Answer) -> list[str]:
    """What became of each operation of a push."""
    assert answer.status == 200, answer.body
    return [result.get("code") for result in answer.body["results"]]


@pytest.mark.parametrize("study_id", [None, "01900000-0000-7000-8000-000000000000"])
def test_operations_no_study_has_a_place_for_wait_on_the_phone_then(
    carla: Api, monkeypatch: pytest.MonkeyPatch, study_id: str | None
) -> None:
    monkeypatch.setattr(records, "RESCUES_PER_ACCOUNT", 2)
    why = "invalid" if study_id is None else "no_such_study"

    def push(*numbers: int, device: str = "phone") -> list[str]:
        ops = [unfiled(study_id, number) for number in numbers]
        return put_off(carla.post("/api/sync/push", proto=1, device=device, ops=ops))

    assert push(1) == [why]
    assert push(2, 3, device="other") == [why, "quota_reached"]
    assert push(1, 2, 3) == [why, why, "quota_reached"]  # What is kept stays kept.
    check(carla.post("/api/sync/rescue", n=1), 2)


def test_what_is_put_off_is_not_said_to_be_kept(
    carla: Api, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(records, "RESCUES_PER_ACCOUNT", 0)

    pushed = carla.post("/api/sync/push", proto=1, device="p", ops=[unfiled(None, 1)])

    assert pushed.body["results"] == [
        {"id": str(UUID(int=1)), "status": "deferred", "code": "quota_reached"}
    ]
