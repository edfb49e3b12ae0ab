"""Feeds whose XML is not well-formed: mended as far as that is needed, else read by feedparser's loose parser.

Mending keeps what is broken in one item within it; the loose parser takes all that follows for a part of it. So are
feeds read of which some items are nested too deep: the others are whole.
"""

from __future__ import annotations

from collections.abc import Mapping

from feedmill.errors import Rejected
from feedmill.reading.feeds.driving import Driver
from feedmill.reading.feeds.fields import ITEMS, closed
from feedmill.reading.feeds.handling import MISNESTED, Handlers
from feedmill.reading.feeds.hiding import ended
from feedmill.reading.feeds.mending import bound, mended, possible, without_strays
from feedmill.reading.feeds.parsers import Loose, Strict
from feedmill.reading.reasons import ReadingReason
from feedmill.reading.wire.balancing import balanced
from feedmill.reading.wire.quoting import quoted

MAX_LOOSE_TAGS = 60_000
"""The loose parser takes some 40 microseconds a tag."""


def read_broken(xml: bytes, hiding: Mapping[int, int], deep: Rejected | None) -> Handlers:
    """What can be had. `hiding` are the sections and comments that do not end.

    Raises `deep`, with which the feed was refused for its depth, where that is not due to some items alone; `Rejected`
    (too_complex) for more tags than the loose parser gets through in time.
    """
    text, replaced = possible(ended(xml, hiding).decode("utf-8"))
    handlers = _mended(text)
    if handlers is None:
        if deep:
            raise deep
        handlers = _loosely(text)
    if replaced:
        handlers.notes[f"unkeepable: {replaced} references to NUL or what no XML holds stand as U+FFFD"] = None
    return handlers


def _mended(text: str) -> Handlers | None:
    """What mending makes well-formed, if anything: first characters, then attributes, then tags that do not match."""
    mild = mended(text)
    with_quotes = quoted(mild)
    for xml in dict.fromkeys((mild, with_quotes)):
        if (handlers := _strictly(xml)) is not None:
            return handlers
    found = balanced(without_strays(closed(with_quotes)), ITEMS)
    handlers = _strictly(bound(found.text, Strict.namespaces)) if len(found.spoilt) < max(1, found.items) else None
    if handlers is not None:
        handlers.closed = [number not in found.cut for number in range(len(handlers.closed))]
        handlers.spoilt = found.spoilt
    return handlers


def _strictly(xml: str) -> Handlers | None:
    """What expat makes of it; None where it is not well-formed, or too deep."""
    driver = Driver()
    try:
        return driver.handlers if driver.parse(xml.encode("utf-8")) is None else None
    except Rejected:
        if not driver.too_deep:
            raise
        return None


def _loosely(text: str) -> Handlers:
    """What the loose parser makes of it, up to where it gives up."""
    if text.count("<") > MAX_LOOSE_TAGS:
        detail = f"{text.count('<')} tags in XML that is not well-formed"
        raise Rejected(ReadingReason.TOO_COMPLEX, detail)
    loose = Loose(None, None, "utf-8", {})
    try:
        loose.feed(text)
    except MISNESTED:
        return loose
    return loose
