"""The server: a day pushed, a new device pulling everything, a study as CSV."""

import tempfile
import time
from pathlib import Path

from benchmarks import limits
from benchmarks.installation import (
    Client,
    Watch,
    a_day,
    a_study,
    an_activity,
    installation,
    settle,
)
from benchmarks.table import Figure, show
from tests.browser.server import Server
from tests.databases import postgres_url

DAYS = 40
RECORDS_A_DAY = 250
RECORDS_IN_A_STUDY = 100_000
BATCH = 100
PAGE = 1000


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        measure("SQLite", Path(folder), "")
    with tempfile.TemporaryDirectory() as folder, postgres_url() as url:
        measure("PostgreSQL", Path(folder), url.replace("+psycopg", ""))


def measure(engine: str, folder: Path, database_url: str) -> None:
    with installation(folder / "data", database_url) as (server, client):
        watch = Watch(server.pid)
        pushes = push_days(client, watch)
        study = fill(client)
        settle()
        pulls = pull_everything(client, study, watch)
        settle()
        reads = read_csv(server, client, study, watch)
        watch.stopped.set()
    show(f"Push of days of {RECORDS_A_DAY} in batches of {BATCH}, {engine}", pushes)
    show(f"A new device pulls {RECORDS_IN_A_STUDY:,} records, {engine}", pulls)
    show(f"CSV of a study of {RECORDS_IN_A_STUDY:,} records, {engine}", reads)


def push_days(client: Client, watch: Watch) -> list[Figure]:
    study, subject = a_study(client)
    days = [a_day(client, study, subject, RECORDS_A_DAY) for _ in range(DAYS)]
    operations = [op for day in days for op in day]
    limit = limits.sqlite_executemany(operations)
    wall, cpu = time.perf_counter(), watch.cpu()
    for day in days:
        for start in range(0, len(day), BATCH):
            client.push(day[start : start + BATCH])
    wall, cpu = time.perf_counter() - wall, watch.cpu() - cpu
    return [limit, figure("push", len(operations), wall, cpu, limit, watch)]


def fill(client: Client) -> str:
    study, subject = a_study(client)
    day = a_day(client, study, subject, 1)
    client.push(day)
    for start in range(0, RECORDS_IN_A_STUDY, BATCH):
        if start % 1000 == 0:
            day = a_day(client, study, subject, 1)
            client.push(day)
        batch = [
            an_activity(client, study, day[0]["rec"], start % 1000 + i)
            for i in range(BATCH)
        ]
        client.push(batch)
    return study


def pull_everything(client: Client, study: str, watch: Watch) -> list[Figure]:
    count, cursor, more = 0, "", True
    wall, cpu = time.perf_counter(), watch.cpu()
    while more:
        path = f"/api/sync/pull?study={study}&limit={PAGE}&cursor={cursor}"
        page = client.call("GET", path)
        count, cursor, more = count + len(page["records"]), page["next"], page["more"]
    wall, cpu = time.perf_counter() - wall, watch.cpu() - cpu
    assert count >= RECORDS_IN_A_STUDY
    return [figure("pull", count, wall, cpu, None, watch)]


def read_csv(server: Server, client: Client, study: str, watch: Watch) -> list[Figure]:
    watch.peak = 0
    wall, cpu = time.perf_counter(), watch.cpu()
    data = client.raw("GET", f"/api/studies/{study}/log.csv?flavour=statistics")
    wall, cpu = time.perf_counter() - wall, watch.cpu() - cpu
    limit = limits.csv_writer(data.decode())
    return [limit, figure("study CSV", RECORDS_IN_A_STUDY, wall, cpu, limit, watch)]


def figure(
    name: str, count: int, wall: float, cpu: float, limit: Figure | None, watch: Watch
) -> Figure:
    return Figure(
        name,
        count / wall,
        cpu / count * 1e6,
        limit.rate if limit else None,
        limit.cpu if limit else None,
        watch.peak,
    )
