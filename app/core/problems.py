"""Turns errors into RFC 9457 problem documents."""

import logging
from collections.abc import Iterator
from typing import Any

from flask import Flask, Response, json
from marshmallow import ValidationError
from sqlalchemy.exc import (
    InternalError,
    OperationalError,
    SQLAlchemyError,
    TimeoutError,
)
from werkzeug.exceptions import HTTPException, RequestEntityTooLarge

from app.core.errors import (
    Conflict,
    DomainError,
    Invalid,
    Malformed,
    NotAllowed,
    NotFound,
    NotSignedIn,
    TooLarge,
    TooMany,
    TooOld,
    WrongMediaType,
)
from app.core.logs import request_id

log = logging.getLogger(__name__)

STATUS: dict[type[DomainError], int] = {
    Malformed: 400,
    NotSignedIn: 401,
    NotAllowed: 403,
    NotFound: 404,
    Conflict: 409,
    TooLarge: 413,
    WrongMediaType: 415,
    Invalid: 422,
    TooOld: 426,
    TooMany: 429,
}

# What werkzeug and the server itself refuse, in our words.
HTTP_SLUGS = {
    400: "malformed",
    404: "not-found",
    405: "method-not-allowed",
    408: "too-slow",
    413: "too-large",
    414: "address-too-long",
    415: "wrong-media-type",
    431: "headers-too-large",
    500: "internal-error",
}

FAULT = "Something went wrong on the server. Nothing on the phone is lost; try again."
MEDIA_TYPE = "application/problem+json"
UNAVAILABLE_SECONDS = 30


def init_app(app: Flask) -> None:
    app.register_error_handler(DomainError, on_domain_error)
    app.register_error_handler(ValidationError, on_validation_error)
    app.register_error_handler(HTTPException, on_http_error)
    app.register_error_handler(OperationalError, on_unavailable)
    # A PostgreSQL standby says so when it is written to.
    app.register_error_handler(InternalError, on_unavailable)
    # Every connection is taken by somebody else.
    app.register_error_handler(TimeoutError, on_unavailable)
    app.register_error_handler(Exception, on_unexpected)


def on_domain_error(error: DomainError) -> Response:
    family = next(kind for kind in STATUS if isinstance(error, kind))
    response = problem(STATUS[family], error.slug, error.detail, **error.members)
    if isinstance(error, TooMany):
        response.headers["Retry-After"] = str(error.retry_after)
    return response


def on_validation_error(error: ValidationError) -> Response:
    errors = [
        {"pointer": pointer, "detail": detail}
        for pointer, detail in flatten(error.messages)
    ]
    return problem(422, "invalid-input", "Some fields need attention.", errors=errors)


def on_http_error(error: HTTPException) -> Response:
    status = error.code or 500
    if isinstance(error, RequestEntityTooLarge):
        return problem(413, "too-large", "The request is larger than 256 KiB.")
    detail = error.description or error.name
    response = problem(status, HTTP_SLUGS.get(status, "http-error"), detail)
    for name, value in error.get_headers():
        if name.lower() in {"allow", "retry-after"}:
            response.headers[name] = value
    return response


def on_unavailable(error: SQLAlchemyError) -> Response:
    """The database is locked, full, read-only or gone: not the request's fault."""
    log.error("database unavailable", exc_info=error)
    response = problem(
        503,
        "database-unavailable",
        "The server cannot reach its database, or cannot write to it. Try again later.",
        request=request_id.get(),
    )
    response.headers["Retry-After"] = str(UNAVAILABLE_SECONDS)
    return response


def on_unexpected(error: Exception) -> Response:
    """Say nothing of the cause to the outside; the log has it under the request id."""
    log.error("request failed", exc_info=error)
    return problem(
        500,
        "internal-error",
        FAULT,
        request=request_id.get(),
    )


def problem(status: int, slug: str, detail: str, **members: Any) -> Response:
    body = json.dumps(document(status, slug, detail, **members))
    return Response(body, status=status, content_type=MEDIA_TYPE)


def document(status: int, slug: str, detail: str, **members: Any) -> dict[str, Any]:
    """A problem as it goes over the wire."""
    return {
        "type": f"/problems/{slug}",
        "title": slug.replace("-", " ").capitalize(),
        "status": status,
        "detail": detail,
        **members,
    }


def flatten(messages: Any, path: str = "#") -> Iterator[tuple[str, str]]:
    """Yield (JSON pointer, message) pairs from marshmallow's nested errors."""
    if isinstance(messages, dict):
        for key, value in messages.items():
            inside = path if key == "_schema" else f"{path}/{escape(str(key))}"
            yield from flatten(value, inside)
    else:
        for message in messages:
            yield path, str(message)


def escape(member: str) -> str:
    """Escape a member name for a JSON pointer (RFC 6901, section 3)."""
    return member.replace("~", "~0").replace("/", "~1")
