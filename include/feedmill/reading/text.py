"""Plain text: the whole original is one document, a page that may hold any number of stories."""

from __future__ import annotations

from collections.abc import Iterator

from feedmill.errors import Rejected
from feedmill.model import Document, Locator, Shape
from feedmill.reading.piece import Piece
from feedmill.reading.reasons import ReadingReason


def read_text(piece: Piece) -> Iterator[Document]:
    """The one document of a plain text: all of it, line ends kept. Raises `Rejected` when it is blank."""
    decoded = piece.decoded
    if not decoded.text.strip():
        raise Rejected(ReadingReason.EMPTY, f"{piece.size} bytes of {decoded.encoding}, all blank")
    locator = Locator(byte_start=0, byte_end=piece.size)
    yield Document(
        ordinal=0,
        format="text",
        shape=Shape.PAGE,
        text=decoded.text,
        locator=locator,
        notes=decoded.notes,
    )
