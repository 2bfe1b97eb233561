"""One log line a request: what was asked, how it ended, how long it took."""

import logging
import time
from uuid import uuid4

from flask import Flask, Response, g, request

from app.core.logs import request_id

log = logging.getLogger(__name__)


def init_app(app: Flask) -> None:
    app.before_request(begin)
    app.after_request(end)


def begin() -> None:
    g.began = time.perf_counter()
    request_id.set(uuid4().hex)


def end(response: Response) -> Response:
    # The rule, not the path: a path may carry what a person typed.
    rule = request.url_rule.rule if request.url_rule else None
    log.info(
        "request",
        extra={
            "method": request.method,
            "rule": rule,
            "status": response.status_code,
            "ms": round((time.perf_counter() - g.began) * 1000, 1),
        },
    )
    return response
