"""Connections and transactions: the one place that knows which database stands behind the tables."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, TypeVar

from sqlalchemy import URL, BindParameter, Connection, Engine, Executable, Table, bindparam, create_engine, event
from sqlalchemy import Row as SqlRow
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from feedmill.errors import Broken, FeedmillError, UsageError, WarehouseOutage
from feedmill.warehouse.inserting import inserting
from feedmill.warehouse.reasons import WarehouseReason

LOCK = 0x6665_6564
"""Key of the advisory lock under which identity is decided on PostgreSQL."""
LOCKING = f"""
    SELECT pg_advisory_xact_lock({LOCK}),
    set_config('enable_hashjoin', 'off', true), set_config('enable_mergejoin', 'off', true)"""
"""Takes it, and for this transaction has tables joined by their keys: whatever decides asks for some rows by name. A
server that has not counted its rows yet, minutes after a first large load, would read whole tables instead."""

BUSY_SECONDS = 30
ROWS_A_STATEMENT = 500
LOG_PAGES = 4000
"""Pages of SQLite's log (16 MB) after which they are brought into its file: a load of some stories writes hundreds,
many of them again and again. A commit is on the disk all the same."""

NO_SUCH = re.compile("no such (table|column)|table .+ has no column named")
"""How SQLite says that a table or column is missing."""

UNREACHABLE = (OperationalError, InterfaceError, PoolTimeout, sqlite3.OperationalError, sqlite3.InterfaceError)
"""Errors that say that the database does not answer, or not now; by the engine, or by SQLite's driver itself."""

UNDEFINED = frozenset({"42P01", "42703"})
"""PostgreSQL's error codes (appendix A of its manual) of an undefined table and an undefined column."""

Row = TypeVar("Row")


class Store:
    """An engine with the transactions that the warehouse uses.

    SQLite runs in WAL mode with full synchronisation, and takes its write lock at the start of a transaction.
    PostgreSQL is spoken to through psycopg 3 unless the URL names another driver. Raises `UsageError` when the URL
    names no database that can be used.
    """

    def __init__(self, url: str) -> None:
        self.url = _parsed(url)
        try:
            self.engine = MAKERS[self.url.get_backend_name()](self.url)
        except (ArgumentError, ModuleNotFoundError) as error:
            detail = f"{self.shown_url}: {type(error).__name__} for {self.url.drivername}"
            raise UsageError(WarehouseReason.URL_INVALID, detail) from None

    @property
    def shown_url(self) -> str:
        """The URL without its password, and without its query, where another may stand."""
        return self.url.set(query={}).render_as_string(hide_password=True)

    @contextmanager
    def write(self, *, deciding: bool = False) -> Iterator[Connection]:
        """One transaction. With `deciding`, alone among all that decide identity."""
        with self._outages(), self.engine.begin() as connection:
            if deciding and self.engine.dialect.name == "postgresql":
                connection.exec_driver_sql(LOCKING)
            yield connection

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """One consistent view of the tables, without a write lock."""
        options: dict[str, Any] = {"reading": True}
        if self.engine.dialect.name == "postgresql":
            options["isolation_level"] = "REPEATABLE READ"
        with self._outages(), self.engine.connect() as connection:
            yield connection.execution_options(**options)

    @contextmanager
    def alone(self) -> Iterator[Any]:
        """A cursor of the driver's own, outside of any transaction."""
        with self._outages(), self.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            yield connection.connection.cursor()

    @contextmanager
    def _outages(self) -> Iterator[None]:
        try:
            yield
        except (DBAPIError, PoolTimeout, sqlite3.Error) as error:
            raise _meaning(error, self.shown_url) from error

    def close(self) -> None:
        """Give all connections back."""
        self.engine.dispose()


def insert_new(connection: Connection, table: Table, rows: Iterable[Mapping[str, Any]]) -> int:
    """Insert the rows whose key is not there yet; the others stay as they are. Returns how many were inserted.

    All rows have values for the same columns.
    """
    found = list(rows)
    names = tuple(found[0]) if found else ()
    return insert_values(connection, table, names, [tuple(row[name] for name in names) for row in found])


def insert_values(
    connection: Connection, table: Table, names: tuple[str, ...], rows: list[tuple[Any, ...]], *, fresh: bool = False
) -> int:
    """Insert rows as `insert_new` does, given as the values of these columns; `fresh`: no key of theirs is there."""
    return inserting(table, names, connection.dialect, fresh=fresh).run(connection, rows) if rows else 0


NAMES: BindParameter[Any] = bindparam("names", expanding=True)
"""Stands in a statement for the names that `by_names` asks for: a statement made once costs half as much to run."""


def by_names(connection: Connection, statement: Executable, names: Iterable[Any]) -> Iterator[SqlRow[Any]]:
    """The rows of a statement with `NAMES` in it, for any number of names."""
    for group in groups(sorted(names)):
        yield from connection.execute(statement, {"names": group})


def groups(rows: list[Row], size: int = ROWS_A_STATEMENT) -> Iterator[list[Row]]:
    """The rows in runs of at most `size`."""
    for at in range(0, len(rows), size):
        yield rows[at : at + size]


def _meaning(error: DBAPIError | PoolTimeout | sqlite3.Error, where: str) -> FeedmillError:
    """What a database's error means, in words that hold neither the statement nor its parameters."""
    cause = error.orig if isinstance(error, DBAPIError) else error
    first = str(cause).strip().split("\n")[0]
    said = "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in first)
    detail = f"{where}: {type(cause).__name__}: {said}"
    if getattr(cause, "sqlstate", None) in UNDEFINED or NO_SUCH.match(first):
        return Broken(WarehouseReason.NOT_MIGRATED, detail)
    wrong = getattr(cause, "sqlite_errorcode", None) == sqlite3.SQLITE_ERROR  # SQLite calls it operational as well
    if isinstance(error, UNREACHABLE) and not wrong:
        return WarehouseOutage(WarehouseReason.UNREACHABLE, detail)
    return Broken(WarehouseReason.REFUSED_STATEMENT, detail)


def _parsed(url: str) -> URL:
    try:
        parsed = make_url(url)
    except (ArgumentError, ValueError):
        raise UsageError(WarehouseReason.URL_INVALID, "it does not have the form of a database URL") from None
    if parsed.get_backend_name() not in MAKERS:
        detail = f"{parsed.get_backend_name()!r} is none of {', '.join(MAKERS)}"
        raise UsageError(WarehouseReason.URL_INVALID, detail)
    return parsed.set(drivername="postgresql+psycopg") if parsed.drivername == "postgresql" else parsed


def _postgresql(url: URL) -> Engine:
    connecting = {"connect_timeout": 5}
    return create_engine(url, pool_pre_ping=True, pool_size=4, hide_parameters=True, connect_args=connecting)


def _sqlite(url: URL) -> Engine:
    connecting = {"timeout": BUSY_SECONDS, "isolation_level": None}
    engine = create_engine(url, hide_parameters=True, connect_args=connecting)
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
    cursor.execute(f"PRAGMA wal_autocheckpoint = {LOG_PAGES}")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    reading = connection.get_execution_options().get("reading")
    connection.connection.cursor().execute("BEGIN" if reading else "BEGIN IMMEDIATE")


MAKERS = {"sqlite": _sqlite, "postgresql": _postgresql}
"""How an engine is made, by the name of the database."""
