"""Files that were moved: those that stand claimed in an inbox, and those that were acknowledged and stand in done/.

Only looks, and forgets what an age says may go. What a file's delivery is, is for others to know.
"""

from __future__ import annotations

import heapq
import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from feedmill.intake.inbox import CLAIMED
from feedmill.intake.names import shown, token_time
from feedmill.intake.places import Folder
from feedmill.intake.taking import Identity


@dataclass(frozen=True, slots=True)
class Moved:
    """A file of a source under the token of its claim. `since` is when it was claimed."""

    source: str
    token: str
    path: Path

    @property
    def since(self) -> datetime:
        """When it was claimed."""
        return token_time(self.token)

    @property
    def raw_name(self) -> bytes:
        """The name under which it was dropped."""
        return os.fsencode(self.path.name)


class MovedFiles:
    """The folders that the files of some drop folders are moved through."""

    def __init__(self, folders: Iterable[Folder]) -> None:
        self._folders = list(folders)

    def claimed(self) -> Iterator[tuple[str, datetime]]:
        """Files that were claimed and are not acknowledged: where each stands, and since when."""
        for folder in self._folders:
            for moved in _under(folder.root / CLAIMED, folder.source):
                yield shown(os.fsencode(moved.path)), moved.since

    def acknowledged(self) -> Iterator[tuple[str, str]]:
        """Token and path of each file that was acknowledged, by token; a marker is none."""
        for moved in self.done():
            yield moved.token, shown(os.fsencode(moved.path))

    def done(self) -> Iterator[Moved]:
        """The acknowledged files, by token: the one of its claim, of several (a marker came with it) the first."""
        yield from heapq.merge(*(_done(folder) for folder in self._folders), key=lambda moved: moved.token)


def _done(folder: Folder) -> Iterator[Moved]:
    for day in _folders(folder.done):
        last = ""
        for moved in _under(day, folder.source):
            if moved.token != last and not _is_marker(moved.path, folder):
                yield moved
                last = moved.token


def _is_marker(path: Path, folder: Folder) -> bool:
    """Whether a file stands there as the marker of another one beside it."""
    name = path.name.removesuffix(folder.marker_suffix)
    return name != path.name and (path.parent / name).exists()


def _under(folder: Path, source: str) -> Iterator[Moved]:
    """The files in a folder of tokens, by token and name; what else stands there is passed over."""
    for tokens in _folders(folder):
        with suppress(ValueError):
            token_time(tokens.name)
            found = (path for path in _entries(tokens) if not path.is_symlink())
            yield from (Moved(source, tokens.name, path) for path in found)


def _folders(folder: Path) -> list[Path]:
    return [path for path in _entries(folder) if not path.is_symlink() and path.is_dir()]


def _entries(folder: Path) -> list[Path]:
    try:
        return sorted(folder.iterdir(), key=os.fsencode)
    except OSError:
        return []


def remove(moved: Moved, identity: Identity) -> bool:
    """Delete a file that is still in this state, and the folders that are empty then. False: it is in another."""
    with suppress(OSError):
        if Identity.of(moved.path.lstat()) == identity:
            moved.path.unlink()
            with suppress(OSError):  # something else stands in them
                moved.path.parent.rmdir()
                moved.path.parent.parent.rmdir()
            return True
    return False
