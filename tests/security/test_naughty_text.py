"""What somebody typed comes back to the letter, or is refused by name; never a 5xx."""

import uuid
from collections.abc import Callable
from typing import Any

import pytest

from tests import make
from tests.api import Answer, Api
from tests.security.naughty import ALL, BROKEN, SCRIPTS

Way = Callable[[make.Study, str], tuple[Answer, Any]]


def title(study: make.Study, text: str) -> tuple[Answer, Any]:
    answer = study.pi.patch(f"/api/studies/{study.id}", title=text)
    return answer, study.pi.get(f"/api/studies/{study.id}").body["title"]


def study_code(study: make.Study, text: str) -> tuple[Answer, Any]:
    answer = study.pi.patch(f"/api/studies/{study.id}", study_code=text)
    return answer, study.pi.get(f"/api/studies/{study.id}").body["study_code"]


def ethics(study: make.Study, text: str) -> tuple[Answer, Any]:
    changed = {"ethics_reference": text}
    answer = study.pi.patch(f"/api/studies/{study.id}", settings=changed)
    read = study.pi.get(f"/api/studies/{study.id}").body["settings"]
    return answer, read["ethics_reference"]


def stamp(study: make.Study, text: str) -> tuple[Answer, Any]:
    changed = {"stamp": {"setting_locale": text}}
    answer = study.pi.patch(f"/api/studies/{study.id}", settings=changed)
    read = study.pi.get(f"/api/studies/{study.id}").body["settings"]
    return answer, read["stamp"].get("setting_locale", "")


def pseudonym(study: make.Study, text: str) -> tuple[Answer, Any]:
    path = f"/api/studies/{study.id}/subjects"
    answer = study.pi.patch(f"{path}/{study.subject_id}", pseudonym=text)
    return answer, study.pi.get(path).body["items"][0]["pseudonym"]


def definition(study: make.Study, text: str) -> tuple[Answer, Any]:
    return in_codebook(study, {"code": "c", "label": "L", "definition": text})


def label(study: make.Study, text: str) -> tuple[Answer, Any]:
    return in_codebook(study, {"code": "c", "label": text, "definition": ""})


def in_codebook(study: make.Study, code: dict[str, str]) -> tuple[Answer, Any]:
    """Save a draft with one more code, and read that code again."""
    path = f"/api/studies/{study.id}/codebook"
    read = study.pi.get(path).body["dimensions"]
    dimensions = [
        {"name": one["name"], "codes": [plain(entry) for entry in one["codes"]]}
        for one in read
    ]
    dimensions[0]["codes"].append(code)
    answer = study.pi.put(f"{path}/draft", dimensions=dimensions)
    if answer.status != 200:
        return answer, None
    saved = next(
        entry
        for one in answer.body["dimensions"]
        for entry in one["codes"]
        if entry["code"] == "c"
    )
    field = "label" if code["label"] != "L" else "definition"
    return answer, saved[field]


def plain(entry: dict[str, Any]) -> dict[str, Any]:
    left_out = {"retired_in"}
    return {key: value for key, value in entry.items() if key not in left_out}


WAYS: list[Way] = [title, study_code, ethics, stamp, pseudonym, definition, label]


@pytest.mark.parametrize("way", WAYS, ids=lambda way: str(way.__name__))
def test_settings_come_back_as_typed_or_not_at_all(study: make.Study, way: Way) -> None:
    taken = 0
    for text in ALL:
        answer, read = way(study, text)

        assert answer.status in {200, 409, 422}, (text, answer.body)
        if answer.status == 200:
            assert read == text
            taken += 1
        else:
            assert answer.body["type"] in {
                "/problems/invalid-input",
                "/problems/pseudonym-taken",
            }
    assert taken > 5 if way is study_code else taken > 50


def record(study: make.Study, kind: str, fields: dict[str, Any]) -> dict[str, Any]:
    return {
        "id": str(uuid.uuid4()),
        "n": 1,
        "study": study.id,
        "kind": kind,
        "rec": str(uuid.uuid4()),
        "op": "put",
        "set": fields,
        "saw": {},
        "stamp": [1, "d_x", 1],
    }


def instant(text: str = "2026-11-20T09:00:00.000+00:00") -> dict[str, Any]:
    return {"wall": 1_795_161_600_000, "tz": "Europe/London", "utcoff": 0}


def day_of(study: make.Study) -> dict[str, Any]:
    return record(
        study,
        "day",
        {
            "subject_id": study.subject_id,
            "date": "2026-11-20",
            "timezone": "Europe/London",
            "observation_started_at": instant(),
            "status": "open",
        },
    )


TEXTS = [
    ("jotting", "text"),
    ("jotting", "field_note"),
    ("activity", "note"),
    ("activity", "sphere"),
    ("knowledge_source", "title"),
    ("gap", "requested_by"),
]


@pytest.mark.parametrize(("kind", "field"), TEXTS)
def test_records_come_back_as_typed_or_are_kept_as_refused(
    study: make.Study, ana: Api, kind: str, field: str
) -> None:
    day = day_of(study)
    begins = "at" if kind in {"jotting", "knowledge_source"} else "started_at"
    sent = {
        op["rec"]: (op, text)
        for text in ALL
        for op in [
            record(study, kind, {"day": day["rec"], begins: instant(), field: text})
        ]
    }
    ops = [day, *[op for op, _ in sent.values()]]
    for n, op in enumerate(ops, 1):
        op |= {"n": n, "stamp": [n, "d_x", n]}

    answers = [
        ana.post("/api/sync/push", proto=1, device="d_x", ops=ops[at : at + 100])
        for at in range(0, len(ops), 100)
    ]

    assert {answer.status for answer in answers} == {200}
    results = {
        result["id"]: result["status"]
        for answer in answers
        for result in answer.body["results"]
    }
    read = ana.get(f"/api/days/{day['rec']}").body["records"]
    seen = {one["rec"]: one["fields"].get(field) for one in read}
    for rec, (op, text) in sent.items():
        status = results[op["id"]]
        assert status in {"applied", "rejected"}, text
        assert status == "applied" or text in BROKEN or len(text) > 64
        if status == "applied":
            assert seen[rec] == text
    assert len([rec for rec in sent if rec in seen]) > 100


def test_nothing_typed_can_be_taken_for_a_page(study: make.Study) -> None:
    for text in SCRIPTS[:10]:
        study.pi.patch(f"/api/studies/{study.id}", title=text)

        answer = study.pi.get(f"/api/studies/{study.id}")

        assert answer.media_type == "application/json"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert "sandbox" in answer.headers["Content-Security-Policy"]


def test_no_text_becomes_a_file_name(study: make.Study) -> None:
    for text in ALL:
        study.pi.patch(f"/api/studies/{study.id}", study_code=text, title="T")
        name = study.pi.get(f"/api/studies/{study.id}/log.csv").headers[
            "Content-Disposition"
        ]
        inner = name.removeprefix('attachment; filename="daylog_').removesuffix('.csv"')
        assert inner.replace("-", "").replace("_", "").replace(".", "").isalnum(), name
