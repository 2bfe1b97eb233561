"""The other commands of whoever looks after an installation."""

import csv
import io
import re
import sqlite3
from pathlib import Path

from tests.serving.process import Browser, shadowlog, start


def test_a_fresh_setup_link_replaces_the_earlier_one(tmp_path: Path) -> None:
    first = shadowlog(tmp_path / ".", "setup-link")
    second = shadowlog(tmp_path / ".", "setup-link")

    for done in (first, second):
        assert re.fullmatch(
            r"Setup: http://localhost:8000/#setup=[\w-]{20,}\n", done.stdout
        )
    assert first.stdout != second.stdout


def test_no_setup_link_once_there_is_an_account(tmp_path: Path) -> None:
    shadowlog(tmp_path, "demo", "--fill-only")

    done = shadowlog(tmp_path, "setup-link")

    assert done.returncode == 1
    assert "invite" in done.stderr


def test_who_lost_everything_gets_in_again_by_the_server(tmp_path: Path) -> None:
    shadowlog(tmp_path, "demo", "--fill-only")

    made = shadowlog(tmp_path, "reset-link", "lead", "--without-second-factor")

    assert re.fullmatch(r"http://localhost:8000/#reset=[\w-]{43}\n", made.stdout)
    connection = sqlite3.connect(tmp_path / "shadowlog.db")
    noted = "SELECT action FROM audit_entry WHERE chain = 'installation' ORDER BY seq"
    actions = [action for (action,) in connection.execute(noted)]
    connection.close()
    assert actions[-2:] == ["factor:removed", "reset:made"]


def test_nobody_gets_a_link_for_a_login_there_is_not(tmp_path: Path) -> None:
    shadowlog(tmp_path, "demo", "--fill-only")

    refused = shadowlog(tmp_path, "reset-link", "nobody")

    assert refused.returncode == 1
    assert "Nobody has this login." in refused.stderr


def test_a_backup_of_a_running_server_holds_what_it_was_told(tmp_path: Path) -> None:
    server = start(tmp_path / "data")
    Browser(server.port).set_up(server.wait_for("Setup: "))

    done = shadowlog(tmp_path / "data", "backup", str(tmp_path / "backup.db"))

    server.stop()
    assert done.returncode == 0, done.stderr
    connection = sqlite3.connect(tmp_path / "backup.db")
    assert connection.execute("SELECT login FROM account").fetchall() == [("ana",)]
    connection.close()


def test_postgresql_users_are_told_what_to_type(tmp_path: Path) -> None:
    env = {"DATABASE_URL": "postgresql://ana:geheim@db/study"}

    done = shadowlog(tmp_path, "backup", "study.dump", env=env)

    assert done.returncode == 1
    assert "pg_dump --format=custom --file='study.dump'" in done.stderr
    assert "geheim" not in done.stderr


def test_a_study_is_exported_as_the_app_would(tmp_path: Path) -> None:
    shadowlog(tmp_path, "demo", "--fill-only")
    connection = sqlite3.connect(tmp_path / "shadowlog.db")
    ((study_id,),) = connection.execute("SELECT id FROM study").fetchall()
    connection.close()

    done = shadowlog(tmp_path, "export", str(study_id))

    rows = list(csv.DictReader(io.StringIO(done.stdout)))
    assert {row["subject"] for row in rows} == {"CE1", "CE2"}
    assert rows[0]["study"] == "Demonstration: chief executives"


def test_an_export_overwrites_nothing(tmp_path: Path) -> None:
    target = tmp_path / "log.csv"
    target.write_text("annotated by hand")
    unknown = "00000000-0000-4000-8000-000000000000"

    done = shadowlog(tmp_path, "export", unknown, str(target))

    assert done.returncode == 2
    assert target.read_text() == "annotated by hand"


def test_a_study_that_is_not_there_is_not_exported(tmp_path: Path) -> None:
    done = shadowlog(tmp_path, "export", "00000000-0000-4000-8000-000000000000")

    assert done.returncode == 1
    assert "no such study" in done.stderr
