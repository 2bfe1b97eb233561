"""Words that stand nowhere else, typed into every field so as to be looked for."""

import json
import random
import struct
from base64 import b64encode, urlsafe_b64encode
from collections.abc import Iterable, Iterator
from typing import Any

from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
)
from playwright.sync_api import Locator

from tests.browser.leftovers import spellings
from tests.security.reader import Vault, keys_before

# In every word, so that one look finds them all, whole or in part.
STEM = "zwiebelturm"
TYPED_INTO = "input[type=text]:visible, input:not([type]):visible, textarea:visible"
# A day lives in a time zone there is.
NOT_WORDS = {"Timezone"}
UUID_LENGTH = 36


class Canaries:
    """Makes the words, and remembers which of them are to be kept."""

    def __init__(self, seed: int) -> None:
        self.luck = random.Random(seed)
        self.kept: set[str] = set()

    def word(self, *, kept: bool = False) -> str:
        """A new word; ``kept`` if the vault has to tell it in the end."""
        letters = "".join(self.luck.choices("bcdfghklmnpqrstvwxz", k=8))
        if kept:
            self.kept.add(STEM + letters)
        return STEM + letters

    def fill(self, form: Locator, *, kept: bool = True) -> None:
        """Type a word of its own into every field of a form, the folded ones too."""
        form.wait_for()
        for more in form.locator("details:not([open]) > summary").all():
            more.click()
        for field in form.locator(TYPED_INTO).all():
            name = field.evaluate("(field) => field.labels[0]?.textContent ?? ''")
            if name in NOT_WORDS:
                continue
            field.fill(self.word(kept=kept))
        for add in form.get_by_role("button", name="Add", exact=True).all():
            add.click()


def texts_in(value: Any) -> Iterator[str]:
    """Every string in a value, however deep, and the names of its members."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, each in value.items():
            yield str(key)
            yield from texts_in(each)
    elif isinstance(value, list):
        for each in value:
            yield from texts_in(each)


def numbers_in(value: Any) -> Iterator[float]:
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        for each in value:
            yield from numbers_in(each)
    elif isinstance(value, int | float) and not isinstance(value, bool):
        yield value


def ids_of(vault: Vault) -> set[str]:
    """The ids of all records, days, studies and people a vault tells of."""
    return {
        text
        for table in ("meta", "base", "ops", "acts", "log")
        for text in texts_in(list(vault.rows[table].values()))
        if len(text) == UUID_LENGTH and text.count("-") == 4
    }


def moments_of(vault: Vault) -> set[float]:
    """Every moment it tells of, in milliseconds."""
    wide = numbers_in([list(rows.values()) for rows in vault.rows.values()])
    return {number for number in wide if 1e12 < number < 1e13}


def as_numbers(moments: Iterable[float]) -> list[bytes]:
    """As digits, and as a browser stores a number."""
    return [
        form
        for ms in moments
        for form in (*spellings([str(int(ms))]), struct.pack("<d", ms))
    ]


def as_keys(keys: Iterable[bytes]) -> list[bytes]:
    """Secret bytes as they are, and as texts that stand for them."""
    return [
        form
        for key in keys
        for form in (
            key,
            *spellings([key.hex(), key.hex().upper()]),
            *spellings([b64encode(key).decode().rstrip("=")]),
            *spellings([urlsafe_b64encode(key).decode().rstrip("=")]),
        )
    ]


def raw_keys(file: bytes, vault: Vault, passphrase: str) -> list[bytes]:
    """All that opens anything: the keys in the bundle, and those that lead to it."""
    backup = json.loads(file)
    before = keys_before(backup["vault"], backup["header"], passphrase)
    bundle = vault.bundle
    pairs = [key for _, key in bundle.pairs]
    device = [k.private_numbers().private_value.to_bytes(32, "big") for k in pairs]
    pkcs8 = [
        k.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
        for k in pairs
    ]
    return [*before, bundle.mac, *bundle.deks.values(), *device, *pkcs8]
