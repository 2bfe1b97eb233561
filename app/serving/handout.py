"""Hands the field authority's certificate to phones, over plain HTTP."""

import socket
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

PAGE = Path(__file__).with_name("handout.html")
CERTIFICATE_URL = "/shadowlog-authority.cer"


def listen(address: str, port: int) -> socket.socket:
    """Open the port now, so that one already in use is met before anything starts."""
    return socket.create_server((address, port))


def page_for(origin: str, fingerprint: str) -> bytes:
    """The page a phone opens first: what to install, and what to compare."""
    # Groups of eight can be read aloud; ninety-five characters in a row cannot.
    pairs = fingerprint.split(":")
    groups = [" ".join(pairs[i : i + 8]) for i in range(0, len(pairs), 8)]
    text = PAGE.read_text(encoding="utf-8")
    text = text.replace("{{certificate}}", CERTIFICATE_URL)
    text = text.replace("{{fingerprint}}", "<br>".join(groups))
    return text.replace("{{origin}}", origin).encode()


def serve_in_background(
    listener: socket.socket, page: bytes, certificate: bytes
) -> None:
    """Answer on ``listener`` for as long as this process lives."""
    server = HandOut(listener, page, certificate)
    threading.Thread(target=server.serve_forever, daemon=True, name="handout").start()


class HandOut(ThreadingHTTPServer):
    """Two files and nothing else; neither is a secret."""

    daemon_threads = True

    def __init__(
        self, listener: socket.socket, page: bytes, certificate: bytes
    ) -> None:
        super().__init__(listener.getsockname(), Answer, bind_and_activate=False)
        self.socket.close()
        self.socket = listener
        self.files = {
            "/": ("text/html; charset=utf-8", page),
            CERTIFICATE_URL: ("application/x-x509-ca-cert", certificate),
        }


class Answer(BaseHTTPRequestHandler):
    server: HandOut
    server_version = "Shadowlog"
    sys_version = ""
    timeout = 10

    def do_GET(self) -> None:
        found = self.server.files.get(self.path.partition("?")[0])
        if found is None:
            self.send_error(404)
            return
        kind, body = found
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "no-store")
        self.send_header("X-Content-Type-Options", "nosniff")
        self.send_header(
            "Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'"
        )
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing: who fetches a public certificate answers no question."""
