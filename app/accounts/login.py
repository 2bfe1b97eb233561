"""Flask-Login, kept behind a few typed functions.

Flask-Login ships no types and reaches for globals. Nothing outside this module
imports it: views ask for an ``Actor`` with ``@signed_in`` and pass it on.
"""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar

from flask import Flask, Request, g
from flask_login import LoginManager, UserMixin, current_user

from app.accounts import cookies, passwords, sessions
from app.accounts.actor import Actor
from app.audit import trail
from app.core import clock, db
from app.core.config import Config
from app.core.errors import NotSignedIn

P = ParamSpec("P")
R = TypeVar("R")


class SignedIn(UserMixin):
    """What Flask-Login keeps for the length of a request."""

    def __init__(self, actor: Actor) -> None:
        self.id = str(actor.id)
        self.actor = actor


def init_app(app: Flask, config: Config) -> None:
    """Let every request be recognised by our own cookie and nothing else."""
    manager = LoginManager()
    manager.session_protection = None
    manager.request_loader(load)
    manager.init_app(app)
    # Flask-Login would rather trust its own cookie than ask our loader; no cookie can
    # have this name.
    app.config["REMEMBER_COOKIE_NAME"] = ";none;"
    # Hashed once now, so that the first unknown login takes no longer than the next.
    passwords.dummy_hash(passwords.HASHER)


def load(_: Request) -> SignedIn | None:
    token = cookies.session_token()
    if token is None:
        return None
    at, door, asks = clock.now(), g.get("door"), cookies.installed().second_factor
    try:
        with db.reading() as session:
            known = sessions.recognise(
                session, token, cookies.lock() or "", door, asks_factor=asks, at=at
            )
    except NotSignedIn as refusal:
        g.refusal = refusal
        return None
    trail.device_id.set(known.actor.device_id)
    if known.stale:
        db.run(lambda session: sessions.touch(session, known.actor, door, at=at))
    return SignedIn(known.actor)


def actor_or_none() -> Actor | None:
    """Who is asking, where a view is open to strangers too."""
    actor: Actor | None = getattr(current_user, "actor", None)
    return actor


def signed_in(view: Callable[Concatenate[Actor, P], R]) -> Callable[P, R]:
    """Pass the view the actor the guard let through."""

    @wraps(view)
    def guarded(*args: P.args, **kwargs: P.kwargs) -> R:
        actor: Actor = g.actor
        return view(actor, *args, **kwargs)

    vars(guarded)["guarded"] = True  # The table of doors is compared with it.
    return guarded
