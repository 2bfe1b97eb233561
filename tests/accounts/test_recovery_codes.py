"""Recovery codes: for whoever lost the phone, and once each."""

import re

from flask import Flask

from app.accounts.factor_models import RecoveryCode
from app.core import db
from tests.accounts.second_factors import (
    browser,
    enrol_passkey,
    enrol_totp,
    noted,
    sign_in,
)
from tests.accounts.test_many_at_once import all_at_once
from tests.api import Api
from tests.authenticator import Authenticator


def test_ten_codes_come_with_the_first_factor(carla: Api) -> None:
    _, codes = enrol_totp(carla)

    assert len(set(codes)) == 10
    assert all(re.fullmatch(r"([a-z2-7]{4}-){3}[a-z2-7]{4}", code) for code in codes)
    assert carla.get("/api/factors").body["recovery_codes_left"] == 10


def test_each_opens_once(app: Flask, carla: Api) -> None:
    _, codes = enrol_totp(carla)

    answers = [sign_in(browser(app), code=codes[0]).status for _ in range(2)]

    assert answers == [201, 401]
    assert carla.get("/api/factors").body["recovery_codes_left"] == 9
    assert noted("recovery-code:used") == [{"left": 9}]


def test_of_many_who_show_one_at_once_one_is_let_in(app: Flask, carla: Api) -> None:
    _, codes = enrol_totp(carla)
    proof = carla.client.get_cookie("shadowlog-device")
    assert proof is not None

    def act(api: Api, _: int) -> int:
        return sign_in(api, code=codes[0]).status

    assert all_at_once(app, act)[201] == 1


def test_a_code_is_taken_however_it_is_typed(app: Flask, carla: Api) -> None:
    _, codes = enrol_totp(carla)
    spellings = [
        codes[0].upper(),
        codes[1].replace("-", ""),
        f" {codes[2].replace('-', ' ')} ",
    ]

    answers = [sign_in(browser(app), code=code).status for code in spellings]

    assert answers == [201] * 3


def test_one_used_up_is_answered_like_a_wrong_password(
    carla: Api, stranger: Api
) -> None:
    _, codes = enrol_totp(carla)
    sign_in(stranger, code=codes[0])

    used = sign_in(stranger, code=codes[0])

    assert used.raw == sign_in(stranger, password="something else").raw


def test_somebody_elses_opens_nothing(carla: Api, ana: Api, stranger: Api) -> None:
    _, codes = enrol_totp(ana)
    enrol_totp(carla)

    assert sign_in(stranger, code=codes[0]).status == 401


def test_new_ones_put_the_old_out_of_use(carla: Api, stranger: Api) -> None:
    _, old = enrol_totp(carla)

    made = carla.post("/api/factors/recovery-codes")

    assert made.status == 201
    assert sign_in(stranger, code=old[0]).status == 401
    assert sign_in(stranger, code=made.body["recovery_codes"][0]).status == 201
    assert len(noted("recovery-codes:made")) == 1


def test_there_are_none_without_a_factor(carla: Api) -> None:
    assert carla.post("/api/factors/recovery-codes").status == 404


def test_they_go_with_the_last_factor(carla: Api) -> None:
    enrol_totp(carla)
    enrol_passkey(carla, Authenticator())

    carla.delete("/api/factors/totp")
    assert carla.get("/api/factors").body["recovery_codes_left"] == 10
    passkey = carla.get("/api/factors").body["passkeys"][0]
    carla.delete(f"/api/factors/passkeys/{passkey['id']}")

    assert carla.get("/api/factors").body["recovery_codes_left"] == 0
    assert carla.get("/api/session").body["second_factor"]["enrolled"] is False


def test_only_hashes_are_kept(carla: Api) -> None:
    _, codes = enrol_totp(carla)

    with db.reading() as session:
        kept = " ".join(row.code_sha256 for row in session.query(RecoveryCode))

    assert not any(code.replace("-", "") in kept for code in codes)
