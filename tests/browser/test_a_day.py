"""A researcher's whole day: captured without a network, read back as a CSV day log."""

from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser import steps
from tests.browser.conftest import MakePhone
from tests.browser.logs import Row, fetched, only_day, rows_of
from tests.browser.phone import Phone
from tests.browser.server import Server


def test_a_day_captured_offline_comes_back_as_its_log(
    make_phone: MakePhone, server: Server, tmp_path: Path
) -> None:
    phone = make_phone()
    steps.set_up(phone, server)
    steps.create_study(phone)
    steps.ready_offline(phone)
    server.stop()

    morning(phone)
    phone.kill()
    phone.open("/")
    afternoon(phone)
    here = phone.page.url
    offline = steps.download(phone, tmp_path / "offline.csv")

    server.start()
    phone.page.goto(server.origin + "/#/sync")
    phone.tap("Sync now")
    steps.sign_in_again_if_asked(phone, "carla")
    expect(phone.page.get_by_text("All on the server").first).to_be_visible()
    phone.page.goto(here)
    own = steps.download(phone, tmp_path / "phone.csv")
    served = fetched(
        phone.page, f"/api/days/{only_day(phone)}/log.csv?flavour=statistics"
    )

    assert own == served
    told(rows_of(served), rows_of(offline))


def morning(phone: Phone) -> None:
    steps.start_day(phone)
    phone.tap("Formal meeting")
    steps.kept(phone)
    phone.tap("Corridor meeting")
    phone.tap("Started earlier")
    phone.tap("Other")
    expect(steps.sheet(phone)).to_be_visible()
    steps.sheet(phone).get_by_label("Minutes").fill("600")
    steps.answer(phone, "Move the start")
    # Ten hours ago the meeting before it had not begun: refused, in words, not mended.
    expect(phone.page.get_by_text("Not moved").first).to_be_visible()
    phone.page.keyboard.press("Escape")
    steps.gone(phone)
    phone.tap("Alongside")
    phone.tap("Phone call")
    phone.tap("Mark")
    phone.tap("Jot")
    steps.sheet(phone).get_by_label("Words").fill('She said "=1+1", twice.\nThen left.')
    steps.answer(phone, "Keep the words")
    steps.gone(phone)
    phone.tap("Source")
    steps.answer(phone, "Assistant")
    steps.answer(phone, "Delegated")
    steps.answer(phone, "Make sense")
    steps.gone(phone)
    steps.kept(phone)


def afternoon(phone: Phone) -> None:
    page = phone.page
    expect(page.get_by_role("button", name="Stop Phone call")).to_be_visible()
    phone.tap("Stop Phone call")
    phone.tap("Meeting")
    steps.sheet(phone).get_by_label("People in the room").fill("5")
    steps.answer(phone, "Save")
    steps.gone(phone)
    phone.tap("Step out")
    steps.answer(phone, "Requested by subject")
    phone.tap("Back")
    phone.tap("Video call")
    steps.kept(phone)
    phone.tap("Undo")
    expect(page.locator(".now-title").get_by_text("Video call")).to_have_count(0)
    phone.tap("End day")
    steps.answer(phone, "End day now")
    expect(page.get_by_role("button", name="Download CSV")).to_be_visible()
    correct_a_start(page)


def correct_a_start(page: Page) -> None:
    """The formal meeting is said to have begun two minutes before the tap."""
    page.get_by_role("button", name="Formal meeting").first.click()
    dialog = page.get_by_role("dialog").last
    moment = dialog.get_by_label("Start, time", exact=True)
    before = moment.input_value()
    hours, minutes, *rest = before.split(":")
    total = max(int(hours) * 60 + int(minutes) - 2, 0)
    moment.fill(":".join([f"{total // 60:02}", f"{total % 60:02}", *rest]))
    dialog.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("dialog")).to_have_count(0)


def told(rows: list[Row], offline: list[Row]) -> None:
    """The log says what was done, and the same instants before and after the sync."""
    kinds = sorted((row["kind"], row["code"]) for row in rows)
    assert kinds == [
        ("activity", "corridor_meeting"),
        ("activity", "formal_meeting"),
        ("activity", "phone_call"),
        ("gap", "requested_by_subject"),
        ("jotting", "bare_mark"),
        ("jotting", "observation"),
        ("knowledge_source", "assistant"),
        ("meeting", ""),
    ]
    by_code = {(row["kind"], row["code"]): row for row in rows}
    formal = by_code["activity", "formal_meeting"]
    corridor = by_code["activity", "corridor_meeting"]
    assert formal["ended_at"] == corridor["started_at"]
    assert (formal["start_source"], formal["revisions"]) == ("corrected", "1")
    assert by_code["activity", "phone_call"]["lane"] == "secondary"
    assert by_code["activity", "phone_call"]["ended_at"]
    assert corridor["ended_at"] == by_code["meeting", ""]["started_at"]
    assert by_code["meeting", ""]["end_source"] == "day_end"
    jotting = by_code["jotting", "observation"]
    assert jotting["text"] == 'She said "=1+1", twice.\nThen left.'
    source = by_code["knowledge_source", "assistant"]
    assert (source["obtained"], source["use_purpose"]) == ("delegated", "make_sense")
    assert source["linked_to"] == corridor["record_id"]
    stamps = ("record_id", "started_at", "ended_at", "duration_s", "text")
    assert [[row[name] for name in stamps] for row in rows] == [
        [row[name] for name in stamps] for row in offline
    ]
