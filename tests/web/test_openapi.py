"""The description of the API tells the truth about the routes."""

import re

from flask import Flask
from openapi_spec_validator import validate

from app.web.openapi import api_rules, document
from tests.api import Api


def routes(app: Flask) -> set[tuple[str, str]]:
    return {
        (re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", rule.rule), method.lower())
        for rule in api_rules(app)
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
    }


def test_every_route_is_described_and_nothing_else(app: Flask) -> None:
    paths = document(app)["paths"]
    described = {(path, method) for path, item in paths.items() for method in item}

    assert described == routes(app)


def test_the_document_is_openapi(stranger: Api) -> None:
    answer = stranger.get("/api/openapi.json")

    assert answer.status == 200
    validate(answer.body)


def test_every_operation_says_what_it_does(app: Flask) -> None:
    for item in document(app)["paths"].values():
        for operation in item.values():
            assert operation["summary"].endswith(".")
