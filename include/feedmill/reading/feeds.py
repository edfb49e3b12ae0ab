"""RSS, RDF and Atom feeds: an item is a document.

feedparser reads them, from text that was decoded here, with its sanitising off and nothing fetched. Two items with
one guid stay two documents: what is the same is not for a reader to say.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from typing import Any

import feedparser

from feedmill.errors import Rejected
from feedmill.model import Block, Document, Locator, RejectedDocument, Role, Shape
from feedmill.reading.decoding import Decoded
from feedmill.reading.html import Fragment, Line, read_html, read_plain
from feedmill.reading.items import Entry, stated_by
from feedmill.reading.places import Survey, survey
from feedmill.reading.reasons import ReadingReason

UTF8_XML = {"content-type": "application/xml; charset=utf-8"}
DECLARATION = re.compile(r"\s*<\?xml[^>]{0,300}\?>")


def read_feed(data: bytes, decoded: Decoded) -> Iterator[Document | RejectedDocument]:
    """The items of a feed, in their order. Raises `Rejected` for XML that is unsafe, or gives nothing at all.

    XML that is not well-formed is read as far as it can be; each document then carries the note `not_well_formed`.
    """
    found = survey(_xml(decoded))
    feed = _parse(decoded.text)
    if found.broken and not feed.entries:
        raise Rejected(ReadingReason.NOT_WELL_FORMED, found.broken)
    notes = decoded.notes if found.broken is None else (*decoded.notes, f"not_well_formed: {found.broken}")
    places = _places(data, decoded, found, len(feed.entries))
    for ordinal, (entry, locator) in enumerate(zip(feed.entries, places, strict=True)):
        yield _document(ordinal, entry, feed, locator, notes)


def _xml(decoded: Decoded) -> bytes:
    """The text as UTF-8, with blanks before it dropped only where they would break it."""
    text = decoded.text
    return (text if not DECLARATION.match(text) else text.lstrip()).encode("utf-8", errors="replace")


def _parse(text: str) -> Any:
    """What feedparser makes of it. The declaration goes: it names the encoding of other bytes."""
    xml = DECLARATION.sub("", text, count=1).lstrip()
    return feedparser.parse(
        io.BytesIO(xml.encode("utf-8", errors="replace")),
        response_headers=UTF8_XML,
        sanitize_html=False,
        resolve_relative_uris=False,
    )


def _places(data: bytes, decoded: Decoded, found: Survey, count: int) -> list[Locator]:
    """A locator for each item; without bytes where the text is not the bytes, or the two parsers disagree."""
    shift = data.find(_xml(decoded)) if decoded.exact else -1
    if found.broken is not None or shift < 0 or len(found.items) != count:
        return [Locator() for _ in range(count)]
    return [Locator(byte_start=start + shift, byte_end=end + shift) for start, end in found.items]


def _document(
    ordinal: int, entry: Entry, feed: Any, locator: Locator, notes: tuple[str, ...]
) -> Document | RejectedDocument:
    """One item as a document, or why not."""
    try:
        body = _body(entry)
        title = _title(entry)
    except Rejected as error:
        return RejectedDocument(str(error.reason), error.detail, locator)
    lines = body.lines or ([Line(title, Role.HEADING)] if title else [])
    if not lines:
        return RejectedDocument(str(ReadingReason.NOTHING_STATED), f"item {ordinal + 1} of the feed", locator)
    stated, more = stated_by(entry, feed, title)
    text, blocks = _joined(lines)
    name = str(feed.version or "feed")
    swallowed = ("html_unclosed: a comment or script hides the end of the text",) if body.unclosed else ()
    return Document(ordinal, name, Shape.ITEM, text, stated, locator, blocks, (*notes, *swallowed, *more))


def _joined(lines: list[Line]) -> tuple[str, tuple[Block, ...]]:
    """The lines as one text, and a block for each."""
    blocks: list[Block] = []
    at = 0
    for line in lines:
        blocks.append(Block((at, at + len(line.text)), line.role))
        at += len(line.text) + 1
    return "\n".join(line.text for line in lines), tuple(blocks)


def _body(entry: Entry) -> Fragment:
    """The fullest text that the item holds; of two that are as full, its content before its summary."""
    pieces = [*entry.get("content", ()), entry.get("summary_detail")]
    texts = [_read(piece) for piece in pieces if piece]
    return max(texts, key=lambda fragment: fragment.size, default=Fragment([]))


def _title(entry: Entry) -> str | None:
    """The headline, on one line."""
    detail = entry.get("title_detail")
    return " ".join(line.text for line in _read(detail).lines) or None if detail else None


def _read(detail: Mapping[str, Any]) -> Fragment:
    """What a text construct shows, by the type that it states or that feedparser saw in it."""
    value = detail.get("value") or ""
    return read_plain(value) if detail.get("type") == "text/plain" else read_html(value)
