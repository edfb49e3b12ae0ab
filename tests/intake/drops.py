"""Small builders for tests of the drop folder."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from feedmill.intake.inbox import DropFolder
from feedmill.intake.places import inbox_of
from feedmill.intake.reports import SweepReport
from feedmill.intake.sweep import sweep
from feedmill.model import Delivery
from feedmill.ports import Archive, SystemClock
from feedmill.settings import Settings


def drop(folder: DropFolder, name: str | bytes, data: bytes = b"some news\n") -> Path:
    """Put a file into the inbox."""
    path = folder.root / os.fsdecode(name)
    path.write_bytes(data)
    return path


def files_below(folder: Path) -> list[str]:
    """All files below a folder, by their paths in it, tokens and dates left out."""
    return sorted(ascii(path.name)[1:-1] for path in folder.rglob("*") if not path.is_dir() or path.is_symlink())


class Book:
    """A warehouse's worth of recorded deliveries."""

    def __init__(self) -> None:
        self.batches: list[list[Delivery]] = []

    def record(self, deliveries: Sequence[Delivery]) -> None:
        self.batches.append(list(deliveries))

    @property
    def ids(self) -> set[str]:
        return {delivery.id for batch in self.batches for delivery in batch}

    @property
    def names(self) -> list[str]:
        return sorted(delivery.name for batch in self.batches for delivery in batch)


def a_folder(settings: Settings) -> DropFolder:
    """The drop folder of these settings, by the machine's clock."""
    return DropFolder(inbox_of(settings), SystemClock())


def swept(folder: DropFolder, archive: Archive, book: Book, batch_files: int = 25) -> SweepReport:
    """One sweep."""
    return sweep(folder, archive, record=book.record, batch_files=batch_files)
