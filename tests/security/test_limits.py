"""Every limit of a request: so much is taken, and one more is refused by name."""

import json
from typing import Any

import pytest

from app.core import limits
from app.records.incoming import IS_UUID
from tests import make
from tests.api import Answer, Api

BODY = limits.BODY_BYTES
BIDI = ["\u202a", "\u202b", "\u202c", "\u202d", "\u202e"]
BIDI += ["\u2066", "\u2067", "\u2068", "\u2069"]
UNSTORABLE = [
    *[chr(code) for code in range(0x20) if chr(code) not in "\t\n"],
    *[chr(code) for code in range(0x7F, 0xA0)],
    *["\ufdd0", "\ufdef", "\ufffe", "\uffff", "\U0001fffe", "\U0010ffff"],
    *["\ud800", "\udbff", "\udc00", "\udfff"],
]
FINE = [
    "",
    "é",
    "e\u0301",
    "漢字",
    "👩🏽‍🔬",
    "\u200b",
    "\ufeff",
    "\u00a0x",
    "'\"<&>",
    "\u061c",
]


def sent(api: Api, text: str | bytes, path: str = "/api/studies") -> Answer:
    data = text if isinstance(text, bytes) else text.encode()
    return api.call("POST", path, data=data)


def study_body(**more: Any) -> dict[str, Any]:
    return {"title": "T", "template": "blank", "timezone": "UTC", **more}


def pointers(answer: Answer) -> list[str]:
    return [error["pointer"] for error in answer.body.get("errors", [])]


def nested(depth: int) -> str:
    return '{"settings":' + "[" * (depth - 1) + "]" * (depth - 1) + "}"


@pytest.mark.parametrize(
    ("taken", "refused", "status"),
    [
        (" " * (BODY - 2) + "{}", " " * (BODY - 1) + "{}", 413),
        (nested(8), nested(9), 400),
        (nested(8), nested(100_000), 400),
        ('{"a": 9007199254740992}', '{"a": 9007199254740993}', 400),
        ('{"a": -9007199254740992}', '{"a": -9007199254740993}', 400),
        ('{"a": 1234567890123456}', '{"a": 12345678901234567}', 400),
        ('{"a": 0}', '{"a": ' + "9" * 4000 + "}", 400),
        ('{"a": 0}', '{"a": ' + "0" * 17 + "}", 400),
        ('{"a": 1e300}', '{"a": 1e400}', 400),
        ('{"a": 1e300}', '{"a": -1e400}', 400),
        ('{"a": 0}', '{"a": NaN}', 400),
        ('{"a": 0}', '{"a": Infinity}', 400),
        ('{"a": 0}', '{"a": -Infinity}', 400),
        ('{"a": 0}', '{"a": 0, "a": 0}', 400),
        ('{"a": 0}', '{"b": {"a": 0, "\\u0061": 1}}', 400),
        ('{"a": 0}', '[{"a": 0}]', 400),
        ('{"a": 0}', "null", 400),
        ('{"a": 0}', "", 400),
        ('{"a": 0}', '{"a": 0} {}', 400),
        ('{"a": 0}', "{'a': 0}", 400),
        ('{"a": 0}', '{"a": 0, }', 400),
        ('{"a": 0}', '{"a": "\n"}', 400),
        ('{"a": 0}', '{"a": 0} // why', 400),
    ],
    ids=lambda value: str(value)[:30],
)
def test_what_json_may_hold(carla: Api, taken: str, refused: str, status: int) -> None:
    assert sent(carla, taken).status == 422  # read, and found to be no study

    answer = sent(carla, refused)

    assert answer.status == status
    assert answer.media_type == "application/problem+json"


@pytest.mark.parametrize(
    "encoded",
    [
        "{}".encode("utf-16"),
        "{}".encode("utf-16-le"),
        "{}".encode("utf-32"),
        b"\xef\xbb\xbf{}",
        b'{"a": "\xff"}',
        b'{"a": "\xc0\x80"}',
        b'{"a": "\xed\xa0\x80"}',
        b'{"a": "\xf4\x90\x80\x80"}',
    ],
)
def test_only_utf_8_is_read(carla: Api, encoded: bytes) -> None:
    assert sent(carla, encoded).status == 400


@pytest.mark.parametrize("coding", ["gzip", "deflate", "br", "zstd", "x", "gzip, gzip"])
def test_nothing_is_unpacked(carla: Api, coding: str) -> None:
    answer = carla.call(
        "POST", "/api/studies", data=b"\x1f\x8b", headers={"Content-Encoding": coding}
    )

    assert answer.status == 415


# Path and field of every label there is, its limit, and a body in which it stands.
LABELS: list[tuple[str, int]] = [
    ("title", limits.TITLE_CHARS),
    ("settings/ethics_reference", limits.LABEL_CHARS),
]


def with_text(field: str, text: str) -> dict[str, Any]:
    outer, _, inner = field.partition("/")
    return study_body(**{outer: {inner: text} if inner else text})


@pytest.mark.parametrize(("field", "most"), LABELS)
@pytest.mark.parametrize("letter", ["x", "é", "漢", "👩"])
def test_a_label_has_a_length_in_code_points(
    carla: Api, field: str, most: int, letter: str
) -> None:
    taken = sent(carla, json.dumps(with_text(field, letter * most)))
    refused = sent(carla, json.dumps(with_text(field, letter * (most + 1))))

    assert taken.status == 201, taken.body
    assert (refused.status, pointers(refused)) == (422, [f"#/{field}"])


@pytest.mark.parametrize("field", [field for field, _ in LABELS])
def test_a_label_reads_as_it_is_written(carla: Api, field: str) -> None:
    for odd in [*UNSTORABLE, *BIDI, "\n", "\t"]:
        body = json.dumps(with_text(field, f"a{odd}b"))

        refused = sent(carla, body)

        assert (refused.status, pointers(refused)) == (422, [f"#/{field}"]), odd


@pytest.mark.parametrize("text", FINE[1:])
def test_whatever_else_a_label_holds_comes_back_as_typed(carla: Api, text: str) -> None:
    typed = f"a{text}b"

    made = sent(carla, json.dumps(study_body(title=typed)))

    assert (made.status, made.body["title"]) == (201, typed)


def stamp(text: str) -> dict[str, Any]:
    return {"settings": {"stamp": {"subject_size": text}}}


@pytest.mark.parametrize("letter", ["x", "👩"])
def test_a_note_has_a_length_and_fits_in_16_kib(study: make.Study, letter: str) -> None:
    path, most = f"/api/studies/{study.id}", limits.NOTE_CHARS

    taken = study.pi.patch(path, **stamp(letter * most))
    refused = study.pi.patch(path, **stamp(letter * (most + 1)))

    assert taken.status == 200
    assert len(taken.body["settings"]["stamp"]["subject_size"].encode()) <= 16 * 1024
    assert refused.status == 422
    assert pointers(refused) == ["#/settings/stamp/subject_size"]


def test_a_note_keeps_lines_and_directions_but_nothing_unstorable(
    study: make.Study,
) -> None:
    path = f"/api/studies/{study.id}"
    for kept in [*BIDI, "\n", "\t", *FINE]:
        answer = study.pi.patch(path, **stamp(f"a{kept}b"))
        assert answer.body["settings"]["stamp"]["subject_size"] == f"a{kept}b"
    for odd in UNSTORABLE:
        refused = study.pi.patch(path, **stamp(f"a{odd}b"))
        assert refused.status == 422, odd
        assert pointers(refused) == ["#/settings/stamp/subject_size"]


@pytest.mark.parametrize(
    "number", [5.9, "5", True, None, -1, 3601, 9007199254740992, [5], {"a": 5}, 5.0]
)
def test_numbers_are_numbers_within_their_range(
    study: make.Study, number: object
) -> None:
    refused = study.pi.patch(
        f"/api/studies/{study.id}", settings={"min_duration_s": number}
    )

    assert refused.status == 422
    assert pointers(refused) == ["#/settings/min_duration_s"]


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ({"extra": 1}, "#/extra"),
        ({"role": "pi"}, "#/role"),
        ({"id": "01890000-0000-7000-8000-000000000001"}, "#/id"),
        ({"created_at": "2026-01-01T00:00:00Z"}, "#/created_at"),
        ({"settings": {"extra": 1}}, "#/settings/extra"),
        ({"settings": {"stamp": {"extra": "x"}}}, "#/settings/stamp/extra"),
        ({"settings": {"retention_until": "2026-02-30"}}, "#/settings/retention_until"),
        ({"settings": {"retention_until": "20260201"}}, "#/settings/retention_until"),
        ({"timezone": "Mars/Olympus"}, "#/timezone"),
        ({"timezone": "../../etc/passwd"}, "#/timezone"),
        ({"timezone": "Europe/London\n"}, "#/timezone"),
        ({"study_code": "-x"}, "#/study_code"),
        ({"study_code": "x\n"}, "#/study_code"),
        ({"study_code": "../x"}, "#/study_code"),
        ({"study_code": "x" * 41}, "#/study_code"),
    ],
)
def test_what_is_not_acceptable_is_named(
    study: make.Study, body: dict[str, Any], pointer: str
) -> None:
    refused = study.pi.patch(f"/api/studies/{study.id}", **body)

    assert (refused.status, pointers(refused)) == (422, [pointer])


def test_an_id_has_one_spelling(study: make.Study) -> None:
    spellings = [
        study.id.upper(),
        study.id.replace("-", ""),
        f"{{{study.id}}}",
        f"urn:uuid:{study.id}",
        f" {study.id}",
        f"{study.id}%0A",
        study.id[:-1],
        "0",
        "x" * 3000,
    ]
    absent = study.pi.get("/api/studies/01890000-0000-7000-8000-000000000001").body

    answers = [study.pi.get(f"/api/studies/{odd}") for odd in spellings]

    assert study.pi.get(f"/api/studies/{study.id}").status == 200
    assert [answer.status for answer in answers] == [404] * len(spellings)
    assert [answer.body for answer in answers] == [absent] * len(spellings)
    assert IS_UUID(study.id)


def operations(count: int, study_id: str) -> list[dict[str, Any]]:
    return [{"study": study_id, "n": n} for n in range(count)]


def test_a_push_holds_200_operations(study: make.Study) -> None:
    head = {"proto": 1, "device": "d_x"}
    most = limits.OPERATIONS_PER_PUSH

    taken = study.pi.post("/api/sync/push", **head, ops=operations(most, study.id))
    refused = study.pi.post(
        "/api/sync/push", **head, ops=operations(most + 1, study.id)
    )

    assert (taken.status, len(taken.body["results"])) == (200, most)
    assert refused.status == 413
    assert refused.body["type"] == "/problems/too-many-operations"


def test_the_description_quotes_every_limit(stranger: Api) -> None:
    described = stranger.get("/api/openapi.json").body["info"]["x-limits"]

    held = {name: value for name, value in vars(limits).items() if name.isupper()}
    assert described == {name.lower(): value for name, value in held.items()}
