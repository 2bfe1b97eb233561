"""A code made in the field finds its way into the codebook, and others out of it."""

from playwright.sync_api import expect

from tests.browser import steps
from tests.browser.phone import DESK, Phone
from tests.browser.test_screens import look


def test_a_code_made_offline_is_taken_into_the_next_version(day: Phone) -> None:
    steps.ready_offline(day)
    day.context.set_offline(True)
    make_code(day, "Ward round")
    running = day.page.get_by_role("main")
    expect(running.get_by_text("Ward round").first).to_be_visible()

    day.context.set_offline(False)
    open_editor(day)
    met = day.page.get_by_role("region", name="Provisional codes met in the data")
    expect(met.get_by_text("1 record on 1 day")).to_be_visible()
    look("phone-dark", day, "codebook")
    day.tap("Take Ward round in")
    retire(day, "Travel", "Walkabout")
    publish(day, "Rounds of the wards have a code of their own.")

    page = day.page
    expect(page.get_by_text("New days are coded with version 2.")).to_be_visible()
    expect(page.get_by_text("Rounds of the wards have a code")).to_be_visible()
    expect(met).to_have_count(0)
    page.get_by_text("Retired (1)").click()
    expect(page.get_by_text("Counts as Walkabout in analysis.")).to_be_visible()


def test_what_is_changed_waits_on_this_device_until_it_is_saved(day: Phone) -> None:
    day.page.set_viewport_size(DESK["viewport"])
    open_editor(day)
    first = day.page.get_by_role("listitem").filter(has_text="formal_meeting")
    expect(first).to_be_visible()

    day.tap("Move Formal meeting down")
    day.tap("Edit Phone call")
    steps.sheet(day).get_by_label("Examples").fill("The chair rings about the budget.")
    steps.answer(day, "Keep")
    expect(day.page.get_by_text("2 changes, kept on this device only.")).to_be_visible()
    look("desk-dark", day, "codebook")
    day.page.goto(day.origin + "/#/today")
    open_editor(day)

    expect(day.page.get_by_text("2 changes, kept on this device only.")).to_be_visible()
    day.tap("Save draft")
    expect(day.page.get_by_text("2 changes, saved as a draft.")).to_be_visible()
    assert day.page.locator(".code-row strong").all_inner_texts()[:2] == [
        "One-to-one",
        "Formal meeting",
    ]


def make_code(phone: Phone, label: str) -> None:
    phone.tap("More")
    sheet = steps.sheet(phone)
    sheet.get_by_text("About the codes").click()
    sheet.get_by_label("Search the codes").fill("unarranged business")
    expect(sheet.get_by_text("1 code", exact=True)).to_be_visible()
    sheet.get_by_text("New code…").click()
    sheet.get_by_label("What is it?").fill(label)
    steps.answer(phone, "Start with the new code")
    steps.gone(phone)


def open_editor(phone: Phone) -> None:
    phone.page.goto(phone.origin + "/#/sync")
    expect(phone.page.get_by_text("All on the server").first).to_be_visible()
    phone.page.goto(phone.origin + "/#/studies")
    phone.page.get_by_role("link", name=steps.TITLE).click()
    phone.page.get_by_role("link", name="Edit the codebook").click()
    expect(phone.page.get_by_role("region", name="Draft", exact=True)).to_be_visible()


def retire(phone: Phone, label: str, maps_to: str) -> None:
    phone.tap(f"Retire {label}")
    steps.sheet(phone).get_by_label("In analysis it counts as").select_option(maps_to)
    steps.answer(phone, "Retire")
    steps.gone(phone)


def publish(phone: Phone, note: str) -> None:
    phone.tap("Publish…")
    steps.sheet(phone).get_by_label("What is new").fill(note)
    steps.answer(phone, "Publish")
    steps.gone(phone)
