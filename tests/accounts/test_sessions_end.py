from flask import Flask

from tests.api import Api
from tests.clocks import StoppedClock


def test_signing_out_ends_the_session_at_once(app: Flask, carla: Api) -> None:
    cookie = carla.client.get_cookie("shadowlog")
    assert cookie is not None

    signed_out = carla.delete("/api/session")

    assert (signed_out.status, signed_out.raw) == (204, b"")
    assert "shadowlog=;" in signed_out.headers["Set-Cookie"]
    thief = Api(app.test_client())
    thief.client.set_cookie("shadowlog", cookie.value)
    assert thief.get("/api/session").status == 401


def test_a_session_survives_13_days_alone(stopped: StoppedClock, carla: Api) -> None:
    stopped.pass_by(days=13)

    assert carla.get("/api/session").status == 200


def test_a_session_left_alone_for_14_days_ends(
    stopped: StoppedClock, carla: Api
) -> None:
    stopped.pass_by(days=14)

    assert carla.get("/api/session").status == 401


def test_a_session_in_use_lasts_30_days_and_no_longer(
    app: Flask, stopped: StoppedClock, carla: Api
) -> None:
    cookie = carla.client.get_cookie("shadowlog")
    assert cookie is not None
    # A browser would drop the cookie by itself; whoever copied it would not.
    copied = Api(app.test_client())
    copied.client.set_cookie("shadowlog", cookie.value)
    for _ in range(3):
        stopped.pass_by(days=9)
        assert copied.get("/api/session").status == 200

    stopped.pass_by(days=3)

    assert copied.get("/api/session").status == 401


def test_the_answer_says_when_the_session_ends(
    stopped: StoppedClock, carla: Api
) -> None:
    ends = carla.get("/api/session").body["expires_at"]

    assert ends == "2026-12-23T09:00:00+00:00"


def test_a_made_up_cookie_is_nobody(stranger: Api) -> None:
    stranger.client.set_cookie("shadowlog", "A" * 43)

    assert stranger.get("/api/session").status == 401
    assert stranger.delete("/api/session").status == 401
