"""Devices that worked apart come to the same state, in whatever order they call."""

from itertools import permutations
from typing import Any

import pytest

from tests.phone import Phone

pytestmark = pytest.mark.usefixtures("shared_days")


def meet(phones: list[Phone]) -> None:
    """Everybody sends what they have, then everybody reads."""
    for phone in phones:
        phone.sync()
    for phone in phones:
        phone.sync()


@pytest.fixture
def apart(phone: Phone, tablet: Phone, bens: Phone) -> dict[str, Any]:
    """Three devices that know the same day and go offline."""
    phones = [phone, tablet, bens]
    for number, one in enumerate(phones):
        one.skew = 1000 * (number - 3)  # Ben's edits are the latest, by the clocks.
    day = phone.start_day()
    activity = phone.put(
        "activity", day=day, code="walkabout", started_at=phone.instant()
    )
    meet(phones)
    return {"phones": phones, "day": day, "activity": activity}


@pytest.mark.parametrize("order", permutations(range(3)))
def test_devices_and_observers_converge_in_any_order(
    apart: dict[str, Any], order: tuple[int, ...]
) -> None:
    phones, activity = apart["phones"], apart["activity"]
    for number, phone in enumerate(phones):
        phone.put("activity", activity, code=["travel", "unclear", "walkabout"][number])
        phone.put("activity", activity, note=f"by {number}")
        phone.put("jotting", day=apart["day"], at=phone.instant(), text=f"{number}")
    phones[0].delete("activity", activity)

    meet([phones[number] for number in order])

    assert phones[0].base == phones[1].base == phones[2].base
    record = phones[0].base[activity]
    assert record["deleted"]
    assert record["f"]["note"][0] == "by 2"
    assert sum(r["kind"] == "jotting" for r in phones[0].base.values()) == 3


@pytest.mark.parametrize("late", [0, 2])
def test_the_value_that_lost_stays_visible_until_somebody_decides(
    apart: dict[str, Any], late: int
) -> None:
    (first, _, bens), activity = apart["phones"], apart["activity"]
    first.put("activity", activity, code="travel")
    bens.put("activity", activity, code="unclear")
    meet([bens, first] if late == 0 else [first, bens])

    conflicts = first.base[activity]["conflicts"]

    assert first.value(activity, "code") == "unclear"
    assert [(lost["field"], lost["value"]) for lost in conflicts] == [
        ("code", "travel")
    ]
    assert bens.base[activity]["conflicts"] == conflicts
    first.put("activity", activity, code="travel")
    meet([first, bens])
    assert bens.value(activity, "code") == "travel"
    assert bens.base[activity]["conflicts"] == []


def test_the_later_sender_is_told_of_the_conflict(apart: dict[str, Any]) -> None:
    (first, _, bens), activity = apart["phones"], apart["activity"]
    first.put("activity", activity, code="travel")
    bens.put("activity", activity, code="unclear")
    first.push()

    result = bens.push().body["results"][0]

    assert result["conflict"] == ["code"]


def test_edits_of_different_fields_do_not_meet(apart: dict[str, Any]) -> None:
    (first, tablet, _), activity = apart["phones"], apart["activity"]
    first.put("activity", activity, medium="phone")
    tablet.put("activity", activity, note="called back")

    meet([first, tablet])

    assert first.value(activity, "medium") == "phone"
    assert first.value(activity, "note") == "called back"
    assert first.base[activity]["conflicts"] == []


def test_a_chain_of_edits_of_one_field_needs_no_deciding(
    apart: dict[str, Any],
) -> None:
    (first, tablet, _), activity = apart["phones"], apart["activity"]
    for code in ("travel", "unclear", "walkabout", "travel"):
        first.put("activity", activity, code=code)

    meet([first, tablet])

    assert tablet.value(activity, "code") == "travel"
    assert tablet.base[activity]["conflicts"] == []


def test_an_edit_of_something_deleted_stays_visible_and_deleted(
    apart: dict[str, Any],
) -> None:
    (first, _, bens), activity = apart["phones"], apart["activity"]
    first.delete("activity", activity)
    bens.put("activity", activity, note="Do not lose this")

    meet([first, bens])

    record = first.base[activity]
    assert record["deleted"]
    assert record["f"]["note"][0] == "Do not lose this"
    assert [lost["field"] for lost in record["conflicts"]] == ["deleted"]
    bens.restore("activity", activity)
    meet([bens, first])
    assert not first.base[activity]["deleted"]


def test_a_slow_clock_loses_nothing_it_has_seen_before(apart: dict[str, Any]) -> None:
    (first, tablet, _), activity = apart["phones"], apart["activity"]
    first.put("activity", activity, code="travel")
    meet([first, tablet])
    tablet.skew = tablet.last = -3_600_000
    tablet.put("activity", activity, code="unclear")

    meet([tablet, first])

    assert first.value(activity, "code") == "unclear"
    assert first.base[activity]["conflicts"] == []


def test_an_operation_that_was_seen_but_comes_late_is_history(
    apart: dict[str, Any],
) -> None:
    (first, _, bens), activity = apart["phones"], apart["activity"]
    first.put("activity", activity, code="travel")
    first.put("activity", activity, code="unclear")
    earlier, later = first.outbox
    first.push([later])
    first.push([earlier])

    meet([first, bens])

    assert bens.value(activity, "code") == "unclear"
    assert bens.base[activity]["conflicts"] == []


def test_sending_everything_again_changes_nothing(apart: dict[str, Any]) -> None:
    (first, _, bens), activity = apart["phones"], apart["activity"]
    first.put("activity", activity, code="travel")
    bens.put("activity", activity, code="unclear")
    meet([first, bens])
    before, cursor = dict(first.base), first.cursor

    results = first.push(first.sent).body["results"]

    assert {result["status"] for result in results} == {"duplicate"}
    first.sync()
    assert (first.base, first.cursor) == (before, cursor)


def test_revisions_count_replacements_not_completions(apart: dict[str, Any]) -> None:
    phone, activity = apart["phones"][0], apart["activity"]
    phone.put("activity", activity, ended_at=phone.instant())
    phone.put("activity", activity, code="travel")

    phone.sync()

    assert phone.base[activity]["revisions"] == 1
