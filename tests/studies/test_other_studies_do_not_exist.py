"""What is not yours, what never was and what could not be: one and the same answer."""

from typing import Any

import pytest

from tests.api import Api
from tests.make import Study

REQUESTS: list[tuple[str, str, dict[str, Any]]] = [
    ("GET", "", {}),
    ("PATCH", "", {"title": "Mine now"}),
    ("PATCH", "", {"nonsense": 1}),
    ("GET", "/members", {}),
    ("POST", "/members", {"login": "dov", "role": "pi"}),
    ("PATCH", "/members/{account}", {"role": "analyst"}),
    ("DELETE", "/members/{account}", {}),
    ("POST", "/invitations", {"role": "pi"}),
    ("GET", "/subjects", {}),
    ("POST", "/subjects", {"pseudonym": "X"}),
    ("PATCH", "/subjects/{subject}", {"role": "x"}),
    ("GET", "/codebook", {}),
    ("PUT", "/codebook/draft", {"dimensions": []}),
    ("PUT", "/codebook/draft", {"nonsense": 1}),
    ("POST", "/codebook/publish", {}),
]
NOT_STUDIES = [
    "00000000-0000-4000-8000-000000000000",
    "x",
    "1",
    "%00",
    "null",
    "{upper}",
    "{bare}",
    "urn:uuid:{id}",
    "%7B{id}%7D",
]


def asked(
    api: Api, method: str, study: str, tail: str, body: dict[str, Any], known: Study
) -> tuple[int, bytes]:
    account = known.pi.get("/api/session").body["account"]["id"]
    path = tail.format(account=account, subject=known.subject_id)
    sent = None if method in {"GET", "DELETE"} else body
    answer = api.call(method, f"/api/studies/{study}{path}", sent)
    return answer.status, answer.raw


@pytest.mark.parametrize(("method", "tail", "body"), REQUESTS)
def test_another_study_is_no_study(
    study: Study, dov: Api, method: str, tail: str, body: dict[str, Any]
) -> None:
    before = study.pi.get(f"/api/studies/{study.id}").body
    names = [
        name.format(id=study.id, upper=study.id.upper(), bare=study.id.replace("-", ""))
        for name in NOT_STUDIES
    ]

    foreign = asked(dov, method, study.id, tail, body, study)
    others = {asked(dov, method, name, tail, body, study) for name in names}

    assert foreign[0] == 404
    assert others == {foreign}
    assert study.pi.get(f"/api/studies/{study.id}").body == before


@pytest.mark.parametrize(("method", "tail", "body"), REQUESTS)
def test_strangers_are_not_even_told_that(
    study: Study, stranger: Api, method: str, tail: str, body: dict[str, Any]
) -> None:
    assert asked(stranger, method, study.id, tail, body, study)[0] == 401
    assert asked(stranger, method, "x", tail, body, study)[0] == 401


def test_the_list_holds_ones_own_only(study: Study, dov: Api) -> None:
    titles = [item["title"] for item in dov.get("/api/studies").body["items"]]

    assert titles == ["Another study"]
