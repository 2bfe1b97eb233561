import hashlib
import json

import pytest
from sqlalchemy import select

from app.core import db
from app.records.models import BlobRescue
from tests import make
from tests.api import Answer, Api
from tests.phone import Phone

pytestmark = pytest.mark.usefixtures("shared_days")


def digest(phone: Phone) -> Answer:
    return phone.api.get("/api/sync/digest", study=phone.study.id)


def own_digest(phone: Phone) -> str:
    lines = sorted(f"{rec} {record['rev']}\n" for rec, record in phone.base.items())
    return hashlib.sha256("".join(lines).encode()).hexdigest()


def test_a_device_that_has_read_everything_comes_to_the_same(
    phone: Phone, bens: Phone
) -> None:
    day = phone.start_day()
    jotting = phone.put("jotting", day=day, at=phone.instant())
    phone.delete("jotting", jotting)
    phone.sync()
    bens.sync()

    told = digest(bens).body

    assert (told["count"], told["sha256"]) == (2, own_digest(bens))
    assert told["q"] == 3


def test_a_device_that_has_not_comes_to_another(phone: Phone, bens: Phone) -> None:
    day = phone.start_day()
    phone.sync()
    bens.sync()
    phone.put("day", day, status="closed")
    phone.sync()

    assert digest(bens).body["sha256"] != own_digest(bens)


def test_the_digest_covers_only_what_one_is_shown(
    phone: Phone, bens: Phone, study: make.Study
) -> None:
    study.pi.patch(f"/api/studies/{study.id}", settings={"peer_days": "own"})
    bens.start_day()
    bens.sync()
    phone.start_day()
    phone.sync()

    assert digest(phone).body["count"] == 1
    assert digest(phone).body["sha256"] == own_digest(phone)


def test_strangers_get_no_digest(dov: Api, study: make.Study) -> None:
    assert Phone(dov, study).api.get("/api/sync/digest", study=study.id).status == 404


@pytest.mark.parametrize(
    "data", [b"{}", b"", b'{"half', b"\xff\x00\xfe", "ünï".encode()]
)
def test_whatever_is_sent_to_be_rescued_is_kept_as_it_came(
    ana: Api, data: bytes
) -> None:
    answer = ana.call("POST", "/api/sync/rescue", data=data)

    assert answer.status == 201
    with db.reading() as session:
        kept = session.scalars(select(BlobRescue)).one()
    assert str(kept.id) == answer.body["receipt"]
    assert json.loads(kept.payload).encode("utf-8", "surrogateescape") == data


def test_the_same_thing_rescued_twice_has_one_receipt(ana: Api, ben: Api) -> None:
    first, second, others = (
        api.call("POST", "/api/sync/rescue", data=b"[]").body["receipt"]
        for api in (ana, ana, ben)
    )

    assert first == second != others
