"""The morning of the fire alarm, tapped as it happened, told by its log.

After what is published of such a day: work before the observer comes, reported and not
seen; three corridor meetings; a presentation in fragments; a fire alarm, and four
exchanges outside, of which one brings news that is passed on.
"""

import re
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser import steps
from tests.browser.conftest import MakePhone
from tests.browser.fire_alarm import ALARM, MORNING, NEWS, told
from tests.browser.hand import Hand
from tests.browser.logs import Row, fetched, only_day, rows_of
from tests.browser.phone import Phone
from tests.browser.server import Server

# A Tuesday on which London's clocks showed UTC.
TUESDAY = datetime(2012, 11, 6, 8, 4, tzinfo=UTC)


@pytest.fixture
def phone(make_phone: MakePhone) -> Phone:
    return make_phone(timezone_id="Europe/London")


def test_the_morning_of_the_fire_alarm_is_told_by_its_log(
    phone: Phone, server: Server, tmp_path: Path
) -> None:
    steps.set_up(phone, server)
    steps.create_study(phone)
    steps.ready_offline(phone)
    steps.all_on_the_server(phone)
    server.stop()
    phone.page.goto(server.origin + "/#/today")
    hand = Hand(phone, TUESDAY)
    phone.reload()

    the_observer_comes_at_five_past_eight(hand)
    what_the_subject_did_before_is_reported(hand)
    three_corridor_meetings_by_half_past(hand)
    a_presentation_on_and_off(hand)
    the_fire_alarm(hand)
    four_exchanges_outside(hand)
    back_to_the_presentation(hand)
    asked_to_step_out_of_a_personnel_matter(hand)
    outside_the_door_the_observer_says_who_it_was(hand)
    the_rest_of_the_morning(hand)

    phone.sees("Observed: 1 h 20 min.")
    phone.sees("Reported, not observed: 40 min.")
    offline = steps.download(phone, tmp_path / "offline.csv")
    phone.close()
    # In the evening the phone is opened again, by the clock that the server has.
    server.start()
    phone.open("/#/sync")
    phone.tap("Sync now")
    steps.sign_in_again_if_asked(phone, "carla")
    steps.all_on_the_server(phone)
    phone.page.goto(server.origin + "/#/today")
    phone.page.get_by_role("link", name=re.compile("^CE1")).click()
    own = steps.download(phone, tmp_path / "phone.csv")
    served = fetched(phone.page, f"/api/days/{only_day(phone)}/log.csv")

    assert own == served
    rows = rows_of(served)
    assert told(rows) == told(rows_of(offline)) == MORNING
    adds_up(rows)
    what_has_no_column(phone, rows)


def the_observer_comes_at_five_past_eight(hand: Hand) -> None:
    hand.at("8:05")
    with hand.takes(1):
        hand.tap("Start day")
    expect(
        hand.phone.page.get_by_role("button", name="Mark", exact=True)
    ).to_be_visible()
    with hand.takes(2):
        hand.tap("More")
        hand.at("8:06")
        hand.tap("With the observer")
        hand.kept()


def what_the_subject_did_before_is_reported(hand: Hand) -> None:
    hand.tap("Today", role="link")
    hand.tap("See the day", role="link")
    reported(hand, "8:09", "Media monitoring", "07:25", "07:40")
    reported(hand, "8:10", "Email and messages", "07:40", "07:46")
    reported(hand, "8:11", "Reading papers", "07:46", "08:05")
    noted(hand, "Media monitoring", "Radio news, the local press, social media.")
    noted(hand, "Reading papers", "Papers for this afternoon.")
    hand.tap("Go on capturing", role="link")


def reported(hand: Hand, now: str, what: str, start: str, end: str) -> None:
    hand.tap("Insert forgotten")
    hand.choose("What it was", what)
    hand.type("Start, time", start)
    hand.type("End, time", end)
    hand.choose("Observation basis", "Reported")
    hand.at(now)
    hand.save("Insert")


def noted(hand: Hand, what: str, words: str) -> None:
    hand.tap(re.compile(what))
    hand.type("Note", words)
    hand.save()


def three_corridor_meetings_by_half_past(hand: Hand) -> None:
    switches_to(hand, "8:14", "Corridor meeting")
    with_somebody_new(hand, "COO")

    with hand.takes(2):
        switch(hand, "8:26", "Corridor meeting")
        hand.tap("5 min")
    expect(hand.phone.page.get_by_text("started earlier 5 min").first).to_be_attached()
    with_somebody_new(hand, "MD")

    switches_to(hand, "8:30", "Corridor meeting")
    with_somebody_new(hand, "FD")


def a_presentation_on_and_off(hand: Hand) -> None:
    switches_to(hand, "8:35", "Writing, preparing")
    is_interrupted_by(hand, "8:41", "Phone call")
    resumes(hand, "8:44")


def the_fire_alarm(hand: Hand) -> None:
    is_interrupted_by(hand, "8:50", "Walkabout")
    hand.at("8:51")
    with hand.takes(1, typed=len(ALARM)):
        hand.tap("Jot")
        expect(steps.sheet(hand.phone).get_by_label("Words")).to_be_focused()
        hand.write(ALARM)
    hand.save("Keep the words")


def four_exchanges_outside(hand: Hand) -> None:
    is_tallied(hand, "8:53")
    is_tallied(hand, "8:55")
    switches_to(hand, "8:57", "Corridor meeting")
    with_somebody_new(hand, "EST")
    hand.at("8:59")
    with hand.takes(4):
        hand.tap("Source")
        hand.tap("Other staff")
        hand.tap("Offered, unasked")
        hand.type("Title (optional, no names)", NEWS)
        hand.save("Make sense")
    switches_to(hand, "9:01", "Walkabout")
    is_tallied(hand, "9:03")


def back_to_the_presentation(hand: Hand) -> None:
    resumes(hand, "9:05")
    switches_to(hand, "9:13", "One-to-one")


def asked_to_step_out_of_a_personnel_matter(hand: Hand) -> None:
    hand.at("9:15")
    with hand.takes(2):
        hand.tap("Step out")
        hand.save("Personnel confidential")


def outside_the_door_the_observer_says_who_it_was(hand: Hand) -> None:
    for time, who in (("08:53", "FD"), ("08:55", "MD"), ("09:03", "COO")):
        hand.tap("More acts")
        hand.tap(f"Tally of {time}:00")
        hand.type("Who (optional, a code and never a name)", who)
        hand.choose("What about (optional)", "Corridor meeting")
        hand.save()
    hand.tap("Today", role="link")
    hand.tap("See the day", role="link")
    the_news_went_round(hand)
    hand.tap(re.compile("Personnel confidential"))
    hand.type("Requested by", "CE1")
    hand.save()
    hand.tap("Go on capturing", role="link")


def the_news_went_round(hand: Hand) -> None:
    hand.tap(re.compile("Other staff"))
    hand.choose("Form", "Oral")
    sheet = steps.sheet(hand.phone)
    hand.touch(sheet.get_by_text("More fields", exact=True))
    told = sheet.get_by_role("group", name="Passed on to")
    for who in ("COO", "FD", "MD"):
        hand.touch(told.get_by_label(who, exact=True))
    told.get_by_label("New person code").fill("PA")
    hand.touch(told.get_by_role("button", name="Add"))
    hand.save()


def the_rest_of_the_morning(hand: Hand) -> None:
    hand.at("9:35")
    with hand.takes(1):
        hand.tap("Back")
        hand.kept()
    switches_to(hand, "9:40", "Email and messages")
    with hand.takes(2):
        hand.tap("End day")
        hand.at("9:45")
        hand.tap("End day now")
    download = hand.phone.page.get_by_role("button", name="Download CSV")
    expect(download).to_be_visible()


def switch(hand: Hand, time: str, code: str) -> None:
    hand.at(time)
    hand.touch(hand.phone.page.locator(".grid").get_by_text(code, exact=True))
    hand.kept()


def switches_to(hand: Hand, time: str, code: str) -> None:
    with hand.takes(1):
        switch(hand, time, code)


def is_interrupted_by(hand: Hand, time: str, code: str) -> None:
    with hand.takes(2):
        hand.tap("Interrupted")
        switch(hand, time, code)


def resumes(hand: Hand, time: str) -> None:
    hand.at(time)
    with hand.takes(1):
        hand.tap("Resume")
        hand.kept()


def is_tallied(hand: Hand, time: str) -> None:
    hand.at(time)
    with hand.takes(1):
        hand.tap("Tally")
        hand.kept()


def with_somebody_new(hand: Hand, who: str) -> None:
    with hand.takes(3):
        hand.tap("People")
        hand.type("New person code", who)
        hand.tap("Add person")
        there = steps.sheet(hand.phone).get_by_role("button", name=who, exact=True)
        expect(there).to_be_visible()
        hand.save("Done")


def adds_up(rows: list[Row]) -> None:
    """What was observed has no hole, and lasts as long as was observed."""
    assert {(row["subject"], row["date"], row["timezone"]) for row in rows} == {
        ("CE1", "2012-11-06", "Europe/London")
    }
    assert [row["seq"] for row in rows] == [str(n + 1) for n in range(len(rows))]
    lasting = [row for row in rows if row["kind"] == "activity"]
    reported = [row for row in lasting if row["observation_basis"] == "reported"]
    observed = [row for row in lasting if row not in reported]
    assert all(
        one["ended_at"] == next["started_at"] for one, next in pairwise(observed)
    )
    assert minutes(reported) == 40
    assert minutes(observed) == 99  # From the first tap at 8.06 to the last at 9.45.
    slides = [row for row in observed if row["code"] == "writing_preparing"]
    assert (len(slides), minutes(slides)) == (3, 20)
    assert minutes([row for row in rows if row["kind"] == "gap"]) == 20


def minutes(rows: list[Row]) -> float:
    return sum(float(row["duration_s"]) for row in rows) / 60


def what_has_no_column(phone: Phone, rows: list[Row]) -> None:
    """Fragments of one task, and who was told: the day itself says so."""
    path = f"{phone.origin}/api/days/{only_day(phone)}"
    records = phone.context.request.get(path).json()["records"]
    fields = {record["rec"]: record["fields"] for record in records}
    slides = [row["record_id"] for row in rows if row["code"] == "writing_preparing"]
    assert [fields[each]["segment_no"] for each in slides] == [1, 2, 3]
    assert {fields[each]["task_id"] for each in slides} == {slides[0]}
    assert [fields[each].get("resumption") for each in slides] == [
        "resumed",
        "resumed",
        None,
    ]
    (source,) = (row["record_id"] for row in rows if row["kind"] == "knowledge_source")
    assert fields[source]["passed_on_to"] == ["COO", "FD", "MD", "PA"]
