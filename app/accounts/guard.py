"""Stands before every door and reads from the table whom it lets through."""

from collections.abc import Mapping

from flask import Flask, current_app, g, request

from app.accounts import login
from app.accounts.actor import Actor
from app.accounts.refusals import ReauthenticationNeeded, SecondFactorRequired
from app.audit import trail
from app.core.doors import Door, Factor, Who
from app.core.errors import NotAllowed, NotSignedIn


class UnguardedRoute(Exception):
    """A route and the table of doors do not agree; the program must not start."""


def init_app(app: Flask, doors: Mapping[str, Door]) -> None:
    """Ask at every door; ``check_routes`` has to follow when all routes are there."""
    app.extensions["doors"] = doors
    app.before_request(stand_guard)


def check_routes(app: Flask) -> None:
    """Refuse to start with a route nobody decided about, or a view that ignores it.

    Raises:
        UnguardedRoute: with the names of all that are wrong.
    """
    doors: Mapping[str, Door] = app.extensions["doors"]
    routes = {rule.endpoint for rule in app.url_map.iter_rules()}
    wrong = {f"{name} has no door" for name in routes - set(doors)}
    wrong |= {f"{name} is a door without a route" for name in set(doors) - routes}
    for name in routes & set(doors):
        guarded = hasattr(app.view_functions[name], "guarded")
        if guarded is (doors[name].who is Who.ANYONE):
            wrong.add(f"{name} does not ask for whom its door lets through")
    if wrong:
        raise UnguardedRoute("; ".join(sorted(wrong)))


def stand_guard() -> None:
    """Refuse whom the door does not let through; leave the actor for the view."""
    # A thread answers many requests: nothing of the last one may stay.
    trail.device_id.set(None)
    if request.endpoint is None:
        return  # There is no such address, and no view to come to.
    door: Door = current_app.extensions["doors"][request.endpoint]
    g.door = door
    if door.who is Who.ANYONE:
        return
    actor = login.actor_or_none()
    if actor is None:
        raise g.get("refusal") or NotSignedIn("Sign in first.")
    check(actor, door)
    g.actor = actor


def check(actor: Actor, door: Door) -> None:
    """Refuse an actor who falls short of what the door asks of everybody.

    What it asks of a member depends on the study: see ``studies.service.study_for``.
    """
    if door.who is Who.OPERATOR and not actor.is_operator:
        raise NotAllowed("Only who looks after this installation may do this.")
    if door.factor is Factor.EVERYBODY and actor.owes_factor:
        raise SecondFactorRequired
    if not actor.reach.covers(door.reach):
        raise ReauthenticationNeeded(door.reach)
