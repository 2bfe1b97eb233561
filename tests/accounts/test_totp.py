"""Codes of an authenticator app: asked for, taken once, and only when fresh."""

import pytest

from app.accounts import totp
from app.accounts.factor_models import Totp
from app.core import db
from tests.accounts.second_factors import (
    code_now,
    enrol_passkey,
    enrol_totp,
    noted,
    sign_in,
)
from tests.api import Api
from tests.authenticator import Authenticator
from tests.clocks import StoppedClock


def test_codes_are_those_of_the_standard() -> None:
    """RFC 6238, appendix B, shortened to six digits."""
    secret = b"12345678901234567890"
    moments = {59: "287082", 1111111109: "081804", 20000000000: "353130"}

    assert {at: totp.code_at(secret, at // 30) for at in moments} == moments


def test_an_app_is_in_use_once_it_has_shown_a_right_code(carla: Api) -> None:
    begun = carla.post("/api/factors/totp").body

    assert carla.get("/api/factors").body["totp"] is False
    assert begun["uri"].startswith("otpauth://totp/Shadowlog:carla?")
    assert f"secret={begun['secret']}" in begun["uri"]
    code = code_now(begun["secret"])
    assert carla.post("/api/factors/totp/confirm", code=code).status == 201
    assert carla.get("/api/factors").body["totp"] is True


def test_one_that_shows_a_wrong_code_is_not_put_to_use(carla: Api) -> None:
    carla.post("/api/factors/totp")

    refused = carla.post("/api/factors/totp/confirm", code="000000")

    assert refused.status == 422
    assert refused.body["errors"][0]["pointer"] == "#/code"
    assert carla.get("/api/session").body["second_factor"]["enrolled"] is False


def test_the_password_alone_is_then_not_enough(carla: Api, stranger: Api) -> None:
    secret, _ = enrol_totp(carla)

    asked = sign_in(stranger)

    assert asked.status == 401
    assert asked.body["type"] == "/problems/second-factor-needed"
    assert asked.body["methods"] == ["totp", "recovery-code"]
    assert sign_in(stranger, code=code_now(secret)).status == 201


def test_a_code_may_be_typed_in_two_halves(carla: Api, stranger: Api) -> None:
    secret, _ = enrol_totp(carla)
    code = code_now(secret)

    assert sign_in(stranger, code=f"{code[:3]} {code[3:]}").status == 201


def test_a_wrong_code_is_answered_like_a_wrong_password(
    carla: Api, stranger: Api
) -> None:
    enrol_totp(carla)

    code = sign_in(stranger, code="000000")
    password = sign_in(stranger, password="something else", code="000000")

    assert code.status == password.status == 401
    assert code.raw == password.raw


def test_a_code_opens_once(stopped: StoppedClock, carla: Api, stranger: Api) -> None:
    secret, _ = enrol_totp(carla)
    code = code_now(secret)

    answers = [sign_in(stranger, code=code).status for _ in range(2)]

    assert answers == [201, 401]


def test_nor_does_one_older_than_the_last(
    stopped: StoppedClock, carla: Api, stranger: Api
) -> None:
    secret, _ = enrol_totp(carla)
    ahead, now = code_now(secret, 1), code_now(secret)

    assert sign_in(stranger, code=ahead).status == 201
    assert sign_in(stranger, code=now).status == 401


def test_the_code_that_confirmed_does_not_open(
    stopped: StoppedClock, carla: Api, stranger: Api
) -> None:
    secret = carla.post("/api/factors/totp").body["secret"]
    code = code_now(secret)
    carla.post("/api/factors/totp/confirm", code=code)

    assert sign_in(stranger, code=code).status == 401


@pytest.mark.parametrize(
    ("steps", "status"), [(-1, 201), (1, 201), (-2, 401), (2, 401)]
)
def test_clocks_may_be_half_a_minute_off(
    stopped: StoppedClock, carla: Api, stranger: Api, steps: int, status: int
) -> None:
    secret, _ = enrol_totp(carla)
    stopped.pass_by(minutes=5)

    assert sign_in(stranger, code=code_now(secret, steps)).status == status


def test_guessing_codes_is_slowed_like_guessing_passwords(
    stopped: StoppedClock, carla: Api, stranger: Api
) -> None:
    enrol_totp(carla)

    answers = [sign_in(stranger, code=f"{n:06}").status for n in range(6)]

    assert answers == [401] * 5 + [429]


def test_giving_the_password_alone_in_between_wins_no_guesses(
    stopped: StoppedClock, carla: Api, stranger: Api
) -> None:
    enrol_totp(carla)
    guesses = []
    for number in range(6):
        sign_in(stranger)
        guesses.append(sign_in(stranger, code=f"{number:06}").status)

    assert guesses == [401] * 5 + [429]


def test_going_further_asks_for_a_code_too(stopped: StoppedClock, carla: Api) -> None:
    secret, _ = enrol_totp(carla)
    proof = {"password": "correct horse battery staple"}
    stopped.pass_by(minutes=11)

    assert carla.delete("/api/factors/totp").body["reach"] == "elevated"
    assert carla.post("/api/session/elevate", **proof).status == 401
    code = code_now(secret)
    assert carla.post("/api/session/elevate", **proof, code=code).status == 201
    assert carla.delete("/api/factors/totp").status == 204
    assert carla.get("/api/factors").body == {
        "totp": False,
        "passkeys": [],
        "passkeys_possible": True,
        "recovery_codes_left": 0,
    }


def test_a_second_app_is_refused_until_the_first_is_removed(carla: Api) -> None:
    enrol_totp(carla)

    again = carla.post("/api/factors/totp")

    assert again.status == 409
    assert again.body["type"] == "/problems/totp-enrolled"
    assert carla.post("/api/factors/totp/confirm", code="000000").status == 409
    carla.delete("/api/factors/totp")
    assert carla.delete("/api/factors/totp").status == 404
    assert carla.post("/api/factors/totp").status == 201


def test_an_app_not_yet_confirmed_stands_in_for_no_passkey(
    carla: Api, stranger: Api
) -> None:
    enrol_passkey(carla, Authenticator())
    secret = carla.post("/api/factors/totp").body["secret"]

    assert sign_in(stranger, code=code_now(secret)).status == 401


def test_nothing_is_confirmed_that_was_not_begun(carla: Api) -> None:
    assert carla.post("/api/factors/totp/confirm", code="000000").status == 404


def test_a_secret_cannot_be_read_from_the_database(carla: Api) -> None:
    secret, _ = enrol_totp(carla)

    with db.reading() as session:
        kept = session.query(Totp).one().secret

    assert secret not in kept
    assert len(kept) == 64


def test_it_is_all_on_the_trail(carla: Api) -> None:
    enrol_totp(carla)
    carla.delete("/api/factors/totp")

    assert noted("factor:added") == [{"factor": "totp"}]
    assert noted("factor:removed") == [{"factor": "totp"}]
