"""Clients that stop halfway, by accident or not, keep no others from being served."""

import socket
import time
from pathlib import Path

import pytest

from tests.serving.process import Browser, tampered

HURRIED = """
from app import cli
from app.serving import worker
worker.RECEIVE_SECONDS = 1.0
"""
ENDLESS = """
from flask import Response
from app import cli
from app.doors import ANYONE
from app.serving import worker
worker.SEND_SECONDS = 1
make = cli.create_app
def endless(config):
    app = make(config)
    app.extensions["doors"] = {**app.extensions["doors"], "pour": ANYONE}
    @app.get("/endless")
    def pour():
        return Response(b"x" * 100_000 for _ in range(100_000))
    return app
cli.create_app = endless
"""
DOWNLOAD = b"GET /endless HTTP/1.1\r\nHost: localhost\r\n\r\n"
MORE_THAN_THREADS = 10


def connect(
    port: int, begin: bytes, count: int = MORE_THAN_THREADS
) -> list[socket.socket]:
    clients = [socket.create_connection(("127.0.0.1", port)) for _ in range(count)]
    for client in clients:
        client.sendall(begin)
    return clients


def test_clients_that_never_finish_asking_do_not_keep_others_waiting(
    tmp_path: Path,
) -> None:
    running = tampered(tmp_path, HURRIED)
    running.wait_for("Shadowlog is at")
    dripping = connect(
        running.port, b"POST /api/session HTTP/1.1\r\nHost: localhost\r\nX-"
    )

    status, _ = Browser(running.port).call("GET", "/healthz")

    for client in dripping:
        client.close()
    running.stop()
    assert status == 200


def test_downloads_nobody_takes_in_do_not_keep_others_waiting(tmp_path: Path) -> None:
    running = tampered(tmp_path, ENDLESS)
    running.wait_for("Shadowlog is at")
    stalled = connect(running.port, DOWNLOAD)
    began = time.monotonic()

    status, _ = Browser(running.port).call("GET", "/healthz")

    waited = time.monotonic() - began
    for client in stalled:
        client.close()
    running.stop()
    assert status == 200
    assert waited < 20


def test_a_slow_download_that_moves_goes_on(tmp_path: Path) -> None:
    running = tampered(tmp_path, ENDLESS)
    running.wait_for("Shadowlog is at")
    slow = connect(running.port, DOWNLOAD, 1)[0]

    sizes = []
    for _ in range(6):
        time.sleep(0.5)
        sizes.append(len(slow.recv(1_000_000)))

    slow.close()
    running.stop()
    assert all(sizes)


@pytest.mark.parametrize("body", [b"zz\r\n{}\r\n0\r\n\r\n", b"2\r\n{}XX0\r\n\r\n"])
def test_a_body_in_broken_chunks_is_the_clients_fault(
    tmp_path: Path, body: bytes
) -> None:
    running = tampered(tmp_path, "from app import cli")
    running.wait_for("Shadowlog is at")
    with socket.create_connection(("127.0.0.1", running.port)) as client:
        client.sendall(
            b"POST /api/session HTTP/1.1\r\nHost: localhost\r\n"
            b"X-Requested-By: shadowlog\r\nContent-Type: application/json\r\n"
            b"Transfer-Encoding: chunked\r\n\r\n" + body
        )

        line = client.recv(1000).partition(b"\r\n")[0]

    running.stop()
    assert line.startswith(b"HTTP/1.1 400 ")
