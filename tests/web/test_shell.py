"""The app's files are served by their content, so that a phone can trust its copy."""

import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from app import create_app
from app.core.config import Config
from app.web.javascript import CannotJoin
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
    answer = stranger.get(f"/static/{shell().version}/app.js")

    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert answer.media_type == "text/javascript"


@pytest.mark.parametrize("path", ["/", "/sw.js", "/manifest.webmanifest"])
def test_what_names_the_version_is_always_asked_for(stranger: Api, path: str) -> None:
    assert stranger.get(path).headers["Cache-Control"] == "no-cache"


@pytest.mark.parametrize(
    "path", ["../wsgi.py", "%2e%2e/wsgi.py", "tsconfig.json", "main.js", "sw.js"]
)
def test_nothing_else_on_disk_is_served(stranger: Api, path: str) -> None:
    assert stranger.get(f"/static/{shell().version}/{path}").status == 404


def test_the_page_links_one_script_and_one_stylesheet(stranger: Api) -> None:
    page = stranger.get("/").body
    static = f"/static/{shell().version}"

    assert re.findall(r'<script[^>]* src="([^"]*)"', page) == [f"{static}/app.js"]
    sheets = re.findall(r'<link rel="stylesheet" href="([^"]*)"', page)
    assert sheets == [f"{static}/app.css"]


def test_a_source_that_cannot_be_joined_stops_the_start(
    config: Config, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "main.js").write_text("import 'preact'\n")
    monkeypatch.setattr("app.web.shell.PWA", tmp_path)
    shell.cache_clear()

    with pytest.raises(CannotJoin, match=r"main\.js:1"):
        create_app(config)


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


@pytest.mark.parametrize("path", ["/", "/sw.js", "/manifest.webmanifest"])
def test_no_placeholder_is_left_unfilled(stranger: Api, path: str) -> None:
    assert "{{" not in stranger.get(path).body
