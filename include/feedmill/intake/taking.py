"""How a file is taken: opened without following or waiting, measured, hashed, and not believed if it moved.

Knows files. What is then done with the bytes is for others. Memory is constant, whatever the size.
"""

from __future__ import annotations

import errno
import os
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from io import FileIO
from pathlib import Path
from typing import BinaryIO, Self, cast

from feedmill.errors import Deferred, Refused
from feedmill.intake.names import shown
from feedmill.intake.reasons import IntakeReason
from feedmill.model import Original

PIECE = 1024 * 1024
"""How many bytes are read at a time."""

IN_MEMORY = 8 * PIECE

KINDS = {stat.S_IFLNK: IntakeReason.SYMLINK, stat.S_IFDIR: IntakeReason.FOLDER}


@dataclass(frozen=True, slots=True)
class Identity:
    """What tells one state of a file from another, also after it was renamed."""

    device: int
    inode: int
    size: int
    mtime_ns: int

    @classmethod
    def of(cls, status: os.stat_result) -> Identity:
        """The identity in a stat(2) result."""
        return cls(status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns)

    @property
    def token(self) -> str:
        """Tells two arrivals of a file that is named, not moved: its inode and when it last changed."""
        return f"{self.inode}-{self.mtime_ns}"


@dataclass(slots=True)
class Taken:
    """Bytes that were taken: `file` stands at 0 and gives those that `original` measures. Close it after use.

    `identity` is None when they came without a file of their own.
    """

    file: BinaryIO
    original: Original
    identity: Identity | None

    def close(self) -> None:
        """Close the file. Doing it twice does no harm."""
        self.file.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_exception: object) -> None:
        self.close()


def take(path: Path, *, limit: int, only_name: bool = True) -> Taken:
    """Open and hash a regular file.

    Args:
        path: the file; a symbolic link is not followed.
        limit: the largest size in bytes; more is refused before a byte is read.
        only_name: refuse a file that has further names (hard links).

    Raises:
        Refused: it is not a file that can be taken. No bytes were taken.
        Deferred: it changed meanwhile.
    """
    file = _file(path)
    try:
        before = regular(os.fstat(file.fileno()), path, limit=limit, only_name=only_name)
        original = _hashed(file, path, limit)
        _unchanged(before, os.fstat(file.fileno()), original.size, path)
        file.seek(0)
    except BaseException:
        file.close()
        raise
    return Taken(cast("BinaryIO", file), original, Identity.of(before))


def take_stream(body: BinaryIO, *, limit: int, name: bytes) -> Taken:
    """Copy and hash bytes that come from elsewhere (a form, an answer). Larger than `limit` bytes is refused."""
    copy = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 -- the caller closes it with what is taken
    digest, size = sha256(), 0
    try:
        for piece in _limited(body, limit, name):
            digest.update(piece)
            size += copy.write(piece)
    except BaseException:
        copy.close()
        raise
    copy.seek(0)
    return Taken(cast("BinaryIO", copy), Original(digest.hexdigest(), size), None)


def opened(path: Path) -> int:
    """A file descriptor for reading: never through a link, never waiting for a writer at a pipe's other end."""
    with system_errors(path):
        return os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC | os.O_NOCTTY)


def regular(status: os.stat_result, path: Path, *, limit: int, only_name: bool) -> os.stat_result:
    """The status, if it is that of a file that can be taken; raises `Refused` if not."""
    name = shown(os.fsencode(path.name))
    kind = stat.S_IFMT(status.st_mode)
    if kind != stat.S_IFREG:
        raise Refused(KINDS.get(kind, IntakeReason.SPECIAL_FILE), name)
    if only_name and status.st_nlink > 1:
        raise Refused(IntakeReason.HARD_LINK, f"{name}: {status.st_nlink} names")
    if status.st_size > limit:
        raise Refused(IntakeReason.TOO_LARGE, f"{name}: {status.st_size} bytes, the limit is {limit}")
    return status


@contextmanager
def system_errors(path: Path) -> Iterator[None]:
    """Turn what the system says of one file into `Refused`, and a file that went away into `Deferred`."""
    name = shown(os.fsencode(path.name))
    try:
        yield
    except FileNotFoundError:
        raise Deferred(IntakeReason.VANISHED, name) from None
    except OSError as error:
        raise Refused(_refusal(error), f"{name}: {os.strerror(error.errno or errno.EIO)}") from error


def _refusal(error: OSError) -> IntakeReason:
    if error.errno == errno.ELOOP:
        return IntakeReason.SYMLINK
    if error.errno in {errno.ENXIO, errno.ENODEV}:  # open(2): a socket, or a device without a driver
        return IntakeReason.SPECIAL_FILE
    return IntakeReason.UNREADABLE


def _file(path: Path) -> FileIO:
    handle = opened(path)
    try:
        return FileIO(handle, "rb")
    except IsADirectoryError:
        os.close(handle)
        raise Refused(IntakeReason.FOLDER, shown(os.fsencode(path.name))) from None


def _limited(body: BinaryIO, limit: int, name: bytes) -> Iterator[bytes]:
    size = 0
    while piece := body.read(PIECE):
        size += len(piece)
        if size > limit:
            raise Refused(IntakeReason.TOO_LARGE, f"{shown(name)}: more than {limit} bytes")
        yield piece


def _hashed(file: FileIO, path: Path, limit: int) -> Original:
    digest, size = sha256(), 0
    with system_errors(path):
        while piece := file.read(PIECE):
            digest.update(piece)
            size += len(piece)
            if size > limit:
                raise Deferred(IntakeReason.CHANGED_WHILE_READ, f"{shown(os.fsencode(path.name))}: it grows")
    return Original(digest.hexdigest(), size)


def _unchanged(before: os.stat_result, after: os.stat_result, size: int, path: Path) -> None:
    """The ctime is compared too: it moves with every write, also where a writer sets the mtime back."""
    name = shown(os.fsencode(path.name))
    if (Identity.of(before), before.st_ctime_ns) != (Identity.of(after), after.st_ctime_ns) or size != after.st_size:
        raise Deferred(IntakeReason.CHANGED_WHILE_READ, name)
    with system_errors(path):
        named = path.lstat()
    if (named.st_dev, named.st_ino) != (after.st_dev, after.st_ino):
        raise Deferred(IntakeReason.REPLACED_WHILE_READ, name)
