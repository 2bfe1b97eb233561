"""The log of a day as a browser gets it from the server, and how it is read."""

import csv
import io
from typing import Any

from playwright.sync_api import Page

from tests.browser.phone import Phone

Row = dict[str, str]


def only_day(phone: Phone) -> str:
    """The address on the phone does not tell."""
    studies = phone.context.request.get(phone.origin + "/api/studies").json()["items"]
    path = f"{phone.origin}/api/studies/{studies[0]['id']}/days"
    return str(phone.context.request.get(path).json()["items"][0]["id"])


def fetched(page: Page, path: str) -> bytes:
    """What the server sends this signed-in browser."""
    answer: Any = page.context.request.get(page.url.split("/#")[0] + path)
    assert answer.ok, answer.status
    body: bytes = answer.body()
    return body


def rows_of(data: bytes) -> list[Row]:
    return list(csv.DictReader(io.StringIO(data.decode(), newline="")))
