"""A hospital's Wi-Fi between phone and server, answering in the server's place."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import ClassVar

LOGIN_PAGE = b"<!doctype html><title>Hospital WiFi</title><h1>Accept the terms</h1>"


class Portal(BaseHTTPRequestHandler):
    """Answers everything in the way ``manner`` says."""

    manner: ClassVar[str] = "page"

    def answer(self) -> None:
        self.rfile.read(int(self.headers.get("Content-Length") or 0))
        getattr(self, self.manner)()

    do_GET = do_POST = do_DELETE = answer

    def page(self) -> None:
        self.say(200, "text/html", LOGIN_PAGE)

    def redirect(self) -> None:
        self.send_response(302)
        self.send_header("Location", "/wifi/login")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def cut_off(self) -> None:
        """Our server's own answer, broken off half way."""
        body = b'{"proto":1,"epoch":"e_1","t1":0,"t2":0,"results":[{"id":'
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("X-Sync-Proto", "1")
        self.send_header("Content-Length", str(len(body) + 500))
        self.end_headers()
        self.wfile.write(body)
        self.close_connection = True

    def foreign(self) -> None:
        self.say(200, "application/json", b'{"status":"login required"}')

    def say(self, status: int, kind: str, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing: the tests have their own words."""


class Gateway(ThreadingHTTPServer):
    """Keeps its connections in hand, to leave none of them behind.

    A browser opens connections ahead of its need. One that was opened here would be
    answered here, even after the real server is back at the address.
    """

    def __init__(self, port: int, handler: type[Portal]) -> None:
        self.taken: list[socket.socket] = []
        super().__init__(("127.0.0.1", port), handler)

    def get_request(self) -> tuple[socket.socket, tuple[str, int]]:
        connection, address = super().get_request()
        self.taken.append(connection)
        return connection, address

    def server_close(self) -> None:
        super().server_close()
        for connection in self.taken:
            with suppress(OSError):  # Most have ended by themselves.
                connection.shutdown(socket.SHUT_RDWR)


@contextmanager
def portal(port: int, manner: str) -> Iterator[None]:
    """Stand at the server's address for a while."""

    class InThisManner(Portal):
        pass

    InThisManner.manner = manner
    server = Gateway(port, InThisManner)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
