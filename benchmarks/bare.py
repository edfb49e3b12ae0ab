"""The rows that loads left, written once more without any promise: by raw sqlite3, or by COPY.

Into tables that are as full as ours were, or into empty ones; both have all indexes of ours.
"""

from __future__ import annotations

import shutil
import sqlite3
import time
from pathlib import Path
from typing import Any

import psycopg
from sqlalchemy import Table, select

from feedmill.warehouse.migrating import migrate
from feedmill.warehouse.store import Store
from feedmill.warehouse.tables import identity, schema

BATCH = 25
"""Files whose rows COPY writes in one transaction."""

Rows = dict[Table, list[dict[str, Any]]]
ROWS: tuple[tuple[Table, str], ...] = (
    (schema.originals, "sha256"),
    (schema.parses, "original"),
    (schema.deliveries, "original"),
    (schema.documents, "original"),
)
"""Tables whose rows name their original."""
TABLES = (
    *(table for table, _ in ROWS), schema.versions, schema.sightings, schema.furniture, identity.contents,
    identity.fingerprints, identity.edges,
)  # fmt: skip
"""All tables that a load writes to and that are compared."""


def rows_of(store: Store, original: str) -> Rows:
    """The rows that a file's load left, by table."""
    found: Rows = {}
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
        numbers = [row["number"] for row in ask(identity.contents, "content_id", names)]
        ask(identity.fingerprints, "content", numbers)
        ask(identity.edges, "a", numbers)
    return found


def held(store: Store, home: Path) -> Path | str:
    """The tables as they stand, once more: a file of SQLite, a schema of PostgreSQL."""
    made = empty(store, home)
    if isinstance(made, Path):
        with store.alone() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
            cursor.close()
        made.unlink()
        shutil.copy(home / "warehouse.db", made)
        return made
    with psycopg.connect(_address(store), autocommit=True) as connection:
        for table in TABLES:
            connection.execute(f"INSERT INTO {made}.{table.name} SELECT * FROM public.{table.name}")  # noqa: S608 -- names of tables
        connection.execute("ANALYZE")
    return made


def empty(store: Store, home: Path) -> Path | str:
    """The tables without their rows: a file of SQLite, a schema of PostgreSQL, both with all indexes."""
    name = f"peer_{time.monotonic_ns()}"
    if store.engine.dialect.name == "sqlite":
        other = Store(f"sqlite:///{home}/{name}.db")
        migrate(other)
        with other.alone() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
            cursor.close()
        other.close()
        return home / f"{name}.db"
    with psycopg.connect(_address(store), autocommit=True) as connection:
        connection.execute(f"CREATE SCHEMA {name}")
        for table in TABLES:
            connection.execute(f"CREATE TABLE {name}.{table.name} (LIKE public.{table.name} INCLUDING ALL)")
    return name


def _address(store: Store) -> str:
    return store.url.set(drivername="postgresql").render_as_string(hide_password=False)


def raw_sqlite(files_rows: list[Rows], path: Path | str) -> float:
    """Seconds that raw sqlite3 takes to write these rows into the same tables, a transaction a file."""
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


def copied(files_rows: list[Rows], store: Store, name: str) -> float:
    """Seconds that COPY takes to write these rows into tables of the same columns and indexes, by batches of files."""
    with psycopg.connect(_address(store), autocommit=True) as connection:
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
