"""A way back in for who forgot the password, made by somebody who may."""

from typing import Any

import pytest
from flask import Flask

from tests import make
from tests.accounts.second_factors import (
    code_now,
    enrol_totp,
    noted,
    sign_in,
)
from tests.accounts.test_many_at_once import AT_ONCE, all_at_once
from tests.api import Answer, Api
from tests.clocks import StoppedClock
from tests.make import Study

NEW = "purple elephants sing quietly"


def reset_for(by: Api, somebody: Api) -> Answer:
    return by.post(f"/api/accounts/{make.account_id(somebody)}/reset")


def use(api: Api, token: str, password: str = NEW) -> Answer:
    return api.post("/api/password/reset", token=token, password=password)


def ana_in(api: Api, password: str = NEW, **other: Any) -> Answer:
    return sign_in(api, login="ana", password=password, **other)


@pytest.fixture
def eva(app: Flask, study: Study) -> Api:
    """Eva, a second PI of Carla's study, who does not look after the installation."""
    return make.member(app, study, "eva", role="pi")


def test_the_link_lets_one_choose_a_new_password(
    carla: Api, ana: Api, stranger: Api
) -> None:
    made = reset_for(carla, ana)

    assert made.status == 201
    assert made.body["link"] == f"http://localhost:8000/#reset={made.body['token']}"
    assert use(stranger, made.body["token"]).status == 204
    assert ana_in(stranger).status == 201
    assert ana_in(stranger, password=make.PASSWORD).status == 401


def test_every_session_ends(carla: Api, ana: Api, stranger: Api) -> None:
    use(stranger, reset_for(carla, ana).body["token"])

    assert ana.get("/api/session").status == 401
    assert stranger.get("/api/session").status == 401


def test_the_second_factor_stays(carla: Api, ana: Api, stranger: Api) -> None:
    secret, _ = enrol_totp(ana)
    use(stranger, reset_for(carla, ana).body["token"])

    assert ana_in(stranger).body["type"] == "/problems/second-factor-needed"
    assert ana_in(stranger, code=code_now(secret)).status == 201


def test_whoever_was_shut_out_is_heard_again(
    stopped: StoppedClock, carla: Api, ana: Api, stranger: Api
) -> None:
    path = f"/api/accounts/{make.account_id(ana)}/reset"
    for api in (stranger, ana):
        for _ in range(100):
            assert ana_in(api, password="a wrong password").status == 401
            stopped.pass_by(minutes=15)
        stopped.pass_by(days=7)
    sign_in(carla)
    made = carla.post(path)
    assert [ana_in(api, make.PASSWORD).status for api in (stranger, ana)] == [429] * 2

    use(stranger, made.body["token"])

    assert [ana_in(api).status for api in (stranger, ana)] == [201] * 2


def test_it_works_once_also_when_all_come_at_once(
    app: Flask, carla: Api, ana: Api
) -> None:
    token = reset_for(carla, ana).body["token"]

    answers = all_at_once(app, lambda api, _: use(api, token).status)

    assert answers == {204: 1, 404: AT_ONCE - 1}


def test_it_lasts_a_day(
    stopped: StoppedClock, carla: Api, ana: Api, stranger: Api
) -> None:
    token = reset_for(carla, ana).body["token"]
    stopped.pass_by(hours=24)

    assert use(stranger, token).status == 404


def test_a_newer_one_replaces_it(carla: Api, ana: Api, stranger: Api) -> None:
    older, newer = (reset_for(carla, ana).body["token"] for _ in range(2))

    assert use(stranger, older).status == 404
    assert use(stranger, newer).status == 204


def test_a_password_changed_meanwhile_makes_it_useless(
    carla: Api, ana: Api, stranger: Api
) -> None:
    token = reset_for(carla, ana).body["token"]
    ana.post("/api/password", current=make.PASSWORD, password=NEW)

    assert use(stranger, token).status == 404


def test_a_weak_password_does_not_spend_it(carla: Api, ana: Api, stranger: Api) -> None:
    token = reset_for(carla, ana).body["token"]

    assert use(stranger, token, "ana ana ana ana ana").status == 422
    assert use(stranger, token).status == 204


def test_why_a_link_does_not_work_is_not_said(
    stopped: StoppedClock, carla: Api, ana: Api, ben: Api, stranger: Api
) -> None:
    used = reset_for(carla, ana).body["token"]
    use(stranger, used)
    late = reset_for(carla, ben).body["token"]
    stopped.pass_by(hours=24)

    answers = [use(stranger, token) for token in (used, late, "unknown", used[:-1])]

    assert {answer.status for answer in answers} == {404}
    assert len({answer.raw for answer in answers}) == 1
    assert answers[0].body["type"] == "/problems/reset-unusable"


def test_a_pi_makes_one_for_people_of_her_studies(eva: Api, ana: Api) -> None:
    assert reset_for(eva, ana).status == 201


def test_a_pi_makes_none_for_who_belongs_elsewhere_too(
    app: Flask, eva: Api, ana: Api, dov: Api
) -> None:
    study = make.study(dov, title="A third study")
    invited = dov.post(f"/api/studies/{study.id}/invitations", role="observer").body
    assert ana.post("/api/invitations/accept", token=invited["token"]).status == 201

    assert reset_for(eva, ana).status == 404


def test_a_pi_makes_none_for_who_looks_after_the_installation(
    eva: Api, carla: Api
) -> None:
    assert reset_for(eva, carla).status == 404


def test_a_pi_makes_none_for_who_was_removed(study: Study, eva: Api, ben: Api) -> None:
    study.pi.delete(f"/api/studies/{study.id}/members/{make.account_id(ben)}")

    assert reset_for(eva, ben).status == 404


def test_who_may_not_is_told_as_little_as_who_asks_for_nobody(
    ana: Api, ben: Api, dov: Api
) -> None:
    answers = [
        reset_for(ana, ben),
        reset_for(dov, ben),
        ana.post("/api/accounts/01900000-0000-7000-8000-000000000000/reset"),
        ana.post("/api/accounts/nobody/reset"),
    ]

    assert {answer.status for answer in answers} == {404}
    assert len({answer.raw for answer in answers}) == 1


def test_nobody_makes_one_for_herself(carla: Api) -> None:
    assert reset_for(carla, carla).status == 403


def test_it_asks_for_a_fresh_sign_in(
    stopped: StoppedClock, carla: Api, ana: Api
) -> None:
    stopped.pass_by(minutes=10)

    assert reset_for(carla, ana).body["type"] == "/problems/reauthentication-needed"


def test_both_ends_are_on_the_trail(carla: Api, ana: Api, stranger: Api) -> None:
    use(stranger, reset_for(carla, ana).body["token"])

    # In that of the installation, and in that of her study.
    assert len(noted("reset:made")) == len(noted("reset:used")) == 2
