"""A copy of a warehouse beside it, on which a replay is tried: whatever is done there changes nothing.

On SQLite a file in the folder of trials, on PostgreSQL a schema of the same database. Readers and loaders of the
warehouse go on meanwhile.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import Connection, text

from feedmill.errors import WarehouseOutage
from feedmill.warehouse.migrating import migrate
from feedmill.warehouse.reasons import WarehouseReason
from feedmill.warehouse.store import Store
from feedmill.warehouse.tables import metadata

FOLDER = "trials"
LEFT_AFTER = timedelta(days=1)
"""Age at which a trial is taken for one whose replay was killed."""
SCHEMA = re.compile(r"feedmill_trial_(\d{8})_[0-9a-z_]+")


def named(now: datetime, token: str) -> str:
    """A name for a trial: it says when it was made; the token (letters and digits) tells two of a day apart."""
    return f"feedmill_trial_{now.astimezone(UTC):%Y%m%d}_{token.lower()}"


def address(store: Store, home: Path, name: str) -> str:
    """The URL of a trial of this name, with the password in it."""
    if store.engine.dialect.name == "sqlite":
        return f"sqlite:///{home.resolve()}/{FOLDER}/{name}.db"
    options = " ".join([*_options(store), f"-csearch_path={name}"])
    return store.url.update_query_dict({"options": options}).render_as_string(hide_password=False)


def make(store: Store, home: Path, name: str) -> None:
    """Copy the warehouse as it stands. What stood under this name is gone. Raises `Broken` where it may not."""
    drop(store, home, name)
    if store.engine.dialect.name == "sqlite":
        (home / FOLDER).mkdir(exist_ok=True)
        _copy_file(store, home / FOLDER / f"{name}.db")
    else:
        _copy_schema(store, address(store, home, name), name)


def drop(store: Store, home: Path, name: str) -> None:
    """Take a trial away; there may be none."""
    if store.engine.dialect.name == "sqlite":
        for path in (home / FOLDER).glob(f"{name}.db*"):
            path.unlink(missing_ok=True)
    else:
        with store.write() as connection:
            connection.execute(text(f'DROP SCHEMA IF EXISTS "{name}" CASCADE'))


def drop_left(store: Store, home: Path, now: datetime) -> list[str]:
    """Take away the trials that a killed replay left, a day later. Returns their names."""
    left = sorted(name for name, day in _made(store, home) if _old(day, now))
    for name in left:
        drop(store, home, name)
    return left


def drop_all(store: Store, home: Path) -> None:
    """Take every trial away, one that is still being replayed on too: what is erased stands in it."""
    for name, _ in _made(store, home):
        drop(store, home, name)


def _made(store: Store, home: Path) -> list[tuple[str, str]]:
    """The names of the trials that there are, and the days on which they were made."""
    if store.engine.dialect.name == "sqlite":
        found: Iterable[str] = {path.name.partition(".")[0] for path in (home / FOLDER).glob("*.db*")}
    else:
        with store.read() as connection:
            found = connection.execute(text("SELECT nspname FROM pg_namespace")).scalars().all()
    return [(name, made[1]) for name in found if (made := SCHEMA.fullmatch(name))]


def _old(day: str, now: datetime) -> bool:
    return datetime.strptime(day, "%Y%m%d").replace(tzinfo=UTC) < now - LEFT_AFTER


def _options(store: Store) -> list[str]:
    said = store.url.query.get("options", ())
    return [said] if isinstance(said, str) else list(said)


def _copy_file(store: Store, path: Path) -> None:
    """All pages in one step: a reader in WAL mode holds up nobody."""
    try:
        with closing(sqlite3.connect(store.url.database or "")) as one, closing(sqlite3.connect(path)) as other:
            one.backup(other)
    except sqlite3.Error as error:
        path.unlink(missing_ok=True)
        raise WarehouseOutage(WarehouseReason.UNREACHABLE, f"{path}: {error}") from error


def _copy_schema(store: Store, url: str, name: str) -> None:
    with store.write() as connection:
        home = connection.execute(text("SELECT current_schema()")).scalar_one()
        connection.execute(text(f'CREATE SCHEMA "{name}"'))
    trial = Store(url)
    try:
        migrate(trial)
        with trial.read() as connection:  # one view of all tables
            for table in metadata.sorted_tables:
                _copy_table(connection, home, table.name, ", ".join(f'"{one.name}"' for one in table.columns))
                if table.autoincrement_column is not None:
                    _go_on_counting(connection, name, table.name, table.autoincrement_column.name)
            connection.commit()
        with trial.write() as connection:
            connection.execute(text(f"ANALYZE {', '.join(metadata.tables)}"))
    finally:
        trial.close()


def _copy_table(connection: Connection, home: str, table: str, columns: str) -> None:
    statement = f'INSERT INTO "{table}" ({columns}) SELECT {columns} FROM "{home}"."{table}"'  # noqa: S608 -- names of tables
    connection.execute(text(statement))


def _go_on_counting(connection: Connection, name: str, table: str, column: str) -> None:
    """Numbers that the trial gives out come after those that are there."""
    asked = text("SELECT pg_get_serial_sequence(:table, :column)")
    sequence = connection.execute(asked, {"table": f'"{name}"."{table}"', "column": column}).scalar()
    if sequence:
        greatest = f'SELECT setval(:sequence, coalesce(max("{column}"), 0) + 1, false) FROM "{table}"'  # noqa: S608 -- names of our tables
        connection.execute(text(greatest), {"sequence": sequence})
