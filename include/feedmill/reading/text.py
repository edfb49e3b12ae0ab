"""Plain text: the whole original is one document, a page that may hold any number of stories."""

from __future__ import annotations

from collections.abc import Iterator

from feedmill.errors import Rejected
from feedmill.model import Document, Locator, Shape
from feedmill.reading.decoding import Decoded
from feedmill.reading.reasons import ReadingReason


def read_text(data: bytes, decoded: Decoded) -> Iterator[Document]:
    """The one document of a plain text: all of it, line ends kept. Raises `Rejected` when it is blank."""
    if not decoded.text.strip():
        raise Rejected(ReadingReason.EMPTY, f"{len(data)} bytes of {decoded.encoding}, all blank")
    locator = Locator(byte_start=0, byte_end=len(data))
    yield Document(
        ordinal=0,
        format="text",
        shape=Shape.PAGE,
        text=decoded.text,
        locator=locator,
        notes=decoded.notes,
    )
