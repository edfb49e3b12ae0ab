"""Connections and transactions: the one place that knows which database stands behind the tables."""

from __future__ import annotations

import math
import re
import sqlite3
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, TypeVar

from sqlalchemy import URL, BindParameter, Connection, Engine, Executable, Table, bindparam, create_engine, event
from sqlalchemy import Row as SqlRow
from sqlalchemy.engine import make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import ArgumentError, DBAPIError, DisconnectionError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.pool import ConnectionPoolEntry

from feedmill.errors import Broken, FeedmillError, UsageError, WarehouseOutage
from feedmill.warehouse.inserting import inserting
from feedmill.warehouse.reasons import WarehouseReason
from feedmill.warehouse.sending import tell

LOCK = 0x6665_6564
"""Key of the advisory lock under which identity is decided on PostgreSQL."""
LOCKING = f"""
    SELECT pg_advisory_xact_lock({LOCK}),
    set_config('enable_hashjoin', 'off', true), set_config('enable_mergejoin', 'off', true)"""
"""Takes it, and for this transaction has tables joined by their keys: whatever decides asks for some rows by name. A
server that has not counted its rows yet, minutes after a first large load, would read whole tables instead."""

LATER = "SET LOCAL synchronous_commit TO off"
"""Has PostgreSQL answer a commit before that is on the disk, within a second; any later commit that is waited for
brings all before it there as well ("Asynchronous Commit" in its manual). What is lost with a server that is killed
meanwhile is the last transactions, whole: their deliveries are pending again, and what was committed after them is
lost too."""

BUSY_SECONDS = 30
IDLE_SECONDS = 1.0
"""Since when a connection has not been used that is asked whether it still answers, before a transaction begins on it:
the server may have been started anew meanwhile. Asked each time it would cost a tenth of a small load."""
ROWS_A_STATEMENT = 500
LOG_PAGES = 4000
"""Pages of SQLite's log (16 MB) after which they are brought into its file: a load of some stories writes hundreds,
many of them again and again. A commit is on the disk all the same."""

NO_SUCH = re.compile("no such (table|column)|table .+ has no column named")
"""How SQLite says that a table or column is missing."""

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
                tell(connection, LOCKING)
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
        """Raise what the engine says, or the driver itself past it, as an error of ours."""
        driver = self.engine.dialect.loaded_dbapi
        unreachable = (OperationalError, InterfaceError, PoolTimeout, driver.OperationalError, driver.InterfaceError)
        try:
            yield
        except (DBAPIError, PoolTimeout, driver.Error) as error:
            raise _meaning(error, self.shown_url, away=isinstance(error, unreachable)) from error

    def close(self) -> None:
        """Give all connections back."""
        self.engine.dispose()


def last_later(connection: Connection) -> None:
    """Do not wait until the commit of this transaction is on the disk: a later one is waited for."""
    if connection.dialect.name == "postgresql":
        tell(connection, LATER)


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


def _meaning(error: Exception, where: str, *, away: bool) -> FeedmillError:
    """What a database's error means, in words that hold neither the statement nor its parameters.

    `away`: errors of this kind say that it does not answer, or not now.
    """
    cause = error.orig if isinstance(error, DBAPIError) else error
    first = str(cause).strip().split("\n")[0]
    said = "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in first)
    detail = f"{where}: {type(cause).__name__}: {said}"
    if getattr(cause, "sqlstate", None) in UNDEFINED or NO_SUCH.match(first):
        return Broken(WarehouseReason.NOT_MIGRATED, detail)
    wrong = getattr(cause, "sqlite_errorcode", None) == sqlite3.SQLITE_ERROR  # SQLite calls it operational as well
    if away and not wrong:
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
    engine = create_engine(url, pool_size=4, hide_parameters=True, connect_args={"connect_timeout": 5})

    def answers(connection: DBAPIConnection, record: ConnectionPoolEntry, _proxy: object) -> None:
        if time.monotonic() - record.info.get("used", math.inf) < IDLE_SECONDS:
            return
        try:
            engine.dialect.do_ping(connection)
        except engine.dialect.loaded_dbapi.Error as error:
            raise DisconnectionError from error  # the pool makes another connection

    event.listen(engine, "checkin", _note_use)
    event.listen(engine, "checkout", answers)
    return engine


def _note_use(_connection: object, record: ConnectionPoolEntry) -> None:
    record.info["used"] = time.monotonic()


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
