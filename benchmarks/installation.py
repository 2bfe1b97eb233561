"""A running server to measure, with a study in it and a client that speaks to it."""

import http.client
import json
import os
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psutil

from app.core.ids import uuid7
from tests.browser.server import Server
from tests.phone import sha256_of

PASSWORD = "correct horse battery staple"
START = 1_790_000_000_000  # An instant in September 2026, in milliseconds.


class Client:
    """One device: keeps its connection, its cookie and its counter."""

    def __init__(self, server: Server) -> None:
        self.origin = server.origin
        self.connection = http.client.HTTPConnection("localhost", server.port)
        self.cookie = ""
        self.n = 0
        self.device = f"d_{uuid7()}"

    def call(self, method: str, path: str, body: Any = None) -> Any:
        data = self.raw(method, path, body)
        return json.loads(data) if data else None

    def raw(self, method: str, path: str, body: Any = None) -> bytes:
        headers = {"Origin": self.origin, "X-Requested-By": "shadowlog"}
        if self.cookie:
            headers["Cookie"] = self.cookie
        payload = None
        if body is not None:
            payload = json.dumps(body).encode()
            headers["Content-Type"] = "application/json"
        self.connection.request(method, path, payload, headers)
        answer = self.connection.getresponse()
        data = answer.read()
        assert answer.status < 300, (answer.status, data[:500])
        if "Set-Cookie" in answer.headers:
            self.cookie = answer.headers["Set-Cookie"].split(";")[0]
        return data

    def operation(
        self, study: str, kind: str, fields: dict[str, Any]
    ) -> dict[str, Any]:
        """A put of a new record, as a phone would send it."""
        self.n += 1
        return {
            "id": str(uuid7()),
            "n": self.n,
            "study": study,
            "kind": kind,
            "rec": str(uuid7()),
            "op": "put",
            "set": fields,
            "saw": dict.fromkeys(fields),
            "stamp": [START + self.n, self.device, self.n],
        }

    def push(self, operations: list[dict[str, Any]]) -> None:
        body = {"proto": 1, "schema": 1, "device": self.device, "ops": operations}
        answer = self.call("POST", "/api/sync/push", body)
        assert all(r["status"] == "applied" for r in answer["results"]), answer
        # Of one only: it is the server whose time is taken.
        assert answer["results"][-1]["sha256"] == sha256_of(operations[-1])


class Watch:
    """What a process and its children use: processor seconds, and peak memory."""

    def __init__(self, pid: int) -> None:
        self.process = psutil.Process(pid)
        self.peak = 0.0
        self.stopped = threading.Event()
        threading.Thread(target=self.sample, daemon=True).start()

    def family(self) -> list[psutil.Process]:
        return [self.process, *self.process.children(recursive=True)]

    def sample(self) -> None:
        while not self.stopped.wait(0.05):
            try:
                used = sum(p.memory_info().rss for p in self.family())
            except psutil.NoSuchProcess:
                return
            self.peak = max(self.peak, used / 2**20)

    def cpu(self) -> float:
        times = [process.cpu_times() for process in self.family()]
        return float(sum(t.user + t.system for t in times))


def instant(ms: int) -> dict[str, Any]:
    return {
        "wall": ms,
        "mono": ms % 1e7,
        "boot": "b",
        "tz": "Europe/London",
        "utcoff": 60,
    }


def a_day(
    client: Client, study: str, subject: str, records: int
) -> list[dict[str, Any]]:
    """The operations of one day with ``records`` records in it."""
    day = client.operation(
        study,
        "day",
        {
            "subject_id": subject,
            "date": "2026-09-21",
            "timezone": "Europe/London",
            "observation_started_at": instant(START),
            "status": "closed",
        },
    )
    return [
        day,
        *(an_activity(client, study, day["rec"], i) for i in range(records - 1)),
    ]


def an_activity(client: Client, study: str, day: str, i: int) -> dict[str, Any]:
    start = START + i * 120_000
    return client.operation(
        study,
        "activity",
        {
            "day": day,
            "code": "corridor_meeting",
            "started_at": instant(start),
            "ended_at": instant(start + 119_000),
            "lane": "primary",
            "start_source": "tap",
            "end_source": "tap",
            "place": "corridor_or_public_space",
            "persons": ["P1", "P2"],
            "initiation": "other_party",
            "note": "Stopped on the stairs about the winter plan, again.",
        },
    )


@contextmanager
def installation(
    folder: Path, database_url: str = ""
) -> Iterator[tuple[Server, Client]]:
    """A fresh installation with one signed-in account."""
    if database_url:
        os.environ["DATABASE_URL"] = database_url
    server = Server(folder)
    try:
        server.start()
    finally:
        os.environ.pop("DATABASE_URL", None)
    assert server.setup_link is not None
    client = Client(server)
    token = server.setup_link.split("#setup=")[1]
    login = {"token": token, "login": "bench", "name": "Bench", "password": PASSWORD}
    client.call("POST", "/api/setup", login)
    yield server, client
    client.connection.close()
    server.stop()


def a_study(client: Client) -> tuple[str, str]:
    """A new study and its subject, by id."""
    new = {"title": "Bench", "template": "kmobilis_like", "timezone": "Europe/London"}
    study = client.call("POST", "/api/studies", new)["id"]
    subject = client.call(
        "POST", f"/api/studies/{study}/subjects", {"pseudonym": "CE1"}
    )
    return study, subject["id"]


def settle() -> None:
    """Let a machine that just worked hard come to rest before the next measure."""
    time.sleep(0.5)
