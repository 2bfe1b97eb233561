"""Somebody asks to have a meeting left out, and later changes her mind."""

import csv
import io
import re
from pathlib import Path

from playwright.sync_api import expect

from tests.browser import steps
from tests.browser.phone import Phone

SECRET = "They mean to merge."


def told(phone: Phone, to: Path) -> list[tuple[str, str]]:
    """Kind and code of each row of the file."""
    text = steps.download(phone, to).decode()
    return [
        (row["kind"], row["code"])
        for row in csv.DictReader(io.StringIO(text, newline=""))
    ]


def test_an_embargoed_meeting_leaves_only_its_length_until_it_is_lifted(
    day: Phone, tmp_path: Path
) -> None:
    page = day.page
    day.tap("Corridor meeting")
    day.tap("Formal meeting")
    day.tap("Jot")
    steps.sheet(day).get_by_label("Words").fill(SECRET)
    steps.answer(day, "Keep the words")
    steps.gone(day)
    day.tap("Video call")
    day.tap("End day")
    steps.answer(day, "End day now")
    day.tap("Embargo a stretch")
    sheet = steps.sheet(day)
    # The last stretch is offered; what was asked for is the whole day.
    sheet.get_by_label("From, time").fill("00:00:00")
    sheet.get_by_label("To, time").fill("00:00:00")
    expect(sheet.get_by_text("The stretch ends before it begins")).to_be_visible()
    sheet.get_by_label("To, time").fill("23:59:59")
    preview = sheet.get_by_label("What leaves every file")
    expect(preview.get_by_text(re.compile("4 records left out"))).to_be_visible()
    steps.answer(day, "Embargo this stretch")
    expect(sheet.get_by_text("Say who asked")).to_be_visible()
    sheet.get_by_label("Who asked").fill("CE1")
    sheet.get_by_label("Why").fill(SECRET)
    steps.answer(day, "Embargo this stretch")
    steps.gone(day)

    rows = page.locator(".rows")
    expect(rows.get_by_text("embargoed", exact=True)).to_have_count(4)
    expect(rows.get_by_text(SECRET).first).to_be_visible()
    assert told(day, tmp_path / "withheld.csv") == [("gap", "embargoed")]
    assert SECRET not in (tmp_path / "withheld.csv").read_text()

    page.get_by_role("button", name="Lift the embargo").click()
    expect(rows.get_by_text("embargoed", exact=True)).to_have_count(0)
    assert ("activity", "formal_meeting") in told(day, tmp_path / "lifted.csv")
    assert SECRET in (tmp_path / "lifted.csv").read_text()
