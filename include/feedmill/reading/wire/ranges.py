"""Where elements stand in the bytes of an XML file: one linear scan over its tags, comments and sections.

Byte ranges are given where each ASCII byte of the file stands for itself, so that a tag is a tag in bytes as in text;
and for UTF-16 and UTF-32, where their text is exactly what the bytes say.
"""

from __future__ import annotations

import re
from codecs import BOM_UTF8
from collections.abc import Iterable
from functools import lru_cache

from feedmill.model import Locator
from feedmill.reading.drafting import drafted
from feedmill.reading.piece import Piece

SHIFTED = ("utf_7", "utf-7", "iso2022", "hz")
WIDTHS = {"utf-16": 2, "utf-32": 4}
ASTRAL = re.compile("[\U00010000-\U0010ffff]")
OTHER = re.compile("[^\x00-\xff]")
HIDING = {b"<!--": b"-->", b"<![CDATA[": b"]]>", b"<?": b"?>"}
NEAR = 60
"""How far before the end of a name the bracket of its tag may stand: a slash, a prefix with its colon, and the name."""

ENDS = frozenset((b">", b"/", b" ", b"\t", b"\r", b"\n", b"\f", b"\v"))
"""What stands behind the name of a tag."""

NOWHERE = Locator()
make_locator = drafted(Locator)
REST_OF_TAG = re.compile(rb"""(?:[^>"']++|"[^"]*+"|'[^']*+')*+>""")


def ranges_of(
    piece: Piece, names: tuple[str, ...], count: int, *, nested: bool = False, whole: bool = False
) -> list[Locator]:
    """Where the `count` elements with one of the names stand, in the order of their beginnings; nowhere if in doubt.

    `nested` takes those within others too, else the outermost. One that the file's end cuts off reaches to that end.
    `whole` says that the file is well-formed: then the last tag of all tells whether the only element is the root.
    Where it is not, one that begins within another of those that do not nest ends it.
    """
    data, width, ahead = _units(piece)
    root = _root(data, names) if whole and count == 1 else None
    found = [root] if root else [one for one in scan(data, names) if nested or not one[2]]
    if len(found) != count and not whole and not nested:
        found = scan(data, names, apart=True)
    if len(found) != count:
        return [NOWHERE] * count
    return [make_locator(None, ahead + width * start, ahead + width * end) for start, end, _ in found]


def _units(piece: Piece) -> tuple[bytes, int, int]:
    """A byte for each unit of the encoding, ASCII as itself; the width of a unit, and the bytes before the first.

    No bytes, where ASCII does not stand for itself, or something of a wide text was left out, written out or mended.
    """
    decoded = piece.decoded
    encoding = decoded.encoding.lower()
    if encoding == "utf-8" or not encoding.startswith((*SHIFTED, *WIDTHS)):
        return piece.data, 1, 0
    width = WIDTHS.get(encoding[:6], 0)
    if not width or decoded.text.encode(encoding, "surrogatepass") != piece.data[decoded.bom :]:
        return b"", 1, 0
    text = ASTRAL.sub("\xff\xff", decoded.text) if width == 2 else decoded.text
    return OTHER.sub("\xff", text).encode("latin-1"), width, decoded.bom


def _root(data: bytes, names: tuple[str, ...]) -> tuple[int, int, int] | None:
    """Start, end and depth of the root of well-formed XML, if it has one of the names; None for all less simple."""
    tags, last = _tags(names), data.rfind(b"</")
    close = tags.match(data, last) if last > 0 else None
    opening = tags.search(data) if close is not None and not _hides(data) else None
    if opening is not None and opening[0] == b"<?":
        opening = tags.search(data, opening.end())
    return (opening.start(), data.find(b">", last) + 1, 0) if opening is not None else None


@lru_cache(maxsize=64)
def _tags(names: tuple[str, ...]) -> re.Pattern[bytes]:
    """Whatever the scan stops at: what hides tags, and the tags themselves."""
    either = "|".join(re.escape(name) for name in names)
    return re.compile(rf"<(?:!--|!\[CDATA\[|\?|(/?)(?:[\w.-]{{1,40}}:)?(?:{either})(?=[\s/>]))".encode())


def scan(data: bytes, names: tuple[str, ...], *, apart: bool = False) -> list[tuple[int, int, int]]:
    """Start, end and depth of each element with one of the names, in the order of their beginnings.

    `apart` says that one that begins ends the one before it.
    """
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
        at = _end_of_tag(data, match.end())
        if not match[1]:
            if apart and open_:
                number = open_.pop()
                found[number] = (found[number][0], match.start(), 0)
            found.append((match.start(), len(data), len(open_)))
            open_.append(len(found) - 1)
        if open_ and (match[1] or data[at - 2 : at] == b"/>"):
            number = open_.pop()
            found[number] = (found[number][0], at, found[number][2])
    return found


def _end_of_tag(data: bytes, at: int) -> int:
    """Where the tag ends whose name ends at a place: at the first bracket, unless that stands within quotes."""
    close = data.find(b">", at)
    if close >= 0 and data.count(b'"', at, close) % 2 == 0 and data.find(b"'", at, close) < 0:
        return close + 1
    rest = REST_OF_TAG.match(data, at)
    return rest.end() if rest else len(data)


def _marks(data: bytes, names: tuple[str, ...]) -> Iterable[re.Match[bytes]]:
    """Whatever may be a tag with one of the names, or hide one, in order; where nothing hides, by the names' ends."""
    tags = _tags(names)
    if _hides(data):
        return tags.finditer(data)
    end = _common_end(names).encode()
    found: dict[int, re.Match[bytes]] = {}
    at = data.find(end)
    while at >= 0:
        behind = at + len(end)
        if data[behind : behind + 1] in ENDS:
            match = tags.match(data, data.rfind(b"<", max(0, at - NEAR), at))
            if match is not None:
                found[match.start()] = match
        at = data.find(end, behind)
    return list(found.values())


def _hides(data: bytes) -> bool:
    """Whether anything stands behind the declaration that may hide tags; single bytes are found fastest."""
    begin = len(BOM_UTF8) if data.startswith(BOM_UTF8) else 0
    end = data.find(b"?", begin + 2)
    if data.startswith(b"<?", begin) and data.startswith(b"?>", end) and data.find(b"<", begin + 2, end) < 0:
        begin = end + 2
    asks = data.find(b"?", begin) >= 0 and data.find(b"<?", begin) >= 0
    return asks or (b"!" in data and b"<!" in data)


@lru_cache(maxsize=64)
def _common_end(names: tuple[str, ...]) -> str:
    """What all names end with."""
    length = 0
    while len({name[-length - 1 :] for name in names}) == 1 and length < min(map(len, names)):
        length += 1
    return names[0][-length:]
