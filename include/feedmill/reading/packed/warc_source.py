"""What a WARC file's parser reads from: counts the bytes taken, and finds where the next record could begin."""

from __future__ import annotations

import io
import re
from typing import BinaryIO

from feedmill.errors import Rejected
from feedmill.reading.packed.input import Input
from feedmill.reading.packed.unpacking import gzip_member

GZIP, ZSTD = b"\x1f\x8b\x08", b"\x28\xb5\x2f\xfd"
VERSION = re.compile(rb"WARC/[01]\.\d{1,2}\r?\n")
LENGTH = re.compile(rb"\ncontent-length:[ \t]{0,16}(\d{1,18})", re.IGNORECASE)
BLOCK = 64 * 1024
KEPT = 16
FIRST_MEMBER = 8 * 1024 * 1024
SLACK = 16


class Source:
    """A stream that says how much of it was read."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self.taken = 0

    def read(self, size: int = -1) -> bytes:
        """The next bytes."""
        found = self._stream.read(size)
        self.taken += len(found)
        return found

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Go elsewhere."""
        return self._stream.seek(offset, whence)

    def tell(self) -> int:
        """Where the stream stands."""
        return self._stream.tell()

    def close(self) -> None:
        """The stream is not its parser's to close."""


def next_start(stream: BinaryIO, at: int, pattern: re.Pattern[bytes]) -> int | None:
    """Where, from `at` on, something matches that a record could begin with."""
    stream.seek(at)
    kept = b""
    while block := stream.read(BLOCK):
        block = kept + block
        if match := pattern.search(block):
            return at + match.start()
        kept = block[-KEPT:]
        at += len(block) - len(kept)
    return None


def starts(head: bytes) -> re.Pattern[bytes]:
    """What the records of a file begin with, by how the file begins."""
    for magic in (GZIP, ZSTD):
        if head.startswith(magic):
            return re.compile(re.escape(magic))
    return VERSION


def is_one_run(stream: BinaryIO) -> bool:
    """Whether a gzip file was packed as one, not record by record: then no record has a place in it."""
    stream.seek(0)
    source, first = Input(stream), bytearray()
    try:
        for chunk in gzip_member(source):
            first += chunk
            if len(first) > FIRST_MEMBER:
                return False
    except Rejected:
        return False
    header, _, _ = bytes(first).partition(b"\r\n\r\n")
    length = LENGTH.search(header)
    return length is not None and len(first) > len(header) + int(length[1]) + 8 + SLACK
