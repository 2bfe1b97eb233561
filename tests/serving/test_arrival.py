"""Where a request ends is known from its bytes alone, however they come."""

import pytest

from app.core.limits import BODY_BYTES, HEAD_BYTES, REQUEST_LINE_BYTES
from app.serving.arrival import WAIT, WHOLE, Arrival

GET = b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"
POST = b"POST /api/session HTTP/1.1\r\nHost: localhost\r\n"


def arrived(*pieces: bytes) -> Arrival:
    arrival = Arrival()
    for piece in pieces:
        if arrival.verdict == WAIT:
            arrival.take(piece)
    return arrival


def dripped(request: bytes) -> list[int]:
    """After which byte a request that comes byte by byte is decided."""
    arrival, decided = Arrival(), []
    for at, byte in enumerate(request, 1):
        arrival.take(bytes([byte]))
        if arrival.verdict != WAIT:
            decided.append(at)
            break
    return decided


def sized(length: int) -> bytes:
    return POST + b"Content-Length: %d\r\n\r\n" % length


def chunked(*chunks: bytes) -> bytes:
    framed = b"".join(b"%x\r\n%b\r\n" % (len(chunk), chunk) for chunk in chunks)
    return POST + b"Transfer-Encoding: chunked\r\n\r\n" + framed + b"0\r\n\r\n"


@pytest.mark.parametrize(
    "request_",
    [
        GET,
        b"\r\n" + GET,
        sized(0),
        sized(5) + b"12345",
        chunked(b"hello", b"world" * 100),
        chunked(),
        chunked(b"x").replace(b"1\r\n", b"1;name=value\r\n"),
        chunked(b"x")[:-2] + b"Trailer: yes\r\n\r\n",
    ],
)
def test_a_request_is_whole_with_its_last_byte(request_: bytes) -> None:
    assert dripped(request_) == [len(request_)]
    assert arrived(request_).verdict == WHOLE
    assert arrived(request_).complete


def test_what_follows_belongs_to_the_next() -> None:
    arrival = arrived(sized(2) + b"{}" + GET)

    assert arrival.complete
    assert bytes(arrival.data).endswith(GET)


@pytest.mark.parametrize(
    "request_",
    [
        GET[:-1],
        sized(5) + b"1234",
        chunked(b"x")[:-1],
        chunked(b"x")[:-7],
        b"",
        b"\r\n",
    ],
)
def test_less_is_waited_for(request_: bytes) -> None:
    assert arrived(request_).verdict == WAIT


def test_a_body_said_to_be_too_large_is_not_waited_for() -> None:
    assert arrived(sized(BODY_BYTES)).verdict == WAIT

    refused = arrived(sized(BODY_BYTES + 1))

    assert (refused.verdict, refused.complete) == (WHOLE, False)


def test_a_chunked_body_without_end_is_refused() -> None:
    endless = POST + b"Transfer-Encoding: chunked\r\n\r\n"

    assert arrived(endless, *[b"1000\r\n" + b"x" * 4096 + b"\r\n"] * 200).verdict == 413
    assert arrived(endless, *[b"1\r\nx\r\n"] * 200_000).verdict == 413


@pytest.mark.parametrize("line", [b"zz\r\n", b"-5\r\n", b"\r\n", b"5" * 300, b"+1\r\n"])
def test_a_bad_chunk_is_the_parsers_to_name(line: bytes) -> None:
    head = POST + b"Transfer-Encoding: chunked\r\n\r\n"

    arrival = arrived(head + line)

    assert (arrival.verdict, arrival.complete) == (WHOLE, False)


def test_a_first_line_has_a_limit() -> None:
    line = b"GET /" + b"x" * REQUEST_LINE_BYTES

    assert arrived(line).verdict == 414
    assert arrived(line + b" HTTP/1.1\r\n\r\n").verdict == 414


def test_headers_have_a_limit() -> None:
    assert arrived(GET[:-2] + b"X-Y: " + b"y" * HEAD_BYTES).verdict == 431
    assert arrived(GET[:-2], *[b"X-Y: yyyyyyyyy\r\n"] * 3000).verdict == 431


@pytest.mark.parametrize("spelt", [b"Expect: 100-continue", b"EXPECT:100-Continue  "])
def test_who_waits_to_be_told_is_told_once(spelt: bytes) -> None:
    arrival = arrived(POST + spelt + b"\r\nContent-Length: 2\r\n\r\n")

    assert arrival.hesitates
    assert b"xpect" not in bytes(arrival.data)
    arrival.take(b"{}")
    assert arrival.verdict == WHOLE
