"""A stream that packed runs are taken from, one behind the other, without copying what is not looked at."""

from __future__ import annotations

from typing import BinaryIO

STEP_IN = 64 * 1024
FIRST_STEP = 1024


class Input:
    """A stream that can be looked ahead in, and of which a part of the last step can be given back."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._data = b""
        self._at = 0
        self._size = FIRST_STEP

    def peek(self, count: int) -> bytes:
        """The next bytes, so many where there are as many; none is taken."""
        while len(self._data) - self._at < count and (more := self._stream.read(STEP_IN)):
            self._data = self._data[self._at :] + more
            self._at = 0
        return self._data[self._at : self._at + count]

    def take(self, count: int) -> bytes:
        """So many bytes, or what is left."""
        found = self.peek(count)
        self._at += len(found)
        return found

    def begin(self) -> None:
        """A run begins: its first steps are small, since it may be as small itself."""
        self._size = FIRST_STEP

    def step(self) -> bytes:
        """Whatever comes next; nothing at the end."""
        if self._at >= len(self._data):
            self._data, self._at = self._stream.read(STEP_IN), 0
        found = self._data[self._at : self._at + self._size]
        self._at += len(found)
        self._size = min(2 * self._size, STEP_IN)
        return found

    def give_back(self, count: int) -> None:
        """So many bytes at the end of the last step were not needed."""
        self._at -= count

    def skip_zeros(self) -> None:
        """Pass over zero bytes."""
        while self.peek(1) == b"\x00":
            rest = self._data[self._at :].lstrip(b"\x00")
            self._at = len(self._data) - len(rest)
