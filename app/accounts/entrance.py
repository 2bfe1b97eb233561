"""What every door that signs somebody in has in common."""

from datetime import datetime
from typing import Any

from flask import Response, json, make_response, request

from app.accounts import cookies, passwords, schemas, throttle
from app.accounts.schemas import Newcomer, SignIn
from app.accounts.service import NewAccount
from app.accounts.sessions import Browser, Opened


def hashed(new: Newcomer) -> NewAccount:
    """Check a newcomer's password and put its hash in its place."""
    passwords.check(new.password, about=(new.login, new.name))
    return NewAccount(new.login, new.name, passwords.hashed(new.password))


def browser_of(asked: SignIn | Newcomer) -> Browser:
    return Browser(
        address=throttle.network_of(request.remote_addr),
        device_id=asked.device,
        device_label=asked.device_label,
        device_token=cookies.device_token(),
    )


def welcome(opened: Opened, at: datetime) -> Response:
    """Tell a browser who is signed in on it now, and give it its cookies."""
    body = {
        "account": opened.account,
        "device": opened.device_id,
        "expires_at": opened.expires_at,
    }
    return admit(opened, schemas.welcome.dump(body), at)


def admit(opened: Opened, body: dict[str, Any], at: datetime) -> Response:
    """Answer with ``body`` and the cookies of a session just opened."""
    response = make_response(json.dumps(body), 201)
    response.content_type = "application/json"
    return cookies.put(
        response, opened.token, opened.device_token, ends=opened.expires_at, at=at
    )
