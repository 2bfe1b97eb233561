"""Bodies that are refused before anything looks at what they say."""

import pytest

from app.core.body import depth_of, parse_object
from app.core.errors import Malformed
from app.core.limits import INTEGER_MAX, JSON_DEPTH

UNREADABLE = {
    "nested a thousand deep": b'{"a":' + b"[" * 1000 + b"]" * 1000 + b"}",
    "nested a hundred thousand deep": b"[" * 100_000,
    "a key twice": b'{"a": 1, "a": 2}',
    "a key twice inside": b'{"a": {"b": 1, "b": 1}}',
    "not a number": b'{"a": NaN}',
    "infinity": b'{"a": -Infinity}',
    "a float past infinity": b'{"a": 1e400}',
    "four thousand digits": b'{"a": ' + b"9" * 4000 + b"}",
    "one past the largest integer": b'{"a": %d}' % (INTEGER_MAX + 1),
    "UTF-16": '{"a": 1}'.encode("utf-16"),
    "a byte order mark": b"\xef\xbb\xbf{}",
    "latin-1": '{"a": "é"}'.encode("latin-1"),
    "cut off": b'{"a": [1, 2',
    "a list": b"[]",
    "nothing": b"",
}


@pytest.mark.parametrize("data", UNREADABLE.values(), ids=UNREADABLE.keys())
def test_an_unreadable_body_is_malformed(data: bytes) -> None:
    with pytest.raises(Malformed):
        parse_object(data)


def test_the_deepest_allowed_nesting_is_read() -> None:
    data = b'{"a":' * JSON_DEPTH + b"1" + b"}" * JSON_DEPTH

    assert depth_of(data) == JSON_DEPTH
    assert parse_object(data)


def test_the_largest_exact_integer_is_read() -> None:
    assert parse_object(b'{"a": %d}' % INTEGER_MAX) == {"a": INTEGER_MAX}


def test_brackets_inside_text_do_not_count() -> None:
    assert depth_of(rb'{"a": "[[[[[\"[[[[[[", "b\\": "]]"}') == 1
