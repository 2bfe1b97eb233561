"""Reads a vault's backup file with its passphrase, knowing nothing of our JavaScript.

It is written from docs/decisions/0014-the-vault.md. Whoever has the file and the words
can do the same.
"""

import json
import re
import unicodedata
from base64 import b64decode
from dataclasses import dataclass, field
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite
from cryptography.hazmat.primitives.kdf.pbkdf2 import PBKDF2HMAC
from cryptography.hazmat.primitives.serialization import load_der_private_key

SUITE = Suite(KEM.P256, KDF.HKDF_SHA256, AEAD.AES_256_GCM)
KEYED = {
    "meta": "k",
    "index": "b",
    "base": "k",
    "ops": "n",
    "acts": "seq",
    "clock": "seq",
    "log": "seq",
    "inbox": "seq",
}
MAC = 32
DEK = 32


@dataclass(slots=True)
class Bundle:
    """The keys of a vault, the newest of a kind first."""

    about: dict[str, Any]
    mac: bytes
    deks: dict[str, bytes]
    pairs: list[tuple[bytes, EllipticCurvePrivateKey]]


@dataclass(slots=True)
class Vault:
    bundle: Bundle
    rows: dict[str, dict[Any, Any]]
    # (table, key) of rows that do not open where they lie.
    refused: list[tuple[str, Any]] = field(default_factory=list)


def read_backup(text: bytes, passphrase: str) -> Vault:
    """Everything in a backup file.

    Raises:
        InvalidTag: the passphrase is wrong, or the wrap was damaged.
    """
    file = json.loads(text)
    assert (file["format"], file["v"]) == ("shadowlog-backup", 1)
    bundle = open_bundle(file["vault"], file["header"], passphrase)
    vault = Vault(bundle, {table: {} for table in KEYED})
    for table, rows in file["rows"].items():
        for row in rows:
            key = row[KEYED[table]]
            if "sealed" not in row:
                continue
            try:
                vault.rows[table][key] = open_row(file["vault"], bundle, table, row)
            except (InvalidTag, KeyError):
                vault.refused.append((table, key))
    return vault


def open_bundle(vault: str, header: dict[str, Any], passphrase: str) -> Bundle:
    _, key = keys_before(vault, header, passphrase)
    bundled = f"shadowlog|1|{vault}|bundle|{header['kid']}"
    return parse_bundle(unbox(key, bundled, header["bundle"]))


def keys_before(
    vault: str, header: dict[str, Any], passphrase: str
) -> tuple[bytes, bytes]:
    """The key made of the passphrase, and the vault's own, which it opens."""
    assert header["v"] == 1
    kdf = header["kdf"]
    assert kdf["name"] == "PBKDF2-SHA-256"
    rounds, salt = kdf["iterations"], b64decode(kdf["salt"])
    kek = PBKDF2HMAC(SHA256(), 32, salt, rounds).derive(normal(passphrase))
    [wrap] = [each for each in header["wraps"] if each["by"] == "passphrase"]
    place = f"wrap|passphrase|{kdf['name']}|{rounds}|{salt.hex()}"
    return kek, unbox(kek, f"shadowlog|1|{vault}|{place}", wrap)


def parse_bundle(plain: bytes) -> Bundle:
    """A length, a table of contents, and the keys behind it."""
    end = 4 + int.from_bytes(plain[:4], "big")
    about = json.loads(plain[4:end])
    sizes = [MAC, *(DEK for _ in about["deks"]), *(p["size"] for p in about["pairs"])]
    keys = []
    for size in sizes:
        keys.append(plain[end : end + size])
        end += size
    assert end == len(plain)
    mac, *others = keys
    count = len(about["deks"])
    deks = {dek["kid"]: key for dek, key in zip(about["deks"], others, strict=False)}
    pairs = [
        (b64decode(pair["pub"]), private(key))
        for pair, key in zip(about["pairs"], others[count:], strict=True)
    ]
    return Bundle(about, mac, deks, pairs)


def open_row(vault: str, bundle: Bundle, table: str, row: dict[str, Any]) -> Any:
    sealed, key = row["sealed"], row[KEYED[table]]
    if table == "inbox":
        return open_tap(vault, bundle, key, sealed)
    assert (sealed["v"], sealed["alg"]) == (1, "A256GCM")
    kid = sealed["kid"]
    place = f"shadowlog|1|{vault}|{table}|{key}|{row['r']}|A256GCM|{kid}"
    return json.loads(unbox(bundle.deks[kid], place, sealed))["value"]


def open_tap(vault: str, bundle: Bundle, seq: int, sealed: dict[str, Any]) -> Any:
    """What was captured while locked, with whichever of the device's keys opens it."""
    message = b64decode(sealed["enc"]) + b64decode(sealed["ct"])
    info = f"shadowlog|1|{vault}|inbox|{seq}".encode()
    for _, key in bundle.pairs:
        try:
            return json.loads(SUITE.decrypt(message, key, info))
        except InvalidTag:
            continue
    raise InvalidTag


def unbox(key: bytes, place: str, box: dict[str, str]) -> bytes:
    return AESGCM(key).decrypt(
        b64decode(box["n"]), b64decode(box["ct"]), place.encode()
    )


def private(key: bytes) -> EllipticCurvePrivateKey:
    loaded = load_der_private_key(key, None)
    assert isinstance(loaded, EllipticCurvePrivateKey)
    return loaded


def normal(passphrase: str) -> bytes:
    text = unicodedata.normalize("NFKC", passphrase).strip()
    return re.sub(r"\s+", " ", text).encode()
