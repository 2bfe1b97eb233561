"""A reset opens what its maker may open when it is used, not when it was made."""

import pytest
from flask import Flask

from tests import make
from tests.accounts.test_resets import ana_in, reset_for, use
from tests.api import Api
from tests.make import Study


@pytest.fixture
def eva(app: Flask, study: Study) -> Api:
    """Eva, a second PI of Carla's study."""
    return make.member(app, study, "eva", role="pi")


def join_another(somebody: Api, pi: Api) -> None:
    path = f"/api/studies/{make.study(pi, title='A third study').id}/invitations"
    token = pi.post(path, role="observer").body["token"]
    assert somebody.post("/api/invitations/accept", token=token).status == 201


def test_a_reset_opens_no_study_its_owner_joined_since(
    eva: Api, ana: Api, dov: Api, stranger: Api
) -> None:
    token = reset_for(eva, ana).body["token"]
    join_another(ana, dov)

    refused = use(stranger, token)

    assert refused.body["type"] == "/problems/reset-unusable"
    assert ana_in(stranger, make.PASSWORD).status == 201


def test_a_reset_of_a_pi_who_was_removed_opens_nothing(
    study: Study, eva: Api, ana: Api, stranger: Api
) -> None:
    token = reset_for(eva, ana).body["token"]
    study.pi.delete(f"/api/studies/{study.id}/members/{make.account_id(eva)}")

    assert use(stranger, token).status == 404


def test_a_reset_of_the_operator_opens_whatever_its_owner_joined_since(
    carla: Api, ana: Api, dov: Api, stranger: Api
) -> None:
    token = reset_for(carla, ana).body["token"]
    join_another(ana, dov)

    assert use(stranger, token).status == 204


def test_who_leads_a_study_reads_that_a_member_was_let_in_anew(
    study: Study, eva: Api, ana: Api, stranger: Api
) -> None:
    use(stranger, reset_for(eva, ana).body["token"])

    newest = study.pi.get(f"/api/studies/{study.id}/trail", limit=2).body["items"]

    assert [(one["action"], one["actor"]["name"]) for one in newest] == [
        ("reset:used", "Ana"),
        ("reset:made", "Eva"),
    ]
