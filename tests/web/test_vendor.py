"""The vendored libraries are the ones the lock names, to the byte."""

import hashlib
import json
from pathlib import Path

VENDOR = Path(__file__).parents[2] / "pwa" / "vendor"


def test_every_vendored_file_is_locked_and_unchanged() -> None:
    lock = json.loads((VENDOR / "vendor.lock.json").read_text())

    assert {entry["file"] for entry in lock} == {p.name for p in VENDOR.glob("*.js")}
    for entry in lock:
        body = (VENDOR / entry["file"]).read_bytes()
        assert hashlib.sha256(body).hexdigest() == entry["sha256"], entry["file"]
