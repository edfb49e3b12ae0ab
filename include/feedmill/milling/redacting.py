"""Which bytes of an original are those of some of its stories, and whether the rest is the same without them.

An original is redacted only where that is sure: blanks take the place of the bytes, it is parsed again, and every other
story has to come out in the same words. Formats are not asked; what does not come out so cannot be redacted.
"""

from __future__ import annotations

import codecs
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass

from feedmill.archive.erasures import blanked
from feedmill.model import Document, Parse, ParsedDocument, Sighting, Span

ENCODINGS = ("utf-8", "cp1252", "latin-1")
"""Of these a decoded text is led back to its bytes."""


@dataclass(frozen=True, slots=True)
class Redaction:
    """What is left of an original, and which bytes of it became blanks."""

    data: bytes
    spans: tuple[Span, ...]


def others(parse: Parse, versions: Collection[str]) -> bool:
    """Whether an original holds anything but these versions."""
    return any(one.version.version_id not in versions for one in _sightings(parse))


def redaction(
    data: bytes, parse: Parse, versions: Collection[str], parsed: Callable[[bytes], Parse]
) -> Redaction | None:
    """The original without these versions; None where they cannot be told from the rest for sure.

    Args:
        data: the bytes of the original.
        parse: what they give now.
        versions: ids of what has to go.
        parsed: parses other bytes in the same way.
    """
    spans: list[Span] = []
    for document in parse.documents:
        gone = [one for one in document.sightings if one.version.version_id in versions]
        found = _bytes_of(data, document, gone) if gone else []
        if found is None:
            return None
        spans += found
    left = blanked(data, spans)
    if not spans or not _keeps(parse, parsed(left), versions):
        return None
    return Redaction(left, tuple(spans))


def _keeps(before: Parse, after: Parse, versions: Collection[str]) -> bool:
    kept = Counter(one.version.version_id for one in _sightings(before) if one.version.version_id not in versions)
    well = after.failure is None and len(after.rejected) == len(before.rejected)
    return well and kept == Counter(one.version.version_id for one in _sightings(after))


def _sightings(parse: Parse) -> Iterator[Sighting]:
    return (sighting for document in parse.documents for sighting in document.sightings)


def _bytes_of(data: bytes, parsed: ParsedDocument, gone: list[Sighting]) -> list[Span] | None:
    """The bytes of these sightings: all of their document's, where it holds no other; None where they are not known."""
    place = parsed.document.locator
    if place.member is not None:
        return None
    start, end = place.byte_start, place.byte_end
    if len(gone) == len(parsed.sightings) and start is not None and end is not None:
        return [(start, end)]
    first, last = (0, len(data)) if start is None or end is None else (start, end)
    spans = _in_bytes(data[first:last], parsed.document, (span for one in gone for span in one.story.spans))
    return None if spans is None else [(first + begin, first + stop) for begin, stop in spans]


def _in_bytes(data: bytes, document: Document, spans: Iterable[Span]) -> list[Span] | None:
    """Spans of a document's text as spans of the bytes that it was decoded from, where these are plain text."""
    mark = len(codecs.BOM_UTF8) if data.startswith(codecs.BOM_UTF8) else 0
    for encoding in ENCODINGS:
        try:
            told = data[mark:].decode(encoding) == document.text
        except UnicodeDecodeError:
            continue
        if told:
            ends = ((mark + len(document.text[:at].encode(encoding)) for at in span) for span in spans)
            return [(first, last) for first, last in ends]
    return None
