"""The server answers; it never calls anybody."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.serving.process import Browser, environment, start_anew

pytestmark = pytest.mark.served

# Whatever Python opens towards the outside passes these events, also from C.
WATCHED = """
import os, socket, sys
from app import cli

LOG = {log!r}

def watch(event, args):
    if event in ("socket.connect", "socket.sendto", "socket.sendmsg"):
        to = args[1] if len(args) > 1 else None
        note(f"{{event}} {{to}}")
    elif event in ("socket.getaddrinfo", "socket.gethostbyname"):
        # Gunicorn looks up the address it is told to listen on.
        if args[0] not in ("127.0.0.1", "localhost", None):
            note(f"{{event}} {{args}}")
    elif event in ("subprocess.Popen", "os.system", "os.exec", "os.posix_spawn"):
        note(f"{{event}} {{args}}")

def note(line):
    with open(LOG, "a") as file:
        file.write(line + "\\n")

note("watching")
sys.addaudithook(watch)
cli.main()
"""

# Without any network but its own, a process can reach nobody.
ALONE = """
import socket, subprocess, sys, threading
subprocess.run(["ip", "link", "set", "lo", "up"], check=True)
from tests.serving.process import Browser, start
from tests.security.test_outbound import use
from pathlib import Path
running = start(Path(sys.argv[1]))
use(Browser(running.port), running.wait_for("Setup: "))
running.wait_for("Shadowlog is at")
sys.exit(running.stop())
"""


def use(browser: Browser, setup_line: str) -> None:
    """A little of everything a server is asked for."""
    browser.set_up(setup_line)
    assert browser.sign_in() == 201
    wanted = {"title": "T", "template": "blank", "timezone": "Europe/London"}
    status, study = browser.call("POST", "/api/studies", wanted)
    assert status == 201
    path = f"/api/studies/{study['id']}"
    subject = {"pseudonym": "CE1"}
    assert browser.call("POST", f"{path}/subjects", subject)[0] == 201
    assert browser.call("POST", f"{path}/invitations", {"role": "observer"})[0] == 201
    for read in ("codebook", "days", "members", "subjects", "log.csv"):
        assert browser.call("GET", f"{path}/{read}")[0] == 200
    assert browser.call("GET", f"/api/sync/pull?study={study['id']}")[0] == 200
    envelope = {"proto": 1, "device": "d_x", "ops": []}
    assert browser.call("POST", "/api/sync/push", envelope)[0] == 200
    for page in ("/", "/sw.js", "/readyz", "/api/openapi.json", "/nothing"):
        assert browser.call("GET", page)[0] in {200, 404}
    assert browser.call("DELETE", "/api/session")[0] == 204


def test_nothing_is_connected_to(tmp_path: Path) -> None:
    log = tmp_path / "outbound"
    (tmp_path / "watched.py").write_text(WATCHED.format(log=str(log)))
    running = start_anew(tmp_path / "data", str(tmp_path / "watched.py"), "serve")

    use(Browser(running.port), running.wait_for("Setup: "))

    assert running.stop() == 0
    assert log.read_text().splitlines() == ["watching"]


def test_it_needs_no_network(tmp_path: Path) -> None:
    unshare = shutil.which("unshare")
    alone = [str(unshare), "--net", "--map-root-user"]
    tried = [*alone, "ip", "link", "set", "lo", "up"]
    if (
        not unshare
        or not shutil.which("ip")
        or subprocess.run(tried, capture_output=True, check=False).returncode
    ):
        pytest.skip("this machine lets nobody take a network away")

    done = subprocess.run(
        [*alone, sys.executable, "-c", ALONE, str(tmp_path / "data")],
        env=environment(tmp_path / "data"),
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )

    assert done.returncode == 0, done.stderr
