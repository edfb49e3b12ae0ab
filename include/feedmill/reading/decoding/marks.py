"""Byte order marks: those of Unicode's encodings that are read, and those of encodings that are refused."""

from __future__ import annotations

import codecs

BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

REFUSED = (
    (b"+/v8", "UTF-7"),
    (b"+/v9", "UTF-7"),
    (b"+/v+", "UTF-7"),
    (b"+/v/", "UTF-7"),
    (b"\x0e\xfe\xff", "SCSU"),
    (b"\xfb\xee\x28", "BOCU-1"),
    (b"\xf7\x64\x4c", "UTF-1"),
    (b"\xdd\x73\x66\x73", "UTF-EBCDIC"),
)
"""UTF-7 can hide markup from whoever looks at its bytes; the others are written by nobody who sends news."""


FIRSTS = frozenset(mark[0] for mark, _ in (*BOMS, *REFUSED))
"""The first bytes of all marks: what begins with another has none."""


def marked(data: bytes) -> tuple[int, str] | None:
    """The length of a mark and the encoding that it stands for."""
    if not data or data[0] not in FIRSTS:
        return None
    return next(((len(mark), encoding) for mark, encoding in BOMS if data.startswith(mark)), None)


def refused(data: bytes) -> str | None:
    """The name of an encoding that is refused, by its mark."""
    if not data or data[0] not in FIRSTS:
        return None
    return next((name for mark, name in REFUSED if data.startswith(mark)), None)
