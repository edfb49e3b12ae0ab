"""How JSON is nested, and where its parts stand: told by one pass over strings and brackets, whatever is between them.

Knows nothing of values. Never recurses, and never looks at a character twice.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

MAX_DEPTH = 200
"""The deepest nesting that is parsed. Honest JSON stays far below, and parsers recurse."""

TOKEN = re.compile(r'"(?:[^"\\]++|\\.)*+"?+|[\[\]{},:]', re.DOTALL)
BRACKET = re.compile(r'"(?:[^"\\]++|\\.)*+"?+|[\[\]{}]', re.DOTALL)
LINE_END = re.compile("\n")
BLANKS = " \t\r\n"


@dataclass(frozen=True, slots=True)
class Part:
    """An element of an array or a member of an object: `start` to `end`, without the blanks around it.

    `value` is where a member's value begins (an element's own start). `closed` is False for one that the text ends in.
    """

    start: int
    end: int
    value: int
    closed: bool


def depth_of(text: str) -> int:
    """How deep brackets are nested in a text, outside its strings."""
    if text.count("[") + text.count("{") <= MAX_DEPTH:
        return 0
    depth = deepest = 0
    for match in BRACKET.finditer(text):
        mark = match[0]
        if mark in "[{":
            depth += 1
            deepest = max(deepest, depth)
        elif mark in "]}":
            depth -= 1
    return deepest


def parts_of(text: str, start: int) -> Iterator[Part]:
    """The direct parts of the array or object whose bracket stands at `start`, in their order."""
    depth, begun, colon = 0, start + 1, -1
    for match in TOKEN.finditer(text, start):
        mark = match[0]
        if mark in "[{":
            depth += 1
        elif mark in "]}":
            depth -= 1
        if depth == 1 and mark == ":" and colon < 0:
            colon = match.end()
        elif depth == 0 or (depth == 1 and mark == ","):
            yield from _part(text, begun, match.start(), colon, closed=True, last=depth == 0)
            if depth == 0:
                return
            begun, colon = match.end(), -1
    yield from _part(text, begun, len(text), colon, closed=False, last=True)


def _part(text: str, start: int, end: int, colon: int, *, closed: bool, last: bool) -> Iterator[Part]:
    """The part between two places, unless it is blank at the end of what holds it."""
    begun = behind_blanks(text, start, end)
    while end > begun and text[end - 1] in BLANKS:
        end -= 1
    if begun < end or not last:
        yield Part(begun, end, begun if colon < 0 else behind_blanks(text, colon, end), closed)


def behind_blanks(text: str, start: int, end: int) -> int:
    """The first place from `start` that is not blank, or `end`."""
    while start < end and text[start] in BLANKS:
        start += 1
    return start


class Places:
    """The places of a text, for people. Lines are counted once."""

    def __init__(self, text: str) -> None:
        self.ends = [match.start() for match in LINE_END.finditer(text)]

    def told(self, place: int) -> str:
        """A place as its line and column, both from 1."""
        before = bisect_left(self.ends, place)
        return f"line {before + 1}, column {place - (self.ends[before - 1] if before else -1)}"
