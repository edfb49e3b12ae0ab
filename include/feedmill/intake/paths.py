"""Files that somebody names: arguments of a command, fields of a form. They are read, never moved or changed."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path

from feedmill.errors import Refused, UsageError
from feedmill.intake.names import shown
from feedmill.intake.reasons import IntakeReason
from feedmill.intake.taking import Taken, regular, system_errors, take


def arrivals(paths: Iterable[Path]) -> Iterator[Path]:
    """The files that arguments mean: an argument that is a folder stands for everything below it, by name.

    Links are followed where they are an argument, not below one. Whatever cannot be read, or is not there, comes out
    as it is, and is refused when it is taken: one bad name stops no other.
    """
    for path in paths:
        if _is_folder(path):
            yield from _below(path)
        else:
            yield path


def take_named(path: Path, *, limit: int) -> Taken:
    """Take a file that was named; its token is `taken.identity.token`. Raises `Refused` or `Deferred`."""
    with system_errors(path):
        try:
            linked = stat.S_ISLNK(path.lstat().st_mode)
        except (FileNotFoundError, NotADirectoryError):
            raise Refused(IntakeReason.MISSING, shown(os.fsencode(path))) from None
    return take(Path(os.path.realpath(path)) if linked else path, limit=limit, only_name=False)


def raw_name(path: Path) -> bytes:
    """The name of a delivery of that file: its absolute path, so that it does not depend on the working folder."""
    return os.fsencode(path.absolute())


def allowed_path(text: str, folders: Iterable[Path], *, limit: int) -> Path:
    """The file that a form names, with every link resolved.

    Raises:
        UsageError: it stands in none of the folders, or no folder is allowed.
        Refused: there is no such file, or it is none that can be taken, or larger than `limit` bytes.
    """
    try:
        name, path = shown(os.fsencode(text)), Path(os.path.realpath(text))
    except ValueError:  # a NUL, or half a surrogate pair
        raise UsageError(IntakeReason.NOT_ALLOWED, ascii(text)) from None
    if not any(path.is_relative_to(os.path.realpath(folder)) for folder in folders):
        raise UsageError(IntakeReason.NOT_ALLOWED, name)
    with system_errors(path):
        try:
            regular(path.lstat(), path, limit=limit, only_name=False)
        except FileNotFoundError:
            raise Refused(IntakeReason.MISSING, name) from None
    return path


def _below(folder: Path) -> Iterator[Path]:
    try:
        found = sorted(folder.iterdir(), key=os.fsencode)
    except OSError:
        yield folder
        return
    for path in found:
        if _is_folder(path) and not path.is_symlink():
            yield from _below(path)
        else:
            yield path


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:  # the folder above it may not be searched: taking it says so
        return False
