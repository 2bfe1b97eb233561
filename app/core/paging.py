"""Opaque cursors for lists that are read page by page, by key and not by offset."""

import base64
import binascii
import json
from typing import Any

from app.core.errors import Invalid


def cursor_of(key: Any) -> str:
    """An opaque cursor holding ``key``, any JSON value."""
    text = json.dumps(key, separators=(",", ":")).encode()
    return base64.urlsafe_b64encode(text).decode().rstrip("=")


def key_of(cursor: str) -> Any:
    """The key a cursor holds.

    Raises:
        Invalid: the cursor is not one of ours.
    """
    try:
        padded = cursor + "=" * (-len(cursor) % 4)
        return json.loads(base64.b64decode(padded, altchars=b"-_", validate=True))
    except (binascii.Error, ValueError, RecursionError) as error:
        raise Invalid("The cursor is not one this server gave.", "#/cursor") from error
