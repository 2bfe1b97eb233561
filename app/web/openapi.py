"""The API's own description, made from what each view declares."""

import re
from collections.abc import Callable
from functools import cache
from types import ModuleType
from typing import Any

from apispec import APISpec
from apispec.ext.marshmallow import MarshmallowPlugin
from apispec.ext.marshmallow.openapi import OpenAPIConverter
from flask import Blueprint, Flask, Response, current_app, json
from marshmallow import Schema
from werkzeug.routing import Rule

from app.core import limits
from app.core.doors import Door, Who
from app.core.openapi import Answer, Facts, describe, facts_of

bp = Blueprint("openapi", __name__)

PROBLEM = {
    "type": "object",
    "required": ["type", "title", "status", "detail"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["pointer", "detail"],
                "properties": {
                    "pointer": {"type": "string"},
                    "detail": {"type": "string"},
                },
            },
        },
    },
}

# Over HTTPS the cookie's name begins with __Host-.
SESSION = {"type": "apiKey", "in": "cookie", "name": "shadowlog"}


@bp.get("/api/openapi.json")
@describe("This description.", answers={200: "application/json"})
def show() -> Response:
    return Response(
        json.dumps(document(current_app._get_current_object())),  # type: ignore[attr-defined]  # the proxy's own way
        content_type="application/json",
    )


@cache
def document(app: Flask) -> dict[str, Any]:
    """The OpenAPI 3.1 document of every ``/api/`` route that describes itself."""
    plugin = MarshmallowPlugin(schema_name_resolver=naming())
    info = {"x-limits": quoted(limits)}
    spec = APISpec("Shadowlog", "1", "3.1.0", info=info, plugins=[plugin])
    spec.components.schema("Problem", PROBLEM)
    spec.components.security_scheme("session", SESSION)
    converter = plugin.converter
    assert converter is not None
    for rule in api_rules(app):
        facts = facts_of(app.view_functions[rule.endpoint])
        if facts is not None:
            path = re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", rule.rule)
            asked = access(app.extensions["doors"][rule.endpoint])
            told = operations(rule, facts, converter, asked)
            spec.path(path, operations=told)
    return spec.to_dict()


def quoted(module: ModuleType) -> dict[str, int]:
    """Every limit there is, under its name in small letters."""
    return {
        name.lower(): value for name, value in vars(module).items() if name.isupper()
    }


def api_rules(app: Flask) -> list[Rule]:
    """Every rule under ``/api/``, in a fixed order."""
    rules = [r for r in app.url_map.iter_rules() if r.rule.startswith("/api/")]
    return sorted(rules, key=lambda r: (r.rule, sorted(r.methods or ())))


def access(door: Door) -> dict[str, Any]:
    """Whom a door lets through, in the words of the table of doors."""
    verb = door.verb.value if door.verb else None
    return {
        "security": [] if door.who is Who.ANYONE else [{"session": []}],
        "x-shadowlog-door": {
            "who": door.who.value,
            "verb": verb,
            "reach": door.reach.value,
            "owner": door.owner.value,
            "second_factor": door.factor.value,
        },
    }


def operations(
    rule: Rule, facts: Facts, converter: OpenAPIConverter, asked: dict[str, Any]
) -> dict[str, Any]:
    operation: dict[str, Any] = {
        "summary": facts.summary,
        **asked,
        "operationId": rule.endpoint,
        "parameters": parameters(rule, facts, converter),
        "responses": {
            **{str(status): answer(schema) for status, schema in facts.answers.items()},
            "default": {
                "description": "A problem (RFC 9457).",
                "content": {
                    "application/problem+json": {
                        "schema": {"$ref": "#/components/schemas/Problem"}
                    }
                },
            },
        },
    }
    if facts.body is not None:
        operation["requestBody"] = {
            "required": True,
            "content": {"application/json": {"schema": facts.body}},
        }
    methods = (rule.methods or set()) - {"HEAD", "OPTIONS"}
    return {method.lower(): operation for method in sorted(methods)}


def parameters(
    rule: Rule, facts: Facts, converter: OpenAPIConverter
) -> list[dict[str, Any]]:
    in_path = [
        {"in": "path", "name": name, "required": True, "schema": {"type": "string"}}
        for name in sorted(rule.arguments)
    ]
    if facts.query is None:
        return in_path
    in_query: list[dict[str, Any]] = converter.schema2parameters(
        facts.query, location="query"
    )
    return in_path + in_query


def answer(schema: Answer) -> dict[str, Any]:
    if schema is None:
        return {"description": "Done; nothing more to say."}
    if isinstance(schema, str):
        return {"description": "The file.", "content": {schema: {}}}
    return {
        "description": "The answer.",
        "content": {"application/json": {"schema": schema}},
    }


def naming() -> Callable[[Schema | type[Schema]], str]:
    """Names schemas by their class; of two namesakes the later by its feature, too."""
    named: dict[str, type[Schema]] = {}

    def name_of(schema: Schema | type[Schema]) -> str:
        kind = schema if isinstance(schema, type) else type(schema)
        name = kind.__name__.removesuffix("Schema")
        if named.setdefault(name, kind) is not kind:
            name = kind.__module__.split(".")[1].capitalize() + name
        return name

    return name_of
