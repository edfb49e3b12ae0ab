"""Compressed files: gzip, bzip2, xz and Zstandard. Each holds one thing, which is read by its own format.

A file that ends early gives what stood before, and the reason; so does one with other bytes behind its end.
"""

from __future__ import annotations

from collections.abc import Iterator

from feedmill.errors import Rejected
from feedmill.model import RejectedDocument
from feedmill.reading.packed.measuring import Packed, measured
from feedmill.reading.packed.unpacking import Unpack, bzip2, gzip, xz
from feedmill.reading.packed.zstd_frames import zstd
from feedmill.reading.piece import Piece
from feedmill.reading.reasons import ReadingReason

Found = Piece | RejectedDocument


def read_gzip(piece: Piece) -> Iterator[Found]:
    """What a gzip file holds, all its members joined."""
    return _read(piece, "gzip", gzip)


def read_bzip2(piece: Piece) -> Iterator[Found]:
    """What a bzip2 file holds, all its streams joined."""
    return _read(piece, "bzip2", bzip2)


def read_xz(piece: Piece) -> Iterator[Found]:
    """What an xz file holds, all its streams joined."""
    return _read(piece, "xz", xz)


def read_zstd(piece: Piece) -> Iterator[Found]:
    """What a Zstandard file holds, all its frames joined."""
    return _read(piece, "zstd", zstd)


def _read(piece: Piece, step: str, unpack: Unpack) -> Iterator[Found]:
    """The one part, then what is wrong with the file. Raises `Rejected` where nothing at all comes out."""
    found = measured(Packed(piece.stream, 0, piece.size, unpack), piece.limits)
    if not found.size:
        raise found.flaw or Rejected(ReadingReason.EMPTY, f"a {step} file that holds nothing")
    yield piece.part(step, found.stream, found.size, piece.name)
    if found.flaw is not None:
        yield RejectedDocument(str(found.flaw.reason), found.flaw.detail)
