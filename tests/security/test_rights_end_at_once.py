"""What somebody may do changes with the next request, not with the next sign-in."""

from flask import Flask

from app.accounts import service as accounts
from app.core import db
from tests import make
from tests.api import Api
from tests.phone import Phone


def member_path(study: make.Study, api: Api) -> str:
    return f"/api/studies/{study.id}/members/{make.account_id(api)}"


def test_another_role_counts_from_the_next_request(study: make.Study, ana: Api) -> None:
    path = f"/api/studies/{study.id}"
    assert ana.get(f"{path}/subjects").status == 200
    assert ana.post(f"{path}/subjects", pseudonym="CE2").status == 403

    study.pi.patch(member_path(study, ana), role="pi")
    assert ana.post(f"{path}/subjects", pseudonym="CE2").status == 201

    study.pi.patch(member_path(study, ana), role="analyst")
    assert ana.get(f"{path}/subjects").status == 403
    assert ana.get(f"{path}/log.csv").status == 403


def test_a_member_removed_sees_and_sends_nothing_more(
    study: make.Study, ana: Api
) -> None:
    phone = Phone(ana, study)
    phone.start_day()
    phone.sync()
    phone.start_day(date="2026-11-23")

    study.pi.delete(member_path(study, ana))

    (result,) = phone.push().body["results"]
    assert (result["status"], result["code"]) == ("rejected", "no_such_study")
    assert phone.pull().status == 404
    assert ana.get("/api/sync/hello").body["studies"] == []
    assert ana.get(f"/api/studies/{study.id}").status == 404


def test_a_device_revoked_sends_nothing_more(ana: Api, study: make.Study) -> None:
    phone = Phone(ana, study)
    phone.start_day()
    phone.device = ana.get("/api/session").body["device"]
    other = Api(study.pi.client.application.test_client())
    make.sign_in(other, "ana")

    assert other.delete(f"/api/devices/{phone.device}").status == 204

    refused = phone.push()
    assert (refused.status, refused.body["device"]) == (401, "revoked")


def test_a_day_stops_being_shared_at_once(
    study: make.Study, ana: Api, ben: Api
) -> None:
    make.share_days(study)
    phone = Phone(ana, study)
    day = phone.start_day()
    phone.sync()
    assert ben.get(f"/api/days/{day}").status == 200

    make.share_days(study, "own")

    assert ben.get(f"/api/days/{day}").status == 404


def test_who_stops_being_operator_looks_after_nothing(app: Flask, carla: Api) -> None:
    assert carla.get("/api/accounts").status == 200

    with db.transaction() as session:
        account = accounts.find_account(session, "carla")
        assert account is not None
        account.is_operator = False

    assert carla.get("/api/accounts").status == 403
