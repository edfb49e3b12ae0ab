"""Where faults are tried: on SQLite with an archive in a folder; in `make faults` on real parts too."""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path

import pytest
import structlog

from tests.faults.places import Place, in_a_folder, on_postgresql, on_sqlite
from tests.faults.telling import LONG

REAL = ("sqlite", "postgresql")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave the long part to `make faults`."""
    left = [item for item in items if item.get_closest_marker("faults_long") and not LONG]
    if left:
        config.hook.pytest_deselected(items=left)
        items[:] = [item for item in items if item not in set(left)]


@pytest.fixture(autouse=True)
def _quiet() -> None:
    """A run that is killed a thousand times writes a log that nobody reads."""
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL))
    logging.getLogger("alembic").setLevel(logging.WARNING)


@pytest.fixture(scope="session")
def folder_place() -> Place:
    """SQLite, and an archive in a folder."""
    return in_a_folder()


@pytest.fixture(scope="session")
def sqlite_place(archive_home: Path, _archive_server: None) -> Place:
    """SQLite and SeaweedFS."""
    return on_sqlite(archive_home)


@pytest.fixture(scope="session")
def postgresql_place(
    archive_home: Path, _archive_server: None, postgresql: str, new_warehouse: Callable[[], str]
) -> Place:
    """PostgreSQL and SeaweedFS."""
    return on_postgresql(archive_home, postgresql, new_warehouse)


@pytest.fixture(
    params=["folder", *(pytest.param(name, marks=[pytest.mark.faults_long, pytest.mark.integration]) for name in REAL)]
)
def place(request: pytest.FixtureRequest) -> Place:
    """Each of the three places; in the short part, the one without real parts."""
    if request.param != "folder":
        request.getfixturevalue("socket_enabled")
    found = request.getfixturevalue(f"{request.param}_place")
    assert isinstance(found, Place)
    return found


@pytest.fixture(params=REAL)
def real_place(request: pytest.FixtureRequest) -> Place:
    """The two places with real parts."""
    request.getfixturevalue("socket_enabled")
    found = request.getfixturevalue(f"{request.param}_place")
    assert isinstance(found, Place)
    return found
