"""Tables whose rows the database itself refuses to change or to forget."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import DDL, Table, event

# What each database runs for ``{table}`` and the ``{columns}`` nobody may rewrite.
# Migrations take the same text, so that both roads lead to the same triggers.
SQLITE = (
    "CREATE TRIGGER {table}_is_not_rewritten BEFORE UPDATE OF {columns} ON {table} "
    "BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END",
    "CREATE TRIGGER {table}_is_not_deleted BEFORE DELETE ON {table} "
    "BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END",
)
POSTGRESQL = (
    "CREATE FUNCTION {table}_is_append_only() RETURNS trigger LANGUAGE plpgsql AS "
    "$$ BEGIN RAISE EXCEPTION '{table} is append-only'; END $$",
    "CREATE TRIGGER {table}_is_not_rewritten BEFORE UPDATE OF {columns} ON {table} "
    "FOR EACH ROW EXECUTE FUNCTION {table}_is_append_only()",
    "CREATE TRIGGER {table}_is_not_deleted BEFORE DELETE ON {table} "
    "FOR EACH ROW EXECUTE FUNCTION {table}_is_append_only()",
)
TEXTS = {"sqlite": SQLITE, "postgresql": POSTGRESQL}


def statements(dialect: str, table: str, columns: list[str]) -> list[str]:
    """The statements that make ``columns`` of ``table`` unchangeable."""
    names = ", ".join(columns)
    return [text.format(table=table, columns=names) for text in TEXTS[dialect]]


def protect(table: Table, but: frozenset[str] = frozenset()) -> None:
    """Once ``table`` is created, refuse DELETE, and UPDATE of all columns ``but``."""
    columns = [column.name for column in table.columns if column.name not in but]
    ddl: Callable[[str], Any] = DDL
    for dialect in TEXTS:
        for statement in statements(dialect, table.name, columns):
            made = ddl(statement).execute_if(dialect=dialect)
            event.listen(table, "after_create", made)
