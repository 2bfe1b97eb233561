"""A device on its way out is told so with every answer, and may still send."""

from tests import make
from tests.api import Api
from tests.phone import Phone


def own_phone(api: Api, study: make.Study) -> Phone:
    """A phone that goes by the name its session knows it by."""
    [device] = api.get("/api/devices").body["items"]
    return Phone(api, study, device=device["id"])


def test_a_device_that_stays_is_told_nothing(ana: Api, study: make.Study) -> None:
    phone = own_phone(ana, study)

    assert ana.get("/api/sync/hello").body["device"] is None
    assert phone.push().body["device"] is None
    assert phone.pull().body["device"] is None


def test_a_retired_device_sends_what_it_has_and_is_told_to_go(
    ana: Api, study: make.Study
) -> None:
    phone = own_phone(ana, study)
    day = phone.start_day()
    assert ana.post(f"/api/devices/{phone.device}/retire").status == 204

    assert ana.get("/api/sync/hello").body["device"] == "retire"
    pushed = phone.push().body
    assert pushed["device"] == "retire"
    assert pushed["results"][0]["status"] == "applied"
    pulled = phone.pull().body
    assert pulled["device"] == "retire"
    assert [record["rec"] for record in pulled["records"]] == [day]
