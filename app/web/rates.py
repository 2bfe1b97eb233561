"""How many requests, and how many files, one account may ask for in a while."""

from flask import Flask, Response, current_app, g, request

from app.accounts import login
from app.core.buckets import Buckets, Slots
from app.core.config import Config
from app.core.errors import TooMany
from app.core.limits import EXPORTS_AT_ONCE, EXPORTS_PER_HOUR, REQUESTS_PER_MINUTE
from app.core.openapi import facts_of

# A phone back from days without network sends and reads as fast as it can; what it may
# send is limited by batch and page instead.
UNLIMITED = {"sync"}
AGAIN_SECONDS = 5


def init_app(app: Flask, config: Config) -> None:
    """Count where the installation wants it; strangers are counted at the doors."""
    if config.rate_limits:
        meter = Meter()
        app.before_request(meter.count)
        app.after_request(meter.release_at_the_end)


class Meter:
    """What each account has asked for of late, and is downloading now."""

    def __init__(self) -> None:
        self.requests = Buckets(REQUESTS_PER_MINUTE, 60)
        self.exports = Buckets(EXPORTS_PER_HOUR, 3600)
        self.streaming = Slots(EXPORTS_AT_ONCE)

    def count(self) -> None:
        if request.blueprint in UNLIMITED or not request.path.startswith("/api/"):
            return
        actor = login.actor_or_none()
        if actor is None:
            return
        name = str(actor.id)
        wait(self.requests.take(name), "You ask for more than the server can give.")
        if hands_out_a_file():
            if not self.streaming.take(name):
                wait(AGAIN_SECONDS, "Let the download under way finish first.")
            g.streaming = name
            wait(self.exports.take(name), "Enough has been downloaded for this hour.")

    def release_at_the_end(self, response: Response) -> Response:
        name = g.pop("streaming", None)
        if name is not None:
            response.call_on_close(lambda: self.streaming.give_back(name))
        return response


def wait(seconds: int, detail: str) -> None:
    """Refuse for so many seconds, if for any."""
    if seconds:
        raise TooMany(detail, seconds)


def hands_out_a_file() -> bool:
    """Whether the view answers with something that is taken out of the product."""
    view = current_app.view_functions.get(request.endpoint or "")
    facts = facts_of(view) if view else None
    kinds = facts.answers.values() if facts else ()
    return any(isinstance(kind, str) and "json" not in kind for kind in kinds)
