"""``shadowlog verify-trail`` as whoever looks after an installation types it."""

import re
import sqlite3
from pathlib import Path

from tests.serving.process import shadowlog

LINE = r"(installation|[0-9a-f-]{36}): (\d+) entries, head (\1:\2:[0-9a-f]{64})"


def heads(folder: Path) -> list[str]:
    done = shadowlog(folder, "verify-trail")
    assert done.returncode == 0, done.stderr
    found = [re.fullmatch(LINE, line) for line in done.stdout.splitlines()]
    assert len(found) == 2
    return [line[3] for line in found if line]


def spoil(folder: Path, *statements: str) -> None:
    connection = sqlite3.connect(folder / "shadowlog.db")
    for what in ("rewritten", "deleted"):
        connection.execute(f"DROP TRIGGER audit_entry_is_not_{what}")
    for statement in statements:
        connection.execute(statement)
    connection.commit()
    connection.close()


def test_it_prints_every_chain_and_takes_its_heads_back(tmp_path: Path) -> None:
    shadowlog(tmp_path, "demo", "--fill-only")
    seen = heads(tmp_path)

    again = [part for head in seen for part in ("--head", head)]

    assert shadowlog(tmp_path, "verify-trail", *again).returncode == 0


def test_it_names_the_first_entry_that_is_not_what_was_written(tmp_path: Path) -> None:
    shadowlog(tmp_path, "demo", "--fill-only")
    study = heads(tmp_path)[0].split(":")[0]
    spoil(tmp_path, "UPDATE audit_entry SET at = '2020-01-01 00:00:00' WHERE seq >= 2")

    done = shadowlog(tmp_path, "verify-trail")

    assert done.returncode == 1
    assert done.stderr == f"Error: {study}: entry 2 is not what was written.\n"


def test_a_head_that_is_not_in_the_trail_fails(tmp_path: Path) -> None:
    shadowlog(tmp_path, "demo", "--fill-only")
    chain, seq, _ = heads(tmp_path)[0].split(":")

    done = shadowlog(tmp_path, "verify-trail", "--head", f"{chain}:{seq}:{'0' * 64}")

    assert done.returncode == 1
    assert "is not what was seen from outside." in done.stderr


def test_what_is_no_head_is_a_slip_of_the_hand(tmp_path: Path) -> None:
    assert shadowlog(tmp_path, "verify-trail", "--head", "nonsense").returncode == 2


def test_a_download_by_command_is_in_the_trail(tmp_path: Path) -> None:
    shadowlog(tmp_path, "demo", "--fill-only")
    study, before, _ = heads(tmp_path)[0].split(":")

    shadowlog(tmp_path, "export", study, str(tmp_path / "log.csv"))

    assert heads(tmp_path)[0].split(":")[:2] == [study, str(int(before) + 1)]
