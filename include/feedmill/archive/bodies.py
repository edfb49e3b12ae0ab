"""Bytes on their way to and from the archive: exactly as many as were announced, hashed in constant memory."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterable
from typing import BinaryIO

from feedmill.archive.reasons import ArchiveReason
from feedmill.errors import Deferred
from feedmill.model import Original

PIECE = 1024 * 1024
"""How many bytes are held at a time."""


class ExactBody(io.RawIOBase):
    """A file as the `size` bytes that it had when it was hashed.

    A file that has grown since shows no more than that. One that has shrunk raises `Deferred` at once, where an HTTP
    client would leave the server waiting for the rest; `shrunk` tells after a client has wrapped that error.
    """

    def __init__(self, file: BinaryIO, size: int) -> None:
        super().__init__()
        self._file = file
        self._size = size
        self._at = 0
        self.shrunk: Deferred | None = None

    def __len__(self) -> int:
        return self._size

    def readable(self) -> bool:
        """Yes."""
        return True

    def seekable(self) -> bool:
        """Yes: a client goes back to the start before it tries again."""
        return True

    def tell(self) -> int:
        """How many bytes were given out since the start."""
        return self._at

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Go to a place, counted as the file object's own `seek` does, where the end is the announced one."""
        base = {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: self._size}[whence]
        self._at = self._file.seek(base + offset)
        return self._at

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]  # typeshed wants a private buffer type
        """Fill the buffer as far as the announced size goes."""
        wanted = min(len(buffer), self._size - self._at)
        data = self._file.read(wanted) if wanted > 0 else b""
        if wanted > 0 and not data:
            detail = f"{self._size} bytes were hashed, {self._at} are there"
            self.shrunk = Deferred(ArchiveReason.SENT_DIFFERS, detail)
            raise self.shrunk
        buffer[: len(data)] = data
        self._at += len(data)
        return len(data)


def measured(pieces: Iterable[bytes]) -> Original:
    """Name and size of the bytes that these pieces make."""
    digest, size = hashlib.sha256(), 0
    for piece in pieces:
        digest.update(piece)
        size += len(piece)
    return Original(digest.hexdigest(), size)
