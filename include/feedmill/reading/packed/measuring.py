"""How large something packed really is: found by unpacking it once, within limits; what a file declares is not asked.

What is small enough is kept; the rest can be unpacked again while it is read.
"""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from feedmill.errors import Rejected
from feedmill.reading.packed.streams import unpacked, window
from feedmill.reading.packed.unpacking import Unpack, stored
from feedmill.reading.piece import Limits
from feedmill.reading.reasons import ReadingReason

FREE = 1024 * 1024
"""So many bytes may come out of however few."""


@dataclass(frozen=True, slots=True)
class Packed:
    """A range of a stream that something packed stands in."""

    stream: BinaryIO
    start: int
    size: int
    unpack: Unpack

    def chunks(self) -> Iterator[bytes]:
        """What it unpacks to."""
        return self.unpack(window(self.stream, self.start, self.size))


@dataclass(frozen=True, slots=True)
class Measured:
    """What was found: a seekable stream of `size` bytes with this CRC-32; `flaw` is why it ends where it does."""

    stream: BinaryIO
    size: int
    crc: int
    flaw: Rejected | None = None


def measured(packed: Packed, limits: Limits) -> Measured:
    """Unpack once, and count. Raises `Rejected`: packed_too_tightly, archive_too_large."""
    kept: list[bytes] = []
    size = crc = 0
    flaw: Rejected | None = None
    try:
        for chunk in packed.chunks():
            size += len(chunk)
            crc = zlib.crc32(chunk, crc)
            _check(size, packed.size, limits)
            if size <= limits.piece:
                kept.append(chunk)
            else:
                kept.clear()
    except Rejected as error:
        if error.reason in (ReadingReason.PACKED_TOO_TIGHTLY, ReadingReason.ARCHIVE_TOO_LARGE):
            raise
        flaw = error
    if size <= limits.piece:
        return Measured(io.BytesIO(b"".join(kept)), size, crc, flaw)
    if packed.unpack is stored:
        return Measured(window(packed.stream, packed.start, size), size, crc, flaw)
    return Measured(unpacked(packed.chunks, size), size, crc, flaw)


def _check(size: int, packed: int, limits: Limits) -> None:
    """Stop where more comes out than an honest file holds."""
    if size > FREE and size > limits.ratio * packed:
        raise Rejected(ReadingReason.PACKED_TOO_TIGHTLY, f"{packed} bytes unpack to more than {size}")
    if size > limits.unpacked:
        raise Rejected(ReadingReason.ARCHIVE_TOO_LARGE, f"{packed} bytes unpack to more than {limits.unpacked}")
