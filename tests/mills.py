"""A mill for tests: its own home and warehouse, over an archive that is handed to it."""

from __future__ import annotations

from typing import Any

from feedmill.mill import Mill
from feedmill.ports import Clock
from feedmill.settings import Settings
from feedmill.warehouse.store import Store
from tests.fakes import FakeArchive
from tests.templates import put_warehouse


class LoneMill(Mill):
    """`Mill` with a fake archive in place of the embedded one."""

    archive: Any

    def __init__(self, settings: Settings, archive: FakeArchive, clock: Clock) -> None:
        super().__init__(settings, clock)
        if not (settings.home / "warehouse.db").exists():
            put_warehouse(settings.home / "warehouse.db")
        self.archive = archive

    @property
    def store(self) -> Store:
        """The connections of its warehouse."""
        return self._store
