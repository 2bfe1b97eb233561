"""An operation as it was sent: told from others, read, or found unreadable."""

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from app.core.limits import INTEGER_MAX, OPERATION_BYTES
from app.records.fields import KINDS

IS_UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}").fullmatch
IS_DEVICE = re.compile(r"[A-Za-z0-9_-]{1,64}").fullmatch
VERBS = frozenset({"put", "del", "restore"})


class Refused(Exception):
    """The operation cannot be applied, now or later; ``code`` says why."""

    def __init__(self, code: str, field: str | None = None, msg: str = "") -> None:
        super().__init__(code)
        self.code = code
        self.field = field
        self.msg = msg


class Deferred(Exception):
    """The operation cannot be applied yet; the phone sends it again."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(slots=True)
class Incoming:
    """One operation of a batch; ``fault`` tells why it cannot be read, if it cannot.

    Ids are text here and in all that follows, as they come and as they go.
    """

    raw: Any
    payload: str  # ASCII JSON, as sent
    digest: str  # of all but the stamp, which the phone replaces by the accepted one
    id: str = ""  # empty: it cannot be told from others
    n: int | None = None
    rec: str = ""
    kind: str = ""
    op: str = ""
    set: Mapping[str, Any] = field(default_factory=dict)
    saw: Mapping[str, str | None] = field(default_factory=dict)
    stamp: tuple[int, str, int] = (0, "", 0)
    fault: Refused | None = None


def read(raw: Any) -> Incoming:
    """Read one operation; never fails, whatever was sent."""
    payload, digest = written(raw)
    sent = Incoming(raw, payload, digest)
    try:
        identify(sent)
        if too_large(sent):
            raise Refused("too_large", None, "Larger than 64 kB.")
        understand(sent)
    except Refused as fault:
        sent.fault = fault
    return sent


def written(raw: Any) -> tuple[str, str]:
    """What is kept of an operation, and what tells whether two are the same."""
    if type(raw) is not dict or "id" not in raw or "stamp" not in raw:
        text = canonical(raw)
        return text, digest_of(text)
    rest = raw.copy()
    stamp = rest.pop("stamp")
    text = canonical(rest)
    return f'{text[:-1]},"stamp":{stamp_text(stamp)}}}', digest_of(text)


def stamp_text(stamp: Any) -> str:
    match stamp:
        case [ms, str(device), n] if type(ms) is type(n) is int and IS_DEVICE(device):
            return f'[{ms},"{device}",{n}]'
    return canonical(stamp)


def canonical(value: Any) -> str:
    return ENCODER.encode(value)


ENCODER = json.JSONEncoder(sort_keys=True, separators=(",", ":"))


def digest_of(text: str) -> str:
    return hashlib.sha256(text.encode("ascii")).hexdigest()


def identify(sent: Incoming) -> None:
    """Take what an operation is known by, so that even a bad one can be filed."""
    raw = sent.raw
    if type(raw) is not dict:
        raise Refused("invalid", None, "Not an operation.")
    id_, rec, kind, op = raw.get("id"), raw.get("rec"), raw.get("kind"), raw.get("op")
    if type(id_) is not str or IS_UUID(id_) is None:
        raise Refused("invalid", "id", "Must be a UUID in lower case.")
    sent.id = id_
    if type(rec) is str and IS_UUID(rec) is not None:
        sent.rec = rec
    if type(kind) is str and kind in KINDS:
        sent.kind = kind
    if type(op) is str and op in VERBS:
        sent.op = op
    n = raw.get("n")
    if type(n) is int and 1 <= n <= INTEGER_MAX:
        sent.n = n


def too_large(sent: Incoming) -> bool:
    """Whether the operation is over 64 kB in UTF-8, which ASCII JSON may exceed."""
    if len(sent.payload) <= OPERATION_BYTES:
        return False
    text = json.dumps(sent.raw, ensure_ascii=False, separators=(",", ":"))
    return len(text.encode("utf-8", "surrogatepass")) > OPERATION_BYTES


def understand(sent: Incoming) -> None:
    """Check the frame around the fields; the fields themselves are for ``kinds``."""
    raw = sent.raw
    if sent.n is None:
        raise Refused("invalid", "n", "Must be a whole number from 1.")
    if not sent.rec:
        raise Refused("invalid", "rec", "Must be a UUID in lower case.")
    if not sent.kind:
        if type(raw.get("kind")) is str:
            raise Refused("unknown_kind", "kind", "This server does not know the kind.")
        raise Refused("invalid", "kind", "Must be text.")
    if not sent.op:
        raise Refused("invalid", "op", "Must be put, del or restore.")
    sent.set = fields_of(raw, sent.op)
    sent.saw = saw_of(raw)
    sent.stamp = stamp_of(raw)


def fields_of(raw: Mapping[str, Any], op: str) -> Mapping[str, Any]:
    fields = raw.get("set")
    if fields is None and op != "put":
        return {}
    if type(fields) is not dict:
        raise Refused("invalid", "set", "Must be an object.")
    if fields and op != "put":
        raise Refused("invalid", "set", "Only put changes fields.")
    return fields


def saw_of(raw: Mapping[str, Any]) -> Mapping[str, str | None]:
    saw = raw.get("saw")
    if saw is None:
        return {}
    if type(saw) is not dict:
        raise Refused("invalid", "saw", "Must be an object.")
    for seen in saw.values():
        if seen is not None and (type(seen) is not str or IS_UUID(seen) is None):
            raise Refused("invalid", "saw", "Must name operations by UUID, or null.")
    return saw


def stamp_of(raw: Mapping[str, Any]) -> tuple[int, str, int]:
    match raw.get("stamp"):
        case [int(ms), str(device), int(n)] if (
            type(ms) is int and type(n) is int and IS_DEVICE(device)
        ):
            return ms, device, n
    raise Refused("invalid", "stamp", "Must be [ms, device, n].")
