"""What can still be read in the files a browser leaves behind.

Bytes are looked for as they lie, and in everything the files hold in packed form: the
blocks of LevelDB's tables and the values of IndexedDB (snappy), LevelDB's log put
together again from its fragments, and what was stored as gzip.
"""

import contextlib
import struct
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path

TABLE_MAGIC = bytes.fromhex("57fb808b247547db")
FOOTER = 48
LOG_BLOCK = 32_768
LOG_HEADER = 7
# Chromium's mark on a value of IndexedDB it has packed.
PACKED_VALUE = b"\xff\x11\x02"
GZIP = b"\x1f\x8b\x08"
MOST = 64 * 1024 * 1024


class Unpackable(ValueError):
    """These bytes are not what they looked like."""


def found_in(folder: Path, needles: Iterable[bytes]) -> list[tuple[str, bytes]]:
    """Every needle some file below ``folder`` holds, with the file's path in it."""
    wanted = list(needles)
    hits: list[tuple[str, bytes]] = []
    for path in sorted(p for p in folder.rglob("*") if p.is_file()):
        try:
            data = path.read_bytes()
        except OSError:
            continue  # A socket or a lock of a browser that is gone.
        for form in forms(data):
            hits += [(str(path.relative_to(folder)), n) for n in wanted if n in form]
    return sorted(set(hits))


def spellings(words: Iterable[str]) -> list[bytes]:
    """Each word as UTF-8 and as both kinds of UTF-16."""
    codes = ("utf-8", "utf-16-le", "utf-16-be")
    return [word.encode(code) for word in words for code in codes]


def forms(data: bytes) -> Iterator[bytes]:
    """The bytes of a file as they lie, and whatever can be unpacked from them."""
    yield data
    for unpacked in (*table_blocks(data), log_text(data), *gzips(data)):
        yield unpacked
        yield from packed_values(unpacked)
    yield from packed_values(data)


def table_blocks(data: bytes) -> Iterator[bytes]:
    """The blocks of a LevelDB table, unpacked."""
    if len(data) < FOOTER or data[-8:] != TABLE_MAGIC:
        return
    footer = data[-FOOTER:]
    _, at = handle(footer, 0)
    index, _ = handle(footer, at)
    for value in values(block(data, index)):
        where, _ = handle(value, 0)
        yield block(data, where)


def handle(data: bytes, at: int) -> tuple[tuple[int, int], int]:
    offset, at = varint(data, at)
    size, at = varint(data, at)
    return (offset, size), at


def block(data: bytes, where: tuple[int, int]) -> bytes:
    offset, size = where
    body, kind = data[offset : offset + size], data[offset + size]
    return unsnappy(body, 0) if kind == 1 else body


def values(body: bytes) -> Iterator[bytes]:
    """The values of a table's block; its keys share their beginnings."""
    (restarts,) = struct.unpack("<I", body[-4:])
    end, at = len(body) - 4 * (restarts + 1), 0
    while at < end:
        _, at = varint(body, at)
        unshared, at = varint(body, at)
        length, at = varint(body, at)
        at += unshared
        yield body[at : at + length]
        at += length


def log_text(data: bytes) -> bytes:
    """A LevelDB log without the headers that cut its records into pieces."""
    pieces: list[bytes] = []
    for start in range(0, len(data), LOG_BLOCK):
        part, at = data[start : start + LOG_BLOCK], 0
        while at + LOG_HEADER <= len(part):
            _, length, kind = struct.unpack_from("<IHB", part, at)
            at += LOG_HEADER
            if kind not in {1, 2, 3, 4} or at + length > len(part):
                break
            pieces.append(part[at : at + length])
            at += length
    return b"".join(pieces)


def packed_values(data: bytes) -> Iterator[bytes]:
    at = data.find(PACKED_VALUE)
    while at >= 0:
        with contextlib.suppress(Unpackable):
            yield unsnappy(data, at + len(PACKED_VALUE))
        at = data.find(PACKED_VALUE, at + 1)


def gzips(data: bytes) -> Iterator[bytes]:
    at = data.find(GZIP)
    while at >= 0:
        with contextlib.suppress(zlib.error):
            yield zlib.decompressobj(wbits=31).decompress(data[at:], MOST)
        at = data.find(GZIP, at + 1)


def varint(data: bytes, at: int) -> tuple[int, int]:
    result = shift = 0
    while at < len(data) and shift < 64:
        byte = data[at]
        result |= (byte & 0x7F) << shift
        at, shift = at + 1, shift + 7
        if byte < 0x80:
            return result, at
    raise Unpackable("a number without an end")


def unsnappy(data: bytes, at: int) -> bytes:
    """Unpack raw snappy from ``at`` on; it tells its own length.

    The format: google/snappy, format_description.txt.
    """
    length, at = varint(data, at)
    if length > MOST:
        raise Unpackable("longer than anything stored here")
    out = bytearray()
    while len(out) < length:
        if at >= len(data):
            raise Unpackable("ends too early")
        tag = data[at]
        at += 1
        if tag & 3 == 0:
            size = tag >> 2
            if size >= 60:
                more = size - 59
                size = int.from_bytes(data[at : at + more], "little")
                at += more
            out += data[at : at + size + 1]
            at += size + 1
            continue
        size, back, at = copied(data, tag, at)
        if not 0 < back <= len(out):
            raise Unpackable("points before the beginning")
        for _ in range(size):
            out.append(out[-back])
    return bytes(out[:length])


def copied(data: bytes, tag: int, at: int) -> tuple[int, int, int]:
    """How many bytes to repeat, from how far back, and where to read on."""
    if tag & 3 == 1:
        low = data[at] if at < len(data) else 0
        return ((tag >> 2) & 7) + 4, ((tag >> 5) << 8) | low, at + 1
    width = 2 if tag & 3 == 2 else 4
    return (tag >> 2) + 1, int.from_bytes(data[at : at + width], "little"), at + width
