"""What arrives for a locked day is kept, and shown for what it is."""

from typing import Any

import pytest

from tests.phone import Phone


@pytest.fixture
def locked(phone: Phone) -> str:
    day = phone.start_day(status="locked")
    phone.sync()
    return day


def last_result(phone: Phone) -> dict[str, Any]:
    result: dict[str, Any] = phone.push().body["results"][-1]
    return result


def codes(holder: dict[str, Any]) -> list[tuple[str, str]]:
    return [(one["field"], one["code"]) for one in holder.get("warnings", [])]


LOCKED = [("day", "day_locked")]


def test_a_record_of_a_locked_day_is_applied_and_flagged(
    phone: Phone, locked: str
) -> None:
    rec = phone.put("jotting", day=locked, at=phone.instant(), text="late, but true")

    result = last_result(phone)

    assert (result["status"], codes(result)) == ("applied", LOCKED)
    phone.pull()
    assert phone.value(rec, "text") == "late, but true"
    assert codes(phone.base[rec]) == LOCKED


def test_deleting_in_a_locked_day_is_applied_and_flagged(phone: Phone) -> None:
    day = phone.start_day()
    rec = phone.put("jotting", day=day, at=phone.instant())
    phone.put("day", day, status="locked")
    phone.sync()
    phone.delete("jotting", rec)

    assert codes(last_result(phone)) == LOCKED
    phone.pull()
    assert phone.base[rec]["deleted"]


def test_the_locked_day_itself_is_flagged_when_changed(
    phone: Phone, locked: str
) -> None:
    phone.put("day", locked, field_note="One more thing")

    assert codes(last_result(phone)) == LOCKED


def test_locking_and_unlocking_are_no_matter_of_warning(phone: Phone) -> None:
    day = phone.start_day()
    for status in ("locked", "reviewed"):
        phone.put("day", day, status=status)
        assert codes(last_result(phone)) == []


def test_what_comes_with_the_unlocking_or_after_it_is_not_flagged(
    phone: Phone, locked: str
) -> None:
    phone.put("day", locked, status="reviewed")
    rec = phone.put("jotting", day=locked, at=phone.instant())

    assert codes(last_result(phone)) == []

    phone.put("jotting", rec, text="more")
    assert codes(last_result(phone)) == []


def test_the_flag_goes_with_the_next_change_after_unlocking(
    phone: Phone, locked: str
) -> None:
    rec = phone.put("jotting", day=locked, at=phone.instant())
    assert codes(last_result(phone)) == LOCKED
    phone.put("day", locked, status="reviewed")
    phone.put("jotting", rec, text="looked at")

    assert codes(last_result(phone)) == []


def test_what_is_moved_out_of_a_locked_day_is_flagged(phone: Phone) -> None:
    day, other = phone.start_day(), phone.start_day()
    rec = phone.put("jotting", day=day, at=phone.instant())
    phone.put("day", day, status="locked")
    phone.sync()
    phone.put("jotting", rec, day=other)

    assert codes(last_result(phone)) == LOCKED
