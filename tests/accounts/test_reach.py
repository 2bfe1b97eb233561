"""How far a session reaches falls with the time since the password was given."""

import pytest
from flask import Flask

from tests import make
from tests.api import Answer, Api
from tests.clocks import StoppedClock


def works(api: Api, study: make.Study) -> Answer:
    return api.get(f"/api/studies/{study.id}/days")


def takes_out(api: Api, study: make.Study) -> Answer:
    return api.get(f"/api/studies/{study.id}/log.csv")


def captures(api: Api) -> Answer:
    return api.get("/api/sync/hello")


def elevate(api: Api, password: str = make.PASSWORD) -> Answer:
    return api.post("/api/session/elevate", password=password)


def needs(answer: Answer) -> str | None:
    """Which reach an answer says was missing; None if none was."""
    if answer.status == 200:
        return None
    assert answer.status == 403
    assert answer.body["type"] == "/problems/reauthentication-needed"
    return str(answer.body["reach"])


def test_a_fresh_session_reaches_all_the_way(
    stopped: StoppedClock, study: make.Study
) -> None:
    told = study.pi.get("/api/session").body

    assert told["reach"] == "elevated"
    assert told["elevated_until"] == "2026-11-23T09:10:00+00:00"
    assert told["work_until"] == "2026-11-23T10:00:00+00:00"
    assert told["second_factor"] == {"enrolled": False, "required": False}
    assert needs(takes_out(study.pi, study)) is None


def test_after_ten_minutes_nothing_is_taken_out(
    stopped: StoppedClock, study: make.Study
) -> None:
    stopped.pass_by(minutes=9, seconds=59)
    assert needs(takes_out(study.pi, study)) is None

    stopped.pass_by(seconds=1)

    assert needs(takes_out(study.pi, study)) == "elevated"
    assert needs(works(study.pi, study)) is None
    told = study.pi.get("/api/session").body
    assert (told["reach"], told["elevated_until"]) == ("work", None)


def test_a_desk_left_for_an_hour_is_closed(
    stopped: StoppedClock, study: make.Study
) -> None:
    stopped.pass_by(minutes=60)

    assert needs(works(study.pi, study)) == "work"
    assert captures(study.pi).status == 200
    assert study.pi.get("/api/session").body["reach"] == "capture"


def test_a_desk_in_use_stays_open_for_twelve_hours(
    stopped: StoppedClock, study: make.Study
) -> None:
    for _ in range(15):
        stopped.pass_by(minutes=45)
        assert needs(works(study.pi, study)) is None
    stopped.pass_by(minutes=44, seconds=59)
    assert needs(works(study.pi, study)) is None

    stopped.pass_by(seconds=1)

    assert needs(works(study.pi, study)) == "work"
    assert captures(study.pi).status == 200


def test_a_phone_that_syncs_by_itself_keeps_no_desk_open(
    stopped: StoppedClock, study: make.Study
) -> None:
    for _ in range(6):
        stopped.pass_by(minutes=10)
        assert captures(study.pi).status == 200

    assert needs(works(study.pi, study)) == "work"


def test_a_desk_that_closed_is_not_opened_by_asking_again(
    stopped: StoppedClock, study: make.Study
) -> None:
    stopped.pass_by(hours=2)
    captures(study.pi)

    assert [needs(works(study.pi, study)) for _ in range(3)] == ["work"] * 3


def test_the_password_opens_everything_again(
    stopped: StoppedClock, study: make.Study
) -> None:
    stopped.pass_by(days=3)

    raised = elevate(study.pi)

    assert (raised.status, raised.body["reach"]) == (201, "elevated")
    assert raised.body["elevated_until"] == "2026-11-26T09:10:00+00:00"
    assert needs(takes_out(study.pi, study)) is None


def test_a_raised_session_has_another_token(
    app: Flask, stopped: StoppedClock, carla: Api
) -> None:
    cookie = carla.client.get_cookie("shadowlog")
    assert cookie is not None
    copied = Api(app.test_client())
    copied.client.set_cookie("shadowlog", cookie.value)
    device = carla.get("/api/session").body["device"]

    raised = elevate(carla)

    assert raised.body["device"] == device
    assert copied.get("/api/session").status == 401
    assert carla.get("/api/session").status == 200


def test_a_wrong_password_raises_nothing(
    stopped: StoppedClock, study: make.Study
) -> None:
    stopped.pass_by(hours=13)

    refused = elevate(study.pi, "not the password")

    assert refused.status == 401
    assert refused.body["type"] == "/problems/wrong-login-or-password"
    assert needs(works(study.pi, study)) == "work"
    assert captures(study.pi).status == 200


def test_guessing_at_an_open_session_is_slowed_down_too(carla: Api) -> None:
    statuses = [elevate(carla, f"guess {n}").status for n in range(6)]

    assert statuses == [401] * 5 + [429]
    assert elevate(carla).status == 429


def test_a_session_for_capturing_reaches_no_further(
    app: Flask, stopped: StoppedClock, study: make.Study
) -> None:
    phone = Api(app.test_client())
    signed_in = phone.post(
        "/api/session", login="carla", password=make.PASSWORD, reach="capture"
    )

    assert signed_in.body["reach"] == "capture"
    assert (signed_in.body["work_until"], signed_in.body["elevated_until"]) == (
        None,
        None,
    )
    assert captures(phone).status == 200
    assert needs(works(phone, study)) == "work"
    assert needs(takes_out(phone, study)) == "elevated"


def test_a_session_for_capturing_rises_by_the_password(
    app: Flask, stopped: StoppedClock, study: make.Study
) -> None:
    phone = Api(app.test_client())
    phone.post("/api/session", login="carla", password=make.PASSWORD, reach="capture")

    assert elevate(phone).status == 201

    assert needs(works(phone, study)) is None


@pytest.mark.parametrize("reach", ["work", "elevated", "everything", ""])
def test_no_other_reach_can_be_asked_for(stranger: Api, carla: Api, reach: str) -> None:
    asked = {"login": "carla", "password": make.PASSWORD, "reach": reach}

    refused = stranger.post("/api/session", **asked)

    assert refused.status == 422
    assert refused.body["errors"][0]["pointer"] == "#/reach"


def test_all_other_sessions_can_be_ended(
    app: Flask, carla: Api, study: make.Study, ana: Api
) -> None:
    others = [Api(app.test_client()) for _ in range(2)]
    for other in others:
        make.sign_in(other, "carla")

    ended = carla.delete("/api/session/others")

    assert ended.status == 204
    assert [other.get("/api/session").status for other in others] == [401, 401]
    assert carla.get("/api/session").status == 200
    assert ana.get("/api/session").status == 200
