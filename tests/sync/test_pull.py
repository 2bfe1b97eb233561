import gzip
import json

import pytest

from app.core import db
from app.core.paging import cursor_of, key_of
from app.studies.models import Study
from tests import make
from tests.api import Api
from tests.phone import Phone

pytestmark = pytest.mark.usefixtures("shared_days")


def capture(phone: Phone, jottings: int) -> str:
    day = phone.start_day()
    for number in range(jottings):
        phone.put("jotting", day=day, at=phone.instant(), text=f"Word {number}")
    phone.sync()
    return day


def test_pages_hold_what_was_asked_for_and_lead_on(phone: Phone, bens: Phone) -> None:
    capture(phone, 9)

    sizes = []
    while (page := bens.pull(limit=4).body)["more"]:
        sizes.append(len(page["records"]))
    sizes.append(len(page["records"]))

    assert sizes == [4, 4, 2]
    assert bens.base == phone.base


def test_a_page_says_from_where_it_was_read(bens: Phone) -> None:
    page = bens.pull().body

    assert page["from"] == ""
    assert bens.pull().body["from"] == page["next"]


def test_reading_on_where_nothing_is_new_stays_in_place(phone: Phone) -> None:
    capture(phone, 1)

    page = phone.pull().body

    assert (page["records"], page["more"]) == ([], False)
    assert page["next"] == page["from"] == phone.cursor


def test_the_same_page_twice_is_the_same_page(phone: Phone, bens: Phone) -> None:
    capture(phone, 5)
    first = bens.pull(limit=3).body
    after_first = dict(bens.base)
    bens.cursor = ""

    second = bens.pull(limit=3).body

    assert second["records"] == first["records"]
    assert second["next"] == first["next"]
    assert bens.base == after_first


def test_a_record_changed_between_two_pages_comes_again(
    phone: Phone, bens: Phone
) -> None:
    day = capture(phone, 3)
    bens.pull(limit=2)
    phone.put("day", day, status="closed")
    phone.sync()

    bens.sync()

    assert bens.value(day, "status") == "closed"
    assert bens.base == phone.base


def test_a_page_stays_within_a_megabyte(phone: Phone, bens: Phone) -> None:
    day = phone.start_day()
    for _ in range(100):
        phone.put("jotting", day=day, at=phone.instant(), field_note="é" * 7_000)
    for op in list(phone.outbox):
        assert phone.push([op]).status == 200

    pages = [bens.pull(limit=1000)]
    while pages[-1].body["more"]:
        pages.append(bens.pull(limit=1000))

    assert len(pages) == 2
    assert all(len(page.raw) < 1_050_000 for page in pages)
    assert len(bens.base) == 101


def test_deleted_records_are_handed_on_as_deleted(phone: Phone, bens: Phone) -> None:
    day = capture(phone, 1)
    rec = next(rec for rec in phone.base if rec != day)
    bens.sync()
    phone.delete("jotting", rec)
    phone.sync()

    bens.sync()

    assert bens.base[rec]["deleted"]


def test_instants_carry_utc_beside_what_the_phone_saw(phone: Phone) -> None:
    clock = [{"boot": "b1", "wall": 1_795_338_000_000, "off": -4000, "unc": 20}]
    phone.api.post("/api/sync/push", **phone.envelope([]), clock=clock)
    day = phone.start_day()
    seen = phone.instant(1_795_338_000_123) | {"boot": "b1"}
    rec = phone.put("jotting", day=day, at=seen)

    phone.sync()

    assert phone.value(rec, "at") == seen | {
        "utc": "2026-11-22T08:59:56.123Z",
        "unc": 20,
        "quality": "synced",
    }


def test_a_page_is_compressed_for_whoever_can_read_it(phone: Phone) -> None:
    capture(phone, 30)
    query = {"study": phone.study.id}

    plain = phone.api.call("GET", "/api/sync/pull", query=query)
    reply = phone.api.client.get(
        "/api/sync/pull", query_string=query, headers={"Accept-Encoding": "gzip"}
    )

    assert reply.headers["Content-Encoding"] == "gzip"
    unpacked = json.loads(gzip.decompress(reply.get_data()))
    assert unpacked["records"] == plain.body["records"]
    assert len(reply.get_data()) < len(plain.raw) / 5


@pytest.mark.parametrize("cursor", ["x", "é", "e30", "WzEsMl0", "=" * 500])
def test_a_cursor_that_is_none_is_refused(phone: Phone, cursor: str) -> None:
    phone.cursor = cursor

    refused = phone.pull()

    assert (refused.status, refused.body["type"]) == (422, "/problems/invalid-input")


@pytest.mark.parametrize("seq", [-1, True, 1.5, "1", None, 2**80])
def test_a_cursor_must_say_a_place(phone: Phone, seq: object) -> None:
    phone.pull()
    phone.cursor = cursor_of(key_of(phone.cursor) | {"q": seq})

    assert phone.pull().status in {409, 422}


def test_a_cursor_of_another_study_is_refused(phone: Phone, carla: Api) -> None:
    other = Phone(carla, make.study(carla, "Another"))
    other.pull()
    phone.cursor = other.cursor

    assert phone.pull().status == 422


def test_a_cursor_of_another_epoch_begins_again(phone: Phone) -> None:
    capture(phone, 1)
    phone.cursor = cursor_of(key_of(phone.cursor) | {"e": "e_before_the_fire"})

    refused = phone.pull()

    assert (refused.status, refused.body["type"]) == (409, "/problems/epoch-changed")
    assert refused.body["epoch"] == phone.epoch


def test_a_restored_database_betrays_itself_by_counting_backwards(
    phone: Phone,
) -> None:
    capture(phone, 3)
    with db.transaction() as session:
        session.query(Study).update({"seq": 1})

    assert phone.pull().body["type"] == "/problems/epoch-changed"


@pytest.mark.parametrize("limit", ["0", "1001", "-1", "many", ""])
def test_a_page_has_its_limits(phone: Phone, limit: str) -> None:
    refused = phone.api.get("/api/sync/pull", study=phone.study.id, limit=limit)

    assert refused.status == 422


@pytest.mark.parametrize(
    "wanted", ["", "x", "\x00", "0193a1c2-7f00-7a00-8000-00000000beef"]
)
def test_a_study_one_is_not_in_is_not_there(phone: Phone, wanted: str) -> None:
    assert phone.api.get("/api/sync/pull", study=wanted).status == 404


def test_a_stranger_to_the_study_reads_nothing(dov: Api, study: make.Study) -> None:
    refused = dov.get("/api/sync/pull", study=study.id)

    assert (refused.status, refused.headers["X-Sync-Proto"]) == (404, "1")
