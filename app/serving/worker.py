"""A gunicorn worker in which nobody waits for a slow client."""

import errno
import gc
import selectors
import socket
import struct
import threading
import time
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, Any

from gunicorn.http.errors import ParseException
from gunicorn.workers.gthread import ThreadWorker

from app.core.limits import RECEIVE_SECONDS
from app.serving.arrival import WAIT, WHOLE
from app.serving.connection import Connection, drained
from app.serving.refusal import refusal, status_of

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

# A connection that asks for nothing is let go of after this.
IDLE_SECONDS = 15.0
# How long one attempt at sending may wait. What the kernel still takes in counts as
# sent, so a client that has gone is let go of after about three.
SEND_SECONDS = 10
# A client may take this long to notice that we have ended a connection.
LINGER_SECONDS = 2.0
LINGERING_MOST = 200
LINGERING_BYTES = 64 * 1024
# Of requests on their way in; beyond it the one that takes longest gives way.
HELD_BYTES = 32 * 1024 * 1024
# Threads that only send cost little; as many again as may work at the same time.
SENDERS = 3
# Where there is no room, so much is made at once.
SPARE_CONNECTIONS = 100
LOOK_EVERY = 0.2

# Of a batch or a page of records some ten thousand containers live for a moment.
COLLECT_AFTER = (50_000, 20, 50)

GONE = {errno.EAGAIN, errno.ECONNABORTED, errno.EWOULDBLOCK}


def calm_the_collector() -> None:
    """Look for garbage seldom, and never among what is here for good.

    Records come and go by the thousand, without cycles: looking for some among them
    took a third of the processor time of a push and of a long CSV.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(*COLLECT_AFTER)


class PunctualWorker(ThreadWorker):
    """A threaded worker whose threads are given whole requests only.

    gthread reads a request in a thread, with no time limit, so that a few clients
    sending a byte now and then would occupy them all; and it ends connections in the
    thread that accepts them, two seconds at a time. Here that one thread takes in the
    bytes of everybody as they come and hands on what is complete. A thread that works
    gives up its turn while it sends, so that slow downloads hold up no work.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.https: bool = self.app.started.config.https
        self.turns = threading.BoundedSemaphore(self.cfg.threads)
        self.look_at = 0.0
        # Both in the order of their deadlines.
        self.arriving: dict[Connection, None] = {}
        self.lingering: dict[Connection, float] = {}

    def get_thread_pool(self) -> ThreadPoolExecutor:
        return ThreadPoolExecutor(self.cfg.threads * (1 + SENDERS))

    def load_wsgi(self) -> None:
        super().load_wsgi()
        calm_the_collector()
        self.wsgi: WSGIApplication = in_turns(self.wsgi, self.turns)

    # Taking in

    def accept(self, listener: socket.socket) -> None:
        try:
            client, address = listener.accept()
        except OSError as error:
            if error.errno not in GONE:
                raise
            return
        self.nr_conns += 1
        own = listener.getsockname()
        self.enqueue_req(Connection(self.linger, self.cfg, client, address, own))

    def enqueue_req(self, conn: Connection) -> None:
        """Look forward to a request: gunicorn calls this where one may be coming."""
        try:
            conn.begin()
        except OSError:  # Its client is gone before the encryption began.
            self.drop(conn)
            return
        conn.late_at = time.monotonic() + IDLE_SECONDS
        self.take_in(conn)
        if conn.arrival.verdict == WAIT and conn.sock.fileno() >= 0:
            if conn.arrival.data:
                conn.late_at = time.monotonic() + RECEIVE_SECONDS
            self.arriving[conn] = None
            self.poller.register(
                conn.sock, selectors.EVENT_READ, partial(self.on_bytes, conn)
            )

    def on_bytes(self, conn: Connection, _: Any) -> None:
        if not conn.arrival.data:
            # From its first byte on a request has its own time, behind all others.
            del self.arriving[conn]
            self.arriving[conn] = None
            conn.late_at = time.monotonic() + RECEIVE_SECONDS
        self.take_in(conn)

    def take_in(self, conn: Connection) -> None:
        """Read what is there, and pass on or refuse what is decided."""
        if not conn.receive():
            self.forget(conn)
            self.drop(conn)
        elif conn.arrival.verdict == WHOLE:
            self.forget(conn)
            conn.hand_over()
            super().enqueue_req(conn)
        elif conn.arrival.verdict != WAIT:
            self.refuse(conn, conn.arrival.verdict)

    def refuse(self, conn: Connection, status: int) -> None:
        self.forget(conn)
        self.log.info("Request refused: %s", status)
        conn.say(refusal(status, https=self.https))
        self.nr_conns -= 1
        self.linger(conn)

    def forget(self, conn: Connection) -> None:
        if conn in self.arriving:
            del self.arriving[conn]
            self.poller.unregister(conn.sock)

    def drop(self, conn: Connection) -> None:
        self.nr_conns -= 1
        conn.close()

    # Working

    def handle(self, conn: Connection) -> Any:
        limit_sending(conn.sock)
        return super().handle(conn)

    def handle_error(self, req: Any, client: Any, addr: Any, exc: Exception) -> None:
        """Answer as the application would; nothing of the request is written down."""
        status = status_of(exc)
        if status == 500:
            self.log.error("request failed", exc_info=exc)
        else:
            self.log.info("Request refused: %s", status)
        with suppress(OSError):
            client.sendall(refusal(status, https=self.https))

    def _keepalive_after(self, conn: Connection, keepalive: Any) -> bool:
        """Only after a request read to its end is it known where the next begins."""
        return bool(super()._keepalive_after(conn, keepalive and conn.arrival.complete))

    # Letting go

    def murder_pending(self) -> None:
        """Gunicorn calls this after every look at what has happened."""
        now = time.monotonic()
        if now < self.look_at:
            return
        self.look_at = now + LOOK_EVERY
        for conn in [one for one in self.arriving if self.has_to_go(one, now)]:
            if conn.arrival.data:
                self.refuse(conn, 408)
            else:
                self.forget(conn)
                self.drop(conn)
        self.make_room()
        for conn in [one for one, until in self.lingering.items() if until <= now]:
            self.part_from(conn)

    def has_to_go(self, conn: Connection, now: float) -> bool:
        idle_at_the_end = not self.alive and not conn.arrival.data
        return conn.late_at <= now or idle_at_the_end

    def make_room(self) -> None:
        held = sum(len(conn.arrival.data) for conn in self.arriving)
        most = self.worker_connections - 1
        if self.nr_conns > most:
            most -= SPARE_CONNECTIONS
        while self.arriving and (held > HELD_BYTES or self.nr_conns > most):
            longest = next(iter(self.arriving))
            held -= len(longest.arrival.data)
            self.refuse(longest, 408)

    def linger(self, conn: Connection) -> None:
        """End a connection so that our last words are read (RFC 9112, section 9.6)."""
        try:
            conn.sock.setblocking(False)
            # Not the method of an SSL socket, which also forgets its encryption while
            # another thread may be using it.
            socket.socket.shutdown(conn.sock, socket.SHUT_WR)
            self.poller.register(
                conn.sock, selectors.EVENT_READ, partial(self.on_last_bytes, conn)
            )
        except (OSError, ValueError, KeyError):  # It may be gone already.
            conn.close()
            return
        self.lingering[conn] = time.monotonic() + LINGER_SECONDS
        if len(self.lingering) > LINGERING_MOST:
            self.part_from(next(iter(self.lingering)))

    def on_last_bytes(self, conn: Connection, _: Any) -> None:
        if drained(conn.sock, LINGERING_BYTES) in {None, LINGERING_BYTES}:
            self.part_from(conn)

    def part_from(self, conn: Connection) -> None:
        del self.lingering[conn]
        self.poller.unregister(conn.sock)
        conn.close()


def in_turns(
    app: "WSGIApplication", turns: threading.BoundedSemaphore
) -> "WSGIApplication":
    """The application, in which only so many threads work at the same time."""

    def wsgi(
        environ: "WSGIEnvironment", start_response: "StartResponse"
    ) -> Iterable[bytes]:
        environ["wsgi.input"] = Body(environ["wsgi.input"])
        with turns:
            return Pieces(app(environ, start_response), turns)

    return wsgi


class Pieces:
    """An answer of which each piece is made in turn, and sent out of it."""

    def __init__(
        self, answer: Iterable[bytes], turns: threading.BoundedSemaphore
    ) -> None:
        self.answer = answer
        self.turns = turns

    def __iter__(self) -> Iterator[bytes]:
        pieces = iter(self.answer)
        while True:
            with self.turns:
                piece = next(pieces, None)
            if piece is None:
                return
            yield piece

    def close(self) -> None:
        if hasattr(self.answer, "close"):
            self.answer.close()


class Body:
    """A request's body: one badly framed fails to be read as a broken connection does.

    Gunicorn's own errors would reach the application as nothing it knows.
    """

    def __init__(self, body: Any) -> None:
        self.body = body

    def read(self, size: int) -> bytes:
        try:
            data: bytes = self.body.read(size)
        except ParseException as error:
            raise OSError(str(error)) from error
        return data


def limit_sending(connection: socket.socket) -> None:
    """Let sending fail where nothing was taken in for a while.

    Not ``settimeout``: that would limit how long a whole piece may take.
    """
    limit = struct.pack("ll", SEND_SECONDS, 0)
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_SNDTIMEO, limit)
