"""What somebody meets who types ``./run serve``: the real process, over real HTTP."""

import json
import re
import stat
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.serving.process import (
    COMMAND,
    Browser,
    Server,
    shadowlog,
    start,
    start_anew,
    tampered,
)

SLOW_APP = """
import time
from app import cli
from app.doors import ANYONE
make = cli.create_app
def slow(config):
    app = make(config)
    app.extensions["doors"] = {**app.extensions["doors"], "wait": ANYONE}
    @app.get("/slow")
    def wait():
        print("under way", flush=True)
        time.sleep(2)
        return "done"
    return app
cli.create_app = slow
"""


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    running = start(tmp_path / "data")
    yield running
    running.stop()


def test_the_setup_link_stands_alone_on_its_line(tmp_path: Path) -> None:
    server = start_anew(tmp_path / "data", *COMMAND)
    line = server.wait_for("Setup: ")

    link = rf"Setup: http://localhost:{server.port}/#setup=[\w-]{{20,}}"
    assert re.fullmatch(link, line)
    assert server.wait_for(f"Shadowlog is at http://localhost:{server.port}")
    assert server.stop() == 0


def test_the_link_makes_the_first_account_which_can_sign_in(server: Server) -> None:
    browser = Browser(server.port)

    browser.set_up(server.wait_for("Setup: "))

    assert browser.sign_in() == 201
    assert browser.call("GET", "/api/session")[1]["account"]["login"] == "ana"


def test_the_page_and_its_worker_are_served(server: Server) -> None:
    server.wait_for("Shadowlog is at")
    browser = Browser(server.port)

    assert browser.call("GET", "/")[0] == 200
    assert browser.call("GET", "/sw.js")[0] == 200
    assert browser.call("GET", "/readyz") == (200, {"status": "ready"})


def test_what_was_made_is_there_after_a_restart(tmp_path: Path) -> None:
    first = start(tmp_path / "data")
    Browser(first.port).set_up(first.wait_for("Setup: "))
    assert first.stop() == 0

    second = start(tmp_path / "data")
    second.wait_for("Shadowlog is at")

    assert Browser(second.port).sign_in() == 201
    assert not [line for line in second.printed if line.startswith("Setup:")]
    second.stop()


def test_a_request_under_way_is_finished_before_stopping(tmp_path: Path) -> None:
    running = tampered(tmp_path, SLOW_APP)
    running.wait_for("Shadowlog is at")
    answers: list[object] = []
    asking = threading.Thread(
        target=lambda: answers.append(Browser(running.port).call("GET", "/slow"))
    )
    asking.start()
    running.wait_for("under way")

    code = running.stop()

    asking.join()
    assert answers == [(200, b"done")]
    assert code == 0


def test_the_log_is_json_lines_without_any_token(
    tmp_path: Path, server: Server
) -> None:
    setup = server.wait_for("Setup: ")
    Browser(server.port).set_up(setup)

    server.stop()

    text = (tmp_path / "data" / "log").read_text()
    assert all(json.loads(line)["event"] for line in text.splitlines())
    assert setup.partition("#setup=")[2] not in text


def test_only_the_owner_can_read_the_data(tmp_path: Path, server: Server) -> None:
    server.wait_for("Shadowlog is at")
    folder = tmp_path / "data"

    modes = {stat.S_IMODE(file.stat().st_mode) for file in folder.glob("shadowlog.db*")}

    assert modes == {0o600}


def test_a_port_in_use_is_named(tmp_path: Path, server: Server) -> None:
    server.wait_for("Shadowlog is at")

    done = shadowlog(tmp_path, "serve", env={"SHADOWLOG_PORT": str(server.port)})

    assert done.returncode == 1
    assert f"127.0.0.1:{server.port} cannot be used" in done.stderr
    assert "Setup:" not in done.stdout


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SHADOWLOG_PORT", "eighty"),
        ("SHADOWLOG_ENV", "staging"),
        ("SHADOWLOG_DATA_DIR", "/dev/null/data"),
    ],
)
def test_a_setting_that_makes_no_sense_stops_it(
    tmp_path: Path, name: str, value: str
) -> None:
    done = shadowlog(tmp_path, "serve", env={name: value})

    assert done.returncode == 2
    assert value in done.stderr or name in done.stderr
    assert "Traceback" not in done.stderr


def test_a_database_nobody_answers_for_is_named(tmp_path: Path) -> None:
    url = "postgresql://nobody:geheim@127.0.0.1:1/none"

    done = shadowlog(tmp_path, "serve", env={"DATABASE_URL": url})

    assert done.returncode == 1
    assert "database cannot be used" in done.stderr
    assert "geheim" not in done.stderr
    assert "Traceback" not in done.stderr
