"""A text as its lines: where each stands, without the blanks around it.

Line ends are those of `str.splitlines` (CR, LF, CRLF, NEL, U+2028 ...). Blank is what `str.isspace` says. Where a text
is wrapped at a fixed width, its paragraphs are the lines.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from feedmill.model import Span

WRAP_WIDTH = 100
WRAP_LEAST = 40
WRAP_LINES = 6
WRAP_SHARE = 0.4
INDENT = 2
LINE_END = re.compile("[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
STOPS = (".", "!", "?", "”", '"', ":")


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is not blank: its span from its first to its last non-blank character.

    `blanks` counts the blank lines right before it, `indent` the blanks at its beginning. `heading` says that the
    format calls it one. In a wrapped paragraph, each line end stands as a blank in `text`, so that places still hold.
    """

    start: int
    end: int
    text: str
    blanks: int = 0
    indent: int = 0
    heading: bool = False

    @property
    def span(self) -> Span:
        """The line's place in the text."""
        return self.start, self.end


def lines_of(text: str, headings: frozenset[int] = frozenset()) -> list[Line]:
    """The lines of a text that are not blank, in order. `headings` are offsets at which the format has a heading."""
    lines: list[Line] = []
    at = blanks = 0
    for raw in text.splitlines(keepends=True):
        shown = raw.strip()
        if shown:
            indent = len(raw) - len(raw.lstrip())
            start = at + indent
            lines.append(Line(start, start + len(shown), shown, blanks, indent, start in headings))
            blanks = 0
        else:
            blanks += 1
        at += len(raw)
    return _unwrapped(lines, text) if _is_wrapped(lines) else lines


def _is_wrapped(lines: list[Line]) -> bool:
    """Whether the text was wrapped: short lines all over, and many that only end because the width does."""
    if len(lines) < WRAP_LINES or any(line.heading for line in lines):
        return False
    wide = sum(1 for line in lines if len(line.text) > WRAP_WIDTH)
    broken = sum(1 for line, after in pairwise(lines) if _goes_on(line, after))
    return wide * 50 <= len(lines) and broken >= WRAP_SHARE * len(lines)


def _goes_on(line: Line, after: Line) -> bool:
    """Whether a line looks broken off by the width, and the next one goes on."""
    return len(line.text) >= WRAP_LEAST and not line.text.endswith(STOPS) and _joins(line, after)


def _joins(line: Line, after: Line) -> bool:
    """Whether two lines stand in one paragraph: nothing blank between, no indent."""
    return not after.blanks and after.indent < line.indent + INDENT


def _unwrapped(lines: list[Line], text: str) -> list[Line]:
    """The paragraphs of a wrapped text."""
    paragraphs: list[list[Line]] = [lines[:1]]
    for line, after in pairwise(lines):
        if _joins(line, after) and len(line.text) >= WRAP_LEAST:
            paragraphs[-1].append(after)
        else:
            paragraphs.append([after])
    return [_paragraph(own, text) for own in paragraphs]


def _paragraph(own: list[Line], text: str) -> Line:
    """Some lines as one."""
    start, end = own[0].start, own[-1].end
    return Line(start, end, LINE_END.sub(" ", text[start:end]), own[0].blanks, own[0].indent)
