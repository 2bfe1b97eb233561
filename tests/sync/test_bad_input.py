"""What must never get in, and what must never keep anything else out."""

import json
from typing import Any
from uuid import uuid4

import pytest
from flask import Flask
from sqlalchemy import select

from app.core import db
from app.records.models import BlobRescue, Operation, Status
from tests import make
from tests.api import Api
from tests.phone import Op, Phone


def send(phone: Phone, raw: bytes, **headers: str) -> Any:
    return phone.api.call("POST", "/api/sync/push", data=raw, headers=headers)


def body_with(phone: Phone, text: str) -> bytes:
    """A push whose one operation has ``text`` for the words of a jotting."""
    envelope = json.dumps(phone.envelope([{"set": {"text": "HERE"}}]))
    return envelope.replace('"HERE"', text).encode()


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("9" * 4000, 400),
        ("NaN", 400),
        ("-Infinity", 400),
        ("1e999", 400),
        ('{"a": 1, "a": 2}', 400),
        ("[" * 1000 + "]" * 1000, 400),
        ("[" * 100_000, 400),
        ('"unfinished', 400),
        ('"' + "x" * 300 * 1024 + '"', 413),
    ],
)
def test_an_unreadable_body_is_refused_whole(
    phone: Phone, text: str, status: int
) -> None:
    refused = send(phone, body_with(phone, text))

    assert (refused.status, refused.media_type) == (status, "application/problem+json")
    assert refused.headers["X-Sync-Proto"] == "1"


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig", "latin-1"])
def test_anything_but_utf_8_is_refused(phone: Phone, encoding: str) -> None:
    raw = body_with(phone, '"naïve"').decode().encode(encoding)

    assert send(phone, raw).status == 400


def test_a_compressed_body_is_refused(phone: Phone) -> None:
    refused = send(phone, b"\x1f\x8b", **{"Content-Encoding": "gzip"})

    assert refused.status == 415


@pytest.mark.parametrize(
    "change",
    [
        {"colour": "blue"},
        {"proto": 2},
        {"proto": "1"},
        {"device": "two words"},
        {"device": None},
        {"device": "d" * 65},
        {"ops": {}},
        {"ops": None},
        {"schema": "1"},
        {"waiting": -1},
        {"app": "\x00"},
        {"clock": [{"boot": "b", "wall": 1.5, "off": 0, "unc": 0}]},
        {"clock": [{"boot": "b", "wall": 1, "off": "0", "unc": 0}]},
        {"clock": [{"boot": "\ud800", "wall": 1, "off": 0, "unc": 0}]},
    ],
)
def test_an_envelope_that_is_not_ours_is_refused(
    phone: Phone, change: dict[str, Any]
) -> None:
    refused = phone.api.post("/api/sync/push", **phone.envelope([]) | change)

    assert refused.status == 422
    assert refused.body["errors"][0]["pointer"].startswith("#/")


def test_more_than_200_operations_are_too_many(phone: Phone) -> None:
    refused = phone.push([{}] * 201)

    assert (refused.status, refused.body["type"]) == (
        413,
        "/problems/too-many-operations",
    )


NUL, SURROGATE = "a\x00b", "a\ud800b"
REFUSED: list[tuple[str, dict[str, Any], str, str | None]] = [
    ("a wrong type", {"set": {"certainty": "3"}}, "invalid", "certainty"),
    (
        "an instant without a clock",
        {"set": {"started_at": {}}},
        "invalid",
        "started_at",
    ),
    (
        "text instead of an instant",
        {"set": {"ended_at": "9:00"}},
        "invalid",
        "ended_at",
    ),
    ("NUL in a note", {"set": {"note": NUL}}, "invalid", "note"),
    ("a lone surrogate in a note", {"set": {"note": SURROGATE}}, "invalid", "note"),
    ("NUL in an unknown field", {"set": {"newer": [NUL]}}, "invalid", "newer"),
    ("a surrogate in a new field's name", {"set": {SURROGATE: 1}}, "invalid", "set"),
    ("a day that is no id", {"set": {"day": "today"}}, "invalid", "day"),
    ("an unknown kind", {"kind": "telepathy"}, "unknown_kind", "kind"),
    ("a kind that is no word", {"kind": 7}, "invalid", "kind"),
    ("an unknown verb", {"op": "forget"}, "invalid", "op"),
    ("no number", {"n": None}, "invalid", "n"),
    ("a number that counts nothing", {"n": 0}, "invalid", "n"),
    ("a number that is true", {"n": True}, "invalid", "n"),
    ("no record", {"rec": "urn:uuid:" + str(uuid4())}, "invalid", "rec"),
    ("fields that are no object", {"set": ["note"]}, "invalid", "set"),
    ("a stamp that is no stamp", {"stamp": [1, 2, 3]}, "invalid", "stamp"),
    ("no stamp", {"stamp": None}, "invalid", "stamp"),
    ("something seen that is no operation", {"saw": {"note": "x"}}, "invalid", "saw"),
    ("more than 64 kB", {"set": {"newer": "x" * 70_000}}, "too_large", None),
]


@pytest.mark.parametrize(
    ("change", "code", "named"),
    [case[1:] for case in REFUSED],
    ids=[case[0] for case in REFUSED],
)
def test_a_bad_operation_is_refused_alone_and_kept(
    phone: Phone, change: dict[str, Any], code: str, named: str | None
) -> None:
    day = phone.start_day()
    activity = phone.put("activity", day=day, started_at=phone.instant())
    phone.put("activity", activity, certainty=2)
    phone.outbox.insert(
        2, bad := phone.outbox[1] | {"id": str(uuid4()), "n": 99} | change
    )

    answer = phone.push()

    assert answer.status == 200
    statuses = [result["status"] for result in answer.body["results"]]
    assert statuses == ["applied", "applied", "rejected", "applied"]
    refused = answer.body["results"][2]
    assert (refused["code"], refused.get("field")) == (code, named)
    assert json.loads(logged(bad).payload) == bad
    phone.pull()
    assert phone.value(activity, "certainty") == 2


def logged(op: Op) -> Operation:
    with db.reading() as session:
        row = session.scalars(
            select(Operation).where(Operation.payload.contains(op["id"]))
        ).one()
    assert row.status is Status.REJECTED
    return row


def test_a_refusal_sent_again_is_refused_again_and_kept_once(phone: Phone) -> None:
    phone.start_day(status=5)
    bad = phone.outbox[0]

    first, second = phone.push([bad]), phone.push([bad])

    assert first.body["results"] == second.body["results"]
    assert logged(bad)


@pytest.mark.parametrize(
    "bad", ["text", 7, None, [], {}, {"id": "x"}, {"id": "\ud800"}]
)
def test_what_is_no_operation_at_all_is_refused_alone_and_kept(
    phone: Phone, bad: Any
) -> None:
    phone.start_day()

    results = phone.push([bad, *phone.outbox]).body["results"]

    assert [result["status"] for result in results] == ["rejected", "applied"]
    assert results[0]["code"] == "invalid"
    assert rescued() == [("invalid", bad)]


def rescued() -> list[tuple[str, Any]]:
    with db.reading() as session:
        kept = session.scalars(select(BlobRescue).order_by(BlobRescue.id)).all()
    return [(row.reason, json.loads(row.payload)) for row in kept]


def test_an_unknown_study_costs_the_others_nothing_and_is_kept_once(
    phone: Phone,
) -> None:
    phone.start_day()
    good = phone.outbox[0]
    lost = good | {"id": str(uuid4()), "study": str(uuid4()), "n": 50}

    first = phone.push([lost, good]).body["results"]
    phone.push([lost])

    assert (first[0]["status"], first[0]["code"]) == ("rejected", "no_such_study")
    assert first[1]["status"] == "applied"
    assert rescued() == [("no_such_study", lost)]


def test_another_study_is_as_unknown_as_one_that_is_not(
    phone: Phone, dov: Api, study: make.Study
) -> None:
    stray = Phone(dov, study)
    stray.start_day()
    foreign = stray.outbox[0]
    missing = foreign | {"id": str(uuid4()), "study": str(uuid4()), "n": 50}

    foreign_result, missing_result = stray.push([foreign, missing]).body["results"]

    # These two are of what was sent, not of what is there.
    own = {"id": None, "sha256": None}
    assert foreign_result | own == missing_result | own
    assert phone.pull().body["records"] == []


def test_a_record_of_another_study_cannot_be_reached(
    app: Flask, phone: Phone, carla: Api
) -> None:
    day = phone.start_day()
    phone.push()
    other = Phone(carla, make.study(carla, "Another"))
    other.capture("day", day, "put", {"status": "locked"})
    other.outbox[0]["saw"] = {"status": phone.sent[0]["id"]}
    other.put("jotting", day=day, at=other.instant(), text="A stranger's")

    results = other.push().body["results"]

    assert [result["code"] for result in results] == ["parent_missing"] * 2
    phone.pull()
    assert phone.value(day, "status") == "open"


def test_a_used_id_is_kept_aside_with_what_came_under_it(phone: Phone) -> None:
    phone.start_day()
    phone.push()
    forged = phone.sent[0] | {"set": {}}

    phone.push([forged])

    assert rescued() == [("id_reuse", forged)]
