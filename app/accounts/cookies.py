"""The two cookies a browser keeps, and the lock it may put on the first."""

from datetime import datetime

from flask import Response, current_app, request

from app.core.config import Config

# Browsers keep no cookie longer than 400 days.
DEVICE_SECONDS = 400 * 24 * 3600


def name_of(config: Config, base: str) -> str:
    """Over HTTPS the prefix makes the browser refuse what another host planted.

    On plain loopback browsers would refuse the prefix itself.
    """
    return f"__Host-{base}" if config.https else base


def installed() -> Config:
    config: Config = current_app.config["SHADOWLOG"]
    return config


def session_token() -> str | None:
    return request.cookies.get(name_of(installed(), "shadowlog"))


def device_token() -> str | None:
    return request.cookies.get(name_of(installed(), "shadowlog-device"))


def lock() -> str | None:
    """What a phone sends beside its cookie and keeps where the cookie is not."""
    return request.headers.get("X-Session-Lock") if installed().bind_sessions else None


def put(
    response: Response, token: str, device: str | None, *, ends: datetime, at: datetime
) -> Response:
    """Hand the browser its session and, if new, the proof for its next sign-in."""
    keep(response, "shadowlog", token, int((ends - at).total_seconds()))
    if device is not None:
        keep(response, "shadowlog-device", device, DEVICE_SECONDS)
    return response


def clear(response: Response) -> Response:
    """Take the session back; the device stays known."""
    keep(response, "shadowlog", "", 0)
    return response


def keep(response: Response, base: str, value: str, seconds: int) -> None:
    config = installed()
    response.set_cookie(
        name_of(config, base),
        value,
        max_age=seconds,
        path="/",
        secure=config.https,
        httponly=True,
        samesite="Strict",
    )
