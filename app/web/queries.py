"""What stands behind the question mark is held to what the view declared."""

import re
from collections.abc import Iterator

from flask import Flask, current_app, request
from marshmallow import Schema, ValidationError, fields

from app.core.openapi import facts_of

# What else Python reads as a number or marshmallow as true is a slip or a trick.
WHOLE = re.compile(r"0|[1-9][0-9]{0,8}")
FLAG = re.compile(r"true|false")


def init_app(app: Flask) -> None:
    app.before_request(check)


def check() -> None:
    """Refuse parameters nobody reads, one given twice, and odd spellings.

    Raises:
        ValidationError: naming every parameter at fault.
    """
    view = current_app.view_functions.get(request.endpoint or "")
    facts = facts_of(view) if view else None
    if facts is not None and request.args:
        errors = {name: [fault] for name, fault in faults(facts.query)}
        if errors:
            raise ValidationError(errors)


def faults(query: Schema | None) -> Iterator[tuple[str, str]]:
    """Each parameter at fault, and why; what a value may be is for the schema."""
    known = query.load_fields if query else {}
    read = {field.data_key or name: field for name, field in known.items()}
    for name, values in request.args.lists():
        field = read.get(name)
        if field is None:
            yield name, "Unknown field."
        elif len(values) > 1:
            yield name, "Given more than once."
        elif isinstance(field, fields.Integer) and not WHOLE.fullmatch(values[0]):
            yield name, "Not a valid integer."
        elif isinstance(field, fields.Boolean) and not FLAG.fullmatch(values[0]):
            yield name, "Write true or false."
