"""What every door that signs somebody in has in common."""

from dataclasses import asdict
from datetime import datetime
from typing import Any

from flask import Response, json, make_response, request

from app.accounts import cookies, passwords, schemas, throttle
from app.accounts.actor import Actor
from app.accounts.attempts import Browser
from app.accounts.factor_schemas import PasskeySignIn
from app.accounts.schemas import Newcomer, SignIn
from app.accounts.service import NewAccount
from app.accounts.sessions import Opened, Standing


def hashed(new: Newcomer) -> NewAccount:
    """Check a newcomer's password and put its hash in its place."""
    passwords.check(new.password, about=(new.login, new.name))
    return NewAccount(new.login, new.name, passwords.hashed(new.password))


def browser_of(asked: SignIn | Newcomer | PasskeySignIn) -> Browser:
    return Browser(
        address=throttle.network_of(request.remote_addr),
        device_id=asked.device,
        device_label=asked.device_label,
        device_token=cookies.device_token(),
        lock=cookies.lock(),
    )


def browser_at_hand(actor: Actor) -> Browser:
    """The browser somebody is signed in on already."""
    return Browser(
        address=throttle.network_of(request.remote_addr),
        device_id=actor.device_id,
        device_label=None,
        device_token=cookies.device_token(),
        lock=cookies.lock(),
    )


def welcome(opened: Opened, at: datetime) -> Response:
    """Tell a browser who is signed in on it now, and give it its cookies."""
    body = welcome_body(
        opened.account, opened.device_id, opened.standing, opened.second_factor
    )
    return admit(opened, body, at)


def welcome_body(
    account: Any, device_id: str, standing: Standing, enrolled: bool
) -> dict[str, Any]:
    """Who is signed in, how far the session reaches, and what it lacks."""
    body: dict[str, Any] = schemas.welcome.dump(
        {
            "account": account,
            "device": device_id,
            **asdict(standing),
            "second_factor": {
                "enrolled": enrolled,
                "required": cookies.installed().second_factor,
            },
        }
    )
    return body


def admit(opened: Opened, body: dict[str, Any], at: datetime) -> Response:
    """Answer with ``body`` and the cookies of a session just opened."""
    response = make_response(json.dumps(body), 201)
    response.content_type = "application/json"
    return cookies.put(
        response,
        opened.token,
        opened.device_token,
        ends=opened.standing.expires_at,
        at=at,
    )
