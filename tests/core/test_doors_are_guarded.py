"""Every API view needs a signed-in actor, unless it is listed here with a reason."""

from flask import Flask

OPEN_DOORS = {
    "accounts.set_up",  # there is no account yet; the one-time token opens it
    "accounts.sign_in",  # one cannot be signed in before signing in
    "studies.accept_invitation",  # a newcomer has no account; the token opens it
    "openapi.show",  # the description names no data
}


def test_no_door_is_left_open(app: Flask) -> None:
    open_doors = {
        rule.endpoint
        for rule in app.url_map.iter_rules()
        if rule.rule.startswith("/api/")
        and not hasattr(app.view_functions[rule.endpoint], "guarded")
    }

    assert open_doors == OPEN_DOORS
