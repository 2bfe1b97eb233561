"""However many clients drip, others are answered at once."""

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.serving.process import Browser, Server, start, tampered
from tests.serving.raw import reply_of

HEAD = b"POST /api/session HTTP/1.1\r\nHost: localhost\r\n"
DRIPPING = {
    "in the first line": b"GET /api/ses",
    "in the headers": HEAD + b"X-Slow: ",
    "in the body": HEAD + b"Content-Length: 200\r\n\r\n{",
    "in a chunk": HEAD + b"Transfer-Encoding: chunked\r\n\r\nff\r\n{",
    "after being told to go on": HEAD
    + b"Content-Length: 200\r\nExpect: 100-continue\r\n\r\n",
    "without a word": b"",
}
HURRIED = """
from app import cli
from app.serving import worker
worker.RECEIVE_SECONDS = 1.0
"""


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    running = start(tmp_path_factory.mktemp("dripping") / "data")
    running.wait_for("Shadowlog is at")
    wait_for_answer(running.port)  # The first one always takes longer.
    yield running
    running.stop()


@pytest.mark.parametrize("where", DRIPPING)
def test_sixty_dripping_clients_delay_nobody(server: Server, where: str) -> None:
    stop = threading.Event()
    with ExitStack() as stack:
        clients = [
            stack.enter_context(socket.create_connection(("127.0.0.1", server.port)))
            for _ in range(60)
        ]
        for client in clients:
            client.sendall(DRIPPING[where])
        drip = threading.Thread(target=keep_dripping, args=(clients, stop, where))
        drip.start()
        time.sleep(0.3)

        waits = [wait_for_answer(server.port) for _ in range(20)]

        stop.set()
        drip.join()
    assert max(waits) < 2


def keep_dripping(
    clients: list[socket.socket], stop: threading.Event, where: str
) -> None:
    while where != "without a word" and not stop.wait(0.1):
        for client in clients:
            client.sendall(b"x")


def wait_for_answer(port: int) -> float:
    began = time.monotonic()
    assert Browser(port).call("GET", "/readyz")[0] == 200
    return time.monotonic() - began


def test_who_takes_too_long_is_told_so(tmp_path: Path) -> None:
    running = tampered(tmp_path, HURRIED)
    running.wait_for("Shadowlog is at")
    with socket.create_connection(("127.0.0.1", running.port)) as client:
        client.settimeout(20)
        client.sendall(HEAD + b"Content-Length: 200\r\n\r\n{")
        began = time.monotonic()

        received = b""
        while piece := client.recv(65536):
            received += piece

    running.stop()
    reply = reply_of(received, time.monotonic() - began)
    assert reply.status == 408
    assert reply.headers["Content-Type"] == "application/problem+json"
    assert reply.headers["X-Frame-Options"] == "DENY"
    assert 0.9 < reply.seconds < 5


def test_clients_that_never_hang_up_delay_nobody(server: Server) -> None:
    asked = b"GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
    with ExitStack() as stack:
        for _ in range(40):
            client = stack.enter_context(
                socket.create_connection(("127.0.0.1", server.port))
            )
            client.sendall(asked)

        waits = [wait_for_answer(server.port) for _ in range(10)]

    assert max(waits) < 2


def test_more_connections_than_there_is_room_for_give_way(server: Server) -> None:
    with ExitStack() as stack:
        for _ in range(450):
            client = stack.enter_context(
                socket.create_connection(("127.0.0.1", server.port))
            )
            client.sendall(b"GET / HT")

        waits = [wait_for_answer(server.port) for _ in range(5)]

    assert max(waits) < 2
