"""What must not pass for a passkey's answer."""

from typing import Any

import pytest
from flask import Flask

from tests.accounts.second_factors import (
    answer,
    browser,
    by_passkey,
    challenged,
    enrol_passkey,
    noted,
)
from tests.api import Api
from tests.authenticator import Authenticator, bytes_of, text_of
from tests.clocks import StoppedClock


@pytest.fixture
def device(carla: Api) -> Authenticator:
    """Carla's passkey."""
    device = Authenticator()
    assert enrol_passkey(carla, device).status == 201
    return device


def test_an_answer_opens_once(stranger: Api, device: Authenticator) -> None:
    asked = challenged(stranger)
    body = {
        "ceremony": asked["ceremony"],
        "credential": device.answer(asked["options"]),
    }

    answers = [stranger.post("/api/session/passkey", **body).status for _ in range(2)]

    assert answers == [201, 401]


def test_an_answer_to_one_challenge_fits_no_other(
    stranger: Api, device: Authenticator
) -> None:
    first, second = challenged(stranger), challenged(stranger)

    mixed = {"ceremony": second["ceremony"], "options": first["options"]}

    assert answer(stranger, device, mixed).status == 401


def test_a_wrong_answer_spends_the_challenge(
    stranger: Api, device: Authenticator
) -> None:
    asked = challenged(stranger)

    assert answer(stranger, Authenticator(), asked).status == 401
    assert answer(stranger, device, asked).status == 401


def test_a_challenge_lasts_five_minutes(
    stopped: StoppedClock, stranger: Api, carla: Api
) -> None:
    device = Authenticator(counts=False)
    enrol_passkey(carla, device)
    early, late = challenged(stranger), challenged(stranger)

    stopped.pass_by(minutes=5, seconds=-1)
    assert answer(stranger, device, early).status == 201
    stopped.pass_by(seconds=1)
    assert answer(stranger, device, late).status == 401


@pytest.mark.parametrize(
    "wrong",
    [
        {"origin": "http://localhost:9000"},
        {"origin": "https://localhost:8000"},
        {"origin": "http://localhost:8000.example.org"},
        {"rp_id": "example.org"},
        {"verifies": False},
        {"user_handle": b"somebody else"},
    ],
)
def test_an_answer_from_elsewhere_is_refused(
    stranger: Api, device: Authenticator, wrong: dict[str, Any]
) -> None:
    for name, value in wrong.items():
        setattr(device, name, value)

    assert by_passkey(stranger, device).status == 401


@pytest.mark.parametrize(
    "wrong",
    [
        {"origin": "http://localhost:9000"},
        {"rp_id": "example.org"},
        {"verifies": False},
    ],
)
def test_a_passkey_made_elsewhere_is_not_kept(
    carla: Api, wrong: dict[str, Any]
) -> None:
    refused = enrol_passkey(carla, Authenticator(**wrong))

    assert refused.status == 422
    assert refused.body["errors"][0]["pointer"] == "#/credential"
    assert carla.get("/api/factors").body["passkeys"] == []


def test_a_passkey_is_made_for_one_challenge_only(
    stopped: StoppedClock, carla: Api
) -> None:
    path = "/api/factors/passkeys"
    first = carla.post(f"{path}/options").body["options"]
    second = carla.post(f"{path}/options").body["options"]
    stale = {"label": "Old", "credential": Authenticator().make(first)}
    fresh = {"label": "New", "credential": Authenticator().make(second)}

    assert carla.post(path, **stale).status == 422
    assert carla.post(path, **fresh).status == 422
    third = carla.post(f"{path}/options").body["options"]
    stopped.pass_by(minutes=5)
    late = {"label": "Late", "credential": Authenticator().make(third)}
    assert carla.post(path, **late).status == 422


def test_whatever_is_wrong_the_answer_is_the_same(
    app: Flask, stranger: Api, device: Authenticator
) -> None:
    unknown = by_passkey(stranger, Authenticator())
    device.origin = "https://elsewhere.example"
    elsewhere = by_passkey(stranger, device)
    ceremony = {"ceremony": "none", "options": challenged(stranger)["options"]}
    nowhere = answer(browser(app), device, ceremony)

    assert unknown.status == elsewhere.status == nowhere.status == 401
    assert unknown.raw == elsewhere.raw == nowhere.raw
    assert unknown.body["type"] == "/problems/passkey-refused"


def test_a_copy_is_refused_and_signalled(
    app: Flask, stranger: Api, device: Authenticator
) -> None:
    copy = Authenticator(
        credential_id=device.credential_id,
        key=device.key,
        user_handle=device.user_handle,
    )
    assert [by_passkey(stranger, device).status for _ in range(3)] == [201] * 3

    refused = by_passkey(browser(app), copy)

    assert refused.status == 401
    assert len(noted("passkey:cloned")) == 1
    assert by_passkey(stranger, device).status == 201


def test_a_forged_answer_signals_nothing(stranger: Api, device: Authenticator) -> None:
    by_passkey(stranger, device)
    forger = Authenticator(credential_id=device.credential_id)

    assert by_passkey(stranger, forger).status == 401
    assert noted("passkey:cloned") == []


def test_passkeys_without_a_counter_are_no_copies(carla: Api, stranger: Api) -> None:
    device = Authenticator(counts=False)
    enrol_passkey(carla, device)

    assert [by_passkey(stranger, device).status for _ in range(2)] == [201] * 2


def test_a_challenge_to_go_further_signs_nobody_in(
    app: Flask, carla: Api, device: Authenticator
) -> None:
    asked = challenged(carla)

    assert answer(browser(app), device, asked).status == 401


def damaged(part: str) -> list[str]:
    raw = bytes_of(part)
    return [
        "",
        "A",
        "=" * 8,
        "\u00e9",
        text_of(raw[: len(raw) // 2]),
        text_of(raw[:-1] + bytes([raw[-1] ^ 1])),
        text_of(b"\x9f" * 5000),
        text_of(b"[" * 5000),
        text_of(os_like(raw)),
    ]


def os_like(raw: bytes) -> bytes:
    """Bytes as long, of which none means anything."""
    return bytes((byte * 167 + 13) % 256 for byte in raw)


@pytest.mark.parametrize(
    "member", ["clientDataJSON", "authenticatorData", "signature", "userHandle"]
)
def test_damaged_answers_are_refused_without_a_fault(
    carla: Api, device: Authenticator, member: str
) -> None:
    genuine = device.answer(challenged(carla)["options"])["response"][member]
    for bad in damaged(genuine):
        if member == "userHandle" and bad == "":
            continue
        asked = challenged(carla)
        credential = device.answer(asked["options"])
        credential["response"][member] = bad
        body = {"ceremony": asked["ceremony"], "credential": credential}

        assert carla.post("/api/session/passkey", **body).status == 401, bad


@pytest.mark.parametrize("member", ["clientDataJSON", "attestationObject"])
def test_damaged_passkeys_are_refused_without_a_fault(carla: Api, member: str) -> None:
    path = "/api/factors/passkeys"
    options = carla.post(f"{path}/options").body["options"]
    for bad in damaged(Authenticator().make(options)["response"][member])[:5]:
        options = carla.post(f"{path}/options").body["options"]
        credential = Authenticator().make(options)
        credential["response"][member] = bad

        refused = carla.post(path, label="Phone", credential=credential)
        assert refused.status == 422, bad
