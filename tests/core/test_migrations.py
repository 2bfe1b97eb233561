"""The migrations and the models must describe the same database."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic import command
from sqlalchemy import Connection, create_engine, inspect, text

from app.core import migrate
from app.tables import metadata


def checks(connection: Connection, table: str) -> dict[str | None, str]:
    found = inspect(connection).get_check_constraints(table)
    return {check["name"]: check["sqltext"] for check in found}


def triggers(connection: Connection) -> dict[str, str]:
    rows = connection.execute(
        text("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
    )
    return {name: sql for name, sql in rows}


def test_migrating_an_empty_database_yields_the_models(tmp_path: Path) -> None:
    engine = create_engine(f"sqlite:///{tmp_path}/migrated.db")
    with engine.begin() as connection:
        command.upgrade(migrate.settings(connection), "head")
        command.check(migrate.settings(connection))
        assert migrate.is_current(connection)
    engine.dispose()


@pytest.fixture(scope="module")
def pair(
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[tuple[Connection, Connection]]:
    folder = tmp_path_factory.mktemp("pair")
    engines = [create_engine(f"sqlite:///{folder}/{n}.db") for n in ("old", "new")]
    with engines[0].connect() as migrated, engines[1].connect() as created:
        command.upgrade(migrate.settings(migrated), "head")
        metadata.create_all(created)
        yield migrated, created
    for engine in engines:
        engine.dispose()


@pytest.mark.parametrize("table", sorted(metadata.tables))
def test_migrations_carry_every_check(
    pair: tuple[Connection, Connection], table: str
) -> None:
    """Alembic compares columns, not CHECKs, so a new enum member slips past it."""
    migrated, created = pair
    assert checks(migrated, table) == checks(created, table)


def test_migrations_carry_every_trigger(pair: tuple[Connection, Connection]) -> None:
    migrated, created = pair
    assert triggers(migrated) == triggers(created)
