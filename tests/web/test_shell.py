"""The app's files are served by their content, so that a phone can trust its copy."""

import json
import re
from html.parser import HTMLParser

import pytest

from app.web.shell import integrity, shell
from tests.api import Api


def listed(stranger: Api) -> dict[str, str]:
    """What the service worker keeps: URL to integrity."""
    worker = stranger.get("/sw.js").body
    found = re.search(r"const SHELL = (\[.*?\n\])", worker, re.DOTALL)
    assert found
    return dict(json.loads(found.group(1)))


def test_every_file_a_phone_keeps_is_served_as_promised(stranger: Api) -> None:
    files = listed(stranger)

    assert "/" in files
    for url, promised in files.items():
        answer = stranger.get(url)
        assert answer.status == 200, url
        assert integrity(answer.raw) == promised, url


def test_hashed_files_may_be_kept_for_ever(stranger: Api) -> None:
    answer = stranger.get(f"/static/{shell().version}/main.js")

    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert answer.media_type == "text/javascript"


@pytest.mark.parametrize("path", ["/", "/sw.js", "/manifest.webmanifest"])
def test_what_names_the_version_is_always_asked_for(stranger: Api, path: str) -> None:
    assert stranger.get(path).headers["Cache-Control"] == "no-cache"


@pytest.mark.parametrize("path", ["../wsgi.py", "%2e%2e/wsgi.py", "tsconfig.json"])
def test_nothing_else_on_disk_is_served(stranger: Api, path: str) -> None:
    assert stranger.get(f"/static/{shell().version}/{path}").status == 404


def test_the_page_holds_nothing_inline(stranger: Api) -> None:
    found: list[str] = []

    class Reader(HTMLParser):
        def handle_starttag(
            self, tag: str, attrs: list[tuple[str, str | None]]
        ) -> None:
            names = dict(attrs)
            if (tag == "script" and "src" not in names) or tag == "style":
                found.append(tag)
            found.extend(name for name in names if name == "style" or name[:2] == "on")

    Reader().feed(stranger.get("/").body)

    assert found == []


def test_no_placeholder_is_left_unfilled(stranger: Api) -> None:
    for url in listed(stranger):
        assert (
            b"{{" not in stranger.get(url).raw
            or "/vendor/" in url
            or url.endswith(".js")
        )
