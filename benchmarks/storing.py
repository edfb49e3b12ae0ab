"""What feedmill's promises cost beside bare parts, and beside dlt: `python -m benchmarks.storing [--dlt]`.

Three comparisons, each in one run, with durable commits:
- the protocol of the intake for a 7 KB original, beside the sum of its bare parts: two PUTs, a GET, two transactions, a
  claim and an acknowledgement by rename, with their folders brought to the disk;
- a file's load, beside raw sqlite3 (on PostgreSQL: COPY) writing the very same rows, fingerprints and ties included;
- with `--dlt`, the load of the same rows by dlt (merge), those of a file of 12 stories and of one of 10,000.
"""

from __future__ import annotations

import argparse
import hashlib
import io
import os
import sqlite3
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from statistics import median
from typing import Any

import psycopg
from sqlalchemy import Table, select

from benchmarks import growing, growth
from benchmarks.dlt_peer import dlt_seconds
from feedmill.intake.inbox import DropFolder
from feedmill.intake.places import inbox_of
from feedmill.intake.receiving import Arrival, receive
from feedmill.mill import Mill
from feedmill.model import Parse, Way
from feedmill.ports import SystemClock
from feedmill.settings import Settings
from feedmill.warehouse import schema, tying
from feedmill.warehouse.migrating import migrate
from feedmill.warehouse.sql import SqlWarehouse
from feedmill.warehouse.store import Store
from tests.factories import a_delivery, a_page, a_parse

SIZE = 7_000
FILES = 100
HELD = 10_000
STORIES = (1, 12)
BATCH = 25
ROWS: tuple[tuple[Table, str], ...] = (
    (schema.originals, "sha256"),
    (schema.parses, "original"),
    (schema.deliveries, "original"),
    (schema.documents, "original"),
)
"""Tables whose rows name their original."""


def main() -> None:
    """Print each comparison."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--dlt", action="store_true", help="dlt too: installed apart, from requirements-peers.lock")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="feedmill-storing-") as folder:
        protocol(Path(folder) / "protocol")
        for kind in ("sqlite", "postgresql"):
            with growth.database(kind, str(Path(folder))) as url:
                loads(url, Path(folder))
        if asked.dlt:
            beside_dlt(Path(folder))


def protocol(home: Path) -> None:
    """Time the intake of original after original, and its bare parts, in turn."""
    settings = Settings(home=home, quiet_seconds=0)
    whole, parts = [], []
    with Mill.open(settings) as mill:
        folder = DropFolder(inbox_of(mill.settings), SystemClock())
        store = Store(f"sqlite:///{home}/warehouse.db")
        warehouse, bare = SqlWarehouse(store, mill.settings, SystemClock()), Bare(mill, home)
        for number in range(FILES):
            path = folder.root / f"{number}.txt"
            path.write_bytes(made(number))
            whole.append(timed(partial(take, mill, warehouse, folder, path)))
            parts.append(timed(partial(bare.run, made(number + FILES))))
        bare.close()
        store.close()
    taken, summed = median(whole), median(parts)
    print(f"intake of {SIZE} bytes: {taken * 1e3:.2f} ms; bare parts {summed * 1e3:.2f} ms; {taken / summed:.2f} times")


def made(number: int) -> bytes:
    """Bytes of an original that there was not before."""
    return (hashlib.sha256(str(number).encode()).hexdigest() * (SIZE // 64 + 1))[:SIZE].encode()


def timed(call: Callable[[], object]) -> float:
    """Seconds that a call takes."""
    started = time.perf_counter()
    call()
    return time.perf_counter() - started


def take(mill: Mill, warehouse: SqlWarehouse, folder: DropFolder, path: Path) -> None:
    """One file by the protocol: claimed, archived, recorded, its delivery completed by a parse, acknowledged."""
    claim = folder.claim(path)
    folder.settle()
    with folder.take(claim) as taken:
        arrival = Arrival(Way.DROP, "inbox", claim.raw_name, claim.token, claim.received_at)
        delivery = receive(mill.archive, taken, arrival).delivery
        identity = taken.identity
    warehouse.record_deliveries([delivery], None)
    warehouse.load(Parse(delivery.original.sha256, "bare", (), ()), delivery.id)
    assert identity is not None, "a file has one"
    folder.acknowledge(claim, identity)
    folder.settle()


class Bare:
    """The same parts without any promise: S3 calls, transactions of one row, two renames."""

    def __init__(self, mill: Mill, home: Path) -> None:
        self._client, self._bucket = mill.archive.client, mill.archive.bucket
        self._folders = [home / name for name in ("from", "through", "to")]
        for folder in self._folders:
            folder.mkdir()
        self._database = sqlite3.connect(home / "bare.db", isolation_level=None)
        for statement in ("PRAGMA journal_mode = WAL", "PRAGMA synchronous = FULL", "CREATE TABLE rows (name, size)"):
            self._database.execute(statement)

    def run(self, data: bytes) -> None:
        """All parts once."""
        name = hashlib.sha256(data).hexdigest()
        (self._folders[0] / name).write_bytes(data)
        for start, end in zip(self._folders, self._folders[1:], strict=False):
            (start / name).rename(end / name)
            for folder in (start, end):
                handle = os.open(folder, os.O_RDONLY)
                os.fsync(handle)
                os.close(handle)
        for key in (f"bare/{name}", f"bare/{name}.json"):
            self._client.put_object(Bucket=self._bucket, Key=key, Body=io.BytesIO(data))
        self._client.get_object(Bucket=self._bucket, Key=f"bare/{name}")["Body"].read()
        for _ in range(2):
            self._database.execute("BEGIN IMMEDIATE")
            self._database.execute("INSERT INTO rows VALUES (?, ?)", (name, len(data)))
            self._database.execute("COMMIT")

    def close(self) -> None:
        """Close the database."""
        self._database.close()


def loads(url: str, home: Path) -> None:
    """Load files of each size into a warehouse that holds stories, then write the same rows bare."""
    store = Store(url)
    migrate(store)
    growing.preload(store, 0, HELD)
    growth.tidy(store)
    first = HELD
    for stories in STORIES:
        parses = list(files(first, stories))
        first += stories * len(parses)
        warehouse = SqlWarehouse(store, Settings(home=home), SystemClock())
        arrivals = [(parse, a_delivery(parse, minutes=at)) for at, parse in enumerate(parses)]
        started = time.perf_counter()
        for parse, delivery in arrivals:
            warehouse.record_deliveries([delivery], None)
            warehouse.load(parse, delivery.id)
        ours = time.perf_counter() - started
        rows = [rows_of(store, parse.original) for parse in parses]
        bare, name = (raw_sqlite(rows, home), "raw sqlite3") if "sqlite" in url else (copied(rows, store), "COPY")
        print(f"{store.engine.dialect.name}, files of {stories}: {len(parses) / ours:.0f} files/s; {name} of the same "
              f"rows {len(parses) / bare:.0f} files/s; {bare / ours:.2f} times its speed")  # fmt: skip
    store.close()


def files(first: int, stories: int) -> Iterator[Parse]:
    """Files of so many new stories each."""
    for at in range(first, first + FILES * stories, stories):
        pages = [a_page(growing.body(growing.places(number))) for number in range(at, at + stories)]
        yield a_parse(*growing.numbered(pages), name=f"stored {at}")


def rows_of(store: Store, original: str) -> dict[Table, list[dict[str, Any]]]:
    """The rows that a file's load left, by table."""
    found: dict[Table, list[dict[str, Any]]] = {}
    with store.read() as connection:

        def ask(table: Table, column: str, names: list[Any]) -> list[Any]:
            rows = [dict(row) for row in connection.execute(select(table).where(table.c[column].in_(names))).mappings()]
            found[table] = rows
            return rows

        for table, column in ROWS:
            ask(table, column, [original])
        documents = [row["document_id"] for row in found[schema.documents]]
        versions = [row["version_id"] for row in ask(schema.sightings, "document_id", documents)]
        ask(schema.furniture, "document_id", documents)
        names = [row["content_id"] for row in ask(schema.versions, "version_id", versions)]
        numbers = [row["number"] for row in ask(tying.contents, "content_id", names)]
        ask(tying.fingerprints, "content", numbers)
        ask(tying.edges, "a", numbers)
    return found


def raw_sqlite(files_rows: list[dict[Table, list[dict[str, Any]]]], home: Path) -> float:
    """Seconds that raw sqlite3 takes to write these rows into the same tables, a transaction a file."""
    path = home / f"raw-{time.monotonic_ns()}.db"
    store = Store(f"sqlite:///{path}")
    migrate(store)
    store.close()
    batches = [[_statement(table, rows) for table, rows in one.items() if rows] for one in files_rows]
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA synchronous = FULL")
    started = time.perf_counter()
    for batch in batches:
        connection.execute("BEGIN IMMEDIATE")
        for statement, values in batch:
            connection.executemany(statement, values)
        connection.execute("COMMIT")
    taken = time.perf_counter() - started
    connection.close()
    return taken


def _statement(table: Table, rows: list[dict[str, Any]]) -> tuple[str, list[tuple[Any, ...]]]:
    store = Store("sqlite://")
    processors = {c.name: c.type.bind_processor(store.engine.dialect) for c in table.columns}
    names = [column.name for column in table.columns]
    values = [tuple((processors[n](row[n]) if processors[n] else row[n]) for n in names) for row in rows]
    marks = ", ".join("?" for _ in names)
    quoted = ", ".join(f'"{name}"' for name in names)
    return f"INSERT OR IGNORE INTO {table.name} ({quoted}) VALUES ({marks})", values  # noqa: S608 -- names of tables


def copied(files_rows: list[dict[Table, list[dict[str, Any]]]], store: Store) -> float:
    """Seconds that COPY takes to write these rows into tables of the same columns and indexes, by batches of files."""
    name = f"copied_{time.monotonic_ns()}"
    where = store.url.set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(where, autocommit=True) as connection:
        connection.execute(f"CREATE SCHEMA {name}")
        for table in files_rows[0]:
            connection.execute(f"CREATE TABLE {name}.{table.name} (LIKE public.{table.name} INCLUDING ALL)")
        started = time.perf_counter()
        for at in range(0, len(files_rows), BATCH):
            with connection.transaction():
                for table in files_rows[0]:
                    _copy(connection, name, table, [row for one in files_rows[at : at + BATCH] for row in one[table]])
        return time.perf_counter() - started


def _copy(connection: psycopg.Connection[Any], name: str, table: Table, rows: list[dict[str, Any]]) -> None:
    from psycopg.types.json import Json

    columns = [column.name for column in table.columns]
    quoted = ", ".join(f'"{column}"' for column in columns)
    with connection.cursor() as cursor, cursor.copy(f"COPY {name}.{table.name} ({quoted}) FROM STDIN") as copy:
        for row in rows:
            values = [row[column] for column in columns]
            copy.write_row([Json(value) if isinstance(value, dict | list) else value for value in values])


def beside_dlt(home: Path) -> None:
    """Load a file of 12 stories, and 10,000 rows, by feedmill and by dlt into SQLite."""
    for count in (12, 10_000):
        pages = [a_page(growing.body(growing.places(10**7 + count + number))) for number in range(count)]
        parse = a_parse(*growing.numbered(pages), name=f"beside dlt {count}")
        store = Store(f"sqlite:///{home}/beside-{count}.db")
        migrate(store)
        warehouse = SqlWarehouse(store, Settings(home=home), SystemClock())
        delivery = a_delivery(parse, minutes=1)
        started = time.perf_counter()
        warehouse.record_deliveries([delivery], None)
        warehouse.load(parse, delivery.id)
        ours = time.perf_counter() - started
        written = rows_of(store, parse.original)
        store.close()
        tables = {table.name: ([c.name for c in table.primary_key], rows) for table, rows in written.items()}
        theirs = dlt_seconds(tables, home / f"dlt-{count}")
        print(f"{count} stories: {ours:.3f} s; dlt (merge, SQLite) {theirs:.3f} s; {theirs / ours:.1f} times as fast")


if __name__ == "__main__":
    main()
