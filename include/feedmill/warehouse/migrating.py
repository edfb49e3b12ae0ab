"""Bringing a database to the tables of this version, by Alembic."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from feedmill.errors import Broken
from feedmill.warehouse.reasons import WarehouseReason
from feedmill.warehouse.store import Store

MIGRATIONS = Path(__file__).parent / "migrations"


def head() -> str:
    """The revision that this version of feedmill needs."""
    revision = ScriptDirectory(str(MIGRATIONS)).get_current_head()
    if revision is None:  # pragma: no cover -- the package always ships a migration
        raise AssertionError("no migrations")
    return revision


def revision(store: Store) -> str | None:
    """The revision that the database has; None for an empty one."""
    with store.read() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def migrate(store: Store) -> None:
    """Bring the database to the head revision, in one transaction. Nothing happens when it is there."""
    if revision(store) == head():
        return
    with store.write(deciding=True) as connection:
        command.upgrade(_config(connection), "head")


def require_head(store: Store) -> None:
    """Raise `Broken` unless the database has the tables of this version."""
    found = revision(store)
    if found != head():
        detail = f"{store.shown_url}: revision {found or 'none'}, needed {head()}"
        raise Broken(WarehouseReason.NOT_MIGRATED, detail)


def _config(connection: Connection) -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["connection"] = connection
    return config
