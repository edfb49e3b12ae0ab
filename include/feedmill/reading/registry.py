"""Which formats are read, and by what: one line a format.

Knows the order of the checks before a reader sees anything: size, emptiness, format. Names of files decide nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from feedmill.errors import Rejected
from feedmill.model import Document, RejectedDocument, Source
from feedmill.reading.decoding import Decoded, decode
from feedmill.reading.feeds import read_feed
from feedmill.reading.reasons import ReadingReason
from feedmill.reading.sniffing import Format, sniff_bytes, sniff_text
from feedmill.reading.text import read_text

STAGE = "reading/1"
"""The version of this stage: documents read by another version may differ."""

DEFAULT_LIMIT = 64 * 1024**2
"""The largest original, in bytes, that is read when the caller names no limit."""

Found = Document | Source | RejectedDocument
Reader = Callable[[bytes, Decoded], Iterator[Found]]

READERS: dict[Format, Reader] = {
    Format.TEXT: read_text,
    Format.FEED: read_feed,
}


def read(data: bytes, *, name: str | None = None, limit: int = DEFAULT_LIMIT) -> Iterator[Found]:
    """Read one original: its documents in their order, the sources that it lists, the places that gave no document.

    `name` is the file's name, used in messages alone. `limit` is in bytes. Raises `Rejected` with a `ReadingReason`
    when the original as a whole cannot be read: at the call, or at the first step of the iterator.
    """
    called = f" ({name})" if name else ""
    if len(data) > limit:
        raise Rejected(ReadingReason.TOO_LARGE_TO_READ, f"{len(data)} bytes, the limit is {limit}{called}")
    if not data.strip():
        raise Rejected(ReadingReason.EMPTY, f"{len(data)} bytes, all blank{called}")
    other = sniff_bytes(data)
    if other is not None:
        raise Rejected(ReadingReason.UNKNOWN_FORMAT, f"{other}{called}")
    decoded = decode(data)
    found = sniff_text(decoded.text)
    if not isinstance(found, Format):
        raise Rejected(ReadingReason.UNKNOWN_FORMAT, f"{found}{called}")
    return READERS[found](data, decoded)
