"""A request on its way in: how much of it is here, and whether that is all."""

import re

from app.core.limits import BODY_BYTES, HEAD_BYTES, REQUEST_LINE_BYTES

# What a chunked body may take up beyond what it says.
FRAMING_BYTES = 64 * 1024
# Nobody needs more digits and extensions than this to say how long a chunk is.
CHUNK_LINE_BYTES = 256

HEAD_END = b"\r\n\r\n"
LENGTH = re.compile(rb"\r\ncontent-length:[ \t]*(\d{1,15})[ \t]*\r\n", re.IGNORECASE)
CODED = re.compile(rb"\r\ntransfer-encoding:([^\r]*)", re.IGNORECASE)
EXPECTS = re.compile(rb"\r\nexpect:[ \t]*100-continue[ \t]*(?=\r\n)", re.IGNORECASE)

WAIT, WHOLE = 0, 200


class Arrival:
    """The bytes of one request so far.

    ``verdict`` is WAIT, WHOLE, or the status the request is refused with. It only
    tells where the request ends; whether it makes sense is for the parser to say.
    """

    def __init__(self) -> None:
        self.data = bytearray()
        self.verdict = WAIT
        # Whether its sender waits to be told to go on.
        self.hesitates = False
        # Whether all of it is here, so that another may follow on the connection.
        self.complete = False
        self.body_at = 0
        self.end: int | None = None  # None: chunked, and only the last chunk tells
        self.chunk_at = 0

    def take(self, piece: bytes) -> None:
        seen = len(self.data)
        self.data += piece
        if not self.body_at:
            self.find_head(max(seen - len(HEAD_END), 0))
        if self.body_at and self.verdict == WAIT:
            self.find_end()

    def find_head(self, begin: int) -> None:
        end = self.data.find(HEAD_END, begin)
        # One empty line may stand before the first (RFC 9112, section 2.2).
        line_end = self.data.find(b"\r\n", 2)
        if max(line_end, -1) > REQUEST_LINE_BYTES or (
            line_end < 0 and len(self.data) > REQUEST_LINE_BYTES
        ):
            self.verdict = 414
        elif max(end, 0) > HEAD_BYTES or (end < 0 and len(self.data) > HEAD_BYTES):
            self.verdict = 431
        elif end >= 0:
            self.read_head(end + len(HEAD_END))

    def read_head(self, body_at: int) -> None:
        """Learn from the head how its body ends, if it has one."""
        head = bytes(self.data[:body_at])
        expects = EXPECTS.search(head)
        if expects:
            # The parser would answer it again.
            del self.data[expects.start() : expects.end()]
            body_at -= expects.end() - expects.start()
            self.hesitates = True
        self.body_at = self.chunk_at = body_at
        length = LENGTH.search(head)
        coded = CODED.search(head)
        if coded is None:
            self.end = body_at + (int(length.group(1)) if length else 0)
        elif b"chunked" not in coded.group(1).lower():
            self.verdict = WHOLE  # Where it ends cannot be known; the parser says so.

    def find_end(self) -> None:
        if self.end is None:
            self.walk_chunks()
        elif self.end - self.body_at > BODY_BYTES:
            self.verdict = WHOLE  # The application says so from the length alone.
        elif len(self.data) >= self.end:
            self.verdict, self.complete = WHOLE, True
        if self.verdict == WAIT and self.overflows():
            self.verdict = 413

    def overflows(self) -> bool:
        return len(self.data) - self.body_at > BODY_BYTES + FRAMING_BYTES

    def walk_chunks(self) -> None:
        """Go on over whole chunks; a bad one ends it, for the parser to name."""
        while self.verdict == WAIT:
            line = self.data.find(b"\r\n", self.chunk_at)
            if line < 0:
                if len(self.data) - self.chunk_at > CHUNK_LINE_BYTES:
                    self.verdict = WHOLE
                return
            size = size_of(bytes(self.data[self.chunk_at : line]))
            if size is None:
                self.verdict = WHOLE
            elif size == 0:
                if self.data.find(HEAD_END, line) < 0:
                    return
                self.verdict, self.complete = WHOLE, True
            elif line + 2 + size + 2 > len(self.data):
                return
            else:
                self.chunk_at = line + 2 + size + 2


def size_of(line: bytes) -> int | None:
    """The length a chunk says it has, or None where it says none."""
    digits = re.match(rb"[0-9A-Fa-f]{1,8}(?=[ \t]*(?:;|\Z))", line)
    return int(digits.group(), 16) if digits else None
