"""The SGML that collections of wire copy are kept in: Reuters-21578, TIPSTER and TREC, LDC's Gigaword; streamed.

Knows `<REUTERS ...>` and the family of `<DOC>`; a story is what stands between the two tags of its element, whatever
stands around it. Reads tags without a DTD: only entities of characters are known, and none can be declared.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from feedmill.model import Document, Locator, RejectedDocument
from feedmill.reading.piece import Piece
from feedmill.reading.reasons import ReadingReason
from feedmill.reading.wiretext.charsets import read_wire
from feedmill.reading.wiretext.stories import reuters_story, tagged_story

CHUNK = 1024 * 1024
OPENING = re.compile(rb"<\s?(REUTERS|DOC)(?=[\s>])[^<>]{0,600}>", re.IGNORECASE)
CLOSING = {
    b"REUTERS": re.compile(rb"</\s?REUTERS\s{0,4}>", re.IGNORECASE),
    b"DOC": re.compile(rb"<\s?/\s?DOC\s{0,4}>", re.IGNORECASE),
}
KEPT = 1024


def read_sgml(piece: Piece) -> Iterator[Document | RejectedDocument]:
    """The stories of a file, in their order, each with its byte range.

    One without an end, because the file is cut or the next one begins, is read as far as it goes, with a note.
    """
    for ordinal, found in enumerate(_elements(piece.stream, piece.limits.piece)):
        locator = Locator(byte_start=found.start, byte_end=found.start + len(found.data))
        if found.too_large:
            detail = f"story {ordinal + 1} is larger than {piece.limits.piece} bytes"
            yield RejectedDocument(str(ReadingReason.TOO_LARGE_TO_READ), detail, locator)
        else:
            yield _document(ordinal, found, locator)


@dataclass(frozen=True, slots=True)
class _Element:
    """The bytes of one story's element; `ended` when its closing tag is there."""

    start: int
    data: bytes
    ended: bool
    too_large: bool = False


def _document(ordinal: int, found: _Element, locator: Locator) -> Document | RejectedDocument:
    """One element as a document, or why not."""
    wired = read_wire(found.data, seven_bit=False)
    notes = wired.notes if found.ended else (*wired.notes, "truncated: the story has no closing tag")
    story = reuters_story if found.data[:10].upper().startswith(b"<REUTERS") else tagged_story
    document = story(ordinal, wired.text, locator, notes)
    if document is None:
        return RejectedDocument(str(ReadingReason.NOTHING_STATED), f"story {ordinal + 1}, without a text", locator)
    return document


def _elements(stream: BinaryIO, limit: int) -> Iterator[_Element]:
    """The elements of a stream, which is read in chunks; no more than a story and a chunk are in memory."""
    window = _Window(stream)
    while True:
        opening = window.search(OPENING)
        if opening is None:
            if not window.filled(window.size - KEPT):
                return
            continue
        window.at = opening.start()
        end, ended = _end_of(window, opening)
        while end is None and window.size - window.at <= limit:
            known = max(window.size - KEPT, opening.end())
            before = window.at
            if not window.filled(before):
                break
            end, ended = _end_of(window, opening, known - before)
        stop = end if end is not None else window.size
        size = stop - window.at
        yield _Element(window.base + window.at, window.buffer[window.at : stop], ended, size > limit)
        window.at = stop


class _Window:
    """What of a stream is in memory: `buffer` begins at byte `base`; what stands before `at` is done with."""

    def __init__(self, stream: BinaryIO) -> None:
        stream.seek(0)
        self.stream = stream
        self.buffer = b""
        self.base = 0
        self.at = 0

    @property
    def size(self) -> int:
        """How many bytes are in memory."""
        return len(self.buffer)

    def search(self, pattern: re.Pattern[bytes]) -> re.Match[bytes] | None:
        """The next match."""
        return pattern.search(self.buffer, self.at)

    def filled(self, keep: int) -> bool:
        """Whether there was more; what stands before `keep` is let go, and `at` stands at the new beginning."""
        chunk = self.stream.read(CHUNK)
        if not chunk:
            return False
        keep = max(self.at, keep)
        self.buffer = self.buffer[keep:] + chunk
        self.base += keep
        self.at = 0
        return True


def _end_of(window: _Window, opening: re.Match[bytes], known: int | None = None) -> tuple[int | None, bool]:
    """Where the element that begins at `window.at` ends: behind its closing tag, or where the next one begins.

    `known` bytes of it have been searched.
    """
    start = window.at + (known if known is not None else len(opening[0]))
    following = OPENING.search(window.buffer, start)
    closing = CLOSING[opening[1].upper()].search(window.buffer, start, following.start() if following else window.size)
    if closing is not None:
        return closing.end(), True
    return (following.start(), False) if following is not None else (None, False)
