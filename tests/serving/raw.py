"""Bytes to a server and back, for what no client library would send."""

import socket
import time
from contextlib import suppress
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Reply:
    """The first answer on a connection, and how long it took."""

    status: int
    headers: dict[str, str]
    body: bytes
    seconds: float


def exchange(port: int, sent: bytes, patience: float = 30.0) -> Reply:
    """Send bytes and read until the server ends the connection."""
    began = time.monotonic()
    with socket.create_connection(("127.0.0.1", port), timeout=patience) as client:
        with suppress(OSError):  # It may have heard enough; it has said why.
            client.sendall(sent)
        received = b""
        while piece := receive(client):
            received += piece
    return reply_of(received, time.monotonic() - began)


def receive(client: socket.socket) -> bytes:
    try:
        return client.recv(65536)
    except ConnectionResetError:
        return b""


def reply_of(received: bytes, seconds: float) -> Reply:
    head, _, body = received.partition(b"\r\n\r\n")
    lines = head.decode("latin-1").split("\r\n")
    status = int(lines[0].split(" ")[1]) if lines[0] else 0
    headers = dict(line.split(": ", 1) for line in lines[1:])
    return Reply(status, headers, body, seconds)
