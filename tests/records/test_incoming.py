import json
from typing import Any

import pytest

from app.records.incoming import read

OP: dict[str, Any] = {
    "id": "0193a1c2-7f00-7a00-8000-000000000001",
    "n": 417,
    "study": "0193a1c2-7f00-7a00-8000-000000000002",
    "kind": "activity",
    "rec": "0193a1c2-7f00-7a00-8000-000000000003",
    "op": "put",
    "set": {"code": "travel", "note": "ünï 😀"},
    "saw": {"code": None},
    "stamp": [1795368000123, "d_1", 417],
}


def test_a_good_operation_is_read_without_fault() -> None:
    sent = read(OP)

    assert sent.fault is None
    assert (sent.n, sent.kind, sent.op) == (417, "activity", "put")
    assert sent.stamp == (1795368000123, "d_1", 417)


@pytest.mark.parametrize(
    "raw",
    [
        OP,
        {},
        {"stamp": 1},
        {"id": 5, "stamp": ["\ud800", None]},
        OP | {"stamp": [1, 'd"_', 2]},
        OP | {"stamp": [True, "d_1", 2]},
        [1, "\x00", None],
        "text",
        None,
    ],
)
def test_whatever_came_is_kept_as_it_came(raw: Any) -> None:
    payload = read(raw).payload

    assert payload.isascii()
    assert "\x00" not in payload
    assert json.loads(payload) == raw


def test_the_order_of_keys_and_the_stamp_do_not_make_it_another() -> None:
    adopted = dict(reversed(OP.items())) | {"stamp": [1795368000999, "d_1", 417]}

    assert read(adopted).digest == read(OP).digest


def test_any_other_difference_does() -> None:
    assert read(OP | {"n": 418}).digest != read(OP).digest


@pytest.mark.parametrize(("letters", "fault"), [(21_500, None), (22_000, "too_large")])
def test_size_is_counted_as_it_travels_not_as_it_is_kept(
    letters: int, fault: str | None
) -> None:
    """A letter of three bytes takes six in ASCII JSON."""
    sent = read(OP | {"set": {"newer": "ก" * letters}})

    assert (sent.fault.code if sent.fault else None) == fault


def test_deleting_needs_no_fields() -> None:
    deletion = {key: value for key, value in OP.items() if key not in {"set", "saw"}}

    assert read(deletion | {"op": "del"}).fault is None


def test_deleting_changes_no_fields() -> None:
    fault = read(OP | {"op": "del"}).fault

    assert fault is not None
    assert (fault.code, fault.field) == ("invalid", "set")
