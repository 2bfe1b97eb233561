"""The operator's list of accounts."""

from tests.accounts.second_factors import enrol_totp, sign_in
from tests.api import Api
from tests.clocks import StoppedClock


def test_the_operator_sees_everybody(
    stopped: StoppedClock, carla: Api, ana: Api, ben: Api
) -> None:
    enrol_totp(ana)

    items = carla.get("/api/accounts").body["items"]

    assert [item["login"] for item in items] == ["carla", "ana", "ben"]
    assert [item["second_factor"] for item in items] == [False, True, False]
    assert [item["is_operator"] for item in items] == [True, False, False]
    assert items[1] == {
        "id": items[1]["id"],
        "login": "ana",
        "name": "Ana",
        "is_operator": False,
        "created_at": "2026-11-23T09:00:00+00:00",
        "last_seen_at": "2026-11-23T09:00:00+00:00",
        "second_factor": True,
        "locked": False,
    }


def test_nobody_else_does(ana: Api, stranger: Api) -> None:
    assert ana.get("/api/accounts").status == 403
    assert stranger.get("/api/accounts").status == 401


def test_who_is_shut_out_is_marked(
    stopped: StoppedClock, carla: Api, ana: Api, stranger: Api
) -> None:
    for _ in range(5):
        sign_in(stranger, login="ana", password="a wrong password")

    items = carla.get("/api/accounts").body["items"]

    assert {item["login"]: item["locked"] for item in items} == {
        "carla": False,
        "ana": True,
    }
    stopped.pass_by(minutes=1)
    assert carla.get("/api/accounts").body["items"][1]["locked"] is False


def test_it_is_read_page_by_page(carla: Api, ana: Api, ben: Api) -> None:
    first = carla.get("/api/accounts", limit=2).body
    second = carla.get("/api/accounts", limit=2, cursor=first["next"]).body

    logins = [item["login"] for item in first["items"] + second["items"]]
    assert logins == ["carla", "ana", "ben"]
    assert second["next"] is None
    assert carla.get("/api/accounts", cursor="nonsense").status == 422
