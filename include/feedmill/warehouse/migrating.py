"""Bringing a database to the tables of this version, by Alembic: loaded only where there is something to bring."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, inspect, text

from feedmill.errors import Broken
from feedmill.warehouse.deriving import adopt
from feedmill.warehouse.reasons import WarehouseReason
from feedmill.warehouse.store import Store
from feedmill.warehouse.views import create_views, drop_views

if TYPE_CHECKING:
    from alembic.config import Config

MIGRATIONS = Path(__file__).parent / "migrations"


def head() -> str:
    """The revision that this version of feedmill needs: the last of its migrations, which are numbered."""
    return max(path.name.partition("_")[0] for path in (MIGRATIONS / "versions").glob("[0-9]*.py"))


def revision(store: Store) -> str | None:
    """The revision that the database has; None for an empty one. Raises `Broken` when it claims several."""
    with store.read() as connection:
        versioned = inspect(connection).has_table("alembic_version")
        asked = text("SELECT version_num FROM alembic_version ORDER BY version_num")
        found = connection.execute(asked).scalars().all() if versioned else []
    if len(found) > 1:
        raise Broken(WarehouseReason.NOT_MIGRATED, f"{store.shown_url}: revisions {', '.join(found)} at once")
    return str(found[0]) if found else None


def migrate(store: Store) -> None:
    """Bring the database to the head revision, in one transaction. Nothing happens when it is there.

    The views are made anew around the migrations, which know the tables alone: a view fits the tables of its own
    version and no others. Versions that a migration left without a content get one.

    Raises `Broken` when the database has a revision that this version does not know: a later one made it.
    """
    found = revision(store)
    if found == head():
        return
    from alembic import command
    from alembic.util import CommandError

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
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["connection"] = connection
    return config
