"""A route nobody decided about keeps the server from starting."""

import pytest
from flask import Flask

from app.accounts import guard
from app.accounts.actor import Actor
from app.accounts.guard import UnguardedRoute
from app.accounts.login import signed_in
from app.core.doors import Door, Factor, Reach, Verb, Who
from app.doors import DOORS

OPEN_DOORS = {
    "accounts.set_up",  # there is no account yet; the one-time token opens it
    "accounts.sign_in",  # one cannot be signed in before signing in
    "passkeys.challenge",  # nor before this way of signing in
    "passkeys.sign_in",  # the passkey opens it
    "resets.use",  # the password is forgotten; the one-time token opens it
    "invitations.accept",  # a newcomer has no account; the token opens it
    "openapi.show",  # the description names no data
}


def site(**doors: Door) -> Flask:
    """An application with one open and one guarded view."""
    app = Flask(__name__, static_folder=None)

    def page() -> str:
        return "anybody's"

    @signed_in
    def desk(actor: Actor) -> str:
        return actor.name

    app.add_url_rule("/page", "page", page)
    app.add_url_rule("/desk", "desk", desk)
    guard.init_app(app, doors)
    return app


def test_only_these_doors_of_the_api_are_open(app: Flask) -> None:
    open_doors = {
        rule.endpoint
        for rule in app.url_map.iter_rules()
        if rule.rule.startswith("/api/") and DOORS[rule.endpoint].who is Who.ANYONE
    }

    assert open_doors == OPEN_DOORS


def test_a_site_whose_doors_agree_starts() -> None:
    guard.check_routes(site(page=Door(Who.ANYONE), desk=Door(Who.ACCOUNT)))


@pytest.mark.parametrize(
    ("doors", "fault"),
    [
        ({"page": Door(Who.ANYONE)}, "desk has no door"),
        (
            {
                "page": Door(Who.ANYONE),
                "desk": Door(Who.ACCOUNT),
                "attic": Door(Who.ANYONE),
            },
            "attic is a door without a route",
        ),
        (
            {"page": Door(Who.ANYONE), "desk": Door(Who.ANYONE)},
            "desk does not ask for whom its door lets through",
        ),
        (
            {"page": Door(Who.ACCOUNT), "desk": Door(Who.ACCOUNT)},
            "page does not ask for whom its door lets through",
        ),
    ],
)
def test_a_site_whose_doors_do_not_agree_does_not_start(
    doors: dict[str, Door], fault: str
) -> None:
    with pytest.raises(UnguardedRoute, match=fault):
        guard.check_routes(site(**doors))


@pytest.mark.parametrize(
    "faulty",
    [
        (Who.MEMBER, None, Reach.CAPTURE, Factor.NOBODY),
        (Who.MEMBER, Verb.READ, Reach.WORK, Factor.NOBODY),
        (Who.MEMBER, Verb.DOWNLOAD, Reach.ELEVATED, Factor.POWERFUL),
        (Who.OPERATOR, None, Reach.WORK, Factor.NOBODY),
    ],
)
def test_a_door_that_forgets_something_cannot_be_made(
    faulty: tuple[Who, Verb | None, Reach, Factor],
) -> None:
    who, verb, reach, factor = faulty

    with pytest.raises(ValueError, match=r"door|leaves"):
        Door(who, verb, reach, factor=factor)
