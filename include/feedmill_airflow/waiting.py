"""What waits in a drop folder, as far as a look at its entries tells. Opens no file and moves nothing."""

from __future__ import annotations

import os
from pathlib import Path

from feedmill.errors import Refused
from feedmill.intake.inbox import CLAIMED
from feedmill.intake.names import ignored
from feedmill.intake.taking import regular

Stamp = tuple[bytes, int]
"""A file's name and inode: the same file for as long as both stay."""


def waiting_files(inbox: Path, max_bytes: int) -> dict[Stamp, tuple[int, float]]:
    """The files that an intake could take, each with its size in bytes and its modification time in seconds."""
    found: dict[Stamp, tuple[int, float]] = {}
    for path in _listing(inbox):
        if ignored(os.fsencode(path.name)):
            continue
        try:
            seen = path.lstat()
            regular(seen, path, limit=max_bytes, only_name=True)
        except (FileNotFoundError, Refused):
            continue  # taken between the listing and the look, or never to be taken
        found[os.fsencode(path.name), seen.st_ino] = (seen.st_size, seen.st_mtime)
    return found


def claims_left(inbox: Path) -> bool:
    """Whether files stand claimed that nobody has acknowledged: an intake was cut short, or is at work."""
    return any(_listing(token) for token in _listing(inbox / CLAIMED))


def _listing(folder: Path) -> list[Path]:
    try:
        return list(folder.iterdir())
    except (FileNotFoundError, NotADirectoryError):
        return []
