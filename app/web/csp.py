"""Where browsers report what the content security policy refused.

A browser sends such a report by itself, without a header of ours and without a page's
doing, so of the rule against requests of other sites only the source and the media type
can be asked for. Nothing comes of a report but a line in the log.
"""

import json
import logging
from typing import Any

from flask import Blueprint, current_app, request

from app.accounts.csrf import check_source
from app.core.buckets import Buckets
from app.core.config import Config
from app.core.errors import TooLarge, WrongMediaType
from app.core.limits import (
    CSP_LINES_PER_MINUTE,
    CSP_REPORT_BYTES,
    CSP_REPORTS_PER_REQUEST,
)

log = logging.getLogger(__name__)

bp = Blueprint("csp", __name__)

MEDIA_TYPES = {"application/reports+json", "application/csp-report"}

lines = Buckets(CSP_LINES_PER_MINUTE, 60)


@bp.post("/csp-report")
def report() -> tuple[str, int]:
    """Count a violation by its directive; the rest of a report may quote a page."""
    config: Config = current_app.config["SHADOWLOG"]
    check_source(config.origin)
    if request.mimetype not in MEDIA_TYPES:
        raise WrongMediaType("Send a report, as browsers do.")
    request.max_content_length = CSP_REPORT_BYTES + 1
    body = request.get_data(cache=False)
    if len(body) > CSP_REPORT_BYTES:
        raise TooLarge("The report is larger than 64 KiB.")
    for entry in reports_in(body)[:CSP_REPORTS_PER_REQUEST]:
        if lines.take("") == 0:
            log.warning("csp violation", extra={"directive": directive(entry)})
    return "", 204


def reports_in(body: bytes) -> list[Any]:
    """What the body holds, one report or many; None stands for what nobody can read."""
    try:
        said = json.loads(body)
    except (ValueError, RecursionError):
        said = None
    return said if isinstance(said, list) else [said]


def directive(entry: Any) -> str:
    """The directive a report names, or ``unknown``; never anything else of it."""
    if not isinstance(entry, dict):
        return "unknown"
    modern, old = entry.get("body"), entry.get("csp-report")
    name = None
    if isinstance(modern, dict):
        name = modern.get("effectiveDirective")
    elif isinstance(old, dict):
        name = old.get("effective-directive")
    if isinstance(name, str) and name.replace("-", "").isalpha() and len(name) < 40:
        return name
    return "unknown"
