"""A mill for tests: its own home and warehouse, over an archive that is handed to it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, Self

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

    def another(self, **settings: object) -> Callable[[], Self]:
        """Opens another over the same archive."""
        return partial(type(self), self.settings.model_copy(update=settings), self.archive, self.clock)

    @property
    def store(self) -> Store:
        """The connections of its warehouse."""
        return self._store

    def close_store(self) -> None:
        """Give the connections back: what is written is all in the files."""
        self.__dict__.pop("_store").close()
        self.__dict__.pop("_warehouse", None)
