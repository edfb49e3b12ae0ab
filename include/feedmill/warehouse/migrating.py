"""Bringing a database to the tables of this version, by Alembic."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import Connection

from feedmill.errors import Broken
from feedmill.warehouse.deriving import adopt
from feedmill.warehouse.reasons import WarehouseReason
from feedmill.warehouse.store import Store
from feedmill.warehouse.views import create_views, drop_views

MIGRATIONS = Path(__file__).parent / "migrations"


def head() -> str:
    """The revision that this version of feedmill needs."""
    revision = ScriptDirectory(str(MIGRATIONS)).get_current_head()
    if revision is None:  # pragma: no cover -- the package always ships a migration
        raise AssertionError("no migrations")
    return revision


def revision(store: Store) -> str | None:
    """The revision that the database has; None for an empty one. Raises `Broken` when it claims several."""
    with store.read() as connection:
        found = MigrationContext.configure(connection).get_current_heads()
    if len(found) > 1:
        raise Broken(WarehouseReason.NOT_MIGRATED, f"{store.shown_url}: revisions {', '.join(sorted(found))} at once")
    return found[0] if found else None


def migrate(store: Store) -> None:
    """Bring the database to the head revision, in one transaction. Nothing happens when it is there.

    The views are made anew around the migrations, which know the tables alone: a view fits the tables of its own
    version and no others. Versions that a migration left without a content get one.

    Raises `Broken` when the database has a revision that this version does not know: a later one made it.
    """
    found = revision(store)
    if found == head():
        return
    try:
        with store.write(deciding=True) as connection:
            drop_views(connection)
            command.upgrade(_config(connection), "head")
            adopt(connection)
            create_views(connection)
    except CommandError as error:
        detail = f"{store.shown_url}: revision {found or 'none'} does not lead to {head()}"
        raise Broken(WarehouseReason.NOT_MIGRATED, detail) from error


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
