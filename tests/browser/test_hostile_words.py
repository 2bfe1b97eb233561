"""Words that would like to be a program stay words, in every view they can reach.

Some come from the server, pushed past the app so that each view has its share; the
others are typed into every field there is. Nothing of them becomes markup, no dialog
opens, no policy is offended, and what is shown is what was typed.
"""

import re
import time
import uuid
from collections.abc import Iterable, Iterator
from itertools import cycle, islice
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Dialog, Locator, expect

from tests.browser import steps
from tests.browser.canaries import NOT_WORDS, TYPED_INTO
from tests.browser.conftest import MakePhone
from tests.browser.phone import Phone
from tests.browser.server import Server
from tests.browser.test_vault_doors import api
from tests.security.naughty import DIRECTIONS, ODDITIES, SCRIPTS

WORDS = [*SCRIPTS, *ODDITIES, *DIRECTIONS]
# One pseudonym is another also where only the case differs.
LINES = [word for word in SCRIPTS if len(word) <= 40 and word.isprintable()]
SHORT = list({word.casefold(): word for word in LINES}.values())
CODES = [word for word in WORDS if len(word) <= 64 and word == word.strip()]
NEVER = "script|img|image|iframe|object|embed|video|audio|math|base|meta|style|xss|x"
# A page of ours has none of these, and no attribute that runs anything.
MARKUP = f"""() => [...document.body.querySelectorAll('*')].filter((each) =>
  /^({NEVER})$/i.test(each.localName) ||
  [...each.attributes].some(({{name, value}}) =>
    /^on/i.test(name) ||
    (/^(href|action|formaction)$/i.test(name) && !/^[#/]/.test(value)))
).map((each) => each.outerHTML.slice(0, 200))"""
TEXT = """() => document.body.textContent +
  [...document.querySelectorAll('input, textarea')].map(({value}) => value).join()"""


@pytest.fixture
def phone(make_phone: MakePhone, server: Server) -> Phone:
    """Signed in by a hostile name, in a hostile study."""
    phone = make_phone()
    phone.page.on("dialog", lambda dialog: opened(phone, dialog))
    assert server.setup_link is not None
    phone.page.goto(server.setup_link)
    phone.page.get_by_label("Login").fill("carla")
    phone.page.get_by_label("Name").fill(SCRIPTS[0])
    phone.page.get_by_label("Password").fill(steps.PASSWORD)
    phone.tap("Set up")
    phone.get_in()
    steps.create_study(phone, SCRIPTS[6], SHORT[0])
    return phone


def opened(phone: Phone, dialog: Dialog) -> None:
    phone.complaints.append(f"dialog: {dialog.message}")
    dialog.dismiss()


def harmless(phone: Phone, expected: Iterable[str] = ()) -> None:
    """Nothing ran, nothing became markup, and all is there to the letter."""
    page = phone.page
    assert page.evaluate("() => window.__x") is None
    assert page.evaluate(MARKUP) == []
    text = page.evaluate(TEXT)
    assert [word for word in expected if word not in text] == []
    assert phone.complaints == []


def test_words_from_the_server_stay_words_in_every_view(
    phone: Phone, server: Server, tmp_path: Path
) -> None:
    page = phone.page
    study = api(page, "GET", "/api/studies")["body"]["items"][0]["id"]
    code_with(phone, study)
    records = pushed(phone, study)
    page.goto(phone.origin + "/#/sync")
    with page.expect_response(re.compile("/codebook")):
        phone.tap("Sync now")
    expect(page.get_by_text("Up to date").first).to_be_visible()
    harmless(phone)

    page.goto(phone.origin + "/#/today")
    page.get_by_role("link", name="Resume capture").wait_for()
    harmless(phone, [SHORT[0], SCRIPTS[6]])
    page.goto(phone.origin + "/#/capture")
    phone.tap("More")
    expect(steps.sheet(phone)).to_be_visible()
    harmless(phone, WORDS[:60])
    page.keyboard.press("Escape")
    the_day(phone, records, tmp_path)
    the_study(phone, study)
    for screen, words in {
        "reports": [SHORT[0], SCRIPTS[1]],
        "studies": [SCRIPTS[6]],
        "settings": [SCRIPTS[0]],
        "accounts": [SCRIPTS[0]],
    }.items():
        page.goto(f"{phone.origin}/#/{screen}")
        expect(page.get_by_text(words[0]).first).to_be_attached()
        harmless(phone, words)
    assert "csp" not in server.log.read_text().lower()


def code_with(phone: Phone, study: str) -> None:
    """Publish a codebook whose labels and definitions are these words."""
    path = f"/api/studies/{study}/codebook"
    codes = [
        {"code": f"c{n}", "label": word.replace("\n", " "), "definition": word}
        for n, word in enumerate(WORDS)
    ]
    dimensions = [{"name": name, "codes": codes[:60]} for name in ("activity", "place")]
    saved = api(phone.page, "PUT", f"{path}/draft", dimensions=dimensions)
    assert saved["status"] == 200, saved
    assert api(phone.page, "POST", f"{path}/publish")["status"] == 200


def pushed(phone: Phone, study: str) -> list[str]:
    """A running day full of them, as another device would send it; the words in it."""
    page = phone.page
    subjects = f"/api/studies/{study}/subjects"
    for word in SHORT[1:10]:
        assert api(page, "POST", subjects, pseudonym=word)["status"] == 201
    subject = next(
        one["id"]
        for one in api(page, "GET", subjects)["body"]["items"]
        if one["pseudonym"] == SHORT[0]
    )
    maker = Maker(study)
    day: dict[str, Any] = {"date": time.strftime("%Y-%m-%d")}
    day |= {"timezone": "Europe/London"}
    day |= {"subject_id": subject, "status": "open", "codebook_version": 2}
    rec = maker.put("day", day | {"observation_started_at": instant(0)})
    for n, word in enumerate(WORDS):
        at = instant(n + 1)
        text = {"text": word, "field_note": word}
        jotting = maker.put("jotting", {"day": rec, "at": at, **text})
        # Another version of the same words: shown as a conflict.
        maker.put("jotting", {"text": WORDS[n - 1]}, rec=jotting, saw={"text": None})
    for n, word in enumerate(SCRIPTS):
        span = {"started_at": instant(n), "ended_at": instant(n + 1)}
        named = {"code": f"c{n}", "persons": [word[:64]], "note": word, "place": "c1"}
        maker.put("activity", {"day": rec, **span, **named})
        title = {"title": word, "source_kind": word[:60]}
        maker.put("knowledge_source", {"day": rec, "at": instant(n), **title})
    for word in CODES:
        who = {"subject_id": subject, "person_code": word, "function": word}
        maker.put("person", who)
    gap = {"started_at": instant(1), "ended_at": instant(2), "requested_by": SCRIPTS[9]}
    maker.put("gap", {"day": rec, **gap})
    for start in range(0, len(maker.ops), 100):
        ops = maker.ops[start : start + 100]
        sent = {"proto": 1, "schema": 1, "device": maker.device, "ops": ops}
        answer = api(page, "POST", "/api/sync/push", **sent)
        assert answer["status"] == 200, answer
        results = answer["body"]["results"]
        assert [one for one in results if one["status"] != "applied"] == []
    return [word for word in WORDS if word in SCRIPTS or len(word) > 3]


class Maker:
    """Makes operations as a device of nobody's."""

    def __init__(self, study: str) -> None:
        self.study = study
        self.device = "d_hostile"
        self.ops: list[dict[str, Any]] = []

    def put(
        self,
        kind: str,
        fields: dict[str, Any],
        *,
        rec: str = "",
        saw: dict[str, Any] | None = None,
    ) -> str:
        n = len(self.ops) + 1
        stamp = [int(time.time() * 1000) - 3_600_000 + n, self.device, n]
        op = {"id": str(uuid.uuid4()), "n": n, "study": self.study, "kind": kind}
        op |= {"rec": rec or str(uuid.uuid4()), "op": "put", "set": fields}
        self.ops.append(op | {"saw": saw or {}, "stamp": stamp})
        return str(op["rec"])


def instant(seconds: int) -> dict[str, Any]:
    wall = int(time.time() * 1000) - 3_600_000 + seconds * 1000
    return {"wall": wall, "tz": "Europe/London", "utcoff": 0}


def the_day(phone: Phone, words: list[str], folder: Path) -> None:
    page = phone.page
    page.goto(phone.origin + "/#/today")
    phone.tap("See the day", role="link")
    expect(page.get_by_role("button", name="About the day")).to_be_visible()
    harmless(phone, words)
    for kind in ("jotting", "activity", "knowledge_source", "gap"):
        page.locator(f".rows > li[data-kind={kind}] button").first.click()
        expect(steps.sheet(phone)).to_be_visible()
        harmless(phone)
        page.keyboard.press("Escape")
        steps.gone(phone)
    page.locator(".rows > li[data-kind=jotting] button").first.click()
    expect(steps.sheet(phone).get_by_text("two versions")).to_be_visible()
    harmless(phone, [WORDS[0], WORDS[-1]])
    page.keyboard.press("Escape")
    page.emulate_media(media="print")
    harmless(phone, words)
    page.pdf()
    page.emulate_media(media="screen")
    with page.expect_download() as started:
        phone.tap("Download CSV")
    assert re.fullmatch(r"daylog_[\w.-]+\.csv", started.value.suggested_filename)
    started.value.save_as(folder / "day.csv")
    text = (folder / "day.csv").read_bytes().decode()
    assert [w for w in words if w.replace('"', '""') not in text] == []


def the_study(phone: Phone, study: str) -> None:
    page = phone.page
    page.goto(phone.origin + "/#/studies")
    page.locator("main").get_by_role("link").first.click()
    expect(page.get_by_role("heading", name="People")).to_be_visible()
    expect(page.get_by_text(SCRIPTS[0]).first).to_be_attached()
    harmless(phone, [*SHORT[:10], *WORDS[:60], SCRIPTS[6]])
    page.get_by_role("button").get_by_text(SHORT[0], exact=True).click()
    expect(steps.sheet(phone)).to_be_visible()
    harmless(phone, CODES)
    page.keyboard.press("Escape")
    phone.page.get_by_role("link", name=re.compile("^Trail")).click()
    expect(page.get_by_role("table")).to_be_visible()
    harmless(phone, [SCRIPTS[0]])


def test_words_typed_stay_words(phone: Phone) -> None:
    steps.start_day(phone)
    page = phone.page
    page.locator(".grid button").first.click()
    steps.kept(phone)
    words = cycle(WORDS)
    left = len(WORDS)
    phone.tap("Jot")
    steps.sheet(phone).get_by_label("Words").fill(next(words))
    steps.answer(phone, "Keep the words")
    steps.gone(phone)
    phone.tap("Source")
    steps.answer(phone, "Decide later")
    steps.answer(phone, "Not known")
    steps.sheet(phone).get_by_label("Title (optional").fill(next(words))
    steps.answer(phone, "Done")
    steps.gone(phone)
    phone.tap("Meeting")
    left -= typed(phone, words)
    phone.tap("Step out")
    steps.answer(phone, "Requested by subject")
    steps.gone(phone)
    page.goto(phone.origin + "/#/today")
    phone.tap("See the day", role="link")
    kinds = cycle(["meeting", "jotting", "knowledge_source", "gap", "activity", "day"])
    for kind in islice(kinds, 60):
        if kind == "day":
            phone.tap("About the day")
        else:
            page.locator(f".rows > li[data-kind={kind}] button").last.click()
        left -= typed(phone, words)
        if left <= 0:
            break
    assert left <= 0
    page.goto(phone.origin + "/#/sync")
    phone.tap("Sync now")
    expect(page.get_by_text("All on the server").first).to_be_visible()
    harmless(phone)


def typed(phone: Phone, words: Iterator[str]) -> int:
    """Fill every field of the sheet on top, and read it again once it is saved."""
    form = steps.sheet(phone)
    form.wait_for()
    put = [fill(field, words) for field in fields_of(form)]
    harmless(phone, [word for word in put if word])
    steps.answer(phone, "Save")
    steps.gone(phone)
    harmless(phone)
    return sum(1 for word in put if word)


def fields_of(form: Locator) -> list[Locator]:
    for more in form.locator("details:not([open]) > summary").all():
        more.click()
    return form.locator(TYPED_INTO).all()


def fill(field: Locator, words: Iterator[str]) -> str:
    """What the field holds once a word, none too long for it, was typed into it."""
    label = "(field) => field.labels[0]?.textContent ?? ''"
    if field.evaluate(label) in NOT_WORDS:
        return ""
    most = int(field.get_attribute("maxlength") or 10_000)
    word = next(word for word in words if len(word) <= most)
    field.fill(word)
    kept = field.input_value()
    assert kept == re.sub(r"[\r\n]", "", word) or kept == word
    return kept
