"""The one reader of request bodies: limits first, parsing after."""

import json
from typing import Any, NoReturn

from flask import request

from app.core.errors import Malformed, TooLarge, WrongMediaType
from app.core.limits import BODY_BYTES, INTEGER_DIGITS, INTEGER_MAX, JSON_DEPTH

NOT_BRACKETS = bytes(set(range(256)) - set(b"[]{}"))


def read_json() -> dict[str, Any]:
    """The request's JSON object.

    Raises:
        WrongMediaType: not ``application/json``, or compressed.
        Malformed: not UTF-8, deeper than 8, a key twice, a number JSON cannot carry
            exactly, or not an object.
        TooLarge: over 256 KiB.
    """
    check_media_type()
    return parse_object(read_body())


def read_json_if_any() -> dict[str, Any]:
    """The same of a request that may also come without a body: empty then."""
    return read_json() if read_body() else {}


def read_body() -> bytes:
    """The request's body, all of it.

    One that does not tell its length beforehand werkzeug cuts at the limit, without a
    word: so its limit is a byte beyond ours.

    Raises:
        TooLarge: over 256 KiB.
    """
    request.max_content_length = BODY_BYTES + 1
    data = request.get_data()
    if len(data) > BODY_BYTES:
        raise TooLarge("The request is larger than 256 KiB.")
    return data


def check_media_type() -> None:
    if request.headers.get("Content-Encoding", "identity").lower() != "identity":
        raise WrongMediaType("Send the body uncompressed.")
    charset = request.mimetype_params.get("charset", "utf-8").lower()
    if request.mimetype != "application/json" or charset != "utf-8":
        raise WrongMediaType("Send JSON, with Content-Type: application/json.")


def parse_object(data: bytes) -> dict[str, Any]:
    """Parse one JSON object under the limits of this module."""
    if data.startswith(b"\xef\xbb\xbf"):
        raise Malformed("Send JSON in UTF-8 without a byte order mark.")
    if depth_of(data) > JSON_DEPTH:
        raise Malformed(f"The JSON is nested deeper than {JSON_DEPTH} levels.")
    try:
        value = json.loads(
            data.decode("utf-8"),
            object_pairs_hook=once,
            parse_int=integer,
            parse_float=number,
            parse_constant=constant,
        )
    except UnicodeDecodeError as error:
        raise Malformed("The body is not UTF-8.") from error
    except ValueError as error:
        raise Malformed("The body is not JSON.") from error
    if not isinstance(value, dict):
        raise Malformed("Send a JSON object.")
    return value


def depth_of(data: bytes) -> int:
    """How deep brackets nest, found without parsing: a parser would recurse.

    Without escaped quotes, every other stretch between quotes is outside a string.
    """
    plain = data.replace(b"\\\\", b"").replace(b'\\"', b"")
    outside = b"".join(plain.split(b'"')[::2])
    deepest = depth = 0
    for bracket in outside.translate(None, NOT_BRACKETS):
        if bracket in b"[{":
            depth += 1
            deepest = max(deepest, depth)
        else:
            depth -= 1
    return deepest


def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    members = dict(pairs)
    if len(members) != len(pairs):
        raise Malformed("A key stands twice in one object.")
    return members


def integer(digits: str) -> int:
    if len(digits.lstrip("-")) > INTEGER_DIGITS or abs(int(digits)) > INTEGER_MAX:
        raise Malformed("A whole number is larger than JSON can carry exactly.")
    return int(digits)


def number(digits: str) -> float:
    value = float(digits)
    if value in (float("inf"), float("-inf")):
        raise Malformed("A number is larger than JSON can carry.")
    return value


def constant(name: str) -> NoReturn:
    raise Malformed(f"{name} is not JSON.")
