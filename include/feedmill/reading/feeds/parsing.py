"""A feed's text to entries: expat tells feedparser's handlers what stands where.

Knows XML, not what entries mean. A document type that declares entities is refused before anything reads it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from feedmill.errors import Rejected
from feedmill.reading.feeds.broken import read_broken
from feedmill.reading.feeds.driving import Driver
from feedmill.reading.feeds.handling import Handlers
from feedmill.reading.feeds.hiding import CLOSE, SECTION, without_end
from feedmill.reading.feeds.places import Span, items_in
from feedmill.reading.sniffing import FEED_ROOTS, OPENING, root_start

DECLARATION = re.compile(r"<\?xml\s[^>]{0,300}\?>")
ROOT = re.compile(r"<(?:[A-Za-z_][\w.-]{0,40}:)?(?:rss|feed|rdf|channel)(?=[\s>/])", re.IGNORECASE)
DOCTYPE = re.compile(rb"\s{0,999}<!DOCTYPE[^>\[]{0,1000}>", re.IGNORECASE)
PASSED_OVER = re.compile(rb"\s{0,999}<(!--|\?)")
END = re.compile(r"</(?:[\w.-]{1,40}:)?(?:rss|feed|rdf|channel)\s{0,9}>?\s{0,99}\Z", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Parsed:
    """A feed: `about` itself, its `entries`, and of each entry what `Handlers` knows of it.

    `spans` are byte places in `xml`, which is the text from the character `begin` on, in UTF-8; None where a place is
    not known. `broken` says why the XML is not well-formed; `ended` whether the feed's end is there; `cut` that the
    last item is not whole, `spoilt` which items are nested too deep. `junk` counts the characters before the feed that
    are no part of it; `notes` tell what of the feed was mended or withheld.
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
    spoilt: frozenset[int]
    notes: tuple[str, ...]


def parse(text: str) -> Parsed:
    """A feed. Raises `Rejected`: entity_declarations, too_complex (not where this is so of some items alone)."""
    begin, junk = beginning(text)
    xml = text[begin:].encode("utf-8", errors="replace")
    driver = Driver()
    doctype, safe = _without_doctype(xml)
    hiding = without_end(safe) if safe.count(SECTION) > safe.count(CLOSE[SECTION]) else {}
    deep: Rejected | None = None
    try:
        broken = "a section of CDATA without an end" if hiding else driver.parse(safe)
    except Rejected as error:
        if not driver.too_deep:
            raise
        broken, deep = None, error
    handlers: Handlers = driver.handlers
    is_whole = True
    if broken or deep:
        hiding = hiding or without_end(safe)
        handlers = read_broken(safe, hiding, deep)
        found = items_in(xml, hiding)
        is_whole = END.search(text[-200:]) is not None and len(found) <= len(handlers.spans)
        handlers.spans = list(found) if len(found) == len(handlers.spans) else [None] * len(handlers.spans)
    spans = [span if span and span[1] >= 0 else None for span in handlers.spans]
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
        ended=is_whole,
        cut=not is_whole and bool(handlers.closed) and not handlers.closed[-1],
        spoilt=handlers.spoilt,
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
