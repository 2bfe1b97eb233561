"""A gunicorn worker that does not wait for ever for a request to arrive."""

import gc
import socket
import struct
import threading
import time
from collections.abc import Iterable
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from gunicorn.http.errors import ParseException
from gunicorn.workers.gthread import TConn, ThreadWorker

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

# A whole request, head and body, must be here this long after its first byte.
RECEIVE_SECONDS = 15.0
# How long one attempt at sending may wait. What the kernel still takes in counts as
# sent, so a client that has gone is let go of after about three.
SEND_SECONDS = 10


# Of a batch or a page of records some ten thousand containers live for a moment.
COLLECT_AFTER = (50_000, 20, 50)


def calm_the_collector() -> None:
    """Look for garbage seldom, and never among what is here for good.

    Records come and go by the thousand, without cycles: looking for some among them
    took a third of the processor time of a push and of a long CSV.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(*COLLECT_AFTER)


class PunctualWorker(ThreadWorker):
    """A threaded worker in which a dripping client cannot keep a thread.

    gthread reads a request with no time limit, so eight clients sending a byte now
    and then would occupy eight threads. We note when a thread begins to read, and cut
    the connection when the answer has not begun in time; every view reads its body
    before it answers. A long download may take as long as it likes, if it moves.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.reading: dict[int, tuple[float, TConn]] = {}
        self.here = threading.local()

    def load_wsgi(self) -> None:
        super().load_wsgi()
        calm_the_collector()
        app: WSGIApplication = self.wsgi

        def wsgi(
            environ: "WSGIEnvironment", start_response: "StartResponse"
        ) -> Iterable[bytes]:
            def start(*args: Any) -> Any:
                self.reading.pop(self.here.connection, None)
                return start_response(*args)

            environ["wsgi.input"] = Body(environ["wsgi.input"])
            return app(environ, start)

        self.wsgi: WSGIApplication = wsgi

    def handle(self, conn: TConn) -> Any:
        self.here.connection = id(conn)
        limit_sending(conn.sock)
        self.reading[id(conn)] = (time.monotonic() + RECEIVE_SECONDS, conn)
        try:
            return super().handle(conn)
        finally:
            self.reading.pop(id(conn), None)

    def murder_pending(self) -> None:
        """Gunicorn calls this every second, in the thread that handles no request."""
        super().murder_pending()
        now = time.monotonic()
        for late, conn in list(self.reading.values()):
            if late < now:
                cut(conn.sock)


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


def cut(connection: socket.socket) -> None:
    """End what is being read; the thread reading it finds the stream at its end."""
    with suppress(OSError):  # It may be gone already.
        # Not the method of an SSL socket, which also forgets its encryption while
        # another thread is using it.
        socket.socket.shutdown(connection, socket.SHUT_RDWR)
