"""RSS, RDF, Atom and CDF feeds: an item is a document.

feedparser reads them, from text that was decoded here, with its sanitising off and nothing fetched. Two items with
one guid stay two documents: what is the same is not for a reader to say.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from feedmill.errors import Rejected
from feedmill.model import Block, Document, Locator, RejectedDocument, Role, Shape
from feedmill.reading.feeds.fragments import Fragments, read_lines
from feedmill.reading.feeds.parsing import Parsed, parse
from feedmill.reading.feeds.places import located
from feedmill.reading.feeds.stated import Entry, FeedStatements
from feedmill.reading.html import Fragment, Line, blocks_of
from feedmill.reading.laying import laid_out
from feedmill.reading.piece import Piece
from feedmill.reading.reasons import ReadingReason

NITF_BODY = re.compile(r"<body\.content(?:\s[^<>]{0,999})?>")
NO_TEXT = ("image/", "audio/", "video/", "font/", "model/", "application/pdf", "application/zip")


def read_feed(piece: Piece) -> Iterator[Document | RejectedDocument]:
    """The items of a feed, in their order. Raises `Rejected` for XML that is unsafe, or ends before any.

    XML that is not well-formed is read as far as it can be; each document then carries the note `not_well_formed`. What
    is not closed in an item (a tag, a section of CDATA) ends with it, at the latest where the next item begins. An item
    that the end of the file cuts is no document: its place is told with the reason `truncated`.
    """
    decoded = piece.decoded
    parsed = parse(decoded.text)
    if parsed.broken and not parsed.entries and not parsed.ended:
        raise Rejected(ReadingReason.NOT_WELL_FORMED, parsed.broken)
    locators = located(parsed.spans, parsed.xml, parsed.begin, piece.data, decoded)
    items = _Items(parsed, (*decoded.notes, *_notes(parsed)))
    for number, locator in enumerate(locators):
        yield items.read(number, locator)


def _notes(parsed: Parsed) -> Iterator[str]:
    """What was odd about the feed as a whole."""
    if parsed.junk:
        yield f"junk_before: {parsed.junk} characters before the feed are no part of it"
    if parsed.broken:
        yield f"not_well_formed: {parsed.broken}"
    yield from parsed.notes


class _Items:
    """Makes documents of a feed's entries."""

    def __init__(self, parsed: Parsed, notes: tuple[str, ...]) -> None:
        self.parsed = parsed
        self.statements = FeedStatements(parsed)
        self.notes = (*notes, *self.statements.notes)
        self.fragments = Fragments()

    def read(self, number: int, locator: Locator) -> Document | RejectedDocument:
        """One item as a document, or why not."""
        entry = self.parsed.entries[number]
        which = f"item {number + 1} of the feed"
        if self.parsed.cut and number == len(self.parsed.entries) - 1:
            return RejectedDocument(str(ReadingReason.TRUNCATED), which, locator)
        if number in self.parsed.spoilt:
            return RejectedDocument(str(ReadingReason.TOO_COMPLEX), f"{which} is nested too deep", locator)
        try:
            body = self.body(entry)
            title = self.title(entry)
        except Rejected as error:
            return RejectedDocument(str(error.reason), error.detail, locator)
        lines = body.lines or ([Line(title, Role.HEADING)] if title else [])
        if not lines:
            return RejectedDocument(str(ReadingReason.NOTHING_STATED), which, locator)
        stated, odd = self.statements.of(number, title)
        text, blocks = _joined(lines)
        notes = (*self.notes, *_unread(entry, body), *odd)
        return Document(number, self.parsed.version or "feed", Shape.ITEM, text, stated, locator, blocks, notes)

    def body(self, entry: Entry) -> Fragment:
        """The fullest text that the item holds; of two that are as full, its content before its summary."""
        best = Fragment([])
        for piece in (*(dict.get(entry, "content") or ()), dict.get(entry, "summary_detail")):
            if piece and not _is_no_text(piece):
                found = self.text(piece)
                best = found if found.size > best.size else best
        return best

    def title(self, entry: Entry) -> str | None:
        """The headline, on one line."""
        detail = dict.get(entry, "title_detail")
        return " ".join([line.text for line in self.text(detail).lines]) or None if detail else None

    def text(self, detail: Entry) -> Fragment:
        """What a text construct shows, by the type that it states or that feedparser saw in it."""
        value = dict.get(detail, "value") or ""
        if (body := NITF_BODY.search(value)) is not None:
            end = value.find("</body.content>", body.end())
            value = value[body.end() : end if end >= 0 else len(value)]
        return read_lines(value) if dict.get(detail, "type") == "text/plain" else self.fragments.read(value)


def _is_no_text(piece: Entry) -> bool:
    """Whether a piece of content says that it is no text."""
    return str(dict.get(piece, "type")).startswith(NO_TEXT)


def _unread(entry: Entry, body: Fragment) -> Iterator[str]:
    """What of an item's content is not in its text."""
    if body.unclosed:
        yield "html_unclosed: a comment or script hides the end of the text"
    for piece in dict.get(entry, "content") or ():
        if _is_no_text(piece):
            yield f"content_not_text: {dict.get(piece, 'type')}"


def _joined(lines: list[Line]) -> tuple[str, tuple[Block, ...]]:
    """The lines as one text, and a block for each."""
    text, spans = laid_out([line.text for line in lines])
    return text, blocks_of(lines, spans)
