"""What never reaches the application is refused as the application would refuse it."""

import json
import socket
from collections.abc import Iterator

import pytest

from app.web.headers import armour
from tests.serving.process import Server, start
from tests.serving.raw import Reply, exchange

HOST = b"Host: localhost\r\n"
CHUNKED = (
    b"POST /api/session HTTP/1.1\r\n" + HOST + b"Transfer-Encoding: chunked\r\n\r\n"
)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    running = start(tmp_path_factory.mktemp("refusing") / "data")
    running.wait_for("Shadowlog is at")
    yield running
    running.stop()


def check_armour(reply: Reply) -> None:
    wanted = armour(api=True, https=False) | {"Cache-Control": "no-store"}
    assert {name: reply.headers.get(name) for name in wanted} == wanted
    assert reply.headers["Content-Type"] == "application/problem+json"
    assert reply.headers["Connection"] == "close"
    said = json.loads(reply.body)
    assert said["status"] == reply.status
    assert said["type"].startswith("/problems/")


@pytest.mark.parametrize(
    ("status", "sent"),
    [
        (400, b"NONSENSE\r\n\r\n"),
        (400, b"GET / HTTP/9.9\r\n\r\n"),
        (400, b"get / HTTP/1.1\r\n" + HOST + b"\r\n"),
        (400, b"GET / HTTP/1.1\r\nNo colon\r\n\r\n"),
        (400, b"GET / HTTP/1.1\r\nHost: a\r\n folded\r\n\r\n"),
        (400, b"GET / HTTP/1.1\r\n" + HOST + b"X-\x00: y\r\n\r\n"),
        (400, b"GET /\xff HTTP/1.1\r\n" + HOST + b"\r\n"),
        (400, b"POST / HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nxy"),
        (400, b"POST / HTTP/1.1\r\nContent-Length: -1\r\n\r\n"),
        (400, b"POST / HTTP/1.1\r\nTransfer-Encoding: gzip\r\n\r\n"),
        (413, CHUNKED + b"1000\r\n" + b"x" * 4096 + b"\r\n" + b"1\r\nx\r\n" * 90_000),
        (414, b"GET /" + b"x" * 5000 + b" HTTP/1.1\r\n" + HOST + b"\r\n"),
        (414, b"GET /" + b"x" * 1_000_000),
        (417, b"GET / HTTP/1.1\r\n" + HOST + b"Expect: a miracle\r\n\r\n"),
        (431, b"GET / HTTP/1.1\r\n" + HOST + b"X-Y: " + b"y" * 1_000_000 + b"\r\n\r\n"),
        (431, b"GET / HTTP/1.1\r\n" + HOST + b"X-Y: " + b"y" * 9000 + b"\r\n\r\n"),
        (431, b"GET / HTTP/1.1\r\n" + HOST + b"X-Y: y\r\n" * 60 + b"\r\n"),
        (501, b"POST / HTTP/1.1\r\n" + HOST + b"Transfer-Encoding: br\r\n\r\n"),
    ],
    ids=lambda value: value[:40] if isinstance(value, bytes) else str(value),
)
def test_it_is_a_problem_with_every_header(
    server: Server, status: int, sent: bytes
) -> None:
    reply = exchange(server.port, sent)

    assert reply.status == status
    assert reply.seconds < 5
    check_armour(reply)


def test_nothing_of_what_was_sent_comes_back_or_is_logged(
    server: Server, tmp_path_factory: pytest.TempPathFactory
) -> None:
    reply = exchange(server.port, b"GET /canary <script> HTTP/1.1\r\n\r\n")

    log = next(tmp_path_factory.getbasetemp().glob("refusing*/data/log")).read_text()
    assert reply.status == 400
    assert b"canary" not in reply.body
    assert "canary" not in log


def test_who_waits_to_be_told_goes_on(server: Server) -> None:
    head = (
        b"POST /api/session HTTP/1.1\r\n" + HOST + b"X-Requested-By: shadowlog\r\n"
        b"Content-Type: application/json\r\nExpect: 100-continue\r\n"
        b"Content-Length: 2\r\nConnection: close\r\n\r\n"
    )

    with socket.create_connection(("127.0.0.1", server.port)) as client:
        client.sendall(head)
        told = client.recv(1000)
        client.sendall(b"{}")
        answer = client.recv(65536)

    assert told == b"HTTP/1.1 100 Continue\r\n\r\n"
    assert answer.startswith(b"HTTP/1.1 422 ")


def test_several_requests_at_once_are_answered_in_order(server: Server) -> None:
    first = b"GET /healthz HTTP/1.1\r\n" + HOST + b"\r\n"
    last = b"GET /api/nothing HTTP/1.1\r\n" + HOST + b"Connection: close\r\n\r\n"

    reply = exchange(server.port, first + first + last)

    # The first answer is parted from what follows.
    assert reply.status == 200
    assert reply.body.count(b"HTTP/1.1 200 OK") == 1
    assert reply.body.count(b"HTTP/1.1 404 ") == 1
