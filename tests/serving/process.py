"""Real servers for tests: the command a person types, on a free port."""

import json
import os
import queue
import socket
import subprocess
import sys
import tempfile
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from typing import IO, Any

from tests.make import PASSWORD
from tests.warm import Forked

ROOT = Path(__file__).parents[2]
PATIENCE = 60.0
COMMAND = ("-m", "app.cli", "serve")


def free_port() -> int:
    """A port nobody uses, whose successor nobody uses either."""
    while True:
        with socket.create_server(("127.0.0.1", 0)) as first:
            port = int(first.getsockname()[1])
            try:
                socket.create_server(("127.0.0.1", port + 1)).close()
            except OSError:
                continue
            return port


def environment(folder: Path, **env: str) -> dict[str, str]:
    """What the command finds around it: this machine's, without our own settings."""
    ours = ("SHADOWLOG_", "DATABASE_URL")
    kept = {k: v for k, v in os.environ.items() if not k.startswith(ours)}
    return kept | {"SHADOWLOG_DATA_DIR": str(folder), "PYTHONPATH": str(ROOT)} | env


def shadowlog(
    folder: Path, *words: str, env: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Run a command to its end."""
    with tempfile.TemporaryDirectory() as aside:
        out = Path(aside) / "out"
        around = environment(folder, **(env or {}))
        code = Forked(words, around, cwd=folder, out=out).wait(PATIENCE)
        printed = (out, out.with_name("log"))
        texts = [path.read_text() if path.exists() else "" for path in printed]
    return subprocess.CompletedProcess(words, code, *texts)


@dataclass
class Server:
    """A running ``shadowlog serve``, with what it has printed."""

    process: subprocess.Popen[str] | Forked
    printer: IO[str]
    port: int
    lines: "queue.Queue[str | None]" = field(default_factory=queue.Queue)
    printed: list[str] = field(default_factory=list)

    def wait_for(self, start: str) -> str:
        """The first line that begins so; what came before it is in ``printed``."""
        while True:
            line = self.lines.get(timeout=PATIENCE)
            assert line is not None, self.printed
            self.printed.append(line)
            if line.startswith(start):
                return line

    def stop(self) -> int:
        self.process.terminate()
        return self.process.wait(timeout=PATIENCE)


def start(folder: Path, *words: str, env: Mapping[str, str] | None = None) -> Server:
    """Start a server and return at once; its log goes to ``log`` in the folder."""
    folder.mkdir(exist_ok=True)
    port = free_port()
    around = environment(folder, **{"SHADOWLOG_PORT": str(port), **(env or {})})
    pipe = folder / "printed"
    pipe.unlink(missing_ok=True)
    os.mkfifo(pipe)
    process = Forked(words or ("serve",), around, cwd=folder, out=pipe)
    return read(Server(process, pipe.open(), port))


def tampered(folder: Path, source: str) -> Server:
    """A server with something in it that cannot be had from outside."""
    (folder / "tampered.py").write_text(source + "\ncli.main()\n")
    return start_anew(folder / "data", str(folder / "tampered.py"), "serve")


def start_anew(folder: Path, *program: str) -> Server:
    """Start a server the way a person does, imports and all."""
    folder.mkdir(exist_ok=True)
    port = free_port()
    with (folder / "log").open("a") as log:
        process = subprocess.Popen(
            [sys.executable, *program],
            env=environment(folder, SHADOWLOG_PORT=str(port)),
            cwd=folder,
            stdout=subprocess.PIPE,
            stderr=log,
            text=True,
        )
    assert process.stdout is not None
    return read(Server(process, process.stdout, port))


def read(server: Server) -> Server:
    """Have every line it prints put where ``wait_for`` finds it."""

    def follow() -> None:
        with server.printer as printed:
            for line in printed:
                server.lines.put(line.rstrip("\n"))
        server.lines.put(None)

    threading.Thread(target=follow, daemon=True).start()
    return server


class Browser:
    """Just enough of a browser: one connection, cookies, the headers we ask for."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.cookies: dict[str, str] = {}

    def call(
        self, method: str, path: str, body: Any = None, origin: str | None = None
    ) -> tuple[int, Any]:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        headers = {
            "Origin": origin or f"http://localhost:{self.port}",
            "X-Requested-By": "shadowlog",
            "Cookie": "; ".join(f"{k}={v}" for k, v in self.cookies.items()),
        }
        data = None
        if body is not None:
            data = json.dumps(body)
            headers["Content-Type"] = "application/json"
        connection.request(method, path, data, headers)
        answer = connection.getresponse()
        text = answer.read()
        self.keep_cookies(answer)
        connection.close()
        is_json = "json" in (answer.getheader("Content-Type") or "")
        return answer.status, json.loads(text) if is_json and text else text

    def keep_cookies(self, answer: HTTPResponse) -> None:
        for cookie in answer.headers.get_all("Set-Cookie") or []:
            name, _, value = cookie.partition(";")[0].partition("=")
            self.cookies[name] = value

    def set_up(self, setup_line: str) -> None:
        token = setup_line.partition("#setup=")[2]
        body = {"token": token, "login": "ana", "name": "Ana", "password": PASSWORD}
        status, answer = self.call("POST", "/api/setup", body)
        assert status == 201, answer

    def sign_in(self) -> int:
        body = {"login": "ana", "password": PASSWORD}
        return self.call("POST", "/api/session", body)[0]
