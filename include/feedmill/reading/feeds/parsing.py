"""A feed's text to entries: expat tells feedparser's handlers what stands where; its loose parser reads what is broken.

Knows XML, not what entries mean. A document type that declares entities is refused before anything reads it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from feedmill.errors import Rejected
from feedmill.reading.feeds.driving import Driver
from feedmill.reading.feeds.handling import MISNESTED, Handlers
from feedmill.reading.feeds.mending import mended
from feedmill.reading.feeds.parsers import Loose
from feedmill.reading.feeds.places import Span, items_in
from feedmill.reading.reasons import ReadingReason
from feedmill.reading.sniffing import FEED_ROOTS, OPENING, root_start

DECLARATION = re.compile(r"<\?xml\s[^>]{0,300}\?>")
ROOT = re.compile(r"<(?:[A-Za-z_][\w.-]{0,40}:)?(?:rss|feed|rdf|channel)(?=[\s>/])", re.IGNORECASE)
DOCTYPE = re.compile(rb"\s{0,999}<!DOCTYPE[^>\[]{0,1000}>", re.IGNORECASE)
PASSED_OVER = re.compile(rb"\s{0,999}<(!--|\?)")
END = re.compile(r"</(?:[\w.-]{1,40}:)?(?:rss|feed|rdf|channel)\s{0,9}>?\s{0,99}\Z", re.IGNORECASE)
MAX_LOOSE_TAGS = 60_000
"""The loose parser takes some 40 microseconds a tag."""


@dataclass(frozen=True, slots=True)
class Parsed:
    """A feed: `about` itself, its `entries`, and of each entry what `Handlers` knows of it.

    `spans` are byte places in `xml`, which is the text from the character `begin` on, in UTF-8; None where a place is
    not known. `broken` says why the XML is not well-formed; `ended` whether the feed's end is there; `cut` that the
    last item is not whole. `junk` counts the characters before the feed that are no part of it; `notes` tell what of
    the feed was mended or withheld.
    """

    version: str
    about: Any
    entries: list[Any]
    said: list[dict[str, str]]
    written: dict[str, tuple[str, str]]
    spans: list[Span | None]
    xml: bytes
    begin: int
    junk: int
    broken: str | None
    ended: bool
    cut: bool
    notes: tuple[str, ...]


def parse(text: str) -> Parsed:
    """A feed. Raises `Rejected`: entity_declarations, too_complex."""
    begin, junk = beginning(text)
    xml = text[begin:].encode("utf-8", errors="replace")
    driver = Driver()
    doctype, safe = _without_doctype(xml)
    broken = driver.parse(safe)
    handlers = driver.handlers if broken is None else _broken(safe)
    spans: list[Span | None] = [span if span[1] >= 0 else None for span in handlers.spans]
    ended = True
    if broken is not None:
        found = items_in(xml)
        spans = list(found) if len(found) == len(spans) else [None] * len(spans)
        ended = END.search(text[-200:]) is not None and len(found) <= len(spans)
    return Parsed(
        version="rss091n" if "netscape" in doctype + driver.doctype else str(handlers.version),
        about=handlers.feeddata,
        entries=handlers.entries,
        said=handlers.said,
        written=handlers.written,
        spans=spans,
        xml=xml,
        begin=begin,
        junk=junk,
        broken=broken,
        ended=ended,
        cut=not ended and bool(handlers.closed) and not handlers.closed[-1],
        notes=tuple(handlers.notes),
    )


def beginning(text: str) -> tuple[int, int]:
    """Where the XML begins, behind its declaration, and how many characters of junk stand before it.

    The declaration goes: it names the encoding of other bytes.
    """
    first = text.find("<")
    root = root_start(text)
    opening = OPENING.match(text, root + 1) if root >= 0 else None
    is_clean = opening is not None and opening[2].lower() in FEED_ROOTS and not text[:first].strip()
    if not is_clean and (found := ROOT.search(text)) is not None:
        root = found.start()
    declarations = [found.span() for found in DECLARATION.finditer(text, 0, max(root, 0))]
    if declarations:
        start, end = declarations[-1]
        return end, 0 if is_clean else start
    if is_clean:
        return 0, 0
    doctype = text.find("<!DOCTYPE", 0, max(root, 0))
    begin = max(0, doctype if doctype >= 0 else root)
    return begin, begin


def _without_doctype(xml: bytes) -> tuple[str, bytes]:
    """A document type that declares nothing itself, and the XML with blanks in its place.

    What it points to is not fetched, and expat would pass over entities in silence that might be declared there.
    """
    at = 0
    while (passed := PASSED_OVER.match(xml, at)) is not None:
        at = xml.find(b"-->" if passed[1] == b"!--" else b"?>", passed.end())
        if at < 0:
            return "", xml
        at += 3 if passed[1] == b"!--" else 2
    found = DOCTYPE.match(xml, at)
    if found is None:
        return "", xml
    blanked = xml[: found.start()] + b" " * len(found[0]) + xml[found.end() :]
    return found[0].decode("utf-8", errors="replace").lower(), blanked


def _broken(xml: bytes) -> Handlers:
    """A feed that is not well-formed: mended where that is enough, else by the loose parser, up to where it gives up.

    Raises `Rejected` (too_complex) for more tags than that parser gets through in time.
    """
    text = mended(xml.decode("utf-8"))
    driver = Driver()
    if driver.parse(text.encode("utf-8")) is None:
        return driver.handlers
    text = xml.decode("utf-8")
    if text.count("<") > MAX_LOOSE_TAGS:
        detail = f"{text.count('<')} tags in XML that is not well-formed"
        raise Rejected(ReadingReason.TOO_COMPLEX, detail)
    loose = Loose(None, None, "utf-8", {})
    try:
        loose.feed(text)
    except MISNESTED:
        return loose
    return loose
