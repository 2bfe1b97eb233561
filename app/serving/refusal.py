"""What is answered where no request ever reached the application."""

import json

from gunicorn.http import errors

from app.core.problems import FAULT, HTTP_SLUGS, MEDIA_TYPE, document
from app.web.headers import API_VARY, armour

REASONS = {
    400: ("Bad Request", "This is not a request of HTTP."),
    408: ("Request Timeout", "The request took too long to arrive."),
    413: ("Content Too Large", "The request is larger than 256 KiB."),
    414: ("URI Too Long", "The address is too long."),
    417: ("Expectation Failed", "The expectation cannot be met."),
    431: (
        "Request Header Fields Too Large",
        "The request's headers are too many or too large.",
    ),
    500: ("Internal Server Error", FAULT),
    501: ("Not Implemented", "The transfer coding is not known here."),
}

STATUS: dict[type[Exception], int] = {
    errors.LimitRequestLine: 414,
    errors.LimitRequestHeaders: 431,
    errors.ExpectationFailed: 417,
    errors.UnsupportedTransferCoding: 501,
    errors.InvalidResponseHeader: 500,
    errors.InvalidResponseHeaderName: 500,
    errors.ConfigurationProblem: 500,
    errors.ParseException: 400,
}


def status_of(error: Exception) -> int:
    """The status for what the parser could not make sense of, or for our own fault."""
    return next((code for kind, code in STATUS.items() if isinstance(error, kind)), 500)


def refusal(status: int, *, https: bool) -> bytes:
    """The whole answer: a problem, with the headers every answer of ours carries."""
    reason, detail = REASONS[status]
    slug = HTTP_SLUGS.get(status, "http-error")
    body = json.dumps(document(status, slug, detail)).encode()
    headers = armour(api=True, https=https) | {
        "Connection": "close",
        "Content-Type": MEDIA_TYPE,
        "Content-Length": str(len(body)),
        "Cache-Control": "no-store",
        "Vary": ", ".join(API_VARY),
    }
    head = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
    return f"HTTP/1.1 {status} {reason}\r\n{head}\r\n".encode("ascii") + body
