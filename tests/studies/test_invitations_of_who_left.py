"""An invitation is as good as the standing of whoever made it."""

import pytest
from flask import Flask

from tests import make
from tests.api import Answer, Api
from tests.make import Study


@pytest.fixture
def eva(app: Flask, study: Study) -> Api:
    """Eva, a second PI of Carla's study."""
    return make.member(app, study, "eva", role="pi")


def member_of(study: Study, somebody: Api) -> str:
    return f"/api/studies/{study.id}/members/{make.account_id(somebody)}"


def invite(by: Api, study: Study, role: str = "pi") -> str:
    made = by.post(f"/api/studies/{study.id}/invitations", role=role)
    assert made.status == 201, made.body
    return str(made.body["token"])


def accept(api: Api, token: str) -> Answer:
    return api.post("/api/invitations/accept", token=token)


def test_a_pi_who_was_removed_does_not_come_back_by_her_own_invitation(
    study: Study, eva: Api
) -> None:
    token = invite(eva, study)
    study.pi.delete(member_of(study, eva))

    refused = accept(eva, token)

    assert refused.status == 404
    assert refused.body["type"] == "/problems/invitation-unusable"
    assert eva.get(f"/api/studies/{study.id}").status == 404


def test_a_pi_who_observes_now_lets_nobody_in(study: Study, eva: Api, dov: Api) -> None:
    token = invite(eva, study)
    study.pi.patch(member_of(study, eva), role="observer")

    assert accept(dov, token).status == 404


def test_such_an_invitation_is_listed_as_withdrawn(study: Study, eva: Api) -> None:
    invite(eva, study)
    kept = invite(study.pi, study, "observer")
    study.pi.delete(member_of(study, eva))

    listed = study.pi.get(f"/api/studies/{study.id}/invitations").body["items"]

    assert [one["state"] for one in listed] == ["accepted", "revoked", "open"]
    assert accept(eva, kept).status == 201
