"""What the machine can do with no server in between: the limits we are held against."""

import csv
import io
import json
import sqlite3
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from benchmarks.table import Figure

ROWS_A_TRANSACTION = 250


def sqlite_executemany(operations: Sequence[dict[str, Any]]) -> Figure:
    """The same JSON laid into one table, 250 rows a transaction, synchronous=FULL."""
    rows = [(op["id"], op["rec"], json.dumps(op)) for op in operations]
    with tempfile.TemporaryDirectory() as folder:
        connection = sqlite3.connect(Path(folder) / "limit.db", isolation_level=None)
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=FULL")
        connection.execute(
            "CREATE TABLE log (id TEXT PRIMARY KEY, rec TEXT, body TEXT)"
        )
        wall, cpu = time.perf_counter(), time.process_time()
        for start in range(0, len(rows), ROWS_A_TRANSACTION):
            connection.execute("BEGIN IMMEDIATE")
            batch = rows[start : start + ROWS_A_TRANSACTION]
            connection.executemany("INSERT INTO log VALUES (?, ?, ?)", batch)
            connection.execute("COMMIT")
        wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
        connection.close()
    count = len(rows)
    return Figure("SQLite executemany (limit)", count / wall, cpu / count * 1e6)


def csv_writer(text: str) -> Figure:
    """Python's own csv.writer writing the very rows the server sent."""
    rows = list(csv.reader(io.StringIO(text, newline="")))
    out = io.StringIO(newline="")
    wall, cpu = time.perf_counter(), time.process_time()
    csv.writer(out).writerows(rows)
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    count = len(rows)
    return Figure("csv.writer (limit)", count / wall, cpu / count * 1e6)
