"""Text set in columns of whitespace: where the gutters are, and the pieces of lines in the order of reading.

A gutter is a strip that is blank in nearly all lines, with text on both sides in many. A line that runs across it (a
headline over both columns) is read between what stands above it and what stands below.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from feedmill.model import Span

GAP = re.compile(r"\S(?: {3,}|\t+ *)\S")
LEAST_LINES = 8
LONGEST = 240
SHARE = 0.5
BLANK = 0.1
FILLED = 0.3
NARROWEST = 2
TAB = 8

Piece = tuple[int, int, int]
"""A piece of a line: its offsets in the text, and how many blank pieces stand right above it in its column."""


def in_columns(text: str, lines: Sequence[Span]) -> list[Piece] | None:
    """The pieces of the lines in the order of reading; None where the text is not set in columns."""
    if len(lines) < LEAST_LINES:
        return None
    gapped = sum(1 for start, end in lines if end - start <= LONGEST and GAP.search(text, start, end))
    if gapped < SHARE * len(lines) or any(end - start > LONGEST for start, end in lines):
        return None
    edges = _edges([text[start:end].expandtabs(TAB) for start, end in lines])
    return _read(text, lines, edges) if edges else None


def _edges(shown: list[str]) -> list[int]:
    """The middle of each gutter, in characters from the left."""
    width = max(map(len, shown))
    filled = [0] * width
    for line in shown:
        for match in re.finditer(r"\S+(?: \S+)*", line):
            for at in range(*match.span()):
                filled[at] += 1
    share = [count / len(shown) for count in filled]
    blank = [at for at in range(width) if share[at] <= BLANK]
    strips = [strip for strip in _runs(blank) if len(strip) >= NARROWEST]
    walls = [(strip[0], strip[-1] + 1) for strip in strips]
    inner = [(left, right) for left, right in walls if _full(share[:left]) and _full(share[right:])]
    return [(left + right) // 2 for left, right in inner]


def _runs(numbers: list[int]) -> list[list[int]]:
    """Numbers in rows without a hole."""
    runs: list[list[int]] = [numbers[:1]] if numbers else []
    for before, number in pairwise(numbers):
        if number == before + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return runs


def _full(share: list[float]) -> bool:
    """Whether a strip of the page holds text in many lines."""
    return max(share, default=0.0) >= FILLED


def _read(text: str, lines: Sequence[Span], edges: list[int]) -> list[Piece]:
    """Column by column, from one line across the gutters to the next."""
    read: list[Piece] = []
    columns: list[list[Piece]] = [[] for _ in range(len(edges) + 1)]
    empty = [0] * len(columns)
    for start, end in lines:
        pieces = _cut(text, start, end, edges)
        if pieces is None:
            read.extend(piece for column in columns for piece in column)
            read.append((start, end, 1))
            columns, empty = [[] for _ in columns], [1] * len(columns)
            continue
        for number, (left, right) in enumerate(pieces):
            if text[left:right].strip():
                columns[number].append((left, right, empty[number]))
                empty[number] = 0
            else:
                empty[number] += 1
    read.extend(piece for column in columns for piece in column)
    return read


def _cut(text: str, start: int, end: int, edges: list[int]) -> list[Span] | None:
    """A line cut at the gutters; None where a word or a single blank runs across one."""
    places = _places(text[start:end])
    cuts = [start]
    for edge in edges:
        at = next((number for number, place in enumerate(places) if place >= edge), len(places))
        around = text[start + max(0, at - 1) : start + at + 1]
        if at < len(places) and around.strip() and not _blank_beside(text, start + at, start, end):
            return None
        cuts.append(start + at)
    return list(pairwise([*cuts, end]))


def _places(raw: str) -> list[int]:
    """The place of each character on the line, tabs taken as wide as they stand."""
    places: list[int] = []
    at = 0
    for char in raw:
        places.append(at)
        at += TAB - at % TAB if char == "\t" else 1
    return places


def _blank_beside(text: str, at: int, start: int, end: int) -> bool:
    """Whether two blanks or a tab stand right before or at this place."""
    around = text[max(start, at - NARROWEST) : min(end, at + NARROWEST)]
    return "\t" in around or "  " in around
