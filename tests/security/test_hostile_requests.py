"""A real server under attack answers others quickly, stays small and never fails."""

import gzip
import json
import statistics
import threading
import time
from collections.abc import Iterator
from contextlib import suppress

import psutil
import pytest

from tests.serving.process import Browser, Server, start
from tests.serving.raw import exchange

pytestmark = pytest.mark.served

MOST_MEMORY = 300 * 1024 * 1024
LONGEST_WAIT = 2.0
HEAD = (
    b"POST /api/session HTTP/1.1\r\nHost: localhost\r\n"
    b"X-Requested-By: shadowlog\r\nContent-Type: application/json\r\n"
    b"Connection: close\r\n"
)


def posted(body: bytes, more: bytes = b"") -> bytes:
    return HEAD + more + b"Content-Length: %d\r\n\r\n" % len(body) + body


def in_chunks(body: bytes, size: int) -> bytes:
    pieces = [body[at : at + size] for at in range(0, len(body), size)]
    framed = b"".join(b"%x\r\n%b\r\n" % (len(piece), piece) for piece in pieces)
    return HEAD + b"Transfer-Encoding: chunked\r\n\r\n" + framed


BOMB = gzip.compress(b" " * 50_000_000)
SURROGATES = json.dumps({"login": "\ud800", "password": "\udfff" * 900}).encode()
ATTACKS = {
    "deep": posted(b'{"a":' + b"[" * 100_000 + b"]" * 100_000 + b"}"),
    "deeper than the body may be": posted(b"[" * 260_000),
    "deep objects": posted(b'{"a":' * 30_000 + b"1" + b"}" * 30_000),
    "brackets in strings": posted(b'{"a":"' + b"[{" * 100_000 + b'"}'),
    "quotes without end": posted(b'{"a":"' + b'\\"' * 120_000),
    "a gzip bomb": posted(BOMB, b"Content-Encoding: gzip\r\n"),
    "a gzip bomb in disguise": posted(BOMB),
    "4,000 digits": posted(b'{"a":' + b"9" * 4000 + b"}"),
    "250,000 digits": posted(b'{"a":' + b"9" * 250_000 + b"}"),
    "a long fraction": posted(b'{"a":0.' + b"9" * 250_000 + b"}"),
    "surrogates": posted(SURROGATES),
    "half a letter": posted(b'{"a":"' + b"\xf0\x9f" * 100_000 + b'"}'),
    "many keys": posted(
        b"{" + b",".join(b'"%d":1' % key for key in range(25_000)) + b"}"
    ),
    "the same key": posted(b"{" + b",".join([b'"a":1'] * 40_000) + b"}"),
    "many errors": posted(json.dumps({f"k{key}": 0 for key in range(15_000)}).encode()),
    "a body in chunks of a byte": in_chunks(b" " * 60_000, 1) + b"0\r\n\r\n",
    "chunks without end": in_chunks(b" " * 2_000_000, 4096),
    "more than it said": posted(b"{}") + b"x" * 500_000,
    "a megabyte of headers": HEAD + b"X-Y: " + b"y" * 1_000_000 + b"\r\n\r\n",
    "ten thousand headers": HEAD + b"X-Y: y\r\n" * 10_000 + b"\r\n",
    "a megabyte of cookies": HEAD + b"Cookie: " + b"a=b; " * 200_000 + b"\r\n\r\n",
    "a megabyte of address": b"GET /" + b"x" * 1_000_000 + b" HTTP/1.1\r\n\r\n",
    "nothing but zeros": b"\x00" * 200_000,
    "the hello of TLS": b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + b"\r\n\r\n",
}


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    running = start(tmp_path_factory.mktemp("hostile") / "data")
    Browser(running.port).set_up(running.wait_for("Setup: "))
    running.wait_for("Shadowlog is at")
    yield running
    running.stop()


def memory_of(server: Server) -> int:
    """The resident memory of the largest of the server's processes."""
    top = psutil.Process(server.process.pid)
    processes = [top, *top.children(recursive=True)]
    return max(int(one.memory_info().rss) for one in processes)


@pytest.mark.parametrize("name", ATTACKS)
def test_an_attack_is_refused(server: Server, name: str) -> None:
    reply = exchange(server.port, ATTACKS[name])

    assert 400 <= reply.status < 500
    assert reply.headers["Content-Type"] == "application/problem+json"


def test_all_of_them_at_once_delay_nobody_and_leave_the_server_small(
    server: Server,
) -> None:
    stop, statuses, peak, waits = threading.Event(), set[int](), [0], list[float]()

    def attack(attacks: list[bytes]) -> None:
        while not stop.is_set():
            for sent in attacks:
                with suppress(OSError):
                    statuses.add(exchange(server.port, sent).status)

    kinds = list(ATTACKS.values())
    attackers = [
        threading.Thread(target=attack, args=(kinds[part::4],)) for part in range(4)
    ]
    for thread in attackers:
        thread.start()
    honest = Browser(server.port)
    for _ in range(60):
        began = time.monotonic()
        assert honest.call("GET", "/readyz")[0] == 200
        waits.append(time.monotonic() - began)
        peak[0] = max(peak[0], memory_of(server))
    stop.set()
    for thread in attackers:
        thread.join()

    assert statistics.quantiles(waits, n=20)[-1] < LONGEST_WAIT
    assert peak[0] < MOST_MEMORY
    assert not [status for status in statuses if status >= 500]
    assert len(statuses) > 3
    assert honest.sign_in() in {201, 429}
