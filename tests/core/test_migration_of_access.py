"""Sessions and studies made before version 0003 go on as they were."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic import command
from sqlalchemy import Connection, create_engine, text

from app.core import migrate

ACCOUNT, SESSION = "0" * 31 + "1", "0" * 31 + "2"
AT = "2026-11-22 09:00:00.000000"


@pytest.fixture
def before(tmp_path: Path) -> Iterator[Connection]:
    """A database of the version before, with an account signed in on its phone."""
    engine = create_engine(f"sqlite:///{tmp_path}/old.db")
    with engine.begin() as connection:
        command.upgrade(migrate.settings(connection), "0002")
        put(
            connection,
            "account",
            id=ACCOUNT,
            login="ana",
            login_key="ana",
            name="Ana",
            password_hash="x",
            is_operator=False,
            created_at=AT,
        )
        put(
            connection,
            "login_session",
            id=SESSION,
            account_id=ACCOUNT,
            device_id="d_1",
            token_sha256="x",
            scope="capture",
            created_at=AT,
            last_seen_at=AT,
            expires_at=AT,
        )
        yield connection
    engine.dispose()


def put(connection: Connection, table: str, **values: object) -> None:
    names = ", ".join(values)
    places = ", ".join(f":{name}" for name in values)
    statement = f"INSERT INTO {table} ({names}) VALUES ({places})"
    connection.execute(text(statement), values)


def put_study(connection: Connection, number: int, **settings: str) -> None:
    put(
        connection,
        "study",
        id=f"{number:032}",
        title="Old",
        study_code="OLD",
        timezone="Europe/London",
        template="blank",
        settings=json.dumps(settings),
        seq=0,
        codebook_version=1,
        created_at=AT,
        created_by=ACCOUNT,
    )


def test_a_study_that_did_not_say_goes_on_sharing_days(before: Connection) -> None:
    put_study(before, 11, gap_policy="exclude")
    put_study(before, 12, peer_days="own")
    put_study(before, 13, peer_days="study")

    command.upgrade(migrate.settings(before), "0003")

    found = before.execute(text("SELECT settings FROM study ORDER BY id")).scalars()
    assert [json.loads(one) for one in found] == [
        {"gap_policy": "exclude", "peer_days": "study"},
        {"peer_days": "own"},
        {"peer_days": "study"},
    ]


def test_a_session_goes_on_for_capturing(before: Connection) -> None:
    command.upgrade(migrate.settings(before), "0003")

    row = before.execute(text("SELECT * FROM login_session")).one()._asdict()
    assert row["device_id"] == "d_1"
    assert (row["authenticated_at"], row["work_until"]) == (None, None)
    assert "scope" not in row


def test_there_is_a_way_back(before: Connection) -> None:
    command.upgrade(migrate.settings(before), "0003")

    command.downgrade(migrate.settings(before), "0002")

    row = before.execute(text("SELECT * FROM login_session")).one()._asdict()
    assert row["scope"] == "capture"
