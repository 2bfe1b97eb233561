"""Identifiers that lie in the order they were made."""

from app.core.ids import uuid7


def test_ids_never_repeat_and_always_grow() -> None:
    made = [uuid7() for _ in range(20_000)]

    assert made == sorted(set(made))


def test_an_id_is_a_version_7_uuid() -> None:
    made = uuid7()

    assert (made.version, made.variant) == (7, "specified in RFC 4122")
