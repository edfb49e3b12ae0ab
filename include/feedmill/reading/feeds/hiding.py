"""Sections of CDATA and comments that do not end, in a feed that is not well-formed: they would hide all behind them.

One that begins anew before it ends, with the tag of an item between, did not end where it should have. A section then
ends with the element that it stands in, at the latest with its item; a comment is none, and what it hid is shown.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

SECTION, COMMENT = b"<![CDATA[", b"<!--"
CLOSE = {SECTION: b"]]>", COMMENT: b"-->"}
OPENING = re.compile(rb"<!--|<!\[CDATA\[")
BOUND = re.compile(
    rb"</?(?:[A-Za-z_][\w.-]{0,40}:)?(?:item|entry)(?=[\s/><])|</(?:[A-Za-z_][\w.-]{0,40}:)?(?:channel|feed|rss|rdf)\s*>",
    re.IGNORECASE,
)
WITHIN = re.compile(rb"<([A-Za-z_][\w.:-]{0,60})(?:\s[^<>]{0,300})?>\s{0,99}\Z")


def without_end(xml: bytes) -> dict[int, int]:
    """Where sections and comments begin that do not end, and where each has to."""
    return _Search(xml).found()


def ended(xml: bytes, places: Mapping[int, int]) -> bytes:
    """The XML with those sections ended, and without the marks of those comments."""
    parts: list[bytes] = []
    at = 0
    for begin, end in places.items():
        is_section = xml.startswith(SECTION, begin)
        parts += (xml[at:end], CLOSE[SECTION]) if is_section else (xml[at:begin],)
        at = end
    return b"".join((*parts, xml[at:]))


class _Search:
    """Looks through XML once: what was found ahead is not looked for again."""

    def __init__(self, xml: bytes) -> None:
        self.xml = xml
        self.closes = dict.fromkeys(CLOSE, -1)
        self.bound = (-1, -1)

    def found(self) -> dict[int, int]:
        """As `without_end`."""
        places: dict[int, int] = {}
        at = 0
        while (mark := OPENING.search(self.xml, at)) is not None:
            end = self.close(mark[0], mark.end())
            if self.hides(mark[0], mark.end(), end):
                at = places[mark.start()] = mark.end() if mark[0] == COMMENT else self.end(mark)
            else:
                at = end + len(CLOSE[mark[0]])
        return places

    def close(self, opening: bytes, at: int) -> int:
        """The next end of a section or comment; the length where there is none."""
        if self.closes[opening] < at:
            found = self.xml.find(CLOSE[opening], at)
            self.closes[opening] = found if found >= 0 else len(self.xml)
        return self.closes[opening]

    def hides(self, opening: bytes, at: int, end: int) -> bool:
        """Whether the end is not its own."""
        if end == len(self.xml):
            return True
        again = self.xml.find(opening, at, end)
        return again >= 0 and (self.bounded(at)[0] < again or (opening == SECTION and self.leaves(at, again)))

    def leaves(self, at: int, again: int) -> bool:
        """Whether the element that a section stands in ends, and the next section fills another."""
        around, other = self.around(at - len(SECTION)), self.around(again)
        return bool(around and other) and self.xml.find(b"</" + around + b">", at, again) >= 0

    def bounded(self, at: int) -> tuple[int, int]:
        """The next tag that no text of an item holds; at the end where there is none."""
        if self.bound[0] < at:
            found = BOUND.search(self.xml, at)
            self.bound = found.span() if found else (len(self.xml), len(self.xml))
        return self.bound

    def end(self, mark: re.Match[bytes]) -> int:
        """Where a section has to end."""
        bound = self.bounded(mark.end())[0]
        around = self.around(mark.start())
        end = self.xml.find(b"</" + around + b">", mark.end(), bound) if around else -1
        return end if end >= 0 else bound

    def around(self, at: int) -> bytes:
        """The name of the element whose text begins here; blank where none does."""
        found = WITHIN.search(self.xml, max(0, at - 500), at)
        return found[1] if found else b""
