"""What tests of second factors have in common."""

import base64
from typing import Any

from flask import Flask
from sqlalchemy import select

from app.accounts import totp
from app.audit.models import AuditEntry
from app.core import clock, db
from tests import make
from tests.api import Answer, Api
from tests.authenticator import Authenticator


def code_now(secret: str, steps: int = 0) -> str:
    """What the app shows now, or so many half minutes later."""
    step = totp.step_of(clock.now()) + steps
    return totp.code_at(base64.b32decode(secret), step)


def enrol_totp(api: Api) -> tuple[str, list[str]]:
    """Set an authenticator app up; its secret and the recovery codes."""
    begun = api.post("/api/factors/totp")
    assert begun.status == 201, begun.body
    secret = begun.body["secret"]
    # The code of the half minute before: the one of now is still there to be used.
    code = code_now(secret, -1)
    confirmed = api.post("/api/factors/totp/confirm", code=code)
    assert confirmed.status == 201, confirmed.body
    return secret, confirmed.body["recovery_codes"]


def enrol_passkey(api: Api, device: Authenticator, label: str = "Phone") -> Answer:
    options = api.post("/api/factors/passkeys/options")
    assert options.status == 201, options.body
    credential = device.make(options.body["options"])
    return api.post("/api/factors/passkeys", label=label, credential=credential)


def sign_in(api: Api, **other: Any) -> Answer:
    return api.post(
        "/api/session", **{"login": "carla", "password": make.PASSWORD, **other}
    )


def challenged(api: Api, **body: Any) -> dict[str, Any]:
    asked = api.post("/api/session/passkey/options", **body)
    assert asked.status == 201, asked.body
    return dict(asked.body)


def answer(api: Api, device: Authenticator, asked: dict[str, Any]) -> Answer:
    return api.post(
        "/api/session/passkey",
        ceremony=asked["ceremony"],
        credential=device.answer(asked["options"]),
    )


def by_passkey(api: Api, device: Authenticator, **body: Any) -> Answer:
    return answer(api, device, challenged(api, **body))


def noted(action: str) -> list[dict[str, Any]]:
    """The details of every entry of one kind, oldest first."""
    with db.reading() as session:
        entries = select(AuditEntry.detail).where(AuditEntry.action == action)
        return list(session.scalars(entries.order_by(AuditEntry.seq)))


def browser(app: Flask) -> Api:
    return Api(app.test_client())
