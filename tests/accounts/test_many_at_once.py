"""What holds one after the other must hold when everything comes at the same moment."""

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from flask import Flask

from app.accounts import service
from app.core import clock, db
from tests import make
from tests.api import Api
from tests.clocks import StoppedClock
from tests.make import Study

AT_ONCE = 12


def all_at_once(app: Flask, act: Callable[[Api, int], int]) -> Counter[int]:
    """The statuses of one act done by as many browsers at the same moment."""
    browsers = [Api(app.test_client()) for _ in range(AT_ONCE)]
    with ThreadPoolExecutor(AT_ONCE) as pool:
        return Counter(pool.map(act, browsers, range(AT_ONCE)))


def test_no_more_guesses_are_heard(
    stopped: StoppedClock, app: Flask, carla: Api
) -> None:
    answers = all_at_once(
        app,
        lambda api, _: api.post("/api/session", login="carla", password="wrong").status,
    )

    assert answers == {401: 5, 429: AT_ONCE - 5}


def test_a_setup_link_makes_one_account(app: Flask) -> None:
    with db.transaction() as session:
        token = service.new_setup_token(session, at=clock.now())

    def act(api: Api, number: int) -> int:
        body = {"login": f"somebody{number}", "name": "S", "password": make.PASSWORD}
        return api.post("/api/setup", token=token, **body).status

    assert all_at_once(app, act) == {201: 1, 403: AT_ONCE - 1}


def test_an_invitation_lets_one_in(app: Flask, study: Study) -> None:
    invited = study.pi.post(f"/api/studies/{study.id}/invitations", role="observer")

    def act(api: Api, number: int) -> int:
        body = {"login": f"somebody{number}", "name": "S", "password": make.PASSWORD}
        token = invited.body["token"]
        return api.post("/api/invitations/accept", token=token, **body).status

    assert all_at_once(app, act) == {201: 1, 404: AT_ONCE - 1}
    members = study.pi.get(f"/api/studies/{study.id}/members").body["items"]
    assert [member["observer_code"] for member in members] == ["OBS1", "OBS2"]


def test_one_login_is_one_account(app: Flask, study: Study) -> None:
    tokens = [
        study.pi.post(f"/api/studies/{study.id}/invitations", role="observer").body
        for _ in range(AT_ONCE)
    ]

    def act(api: Api, number: int) -> int:
        body = {"login": "eva", "name": "Eva", "password": make.PASSWORD}
        token = tokens[number]["token"]
        return api.post("/api/invitations/accept", token=token, **body).status

    assert all_at_once(app, act) == {201: 1, 409: AT_ONCE - 1}


def test_a_pseudonym_is_given_once(app: Flask, study: Study, carla: Api) -> None:
    cookie = carla.client.get_cookie("shadowlog")
    assert cookie is not None

    def act(api: Api, _: int) -> int:
        api.client.set_cookie("shadowlog", cookie.value)
        path = f"/api/studies/{study.id}/subjects"
        return api.post(path, pseudonym="CE7").status

    assert all_at_once(app, act) == {201: 1, 409: AT_ONCE - 1}
