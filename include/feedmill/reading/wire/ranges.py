"""Where elements stand in the bytes of an XML file: one linear scan over its tags, comments and sections.

Byte ranges are given where each ASCII byte of the file stands for itself, so that a tag is a tag in bytes as in text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from feedmill.model import Locator
from feedmill.reading.piece import Piece

WIDE = ("utf_16", "utf-16", "utf_32", "utf-32", "utf_7", "iso2022", "hz")
HIDING = {b"<!--": b"-->", b"<![CDATA[": b"]]>", b"<?": b"?>"}
NEAR = 60
"""How far before the end of a name the bracket of its tag may stand: a slash, a prefix with its colon, and the name."""

REST_OF_TAG = re.compile(rb"""(?:[^>"']++|"[^"]*+"|'[^']*+')*+>""")


def ranges_of(piece: Piece, names: tuple[str, ...], count: int, *, nested: bool = False) -> list[Locator]:
    """Where the `count` elements with one of the names stand, in the order of their beginnings; nowhere if in doubt.

    `nested` takes those within others too, else the outermost. One that the file's end cuts off reaches to that end.
    """
    known = not piece.decoded.encoding.lower().startswith(WIDE)
    found = [one for one in scan(piece.data, names) if nested or not one[2]] if known else []
    if len(found) != count:
        return [Locator()] * count
    return [Locator(byte_start=start, byte_end=end) for start, end, _ in found]


@lru_cache(maxsize=64)
def _tags(names: tuple[str, ...]) -> re.Pattern[bytes]:
    """Whatever the scan stops at: what hides tags, and the tags themselves."""
    either = "|".join(re.escape(name) for name in names)
    return re.compile(rf"<(?:!--|!\[CDATA\[|\?|(/?)(?:[\w.-]{{1,40}}:)?(?:{either})(?=[\s/>]))".encode())


def scan(data: bytes, names: tuple[str, ...]) -> list[tuple[int, int, int]]:
    """Start, end and depth of each element with one of the names, in the order of their beginnings."""
    at = 0
    found: list[tuple[int, int, int]] = []
    open_: list[int] = []
    for match in _marks(data, names):
        if match.start() < at:
            continue
        hiding = HIDING.get(match[0])
        if hiding is not None:
            close = data.find(hiding, match.end())
            at = close + len(hiding) if close >= 0 else len(data)
            continue
        rest = REST_OF_TAG.match(data, match.end())
        at = rest.end() if rest else len(data)
        if not match[1]:
            found.append((match.start(), len(data), len(open_)))
            open_.append(len(found) - 1)
        if open_ and (match[1] or data[at - 2 : at] == b"/>"):
            number = open_.pop()
            found[number] = (found[number][0], at, found[number][2])
    return found


def _marks(data: bytes, names: tuple[str, ...]) -> Iterable[re.Match[bytes]]:
    """Whatever may be a tag with one of the names, or hide one, in order; where nothing hides, by the names' ends."""
    tags = _tags(names)
    if _hides(data):
        return tags.finditer(data)
    end = _common_end(names).encode()
    found: dict[int, re.Match[bytes]] = {}
    at = data.find(end)
    while at >= 0:
        match = tags.match(data, data.rfind(b"<", max(0, at - NEAR), at))
        if match is not None:
            found[match.start()] = match
        at = data.find(end, at + 1)
    return list(found.values())


def _hides(data: bytes) -> bool:
    """Whether anything stands behind the declaration that may hide tags; single bytes are found fastest."""
    end = data.find(b"?", 2)
    declared = data.startswith(b"<?") and data.startswith(b"?>", end) and data[end - 1 : end] != b"<"
    begin = end + 2 if declared else 0
    asks = data.find(b"?", begin) >= 0 and data.find(b"<?", 4) >= 0
    return asks or (b"!" in data and b"<!" in data)


@lru_cache(maxsize=64)
def _common_end(names: tuple[str, ...]) -> str:
    """What all names end with."""
    length = 0
    while len({name[-length - 1 :] for name in names}) == 1 and length < min(map(len, names)):
        length += 1
    return names[0][-length:]
