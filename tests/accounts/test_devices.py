import pytest
from flask import Flask

from app.accounts import service
from app.core import clock, db
from tests import make
from tests.api import Api


def phone(app: Flask, device: str = "d_phone") -> Api:
    api = Api(app.test_client())
    done = api.post(
        "/api/session",
        login="carla",
        password=make.PASSWORD,
        device=device,
        device_label="Carla's phone",
    )
    assert done.status == 201
    return api


def test_my_devices_are_listed(app: Flask, carla: Api) -> None:
    own = phone(app)

    items = own.get("/api/devices").body["items"]

    assert [device["current"] for device in items if device["id"] == "d_phone"] == [
        True
    ]
    assert sum(device["current"] for device in items) == 1
    assert {device["label"] for device in items} == {None, "Carla's phone"}


def test_revoking_a_device_acts_at_once(app: Flask, carla: Api) -> None:
    lost = phone(app)

    assert carla.delete("/api/devices/d_phone").status == 204

    refused = lost.get("/api/session")
    assert refused.status == 401
    assert refused.body["type"] == "/problems/device-revoked"
    assert refused.body["device"] == "revoked"
    assert carla.get("/api/session").status == 200


def test_revoking_twice_is_harmless(app: Flask, carla: Api) -> None:
    phone(app)
    carla.delete("/api/devices/d_phone")

    assert carla.delete("/api/devices/d_phone").status == 204
    listed = carla.get("/api/devices").body["items"]
    revoked = [device["id"] for device in listed if device["revoked_at"]]
    assert revoked == ["d_phone"]


def test_every_session_of_a_device_ends(app: Flask, carla: Api) -> None:
    tabs = [phone(app), phone(app)]

    carla.delete("/api/devices/d_phone")

    assert [tab.get("/api/session").status for tab in tabs] == [401, 401]


def test_a_phone_found_again_signs_in_under_another_name(
    app: Flask, carla: Api
) -> None:
    lost = phone(app)
    carla.delete("/api/devices/d_phone")

    found = phone(app)

    told = found.get("/api/session")
    assert told.status == 200
    assert told.body["device"] != "d_phone"
    assert lost.get("/api/session").status == 401
    assert found.get("/api/sync/hello").body["device"] is None


def test_a_retired_device_may_still_send_and_is_asked_to_leave(
    app: Flask, carla: Api
) -> None:
    old = phone(app)
    assert old.get("/api/sync/hello").body["device"] is None

    assert carla.post("/api/devices/d_phone/retire").status == 204

    assert old.get("/api/sync/hello").body["device"] == "retire"
    sent = old.post("/api/sync/push", proto=1, device="d_phone", ops=[])
    assert (sent.status, sent.body["device"]) == (200, "retire")
    listed = carla.get("/api/devices").body["items"]
    assert [one["id"] for one in listed if one["retired_at"]] == ["d_phone"]


def test_a_retired_device_that_is_done_takes_itself_off(app: Flask, carla: Api) -> None:
    old = phone(app)
    carla.post("/api/devices/d_phone/retire")

    assert old.delete("/api/devices/d_phone").status == 204

    assert old.get("/api/session").status == 401
    listed = carla.get("/api/devices").body["items"]
    assert [one["id"] for one in listed if one["revoked_at"]] == ["d_phone"]


def test_a_retired_device_that_signs_in_is_still_asked_to_leave(
    app: Flask, carla: Api
) -> None:
    phone(app)
    carla.post("/api/devices/d_phone/retire")

    again = phone(app)

    assert again.get("/api/sync/hello").body["device"] == "retire"


def test_the_device_in_hand_can_be_revoked(carla: Api) -> None:
    device = carla.get("/api/session").body["device"]

    gone = carla.delete(f"/api/devices/{device}")

    assert gone.status == 204
    assert carla.get("/api/session").status == 401


@pytest.mark.parametrize("device", ["d_phone", "d_unknown", "%00", "x" * 300])
def test_other_peoples_devices_do_not_exist(
    app: Flask, carla: Api, ana: Api, device: str
) -> None:
    phone(app)

    revoking = ana.delete(f"/api/devices/{device}")
    retiring = ana.post(f"/api/devices/{device}/retire")

    assert revoking.status == retiring.status == 404
    assert revoking.body["type"] == "/problems/not-found"
    assert revoking.body == retiring.body
    assert carla.get("/api/devices").body["items"][0]["retired_at"] is None
    assert len(ana.get("/api/devices").body["items"]) == 1


def test_what_a_device_says_of_itself_is_kept(carla: Api) -> None:
    mine = carla.get("/api/session").body
    account = make.account_id(carla)
    with db.transaction() as session:
        known = service.find_account(session, "carla")
        assert known is not None
        service.device_seen(
            session, known.id, mine["device"], app="1.0", waiting=3, at=clock.now()
        )

    item = carla.get("/api/devices").body["items"][0]

    assert (item["app"], item["waiting"]) == ("1.0", 3)
    assert account == str(known.id)
