"""The header of a gzip member (RFC 1952, 2.3)."""

from __future__ import annotations

from feedmill.errors import Rejected
from feedmill.reading.packed.input import Input
from feedmill.reading.reasons import ReadingReason

CHECK, EXTRA, NAME, COMMENT = 2, 4, 8, 16
LONGEST_TEXT = 64 * 1024


def pass_header(source: Input) -> None:
    """Take the header of a member. Raises `Rejected`: truncated, unknown_packing, damaged."""
    head = source.take(10)
    if len(head) < 10:
        raise Rejected(ReadingReason.TRUNCATED, "the header of a gzip member is cut off")
    if head[2] != 8:
        raise Rejected(ReadingReason.UNKNOWN_PACKING, f"method {head[2]} of gzip")
    flags = head[3]
    if flags & EXTRA:
        source.take(int.from_bytes(source.take(2), "little"))
    for _ in range(bool(flags & NAME) + bool(flags & COMMENT)):
        _pass_text(source)
    if flags & CHECK:
        source.take(2)


def _pass_text(source: Input) -> None:
    """Pass over a text that ends with a zero byte."""
    end = source.peek(LONGEST_TEXT).find(b"\x00")
    if end < 0:
        raise Rejected(ReadingReason.DAMAGED, "a name in the header of a gzip member does not end")
    source.take(end + 1)
