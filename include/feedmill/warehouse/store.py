"""Connections and transactions: the one place that knows which database stands behind the tables."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine, Table, create_engine, event, text
from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from feedmill.errors import WarehouseOutage
from feedmill.warehouse.reasons import WarehouseReason

LOCK = 0x6665_6564
"""Key of the advisory lock under which identity is decided on PostgreSQL."""

BUSY_SECONDS = 30
ROWS_A_STATEMENT = 500

Row = TypeVar("Row")


class Store:
    """An engine with the transactions that the warehouse uses.

    SQLite runs in WAL mode with full synchronisation, and takes its write lock at the start of a transaction.
    """

    def __init__(self, url: str) -> None:
        self.url = make_url(url)
        self.engine = _sqlite(url) if self.url.get_backend_name() == "sqlite" else _postgresql(url)

    @property
    def shown_url(self) -> str:
        """The URL without its password."""
        return self.url.render_as_string(hide_password=True)

    @contextmanager
    def write(self, *, deciding: bool = False) -> Iterator[Connection]:
        """One transaction. With `deciding`, alone among all that decide identity."""
        with self._outages(), self.engine.begin() as connection:
            if deciding and self.engine.dialect.name == "postgresql":
                connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": LOCK})
            yield connection

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """One consistent view of the tables, without a write lock."""
        with self._outages(), self.engine.connect().execution_options(reading=True) as connection:
            yield connection

    @contextmanager
    def _outages(self) -> Iterator[None]:
        try:
            yield
        except (OperationalError, InterfaceError, PoolTimeout) as error:
            raise WarehouseOutage(WarehouseReason.UNREACHABLE, f"{self.shown_url}: {_cause(error)}") from error

    def close(self) -> None:
        """Give all connections back."""
        self.engine.dispose()


def insert_new(connection: Connection, table: Table, rows: Iterable[Mapping[str, Any]]) -> int:
    """Insert the rows whose key is not there yet; the others stay as they are. Returns how many were inserted."""
    insert = postgresql_insert if connection.dialect.name == "postgresql" else sqlite_insert
    statement = insert(table).on_conflict_do_nothing()
    added = 0
    for group in groups(list(rows)):
        added += max(0, connection.execute(statement, group).rowcount)
    return added


def groups(rows: list[Row], size: int = ROWS_A_STATEMENT) -> Iterator[list[Row]]:
    """The rows in runs of at most `size`."""
    for at in range(0, len(rows), size):
        yield rows[at : at + size]


def _cause(error: Exception) -> str:
    cause = error.orig if isinstance(error, DBAPIError) else error
    return str(cause).strip().split("\n")[0] or type(cause).__name__


def _postgresql(url: str) -> Engine:
    return create_engine(url, pool_pre_ping=True, pool_size=4, connect_args={"connect_timeout": 5})


def _sqlite(url: str) -> Engine:
    engine = create_engine(url, connect_args={"timeout": BUSY_SECONDS, "isolation_level": None})
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: sqlite3.Connection, _record: object) -> None:
    cursor = connection.cursor()
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.execute(f"PRAGMA busy_timeout = {BUSY_SECONDS * 1000}")
    if cursor.execute("PRAGMA journal_mode").fetchone() != ("wal",):
        cursor.execute("PRAGMA journal_mode = WAL")
    cursor.execute("PRAGMA synchronous = FULL")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    reading = connection.get_execution_options().get("reading")
    connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")
