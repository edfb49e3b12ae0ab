"""Every test of the warehouse runs on SQLite, and on a real PostgreSQL server that the tests start."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from feedmill.ports import SystemClock
from feedmill.settings import Settings
from feedmill.warehouse.sql import SqlWarehouse
from feedmill.warehouse.store import Store
from tests.templates import put_warehouse
from tests.warehouse.arrivals import load
from tests.warehouse.decided import ARRIVALS, NEARLY, ONE, TEASER, story_of


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.integration)])
def database(request: pytest.FixtureRequest) -> str:
    """Which of the two a test runs on."""
    return str(request.param)


@pytest.fixture
def url(database: str, request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """An empty database, without tables."""
    if database == "sqlite":
        return f"sqlite:///{tmp_path}/warehouse.db"
    return str(request.getfixturevalue("new_database")())


@pytest.fixture
def store(database: str, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """A migrated database."""
    if database == "sqlite":
        put_warehouse(tmp_path / "warehouse.db")
        store = Store(f"sqlite:///{tmp_path}/warehouse.db")
    else:
        store = Store(request.getfixturevalue("new_warehouse")())
    yield store
    store.close()


@pytest.fixture
def other(tmp_path: Path) -> Iterator[SqlWarehouse]:
    """A second warehouse, to compare with."""
    put_warehouse(tmp_path / "other.db")
    store = Store(f"sqlite:///{tmp_path}/other.db")
    yield SqlWarehouse(store, Settings(home=tmp_path, chunk_stories=3), SystemClock())
    store.close()


@pytest.fixture
def warehouse(store: Store, tmp_path: Path) -> SqlWarehouse:
    """The warehouse over it."""
    return SqlWarehouse(store, Settings(home=tmp_path, chunk_stories=3), SystemClock())


@pytest.fixture
def loaded(warehouse: SqlWarehouse) -> SqlWarehouse:
    """A warehouse with four stories, one of them in two versions and a teaser."""
    load(warehouse, ARRIVALS)
    assert story_of(warehouse, ONE) == story_of(warehouse, NEARLY) == story_of(warehouse, TEASER)
    return warehouse
