from typing import Any

import pytest
from flask import Flask

from tests import make
from tests.api import Api
from tests.make import Study

# Request, then what an observer and an analyst are answered.
MATRIX: list[tuple[str, str, dict[str, Any], int, int]] = [
    ("GET", "", {}, 200, 200),
    ("GET", "/codebook", {}, 200, 200),
    ("GET", "/members", {}, 200, 200),
    ("GET", "/subjects", {}, 200, 403),
    ("PATCH", "", {"title": "Mine"}, 403, 403),
    ("PATCH", "", {"nonsense": 1}, 403, 403),
    ("POST", "/members", {"login": "ben", "role": "pi"}, 403, 403),
    ("PATCH", "/members/{me}", {"role": "pi"}, 403, 403),
    ("DELETE", "/members/{me}", {}, 403, 403),
    ("POST", "/invitations", {"role": "pi"}, 403, 403),
    ("POST", "/subjects", {"pseudonym": "CE9"}, 403, 403),
    ("PATCH", "/subjects/{subject}", {"role": "x"}, 403, 403),
    ("PUT", "/codebook/draft", {"dimensions": []}, 403, 403),
    ("POST", "/codebook/publish", {}, 403, 403),
]


@pytest.mark.parametrize(("method", "tail", "body", "observer", "analyst"), MATRIX)
def test_each_role_may_do_its_own(
    app: Flask,
    study: Study,
    ana: Api,
    method: str,
    tail: str,
    body: dict[str, Any],
    observer: int,
    analyst: int,
) -> None:
    adil = make.member(app, study, "adil", role="analyst")
    sent = None if method in {"GET", "DELETE"} else body

    answers = []
    for api in (ana, adil):
        path = tail.format(me=make.account_id(api), subject=study.subject_id)
        answers.append(api.call(method, f"/api/studies/{study.id}{path}", sent).status)

    assert answers == [observer, analyst]


def test_what_one_may_not_do_is_said(study: Study, ana: Api) -> None:
    refused = ana.post(f"/api/studies/{study.id}/subjects", pseudonym="CE9")

    assert refused.media_type == "application/problem+json"
    assert refused.body["type"] == "/problems/not-allowed"
    assert "observer" in refused.body["detail"]
