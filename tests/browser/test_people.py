"""People without names: codes in a tap each, and a warning where a name is typed."""

import re

from playwright.sync_api import expect

from tests.browser import steps
from tests.browser.phone import Phone
from tests.browser.server import Server

SURNAME = "Adeyemi"
NOTE = f"asked Ngozi {SURNAME} for the forecast"


def test_place_people_and_sphere_are_a_tap_each_and_a_pin_carries_them_on(
    day: Phone,
) -> None:
    page = day.page
    day.tap("Formal meeting")
    chips = page.get_by_role("group", name="Of this activity")
    chips.get_by_role("button", name="Place").click()
    steps.answer(day, "Own office")
    steps.gone(day)
    chips.get_by_role("button", name="Place: Own office").click()
    steps.sheet(day).get_by_label(re.compile("^Pin it")).check()
    steps.answer(day, "Close")
    chips.get_by_role("button", name="People").click()
    steps.sheet(day).get_by_label("Relation").select_option("board")
    expect(steps.sheet(day).get_by_label("New person code")).to_have_value("NED1")
    steps.answer(day, "Add person")
    expect(
        steps.sheet(day).get_by_role("button", name="NED1", pressed=True)
    ).to_be_visible()
    steps.answer(day, "Done")
    chips.get_by_role("button", name="Sphere").click()
    steps.sheet(day).get_by_label("New sphere").fill("winter plan")
    steps.answer(day, "Add")
    steps.gone(day)

    day.tap("Phone call")

    expect(page.locator(".now-title")).to_have_text(["Phone call"])
    expect(chips.get_by_role("button")).to_have_text(
        ["Own office", "People", "Sphere", "winter plan?"]
    )
    chips.get_by_role("button", name="Still: winter plan").click()
    expect(chips.get_by_role("button", name="Sphere: winter plan")).to_be_visible()
    day.tap("Undo")
    day.tap("Undo")
    expect(page.locator(".now-title")).to_have_text(["Formal meeting"])
    expect(chips.get_by_role("button", name="People: NED1")).to_be_visible()


def test_a_name_is_answered_by_its_code_and_never_leaves_the_phone(
    day: Phone, server: Server
) -> None:
    page = day.page
    page.goto(day.origin + "/#/names")
    page.get_by_label("Name", exact=True).fill(f"Ngozi {SURNAME}")
    page.get_by_label("Code", exact=True).fill("FD")
    day.tap("Keep the name")
    expect(page.get_by_role("list", name="Names")).to_contain_text(SURNAME)
    page.goto(day.origin + "/#/capture")
    day.tap("Jot")
    words = steps.sheet(day).get_by_label("Words")

    words.fill(NOTE)
    expect(steps.sheet(day).get_by_role("status")).to_contain_text("is on your list")
    steps.answer(day, "Put FD instead")

    expect(words).to_have_value("asked FD for the forecast")
    expect(steps.sheet(day).get_by_role("status")).to_be_empty()
    steps.answer(day, "Keep the words")
    steps.gone(day)
    steps.all_on_the_server(day)
    # Saving is never refused, whatever the guard thinks of it.
    day.tap("Jot")
    words.fill("rings Dr Ashworth")
    expect(steps.sheet(day).get_by_role("status")).to_contain_text("looks like a name")
    steps.answer(day, "Keep the words")
    steps.gone(day)
    steps.all_on_the_server(day)
    server.stop()
    kept = b"".join(path.read_bytes() for path in server.data_dir.rglob("*.db*"))
    assert b"rings Dr Ashworth" in kept
    assert SURNAME.encode() not in kept


def test_a_code_given_twice_is_shown_and_one_of_them_renamed(member: Phone) -> None:
    page = member.page
    page.goto(member.origin + "/#/studies")
    page.get_by_role("link", name=re.compile(steps.TITLE)).click()
    page.get_by_role("button", name=re.compile("CE1")).click()
    for _ in range(2):
        steps.sheet(member).get_by_label("New person code").fill("FD")
        steps.answer(member, "Add person")
        expect(steps.sheet(member).get_by_label("New person code")).to_have_value("")
    member.context.set_offline(True)
    steps.sheet(member).get_by_role("link", name="Contact list").click()
    twice = page.get_by_role("region", name="FD twice")
    expect(twice).to_contain_text("stands for 2 people")

    twice.get_by_role("button", name="Rename").last.click()

    people = page.get_by_role("list", name="People")
    expect(people.get_by_role("listitem")).to_have_text(
        [re.compile("FD"), re.compile("FD2")]
    )
    expect(twice).to_have_count(0)
    member.tap("Add person")
    steps.sheet(member).get_by_label("Relation").select_option("assistant")
    expect(steps.sheet(member).get_by_label("Inside")).to_have_value("inside")
    steps.answer(member, "Add person")
    expect(people).to_contain_text("PA1")
