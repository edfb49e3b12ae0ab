"""What waits in a drop folder, as far as a look at its entries tells. Opens no file and moves nothing.

It looks at the first entries of a folder alone, however many there are: where those are taken, others come first.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress
from itertools import islice
from pathlib import Path

from feedmill.errors import Refused
from feedmill.intake.inbox import CLAIMED
from feedmill.intake.names import ignored
from feedmill.intake.sweep import MOST_FILES
from feedmill.intake.taking import regular

Stamp = tuple[bytes, int]
"""A file's name and inode: the same file for as long as both stay."""


def waiting_files(inbox: Path, max_bytes: int, marker: str = "") -> dict[Stamp, tuple[int, float]]:
    """The files that an intake could take, each with its size in bytes and its modification time in seconds.

    With `marker`, those that a file of their name and this ending stands beside; no more than one sweep takes.
    """
    found: dict[Stamp, tuple[int, float]] = {}
    for path in islice(_listing(inbox), MOST_FILES):
        name = os.fsencode(path.name)
        if ignored(name) or (marker and not _marked(path, marker)):
            continue
        try:
            seen = path.lstat()
            regular(seen, path, limit=max_bytes, only_name=True)
        except (OSError, Refused):
            continue  # taken between the listing and the look, or never to be taken
        found[name, seen.st_ino] = (seen.st_size, seen.st_mtime)
    return found


def claims_left(inbox: Path) -> bool:
    """Whether files stand claimed that nobody has acknowledged: an intake was cut short, or is at work."""
    return any(any(_listing(token)) for token in _listing(inbox / CLAIMED))


def _marked(path: Path, marker: str) -> bool:
    return not path.name.endswith(marker) and os.path.lexists(f"{path}{marker}")


def _listing(folder: Path) -> Iterator[Path]:
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            yield Path(entry.path)
