"""An empty warehouse on SQLite, migrated once for the whole session and copied for each test that wants one."""

from __future__ import annotations

import shutil
import tempfile
from functools import cache
from pathlib import Path

from feedmill.warehouse.migrating import migrate
from feedmill.warehouse.store import Store


def put_warehouse(path: Path) -> None:
    """Put a copy of the migrated database at `path`."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(_migrated())


@cache
def _migrated() -> bytes:
    folder = Path(tempfile.mkdtemp())
    store = Store(f"sqlite:///{folder}/warehouse.db")
    migrate(store)
    store.close()
    data = (folder / "warehouse.db").read_bytes()
    shutil.rmtree(folder)
    return data
