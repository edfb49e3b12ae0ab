"""UTF-16 and UTF-32 without a byte order mark: told by how the text looks that each of them gives."""

from __future__ import annotations

import re
import unicodedata

from feedmill.reading.decoding.bytewise import LOST, loosely

BARE_WIDE = ("utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be")
SAMPLE = 64 * 1024
MOST_LOST = 0.01
PLAIN = re.compile("[ \t\r\n\u3000\u3001\u3002,.]")
CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f\x80-\x84\x86-\x9f\ufffe\uffff]")


def wide(data: bytes) -> str | None:
    """The wide encoding of bytes with NULs among them; None where they read as neither."""
    scores = {encoding: _plainness(loosely(data[:SAMPLE], encoding).text) for encoding in BARE_WIDE}
    best = max(scores, key=lambda encoding: scores[encoding])
    return best if scores[best] > 0 else None


def _plainness(text: str) -> float:
    """How much a text looks like one: blanks and full stops, against characters that nobody writes."""
    if not text or text.count("\x00") > MOST_LOST * len(text) or len(LOST.findall(text)) > 3 + MOST_LOST * len(text):
        return -1
    odd = sum(1 for char in text if unicodedata.category(char) in ("Cn", "Co"))
    return (len(PLAIN.findall(text)) - 4 * odd - 4 * len(CONTROL.findall(text))) / len(text)
