"""Time-ordered identifiers, so that rows are laid down in the order they are made."""

import os
import re
import threading
import time
from uuid import UUID

CANONICAL = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")

_lock = threading.Lock()
_last = 0


def uuid7() -> UUID:
    """A UUID version 7 (RFC 9562), strictly increasing within this process."""
    global _last
    with _lock:
        ns = time.time_ns()
        stamp = (ns // 1_000_000) << 12 | (ns % 1_000_000) * 4096 // 1_000_000
        _last = stamp = max(stamp, _last + 1)
    random = int.from_bytes(os.urandom(8), "big") >> 2
    return UUID(
        int=(stamp >> 12) << 80
        | 0x7 << 76
        | (stamp & 0xFFF) << 64
        | 0b10 << 62
        | random
    )


def id_or_none(text: UUID | str) -> UUID | None:
    """The id, if it is one in its only accepted spelling: 36 characters, lower case."""
    if isinstance(text, UUID):
        return text
    return UUID(text) if CANONICAL.fullmatch(text) else None
