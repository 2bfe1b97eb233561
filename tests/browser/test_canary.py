"""Nothing typed can be read in what the phone keeps: in no file of the profile.

Words that stand nowhere else go into every field. The app is locked, killed in the
middle of writing and reopened; after every kill all its files are searched, packed ones
unpacked. That the words were really there is shown by opening the vault with other
programs.
"""

import random
import re

import pytest
from playwright.sync_api import expect

from tests.browser import steps
from tests.browser.canaries import (
    STEM,
    Canaries,
    as_keys,
    as_numbers,
    ids_of,
    moments_of,
    raw_keys,
    texts_in,
)
from tests.browser.conftest import MakePhone
from tests.browser.leftovers import found_in, spellings
from tests.browser.phone import PASSPHRASE, Phone
from tests.browser.server import Server
from tests.browser.test_vault_doors import api
from tests.security.reader import read_backup

SEED = 20_261_122
KILLS = 6
LOGIN = "rohrdommel"
# A browser offers to remember passwords. When the offer is passed over it notes for
# whom it was, by the field typed into last, and no page can keep it from that.
OFFERS = "Default/Login Data"
# Taps as fast as nobody can, so that a kill falls into the middle of writing.
BURST = """(button) => {
  setInterval(() => document.querySelector(button)?.click(), 15)
}"""
ROWS = ".rows > li[data-kind={}] button"
READABLE = spellings([STEM, PASSPHRASE, "waits where"])


@pytest.mark.remembers
def test_nothing_typed_can_be_read_on_the_phone(
    make_phone: MakePhone, server: Server
) -> None:
    words = Canaries(SEED)
    phone = make_phone()
    password = arrive(phone, server, words)
    found_a_study(phone, words)
    keep_a_name(phone, words)
    capture(phone, words)
    lock_with_words_on_the_way(phone, words)
    server.stop()
    correct_and_delete(phone, words)
    be_killed(phone, words)
    server.start()
    come_back(phone, password)
    end_the_day(phone, words)

    file = steps.backup_of(phone)
    vault = read_backup(file, PASSPHRASE)
    phone.kill()

    keys = as_keys(raw_keys(file, vault, PASSPHRASE))
    ids = spellings(ids_of(vault))
    moments = as_numbers(moments_of(vault))
    assert found_in(phone.profile, [*READABLE, *keys, *ids, *moments]) == []
    assert {path for path, _ in found_in(phone.profile, spellings([LOGIN]))} <= {OFFERS}
    log = server.log.read_bytes()
    assert [word for word in (*READABLE, LOGIN.encode()) if word in log] == []
    # It was all there: whoever has the passphrase finds every word.
    told = "\n".join(texts_in(list(vault.rows.values())))
    assert words.kept - set(re.findall(f"{STEM}[a-z]+", told)) == set()
    assert min(len(keys), len(ids), len(moments)) > 20
    phone.open_locked()


def arrive(phone: Phone, server: Server, words: Canaries) -> str:
    """What is typed to get in is nobody else's business either."""
    assert server.setup_link is not None
    phone.page.goto(server.setup_link)
    name, password = words.word(), words.word()
    phone.page.get_by_label("Name").fill(name)
    phone.page.get_by_label("Login").fill(LOGIN)
    phone.page.get_by_label("Password").fill(password)
    phone.tap("Set up")
    phone.tap("Choose my own")
    field = phone.page.get_by_label("Passphrase", exact=True)
    field.fill(words.word())
    field.fill(PASSPHRASE)
    phone.tap("Protect this device")
    phone.inside()
    return password


def found_a_study(phone: Phone, words: Canaries) -> None:
    title, pseudonym = words.word(kept=True), words.word(kept=True)
    steps.create_study(phone, title, pseudonym)
    page = phone.page
    (study,) = api(page, "GET", "/api/studies")["body"]["items"]
    path = f"/api/studies/{study['id']}/codebook"
    dimensions = api(page, "GET", path)["body"]["dimensions"]
    code = {
        "code": "canary",
        "label": words.word(kept=True),
        "definition": words.word(kept=True),
    }
    for dimension in dimensions:
        for each in dimension["codes"]:
            each.pop("retired_in", None)
    next(d for d in dimensions if d["name"] == "activity")["codes"].insert(0, code)
    saved = api(page, "PUT", f"{path}/draft", dimensions=dimensions)
    assert saved["status"] == 200, saved
    assert api(page, "POST", f"{path}/publish")["status"] == 200
    page.get_by_text(pseudonym, exact=True).first.click()
    steps.sheet(phone).get_by_label("New person code").fill(words.word(kept=True))
    steps.answer(phone, "Add person")
    steps.sheet(phone).locator("li button.item").click()
    fill_sheet(phone, words)
    page.keyboard.press("Escape")
    steps.gone(phone)
    page.goto(phone.origin + "/#/sync")
    with page.expect_response(re.compile("/codebook")):
        phone.tap("Sync now")
    expect(page.get_by_text("Up to date").first).to_be_visible()
    page.goto(phone.origin + "/#/studies")
    page.get_by_role("link", name=re.compile(title)).click()
    expect(page.get_by_text(code["label"]).first).to_be_visible()


def keep_a_name(phone: Phone, words: Canaries) -> None:
    """The list of names is in the vault, and nowhere else."""
    phone.page.goto(phone.origin + "/#/names")
    phone.page.get_by_label("Name", exact=True).fill(words.word(kept=True))
    phone.page.get_by_label("Code", exact=True).fill(words.word(kept=True))
    phone.tap("Keep the name")
    names = phone.page.get_by_role("list", name="Names")
    expect(names.get_by_role("listitem")).to_have_count(1)


def capture(phone: Phone, words: Canaries) -> None:
    """Every kind of record, and words in every field of each."""
    steps.start_day(phone)
    phone.page.locator(".grid button").get_by_text(STEM).click()
    expect(phone.page.locator(".now-title")).to_contain_text(STEM)
    phone.tap("Details")
    fill_sheet(phone, words)
    phone.tap("Jot")
    steps.sheet(phone).get_by_label("Words").press_sequentially(words.word())
    steps.answer(phone, "Keep the words")
    steps.gone(phone)
    phone.tap("Source")
    steps.answer(phone, "Decide later")
    steps.answer(phone, "Not known")
    words.fill(steps.sheet(phone))
    steps.answer(phone, "Done")
    steps.gone(phone)
    phone.tap("Meeting")
    fill_sheet(phone, words)
    phone.tap("Step out")
    steps.answer(phone, "Requested by subject")
    phone.tap("Back")
    see_the_day(phone)
    for kind in ("jotting", "knowledge_source", "gap"):
        phone.page.locator(ROWS.format(kind)).first.click()
        # The jotting is corrected, and its words with it.
        fill_sheet(phone, words, kept=kind != "jotting")
    phone.tap("About the day")
    fill_sheet(phone, words)


def fill_sheet(phone: Phone, words: Canaries, *, kept: bool = True) -> None:
    words.fill(steps.sheet(phone), kept=kept)
    before = phone.page.get_by_role("dialog").count()
    steps.answer(phone, "Save")
    expect(phone.page.get_by_role("dialog")).to_have_count(before - 1)


def see_the_day(phone: Phone) -> None:
    phone.page.goto(phone.origin + "/#/today")
    phone.tap("See the day", role="link")
    expect(phone.page.get_by_role("button", name="About the day")).to_be_visible()


def lock_with_words_on_the_way(phone: Phone, words: Canaries) -> None:
    """Words typed and not saved when the app locks, and taps made while it is."""
    phone.page.goto(phone.origin + "/#/capture")
    phone.tap("Jot")
    draft = words.word()
    steps.sheet(phone).get_by_label("Words").fill(draft)
    phone.page.evaluate("() => document.querySelector('.lock').click()")
    phone.page.get_by_role("heading", name="Locked").wait_for()
    for name in ("Code 1", "Mark", "Step out", "Back", "Code 2"):
        phone.tap(name)
    told = phone.page.locator(".pad-told")
    expect(told.get_by_text("5 captured while locked", exact=True)).to_be_visible()
    kill_and_search(phone)
    phone.open_locked()
    wrong = phone.page.get_by_label("Passphrase", exact=True)
    wrong.fill(words.word())
    phone.tap("Unlock")
    expect(phone.page.get_by_role("alert")).to_contain_text("It does not open")
    expect(phone.page.get_by_role("button", name="Unlock", exact=True)).to_be_enabled()
    phone.unlock()
    expect(steps.sheet(phone).get_by_label("Words")).to_have_value(draft)
    steps.answer(phone, "Later")
    steps.gone(phone)


def correct_and_delete(phone: Phone, words: Canaries) -> None:
    """What was typed is overwritten, then taken out; neither may leave a trace."""
    see_the_day(phone)
    jotting = phone.page.locator(ROWS.format("jotting")).first
    jotting.click()
    words.fill(steps.sheet(phone), kept=False)
    steps.sheet(phone).get_by_label("Edit reason").select_option("from_memory")
    steps.answer(phone, "Save")
    steps.gone(phone)
    jotting.click()
    words.fill(steps.sheet(phone), kept=False)
    steps.answer(phone, "Delete")
    steps.gone(phone)


def be_killed(phone: Phone, words: Canaries) -> None:
    """Killed while typing, while tapping, and while tapping on the locked pad."""
    luck = random.Random(SEED)
    page = phone.page
    for n in range(KILLS):
        phone.page.goto(phone.origin + "/#/capture")
        page = phone.page
        if n % 3 == 0:
            phone.tap("Jot")
            field = steps.sheet(phone).get_by_label("Words")
            field.press_sequentially(words.word(), delay=luck.uniform(40, 90))
        elif n % 3 == 1:
            page.evaluate(BURST, ".bar [data-big]")
        else:
            phone.tap("Lock")
            page.get_by_role("heading", name="Locked").wait_for()
            page.evaluate(BURST, "[aria-label=Mark]")
        page.wait_for_timeout(luck.uniform(0, 900))
        kill_and_search(phone)
        phone.open()
        if n % 3 == 0 and phone.page.get_by_role("dialog").count():
            steps.answer(phone, "Later")


def kill_and_search(phone: Phone) -> None:
    phone.kill()
    assert found_in(phone.profile, READABLE) == []


def come_back(phone: Phone, password: str) -> None:
    page = phone.page
    page.goto(phone.origin + "/#/sync")
    phone.tap("Sync now")
    link = page.get_by_role("link", name="Sign in", exact=True)
    safe = page.get_by_text("All on the server")
    expect(link.or_(safe).first).to_be_visible()
    if link.is_visible():
        link.click()
        page.get_by_label("Login").fill(LOGIN)
        page.get_by_label("Password").fill(password)
        phone.tap("Sign in")
        phone.get_in()
    expect(safe.first).to_be_visible(timeout=30_000)


def end_the_day(phone: Phone, words: Canaries) -> None:
    phone.page.goto(phone.origin + "/#/capture")
    phone.tap("End day")
    steps.sheet(phone).get_by_text("Add words").first.click()
    steps.sheet(phone).get_by_label("Words").fill(words.word(kept=True))
    steps.answer(phone, "Keep the words")
    steps.answer(phone, "End day now")
    steps.gone(phone)
    expect(phone.page.get_by_text("All on the server").first).to_be_visible()
