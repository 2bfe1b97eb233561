"""A vault's backup file is made while it is locked, and opens without our program."""

import json
from base64 import b64decode, b64encode
from typing import Any

import pytest
from cryptography.exceptions import InvalidTag

from tests.security.cast import NEW, WORDS, fill, make
from tests.security.lab import Lab
from tests.security.reader import read_backup

pytestmark = pytest.mark.browser

TEXTS = ["a note", "Grüße 👋", "x" * 3_000]
TAPS = [{"t": "code", "p": 3}, {"t": "mark"}]


def backup(lab: Lab, texts: list[str] = TEXTS) -> bytes:
    make(lab)
    vault = fill(lab, texts, TAPS)
    return saved(lab, vault)


def saved(lab: Lab, vault: str) -> bytes:
    lab.reload()
    text: str = lab.run("return (await at.backupFile(given.vault)).text()", vault=vault)
    return text.encode()


def test_the_passphrase_opens_all_that_is_in_the_file(lab: Lab) -> None:
    vault = read_backup(backup(lab), WORDS)

    assert list(vault.rows["ops"].values()) == TEXTS
    assert list(vault.rows["inbox"].values()) == TAPS
    assert vault.bundle.about["account"]["login"] == "ana"
    assert vault.refused == []


@pytest.mark.long
def test_a_file_from_the_middle_of_a_change_opens_too(lab: Lab) -> None:
    make(lab)
    vault = fill(lab, TEXTS, TAPS)
    lab.run(
        "await at.changePassphrase(given.vault, given.old, given.new)",
        vault=vault,
        old=WORDS,
        new=NEW,
    )

    read = read_backup(saved(lab, vault), NEW)

    assert list(read.rows["ops"].values()) == TEXTS
    assert list(read.rows["inbox"].values()) == TAPS
    assert len(read.bundle.deks) == 2


def test_the_file_says_nothing_without_the_passphrase(lab: Lab) -> None:
    file = backup(lab)

    with pytest.raises(InvalidTag):
        read_backup(file, "not this one at all")
    everything = file + b"".join(binary(json.loads(file)))
    assert not [w for w in (b"a note", b"Ana Abbott", b"a-ana") if w in everything]


def test_a_row_moved_or_changed_is_refused_and_the_others_open(lab: Lab) -> None:
    file = json.loads(backup(lab, [f"text {n}" for n in range(1, 8)]))
    ops = file["rows"]["ops"]
    ops[0]["sealed"], ops[1]["sealed"] = ops[1]["sealed"], ops[0]["sealed"]
    ops[2]["r"] += 1
    ops[3]["sealed"]["ct"] = flipped(ops[3]["sealed"]["ct"])
    ops[4]["sealed"]["kid"] = "00000000"
    file["rows"]["inbox"][0]["seq"] = 9

    vault = read_backup(json.dumps(file).encode(), WORDS)

    assert vault.refused == [*(("ops", n) for n in range(1, 6)), ("inbox", 9)]
    assert list(vault.rows["ops"].values()) == ["text 6", "text 7"]
    assert vault.rows["inbox"] == {2: TAPS[1]}


@pytest.mark.long
def test_an_easier_guess_cannot_be_written_into_the_file(lab: Lab) -> None:
    file = json.loads(backup(lab))
    file["header"]["kdf"]["iterations"] = 600_000

    with pytest.raises(InvalidTag):
        read_backup(json.dumps(file).encode(), WORDS)


@pytest.mark.long
def test_a_vault_nobody_has_written_in_makes_a_file_and_no_log(lab: Lab) -> None:
    vault = make(lab)

    read = read_backup(saved(lab, vault), WORDS)

    assert not any(read.rows.values())
    assert lab.run("return (await indexedDB.databases()).length") == 1


def binary(value: Any) -> list[bytes]:
    """Every base64 text in the file, decoded."""
    if isinstance(value, dict):
        return [part for each in value.values() for part in binary(each)]
    if isinstance(value, list):
        return [part for each in value for part in binary(each)]
    try:
        return [b64decode(value, validate=True)]
    except (TypeError, ValueError):
        return []


def flipped(text: str) -> str:
    data = bytearray(b64decode(text))
    data[0] ^= 1
    return b64encode(data).decode()
