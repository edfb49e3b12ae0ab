"""Streams over what is packed: a range of another stream, and bytes that are unpacked while they are read.

Both can be sought in; going back in what is unpacked begins anew, and is allowed so often and no more.
"""

from __future__ import annotations

import io
from abc import abstractmethod
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, BinaryIO, cast

from feedmill.errors import Rejected
from feedmill.reading.reasons import ReadingReason

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

BUFFER = 256 * 1024
BLOCK = 1024 * 1024
REWINDS = 256


def window(stream: BinaryIO, start: int, size: int) -> BinaryIO:
    """The `size` bytes of a stream from `start` on, as a stream of its own; nothing is read yet."""
    return _buffered(_Window(stream, start, size), size)


def unpacked(chunks: Callable[[], Iterator[bytes]], size: int) -> BinaryIO:
    """The `size` bytes that `chunks` yields, unpacked as they are read; it is called again to go back."""
    return _buffered(_Unpacked(chunks, size), size)


def blocks(stream: BinaryIO, size: int = BLOCK) -> Iterator[bytes]:
    """What is left of a stream, block by block."""
    while block := stream.read(size):
        yield block


def _buffered(raw: io.RawIOBase, size: int) -> BinaryIO:
    return cast("BinaryIO", io.BufferedReader(raw, max(1, min(BUFFER, size))))


class _Seekable(io.RawIOBase):
    """A stream whose position is a number until something is read."""

    def __init__(self, size: int) -> None:
        super().__init__()
        self.size = size
        self.at = 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self.at

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        base = {io.SEEK_SET: 0, io.SEEK_CUR: self.at, io.SEEK_END: self.size}[whence]
        self.at = max(0, base + offset)
        return self.at

    def readinto(self, buffer: WriteableBuffer) -> int:
        view = memoryview(buffer).cast("B")
        wanted = min(len(view), self.size - self.at)
        data = self.take(wanted) if wanted > 0 else b""
        view[: len(data)] = data
        self.at += len(data)
        return len(data)

    @abstractmethod
    def take(self, wanted: int) -> bytes:
        """At most so many bytes from where the stream stands."""


class _Window(_Seekable):
    """A range of another stream."""

    def __init__(self, stream: BinaryIO, start: int, size: int) -> None:
        super().__init__(size)
        self.stream = stream
        self.start = start

    def take(self, wanted: int) -> bytes:
        self.stream.seek(self.start + self.at)
        return self.stream.read(wanted)


class _Unpacked(_Seekable):
    """Bytes that are unpacked while they are read."""

    def __init__(self, chunks: Callable[[], Iterator[bytes]], size: int) -> None:
        super().__init__(size)
        self.start = chunks
        self.chunks: Iterator[bytes] = chunks()
        self.left = b""
        self.reached = 0
        self.rewinds = 0

    def take(self, wanted: int) -> bytes:
        if self.at < self.reached:
            self.rewind()
        while self.reached + len(self.left) <= self.at or not self.left:
            self.reached += len(self.left)
            self.left = next(self.chunks, b"")
            if not self.left:
                return b""
        skipped = self.at - self.reached
        data, self.left = self.left[skipped : skipped + wanted], self.left[skipped + wanted :]
        self.reached = self.at + len(data)
        return data

    def rewind(self) -> None:
        """Begin anew."""
        self.rewinds += 1
        if self.rewinds > REWINDS:
            detail = f"{self.size} bytes unpacked, read to and fro more than {REWINDS} times"
            raise Rejected(ReadingReason.TOO_LARGE_TO_READ, detail)
        self.chunks, self.left, self.reached = self.start(), b"", 0
