"""One client's connection, read without ever waiting for it."""

import socket
import ssl
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from gunicorn import http, sock
from gunicorn.http.unreader import Unreader
from gunicorn.workers.gthread import TConn

from app.serving.arrival import WAIT, Arrival

PIECE_BYTES = 64 * 1024
NOT_YET = (BlockingIOError, ssl.SSLWantReadError, ssl.SSLWantWriteError)


class Held(Unreader):
    """What has arrived, as the parser reads it: at its end there is no more."""

    def chunk(self, size_hint: int | None = None) -> bytes:
        return b""


class Connection(TConn):
    """A connection that hands the parser whole requests only."""

    def __init__(self, linger: Callable[["Connection"], None], *args: Any) -> None:
        super().__init__(*args)
        self.sock: socket.socket | ssl.SSLSocket
        self.initialized: bool
        self.linger = linger
        self.arrival = Arrival()
        self.shaken = not self.cfg.is_ssl
        self.late_at = 0.0

    def begin(self) -> None:
        """Look forward to the next request; some of it may be here already."""
        self.arrival = Arrival()
        self.sock.setblocking(False)
        if not self.initialized:
            self.initialized = True
            if self.cfg.is_ssl:
                self.sock = sock.ssl_wrap_socket(self.sock, self.cfg)
            self.parser = http.get_parser(self.cfg, self.sock, self.client)
            self.parser.unreader = Held()
        ahead = self.parser.unreader.take_buffered()
        if ahead:
            self.arrival.take(ahead)

    def receive(self) -> bool:
        """Take in what is there; whether the client is still there, too."""
        try:
            if not self.shaken and isinstance(self.sock, ssl.SSLSocket):
                self.sock.do_handshake()
                self.shaken = True
            while self.arrival.verdict == WAIT:
                piece = self.sock.recv(PIECE_BYTES)
                if not piece:
                    return False
                self.arrival.take(piece)
                self.encourage()
        except NOT_YET:
            return True
        except OSError:
            return False
        return True

    def encourage(self) -> None:
        if self.arrival.hesitates:
            self.arrival.hesitates = False
            if self.arrival.verdict == WAIT:
                self.sock.send(b"HTTP/1.1 100 Continue\r\n\r\n")

    def hand_over(self) -> None:
        """Let the parser have the request."""
        self.parser.unreader.unread(bytes(self.arrival.data))
        self.arrival.data = bytearray()
        self.data_ready = True

    def say(self, answer: bytes) -> None:
        """Send what little there is to say, as far as it can be sent at once."""
        with suppress(OSError):
            self.sock.setblocking(False)
            self.sock.send(answer)

    def close(self, graceful: bool = False) -> None:
        if graceful:
            self.linger(self)
        else:
            super().close()


def drained(connection: socket.socket, most: int) -> int | None:
    """How many bytes a client still sent after our end, or None once it has gone."""
    taken = 0
    try:
        while taken < most:
            piece = connection.recv(PIECE_BYTES)
            if not piece:
                return None
            taken += len(piece)
    except NOT_YET:
        return taken
    except OSError:
        return None
    return taken
