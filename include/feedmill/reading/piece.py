"""What a reader is handed: an original, or a member of one, with the limits that hold for it.

Knows nothing of formats.
"""

from __future__ import annotations

import io
from dataclasses import dataclass, field
from functools import cached_property
from typing import BinaryIO

from feedmill.errors import Rejected
from feedmill.model import NOTHING_SAID, Context
from feedmill.reading.decoding import Decoded, decode
from feedmill.reading.reasons import ReadingReason

DEFAULT_LIMIT = 64 * 1024**2
"""The most bytes, of a file or a member, that a reader takes into memory when the caller names no limit."""

MOST_ITEMS = 1_000_000
"""So many things may be found in an original when the caller names no limit."""

STEP = "!/"
"""What stands between the steps of a member's path."""

HEAD_BYTES = 64 * 1024
"""How much of a piece is looked at to tell its format."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What a reader keeps to.

    `piece`: bytes of a file, member or record in memory at once. `depth`: archives within archives. `members`: of all
    archives of an original together. `unpacked`: bytes out of all its archives together. `ratio`: of unpacked to packed
    bytes of one member, past the first megabyte. `items`: documents, sources and places without any, of an original.
    """

    piece: int = DEFAULT_LIMIT
    depth: int = 4
    members: int = 100_000
    unpacked: int = 16 * 1024**3
    ratio: int = 200
    items: int = MOST_ITEMS


@dataclass(frozen=True, eq=False)
class Piece:
    """Bytes to read: `stream` is seekable and `size` bytes long; `member` the path to it within its original.

    `name` is what the file or member is called: for messages alone, it decides nothing. `address` is where it was
    fetched from and `charset` the encoding that its transport named, where these are known. `context` is what is said
    of the original: a charset there is that of the whole, the rest holds for its parts too.
    """

    stream: BinaryIO
    size: int
    name: str | None = None
    member: str | None = None
    limits: Limits = field(default_factory=Limits)
    address: str | None = None
    charset: str | None = None
    context: Context = NOTHING_SAID

    @classmethod
    def of(
        cls,
        data: bytes,
        *,
        name: str | None = None,
        member: str | None = None,
        limits: Limits | None = None,
        charset: str | None = None,
        context: Context = NOTHING_SAID,
    ) -> Piece:
        """A piece that is in memory already."""
        stream = io.BytesIO(data)
        piece = cls(stream, len(data), name, member, limits or Limits(), charset=charset, context=context)
        if piece.whole:
            piece.__dict__.update(data=data, head=data[:HEAD_BYTES])
        return piece

    def inside(self, step: str, data: bytes, name: str | None = None) -> Piece:
        """A part of this one, under the path `step`; it stands in memory."""
        return self.part(step, io.BytesIO(data), len(data), name)

    def part(self, step: str, stream: BinaryIO, size: int, name: str | None = None) -> Piece:
        """A part of this one that is read from a stream."""
        path = step if self.member is None else f"{self.member}{STEP}{step}"
        return Piece(stream, size, name or step, path, self.limits, context=self.context)

    @cached_property
    def head(self) -> bytes:
        """The first bytes, at most `HEAD_BYTES`."""
        self.stream.seek(0)
        return self.stream.read(HEAD_BYTES)

    @property
    def whole(self) -> bool:
        """Whether all of it may be taken into memory."""
        return self.size <= self.limits.piece

    @cached_property
    def data(self) -> bytes:
        """All bytes. Raises `Rejected` (too_large_to_read) where they are more than the limit."""
        if not self.whole:
            called = f" ({self.name})" if self.name else ""
            raise Rejected(
                ReadingReason.TOO_LARGE_TO_READ, f"{self.size} bytes, the limit is {self.limits.piece}{called}"
            )
        self.stream.seek(0)
        return self.stream.read()

    @cached_property
    def decoded(self) -> Decoded:
        """All of it as text. Raises `Rejected`: too_large_to_read, binary."""
        return decode(self.data, stated=self.charset, supposed=self.context.encoding)
