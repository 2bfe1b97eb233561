"""Passkeys: made for this site, and a way in that needs neither login nor code."""

from dataclasses import replace
from typing import Any

import pytest
from flask import Flask

from app import create_app
from app.accounts.ceremonies import possible
from app.core.config import Config
from tests.accounts.second_factors import (
    browser,
    by_passkey,
    challenged,
    enrol_passkey,
    enrol_totp,
    noted,
    sign_in,
)
from tests.api import Api
from tests.authenticator import Authenticator, bytes_of
from tests.clocks import StoppedClock


def test_a_passkey_signs_in_by_itself(carla: Api, stranger: Api) -> None:
    device = Authenticator()
    made = enrol_passkey(carla, device, "My phone")

    done = by_passkey(stranger, device)

    assert made.status == 201
    assert done.status == 201
    assert done.body["account"] == carla.get("/api/session").body["account"]
    assert done.body["reach"] == "elevated"
    assert stranger.get("/api/session").status == 200


def test_the_first_factor_brings_recovery_codes(carla: Api) -> None:
    first = enrol_passkey(carla, Authenticator()).body
    second = enrol_passkey(carla, Authenticator()).body

    assert len(first["recovery_codes"]) == 10
    assert second["recovery_codes"] == []
    assert carla.get("/api/factors").body["recovery_codes_left"] == 10


def test_the_password_alone_is_then_not_enough(carla: Api, stranger: Api) -> None:
    enrol_passkey(carla, Authenticator())

    asked = sign_in(stranger)

    assert asked.status == 401
    assert asked.body["methods"] == ["passkey", "recovery-code"]


def test_it_is_listed_with_its_last_use(
    stopped: StoppedClock, carla: Api, stranger: Api
) -> None:
    device = Authenticator()
    enrol_passkey(carla, device, "My phone")
    stopped.pass_by(minutes=1)
    by_passkey(stranger, device)

    (listed,) = carla.get("/api/factors").body["passkeys"]

    assert listed["label"] == "My phone"
    assert listed["created_at"] == "2026-11-23T09:00:00+00:00"
    assert listed["last_used_at"] == "2026-11-23T09:01:00+00:00"


def test_one_removed_opens_nothing(carla: Api, stranger: Api) -> None:
    device = Authenticator()
    made = enrol_passkey(carla, device).body

    assert carla.delete(f"/api/factors/passkeys/{made['id']}").status == 204
    assert by_passkey(stranger, device).status == 401
    assert carla.delete(f"/api/factors/passkeys/{made['id']}").status == 404


def test_somebody_elses_cannot_be_removed(carla: Api, ana: Api) -> None:
    made = enrol_passkey(carla, Authenticator()).body

    answers = [
        ana.delete(f"/api/factors/passkeys/{wanted}").raw
        for wanted in (made["id"], "01900000-0000-7000-8000-000000000000", "none")
    ]

    assert len(set(answers)) == 1
    assert len(carla.get("/api/factors").body["passkeys"]) == 1


def test_it_goes_further_where_one_is_signed_in(
    stopped: StoppedClock, carla: Api
) -> None:
    device = Authenticator()
    enrol_passkey(carla, device)
    before = carla.client.get_cookie("shadowlog")
    stopped.pass_by(hours=13)
    assert carla.get("/api/session").body["reach"] == "capture"

    done = by_passkey(carla, device)

    assert done.status == 201
    assert carla.get("/api/session").body["reach"] == "elevated"
    after = carla.client.get_cookie("shadowlog")
    assert before is not None
    assert after is not None
    assert before.value != after.value


def test_somebody_elses_goes_no_further(carla: Api, ana: Api) -> None:
    device = Authenticator()
    enrol_passkey(carla, device)

    assert by_passkey(ana, device).status == 401


def test_a_login_typed_before_must_be_the_owners(
    carla: Api, ana: Api, stranger: Api
) -> None:
    device = Authenticator()
    enrol_passkey(carla, device)

    assert by_passkey(stranger, device, login="ana").status == 401
    assert by_passkey(stranger, device, login=" CARLA ").status == 201


def test_strangers_learn_of_no_passkey(carla: Api, stranger: Api) -> None:
    enrol_passkey(carla, Authenticator())

    known, unknown, none = (
        challenged(stranger, **body)["options"]
        for body in ({"login": "carla"}, {"login": "nobody"}, {})
    )

    for options in (known, unknown, none):
        assert len(bytes_of(options.pop("challenge"))) >= 32
    assert known == unknown == none
    assert known["allowCredentials"] == []
    assert known["userVerification"] == "required"


def test_challenges_are_not_given_without_end(
    stopped: StoppedClock, carla: Api, stranger: Api
) -> None:
    path = "/api/session/passkey/options"
    answers = [stranger.post(path).status for _ in range(31)]

    assert answers == [201] * 30 + [429]
    carla.delete("/api/session")
    assert carla.post(path).status == 201
    assert sign_in(stranger).status == 201


def test_an_account_may_have_twenty(carla: Api) -> None:
    answers = [enrol_passkey(carla, Authenticator()) for _ in range(21)]

    assert [one.status for one in answers] == [201] * 20 + [409]
    assert answers[-1].body["type"] == "/problems/too-many-passkeys"


def test_one_known_already_is_not_kept_twice(carla: Api, ana: Api) -> None:
    device = Authenticator()
    enrol_passkey(carla, device)

    again = enrol_passkey(ana, device)

    assert again.status == 409
    assert again.body["type"] == "/problems/passkey-known"


@pytest.mark.parametrize(
    ("origin", "is_possible"),
    [
        ("https://log.example.org", True),
        ("http://localhost:8000", True),
        ("https://192.168.1.20:8443", False),
        ("https://[fd00::1]", False),
        ("http://log.example.org", False),
    ],
)
def test_browsers_give_none_to_numbers_or_without_https(
    origin: str, is_possible: bool
) -> None:
    assert possible(origin) is is_possible


def test_an_address_of_numbers_says_so(config: Config, app: Flask, carla: Api) -> None:
    numbered = create_app(replace(config, origin="http://127.0.0.1:8000"))
    api = Api(numbered.test_client())
    cookie = carla.client.get_cookie("shadowlog")
    assert cookie is not None
    api.client.set_cookie("shadowlog", cookie.value)
    here: dict[str, Any] = {"headers": {"Origin": "http://127.0.0.1:8000"}}

    assert api.get("/api/factors").body["passkeys_possible"] is False
    for path in ("/api/factors/passkeys/options", "/api/session/passkey/options"):
        refused = api.call("POST", path, {}, **here)
        assert refused.status == 409
        assert refused.body["type"] == "/problems/passkeys-impossible"
    numbered.extensions["engine"].dispose()


def test_it_is_all_on_the_trail(carla: Api) -> None:
    made = enrol_passkey(carla, Authenticator()).body
    carla.delete(f"/api/factors/passkeys/{made['id']}")

    expected = [{"factor": "passkey", "passkey": made["id"]}]
    assert noted("factor:added") == expected
    assert noted("factor:removed") == expected


def test_both_kinds_stand_side_by_side(app: Flask, carla: Api) -> None:
    device = Authenticator()
    _, codes = enrol_totp(carla)
    enrol_passkey(carla, device)

    assert sign_in(browser(app)).body["methods"] == [
        "totp",
        "passkey",
        "recovery-code",
    ]
    assert by_passkey(browser(app), device).status == 201
    assert sign_in(browser(app), code=codes[0]).status == 201
