"""Small exports for the tests, and what is read from them."""

from __future__ import annotations

from itertools import pairwise

from feedmill.model import Document, Part
from feedmill.reading import read
from feedmill.reading.piece import Piece
from feedmill.reading.sniffing import Format, sniff

BODY = "The harbour bridge will close for six weeks from Monday, the council said."
OTHER = "The ferry between the two banks is back after eleven years."


def documents(text: str, encoding: str = "utf-8") -> list[Document]:
    """The documents of an export, which tile it; nothing may be rejected."""
    data = text.encode(encoding)
    assert sniff(Piece.of(data)) is Format.EXPORT
    found = [one for one in read(data) if isinstance(one, Document)]
    for before, after in pairwise(found):
        assert before.locator.byte_end == after.locator.byte_start
    return found


def only(text: str) -> Document:
    """The one document."""
    (document,) = documents(text)
    return document


def is_export(text: str) -> bool:
    """Whether a text is taken for an export."""
    return sniff(Piece.of(text.encode())) is Format.EXPORT


def shown(document: Document) -> list[str]:
    """The lines of a document's own text."""
    own = [block for block in document.blocks if block.part is not Part.AROUND]
    return [document.text[slice(*block.span)] for block in own]


def around(document: Document) -> list[str]:
    """The lines that stand around it."""
    beside = [block for block in document.blocks if block.part is Part.AROUND]
    return [document.text[slice(*block.span)] for block in beside]


def day(document: Document) -> tuple[str, str | None]:
    """When it was published, and how exact that is."""
    return str(document.stated.published_at)[:16], document.stated.published_precision
