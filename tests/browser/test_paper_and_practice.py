"""Days that do not run on the phone: printed, typed in, expanded, practised."""

import re
from typing import Any

from playwright.sync_api import Request, expect

from tests.browser import steps
from tests.browser.phone import Phone
from tests.browser.server import Server

TEMPLATES = ("kmobilis_like", "mintzberg", "executive_time_use", "wombat_clinician")
MOST_CODES = 40
# What a study is made of, asked of the server as the app does.
MAKE_STUDY = """async ({title, template, most}) => {
  const ask = async (method, path, body) => {
    const answer = await fetch(path, {method, body: JSON.stringify(body), headers: {
      'Content-Type': 'application/json', 'X-Requested-By': 'shadowlog'}})
    if (!answer.ok) throw new Error(`${path}: ${await answer.text()}`)
    return answer.status === 204 ? null : answer.json()
  }
  const study = await ask('POST', '/api/studies', {title, template, timezone: 'UTC'})
  if (!most) return
  const codes = Array.from({length: most}, (_, i) => ({
    code: `c_${i}`, label: `A code whose label is longer than a column is wide ${i}`}))
  const at = `/api/studies/${study.id}/codebook`
  await ask('PUT', `${at}/draft`, {dimensions: [{name: 'activity', codes}]})
  await ask('POST', `${at}/publish`, {})
}"""
ROWS = """async () => {
  const found = []
  for (const {name} of await indexedDB.databases()) {
    const db = await new Promise((resolve) => {
      const request = indexedDB.open(name)
      request.onsuccess = () => resolve(request.result)
    })
    for (const table of db.objectStoreNames) {
      const count = db.transaction(table).objectStore(table).count()
      await new Promise((resolve) => { count.onsuccess = resolve })
      found.push([name, table, count.result])
    }
    db.close()
  }
  return found
}"""


def pages_of(pdf: bytes) -> int:
    return len(re.findall(rb"/Type\s*/Page\b", pdf))


A4_WITHOUT_MARGINS: Any = {"width": 711, "height": 1039}
CUT_OFF = """() => {
  const {scrollHeight, clientHeight} = document.querySelector('.day-sheet')
  return scrollHeight > clientHeight
}"""


def test_the_day_sheet_is_one_page_whatever_the_codebook(member: Phone) -> None:
    page = member.page
    studies: list[dict[str, Any]] = [
        {"title": name, "template": name, "most": 0} for name in (*TEMPLATES, "blank")
    ]
    studies.append({"title": "forty", "template": "blank", "most": MOST_CODES})
    for study in studies:
        page.evaluate(MAKE_STUDY, study)
    member.reload()
    member.tap("Day on paper", role="link")
    chosen = page.get_by_label("Study of the sheet")
    expect(chosen.get_by_role("option")).to_have_count(len(studies) + 1)

    printed = {}
    page.set_viewport_size(A4_WITHOUT_MARGINS)
    for study in studies:
        page.emulate_media(media="screen")
        chosen.select_option(label=study["title"])
        page.emulate_media(media="print")
        pages = pages_of(page.pdf(prefer_css_page_size=True))
        printed[study["title"]] = (pages, page.evaluate(CUT_OFF))

    assert printed == {study["title"]: (1, False) for study in studies}
    expect(page.locator(".day-sheet-key").first.locator("li")).to_have_count(MOST_CODES)


def test_a_paper_day_is_typed_in_without_a_mouse_and_expanded(member: Phone) -> None:
    page = member.page
    member.tap("Day on paper", role="link")
    page.get_by_label("Date").fill("2026-10-20")
    page.get_by_label("Start").focus()
    keys = page.keyboard
    for typed in ("9", "1030", "905", "corr", "", "CFO", "own", "", "by the lift"):
        keys.type(typed)
        keys.press("Enter")
    keys.type("940")
    keys.press("Enter")
    keys.press("Control+d")
    expect(
        page.get_by_text(re.compile("^09:40.10:30 · Corridor meeting"))
    ).to_be_visible()
    # What is typed is put aside within a second.
    page.wait_for_timeout(1_500)

    member.kill()
    member.open()

    member.tap("Go on with the paper day", role="link")
    page = member.page
    expect(page.get_by_label("Words, row 1")).to_have_value("by the lift")
    page.get_by_label("Time, row 3").fill("955")
    page.get_by_label("Words, row 3").fill("sighs")
    member.tap("Save the day")
    rows = page.locator(".rows > li[data-kind]")
    expect(rows).to_have_count(3)
    expect(rows.first).to_contain_text(re.compile("09:05.09:40"))
    member.tap("Expand 1 jotting", role="link")
    note = page.get_by_label("Field note")
    note.fill("He had waited for the figures")
    member.tap("Lock")
    member.unlock()
    member.inside()
    member.tap("Expand 1 jotting", role="link")
    expect(note).to_have_value("He had waited for the figures")
    expect(page.get_by_label("What was going on")).to_contain_text("Corridor meeting")
    page.get_by_label("Layer").select_option("analytic")
    note.press("Control+Enter")
    page.get_by_label("Field note of the day").fill("A slow morning")
    member.tap("The notes are done")
    steps.all_on_the_server(member)
    expect(page.get_by_role("link", name="Expand 1 jotting")).to_have_count(0)
    rows.last.get_by_role("button").click()
    field = steps.sheet(member).get_by_label("Field note", exact=True)
    expect(field).to_have_value("He had waited for the figures")


def test_practice_does_all_of_it_and_keeps_nothing(
    phone: Phone, server: Server
) -> None:
    page = phone.page
    steps.ready_offline(phone)
    before = page.evaluate(ROWS)
    phone.tap("Practise without an account", role="link")
    asked: list[str] = []

    def hear(request: Request) -> None:
        if "/static/" not in request.url:
            asked.append(request.url)

    phone.context.on("request", hear)
    phone.tap("Start practising")
    steps.start_day(phone)
    phone.tap("Formal meeting")
    phone.tap("Jot")
    steps.sheet(phone).get_by_label("Words").fill("laughs")
    steps.answer(phone, "Keep the words")
    steps.gone(phone)
    phone.tap("Mark")
    phone.sees("Nothing you do here is kept or sent.")
    phone.tap("Undo")
    phone.tap("End day")
    steps.answer(phone, "End day now")
    phone.tap("Expand 1 jotting", role="link")
    page.get_by_label("Field note").fill("relieved")
    phone.tap("Keep and go on")
    phone.tap("The notes are done")
    phone.tap("Settings", role="link")
    expect(page.get_by_role("heading", name="Not part of practice")).to_be_visible()

    assert asked == []
    assert page.evaluate(ROWS) == before
    phone.tap("Leave practice")
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()
    page.evaluate("location.hash = '#/practice'")
    phone.tap("Start practising")
    expect(page.get_by_text("None yet.")).to_be_visible()
