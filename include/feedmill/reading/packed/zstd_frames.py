"""Zstandard (RFC 8878), block by block: so no step unpacks to more than a block, and a cut is seen.

The blocks are found here, and unpacked by the zstandard library.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

import zstandard

from feedmill.errors import Rejected
from feedmill.reading.packed.streams import blocks
from feedmill.reading.reasons import ReadingReason

FRAME = b"\x28\xb5\x2f\xfd"
WIDEST_WINDOW = 128 * 1024**2
RAW, RLE, RESERVED = 0, 1, 3


def zstd(stream: BinaryIO) -> Iterator[bytes]:
    """All frames of a Zstandard file; skippable ones are passed over."""
    while magic := stream.read(4):
        if magic == FRAME:
            yield from _frame(stream)
        elif _is_skippable(magic):
            _skip(stream, int.from_bytes(_exactly(stream, 4), "little"))
        elif magic.strip(b"\x00") or any(block.strip(b"\x00") for block in blocks(stream)):
            raise Rejected(ReadingReason.DAMAGED, "bytes behind the end that are no zstd")


def _is_skippable(magic: bytes) -> bool:
    """Whether a frame is one that holds no data (RFC 8878, 3.1.2)."""
    return len(magic) == 4 and magic[0] & 0xF0 == 0x50 and magic[1:] == b"\x2a\x4d\x18"


def _frame(stream: BinaryIO) -> Iterator[bytes]:
    """The data of one frame."""
    head, checked = _header(stream)
    inner = zstandard.ZstdDecompressor(max_window_size=WIDEST_WINDOW).decompressobj()
    step, last = FRAME + head, False
    try:
        while not last:
            block = _exactly(stream, 3)
            kind = int.from_bytes(block, "little")
            last = bool(kind & 1)
            step += block + _exactly(stream, _packed_size(kind))
            step += _exactly(stream, 4) if last and checked else b""
            out = inner.decompress(step)
            step = b""
            if out:
                yield out
    except zstandard.ZstdError as error:
        raise Rejected(ReadingReason.DAMAGED, f"the packed data are broken: {error}") from None


def _packed_size(kind: int) -> int:
    """How many bytes a block takes, by its header (3.1.1.2)."""
    form, size = (kind >> 1) & 3, kind >> 3
    if form == RESERVED or size > 128 * 1024:
        raise Rejected(ReadingReason.DAMAGED, "a block that cannot be")
    return 1 if form == RLE else size


def _header(stream: BinaryIO) -> tuple[bytes, bool]:
    """The header of a frame behind its magic, and whether a checksum ends the frame (3.1.1.1)."""
    descriptor = _exactly(stream, 1)
    flags = descriptor[0]
    single = flags >> 5 & 1
    if flags & 3:
        raise Rejected(ReadingReason.UNKNOWN_PACKING, "packed with a dictionary that is kept elsewhere")
    content = (single, 2, 4, 8)[flags >> 6]
    return descriptor + _exactly(stream, 1 - single + content), bool(flags & 4)


def _exactly(stream: BinaryIO, count: int) -> bytes:
    """So many bytes. Raises `Rejected` (truncated) where there are fewer."""
    found = stream.read(count)
    if len(found) < count:
        raise Rejected(ReadingReason.TRUNCATED, "the packed data end early")
    return found


def _skip(stream: BinaryIO, size: int) -> None:
    """Pass over so many bytes."""
    while size > 0:
        step = min(size, 1024 * 1024)
        _exactly(stream, step)
        size -= step
