"""A PI sees which invitations are out, and can withdraw them."""

from uuid import uuid4

import pytest

from tests import make
from tests.api import Answer, Api
from tests.clocks import StoppedClock


@pytest.fixture
def made(stopped: StoppedClock, study: make.Study) -> dict[str, str]:
    """An invitation of an observer, as its maker was told of it."""
    body: dict[str, str] = study.pi.post(
        f"/api/studies/{study.id}/invitations", role="observer"
    ).body
    return body


def listed(study: make.Study, **query: int | str) -> Answer:
    return study.pi.get(f"/api/studies/{study.id}/invitations", **query)


def withdraw(study: make.Study, invitation_id: str) -> Answer:
    return study.pi.delete(f"/api/studies/{study.id}/invitations/{invitation_id}")


def accept(api: Api, made: dict[str, str], login: str = "eva") -> Answer:
    return api.post(
        "/api/invitations/accept",
        token=made["token"],
        login=login,
        name="Eva",
        password=make.PASSWORD,
    )


def test_an_invitation_is_listed_without_its_secret(
    study: make.Study, made: dict[str, str]
) -> None:
    assert listed(study).body == {
        "items": [
            {
                "id": made["id"],
                "role": "observer",
                "created_at": "2026-11-23T09:00:00+00:00",
                "expires_at": "2026-11-26T09:00:00+00:00",
                "created_by": make.account_id(study.pi),
                "state": "open",
            }
        ],
        "next": None,
    }


def test_the_list_says_what_became_of_each(
    stopped: StoppedClock, study: make.Study, made: dict[str, str], stranger: Api
) -> None:
    path = f"/api/studies/{study.id}/invitations"
    withdrawn = study.pi.post(path, role="pi").body["id"]
    study.pi.post(path, role="analyst")
    accept(stranger, made)
    withdraw(study, withdrawn)

    stopped.pass_by(hours=72)
    make.sign_in(study.pi, "carla")  # The desk has closed meanwhile.
    study.pi.post(path, role="pi")

    states = [(one["role"], one["state"]) for one in listed(study).body["items"]]
    assert states == [
        ("observer", "accepted"),
        ("pi", "revoked"),
        ("analyst", "expired"),
        ("pi", "open"),
    ]


def test_the_list_is_read_page_by_page(study: make.Study, made: dict[str, str]) -> None:
    path = f"/api/studies/{study.id}/invitations"
    second = study.pi.post(path, role="pi").body["id"]

    first_page = listed(study, limit=1).body
    second_page = listed(study, limit=1, cursor=first_page["next"]).body

    assert [one["id"] for one in first_page["items"]] == [made["id"]]
    assert [one["id"] for one in second_page["items"]] == [second]
    assert second_page["next"] is None


def test_a_withdrawn_invitation_opens_nothing(
    study: make.Study, made: dict[str, str], stranger: Api
) -> None:
    assert withdraw(study, made["id"]).status == 204

    refused = accept(stranger, made)

    assert refused.status == 404
    assert refused.body["type"] == "/problems/invitation-unusable"
    assert refused.body == accept(stranger, {"token": "x" * 75}).body


def test_withdrawing_twice_is_harmless(study: make.Study, made: dict[str, str]) -> None:
    withdraw(study, made["id"])

    assert withdraw(study, made["id"]).status == 204


def test_an_accepted_invitation_cannot_be_withdrawn(
    study: make.Study, made: dict[str, str], stranger: Api
) -> None:
    accept(stranger, made)

    assert withdraw(study, made["id"]).status == 409
    assert stranger.get(f"/api/studies/{study.id}").status == 200


def test_another_studys_invitation_is_like_none(
    study: make.Study, made: dict[str, str], dov: Api
) -> None:
    others = dov.get("/api/studies").body["items"][0]["id"]

    foreign = dov.delete(f"/api/studies/{others}/invitations/{made['id']}")
    unknown = dov.delete(f"/api/studies/{others}/invitations/{uuid4()}")
    misspelt = dov.delete(f"/api/studies/{others}/invitations/{made['id'].upper()}")

    assert foreign.status == 404
    assert foreign.body == unknown.body == misspelt.body
    assert listed(study).body["items"][0]["state"] == "open"
