"""Where the items of a feed stand.

In XML that is not well-formed, a scan for their tags tells; and places in the UTF-8 that was parsed are told as places
in the bytes that arrived.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from feedmill.model import Locator
from feedmill.reading.decoding import Decoded

Span = tuple[int, int]
MARK = re.compile(rb"<!--|<!\[CDATA\[|<(/?)(?:[A-Za-z_][\w.-]{0,40}:)?(item|entry)(?=[\s/><])", re.IGNORECASE)
CLOSE = {b"<!--": b"-->", b"<![CDATA[": b"]]>"}
ROOT_END = re.compile(rb"</(?:[A-Za-z_][\w.-]{0,40}:)?(?:channel|feed|rss|rdf)\s{0,99}>", re.IGNORECASE)


def items_in(xml: bytes, hiding: Mapping[int, int] | None = None) -> list[Span]:
    """The items that begin in XML, in their order. What is in comments is none.

    An item without an end tag ends where the next begins, the last one with the feed; one without a start tag begins
    with its title. `hiding` tells where sections
    and comments end that have no end.
    """
    found: list[Span] = []
    is_open = False
    at = last = 0
    while (mark := MARK.search(xml, at)) is not None:
        if hiding and mark.start() in hiding:
            at = hiding[mark.start()]
            continue
        close = CLOSE.get(mark[0].upper())
        is_cut = not close and xml.startswith(b"<", mark.end())
        end = mark.end() - 1 if is_cut else xml.find(close or b">", mark.end())
        if end < 0:
            break
        at = end + len(close or b">")
        if close:
            continue
        if is_open:
            found[-1] = (found[-1][0], at if mark[1] else mark.start())
        elif mark[1] and (begin := _begun(xml, last, mark.start(), is_first=not last)) >= 0:
            found.append((begin, at))
        is_open = not mark[1] and xml[end - 1 : end] != b"/"
        if not mark[1]:
            found.append((mark.start(), len(xml) if is_open else at))
        last = at
    if is_open and (root := ROOT_END.search(xml, found[-1][0])) is not None:
        found[-1] = (found[-1][0], root.start())
    return found


def _begun(xml: bytes, last: int, end: int, *, is_first: bool) -> int:
    """Where an item begins whose start tag is not there: at its title; -1 where that may be the feed's own."""
    begin = xml.rfind(b"<title", last, end)
    return begin if not is_first or xml.find(b"<title", last, max(begin, last)) >= 0 else -1


def located(spans: Sequence[Span | None], xml: bytes, begin: int, data: bytes, decoded: Decoded) -> list[Locator]:
    """A locator for each span; without bytes where the original's bytes there cannot be told.

    `xml` is the text from the character `begin` on. Behind what was mended in decoding, the tags of items are looked
    for in the bytes themselves.
    """
    places = sorted({place for span in spans if span for place in span})
    known = _in_bytes(places, xml, begin, data, decoded)
    told = [(known.get(span[0]), known.get(span[1])) if span else (None, None) for span in spans]
    if any(end is None for _, end in told) and len(found := items_in(data)) == len(told):
        told = list(found)
    return [Locator(byte_start=start, byte_end=end) if end is not None else Locator() for start, end in told]


def _in_bytes(places: list[int], xml: bytes, begin: int, data: bytes, decoded: Decoded) -> dict[int, int]:
    """Places in the UTF-8 as places in the original, as far as the original's bytes are the text's, step by step."""
    codec = "utf-8" if decoded.exact else decoded.encoding
    before = decoded.text[:begin].encode(codec, errors="replace")
    at = decoded.bom + len(before)
    if data[decoded.bom : at] != before:
        return {}
    if decoded.exact:
        return {place: at + place for place in places}
    known: dict[int, int] = {}
    last = 0
    for place in places:
        part = xml[last:place].decode("utf-8", errors="replace").encode(codec, errors="replace")
        if not data.startswith(part, at):
            break
        at += len(part)
        last = place
        known[place] = at
    return known
