"""Browsers report what the policy refused; the log counts, and never fills up."""

import json
from typing import Any

import pytest
from _pytest.logging import LogCaptureFixture

from app.core.buckets import Buckets
from app.core.limits import CSP_LINES_PER_MINUTE, CSP_REPORT_BYTES
from app.web import csp
from tests.api import Api

MODERN = {"Content-Type": "application/reports+json"}
OLD = {"Content-Type": "application/csp-report"}


@pytest.fixture(autouse=True)
def a_fresh_minute(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(csp, "lines", Buckets(CSP_LINES_PER_MINUTE, 60))


def report(api: Api, data: bytes, headers: dict[str, str] = MODERN) -> int:
    return api.call("POST", "/csp-report", data=data, headers=headers).status


def said(caplog: LogCaptureFixture) -> list[Any]:
    return [
        vars(record)["directive"]
        for record in caplog.records
        if record.message == "csp violation"
    ]


def test_a_report_is_counted_by_its_directive_alone(
    stranger: Api, caplog: LogCaptureFixture
) -> None:
    body = {
        "effectiveDirective": "script-src-elem",
        "documentURL": "http://localhost:8000/#/day/secret",
        "sample": "what somebody typed",
    }

    assert report(stranger, json.dumps([{"body": body}]).encode()) == 204

    assert said(caplog) == ["script-src-elem"]
    assert "typed" not in caplog.text
    assert "secret" not in caplog.text


def test_the_older_form_is_read_as_well(
    stranger: Api, caplog: LogCaptureFixture
) -> None:
    body = {"csp-report": {"effective-directive": "style-src-attr"}}

    assert report(stranger, json.dumps(body).encode(), OLD) == 204

    assert said(caplog) == ["style-src-attr"]


@pytest.mark.parametrize(
    "data",
    [
        b"[" * 60_000,
        b"9" * 5000,
        b"\xff",
        b"",
        b"5",
        b'{"body": 5}',
        b'[{"body": {"effectiveDirective": "x\\r\\nforged"}}]',
    ],
)
def test_a_report_nobody_can_read_is_taken_as_well(
    stranger: Api, data: bytes, caplog: LogCaptureFixture
) -> None:
    assert report(stranger, data) == 204
    assert set(said(caplog)) <= {"unknown"}


def test_a_flood_of_reports_does_not_fill_the_log(
    stranger: Api, caplog: LogCaptureFixture
) -> None:
    many = json.dumps([{"body": {"effectiveDirective": "img-src"}}] * 50).encode()

    assert {report(stranger, many) for _ in range(30)} == {204}

    assert len(said(caplog)) == CSP_LINES_PER_MINUTE


def test_a_report_has_a_limit(stranger: Api) -> None:
    assert report(stranger, b" " * CSP_REPORT_BYTES) == 204
    assert report(stranger, b" " * (CSP_REPORT_BYTES + 1)) == 413
