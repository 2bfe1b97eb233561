"""Where browsers report what the content security policy refused."""

import json
import logging
from typing import Any

from flask import Blueprint, request

log = logging.getLogger(__name__)

bp = Blueprint("csp", __name__)

MOST_BYTES = 64 * 1024


@bp.post("/csp-report")
def report() -> tuple[str, int]:
    """Count a violation by its directive; the rest of a report may quote a page."""
    if (request.content_length or 0) <= MOST_BYTES:
        for entry in reports_in(request.get_data())[:10]:
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
    body = entry.get("body") if isinstance(entry, dict) else None
    name = body.get("effectiveDirective") if isinstance(body, dict) else None
    if isinstance(name, str) and name.replace("-", "").isalpha() and len(name) < 40:
        return name
    return "unknown"
