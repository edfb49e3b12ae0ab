"""Whether decoded bytes are text: what is full of NULs and other controls is none.

Counts in bytes where these mean what they say: that is ten times as fast as looking at characters.
"""

from __future__ import annotations

import re

from feedmill.errors import Rejected
from feedmill.reading.reasons import ReadingReason

CONTROL_SHARE = 0.02
NUL_SHARE = 0.01
STRANGE_SHARE, FEW = 0.2, 2
ASCII = bytes(range(128))
C0 = bytes({*range(1, 7), 8, *range(14, 32), 127})
"""Controls that no text holds many of. A bell (7) rings where telex is printed, and again and again for urgent news."""

C1_BYTES = bytes({*range(0x80, 0xA0)} - {0x85})
C1_UTF8 = re.compile(rb"\xc2[\x80-\x84\x86-\x9f]|\xef\xbf[\xbe\xbf]")
ANY = re.compile("[\x01-\x06\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")
SHIFTED = ("utf-16", "utf-32", "iso2022", "hz")
"""Encodings in which a byte below 32 is not always the control of that number."""


def checked(text: str, codec: str, data: bytes) -> tuple[str, tuple[str, ...]]:
    """The text without the few NULs in it, which say nothing, and a note of them. Raises `Rejected` (binary)."""
    found = len(ANY.findall(text)) if codec.startswith(SHIFTED) else _in_bytes(data, text, codec)
    if found > 2 and found > CONTROL_SHARE * len(text):
        raise Rejected(ReadingReason.BINARY, f"{found} control characters in {len(text)}")
    if "\x00" not in text:
        return text, ()
    nulls = text.count("\x00")
    if nulls > NUL_SHARE * len(text):
        raise Rejected(ReadingReason.BINARY, f"NUL characters, read as {codec}")
    return text.replace("\x00", ""), (f"nul_bytes: {nulls} left out, the first at character {text.index(chr(0))}",)


def is_full_of_controls(data: bytes) -> bool:
    """Whether bytes that are read one by one hold more controls than any text."""
    found = len(data) - len(data.translate(None, C0))
    return found > 2 and found > CONTROL_SHARE * len(data)


def is_plain_but_for_some(data: bytes) -> bool:
    """Whether bytes are a text in ASCII, but for some that no encoding makes a text of."""
    strange = len(data.translate(None, ASCII))
    few = 2 * strange < len(data) and strange <= max(FEW, STRANGE_SHARE * len(data))
    return few and not is_full_of_controls(data)


def _in_bytes(data: bytes, text: str, codec: str) -> int:
    """How many controls there are in bytes that are read one by one, or in UTF-8 and its (mended) text."""
    if codec == "utf-8" and (b"\xc2" in data or b"\xef" in data) and C1_UTF8.search(data):
        return len(ANY.findall(text))
    found = len(data) - len(data.translate(None, C0))
    return found + (len(data) - len(data.translate(None, C1_BYTES)) if codec.startswith("iso8859") else 0)
