"""What stands behind the question mark is held to what the view declared."""

from flask import Flask, current_app, request
from marshmallow import ValidationError

from app.core.openapi import facts_of


def init_app(app: Flask) -> None:
    app.before_request(check)


def check() -> None:
    """Refuse parameters nobody reads, and one given twice, of which one would count."""
    view = current_app.view_functions.get(request.endpoint or "")
    facts = facts_of(view) if view else None
    if facts is None or not request.args:
        return
    errors: dict[str, list[str]] = {}
    for name, values in request.args.lists():
        if facts.query is None:
            errors[name] = ["Unknown field."]
        elif len(values) > 1:
            errors[name] = ["Given more than once."]
    if errors:
        raise ValidationError(errors)
