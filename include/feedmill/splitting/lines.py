"""A text as its lines: where each stands, without the blanks around it, and what the format says of it.

Line ends are those of `str.splitlines` (CR, LF, CRLF, NEL, U+2028 ...). Blank is what `str.isspace` says. Where a text
is wrapped at a fixed width, or set in columns, its paragraphs are the lines.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from feedmill.model import Block, Role, Span
from feedmill.splitting.columns import in_columns

WRAP_WIDTH = 100
WRAP_LEAST = 40
WRAP_LINES = 6
WRAP_SHARE = 0.4
"""Of lines that may only end because the width does, in a text of nothing but prose."""

WRAP_SURE = 3
"""So many lines that break off before a small letter show a width."""

WRAP_WITHIN = 0.6
"""The share of those lines that keep within the width: some are longer by a word that was let in."""

INDENT = 2
ALONE = re.compile(r"<?https?://\S+$|[\W_]+$")
"""An address or a rule: it stands alone in its line."""

BULLETS = re.compile(r"[•●▪‣◦*+] +\S")
NUMBERS = re.compile(r"(?:[–—-]|\(?\d{1,3}[.)]) +\S")
"""What an item of a list begins with; a dash or a number may be one of a sentence, too."""

LINE_END = re.compile("[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
STOPS = (".", "!", "?", "”", '"', ":")


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is not blank: its span from its first to its last non-blank character.

    `blanks` counts the blank lines right before it, `indent` the blanks at its beginning. Of a structured format:
    `level` of a heading (0: none), whether it is a list `item`, the `article` that it stands in, and the share of
    `links` in it (0 to 1). A line end within a wrapped paragraph is a blank in `text`, so that places still hold;
    a paragraph set in a column stands in `pieces`, in order, and its text has a blank between two of them.
    """

    start: int
    end: int
    text: str
    blanks: int = 0
    indent: int = 0
    level: int = 0
    item: bool = False
    article: int | None = None
    links: float = 0.0
    pieces: tuple[Span, ...] = ()

    @property
    def spans(self) -> tuple[Span, ...]:
        """The line's place in the document's text."""
        return self.pieces or ((self.start, self.end),)

    def part(self, begin: int, end: int) -> tuple[Span, ...]:
        """The place of a part of the line's text, given by its offsets there."""
        if not self.pieces:
            return ((self.start + begin, self.start + end),)
        found: list[Span] = []
        at = 0
        for start, stop in self.pieces:
            first, last = max(begin, at), min(end, at + stop - start)
            if first < last:
                found.append((start + first - at, start + last - at))
            at += stop - start + 1
        return tuple(found)

    def without_end(self, length: int) -> Line:
        """The line, cut down to the first `length` characters of its text."""
        shown = self.text[:length].rstrip()
        spans = self.part(0, len(shown))
        return replace(self, end=spans[-1][1], text=shown, pieces=spans if self.pieces else ())


def lines_of(text: str, blocks: Sequence[Block] = ()) -> list[Line]:
    """The lines of a text that are not blank, in the order of reading; `blocks` say what the format knows of them."""
    lines = _physical(text)
    if blocks:
        return _described(lines, blocks)
    columns = in_columns(text, [(line.start - line.indent, line.end) for line in lines])
    if columns is not None:
        return _paragraphs([_piece(text, *piece) for piece in columns], text, apart=True)
    width = _width(lines)
    if width:
        return _filled(lines, text, width)
    return _paragraphs(lines, text, apart=False) if _is_wrapped(lines) else lines


def _physical(text: str) -> list[Line]:
    """The lines as they stand."""
    lines: list[Line] = []
    at = blanks = 0
    for raw in text.splitlines(keepends=True):
        shown = raw.strip()
        if shown:
            indent = len(raw) - len(raw.lstrip())
            start = at + indent
            lines.append(Line(start, start + len(shown), shown, blanks, indent))
            blanks = 0
        else:
            blanks += 1
        at += len(raw)
    return lines


def _described(lines: list[Line], blocks: Sequence[Block]) -> list[Line]:
    """The lines with what the blocks that they stand in say."""
    ordered = sorted(blocks, key=lambda block: block.span)
    starts = [block.span[0] for block in ordered]
    return [_in_block(line, ordered[bisect_right(starts, line.start) - 1]) for line in lines]


def _in_block(line: Line, block: Block) -> Line:
    """The line with what its block says; untouched where the block does not hold it."""
    if not block.span[0] <= line.start < block.span[1]:
        return line
    level = (block.level or 1) if block.role is Role.HEADING else 0
    return replace(line, level=level, item=block.role is Role.ITEM, article=block.article, links=block.links)


def _piece(text: str, start: int, end: int, blanks: int) -> Line:
    """A piece of a physical line that stands in a column."""
    raw = text[start:end]
    indent = len(raw) - len(raw.lstrip())
    shown = raw.strip()
    return Line(start + indent, start + indent + len(shown), shown, blanks, indent)


def _is_wrapped(lines: list[Line]) -> bool:
    """Whether the text was wrapped: short lines all over, and many that only end because the width does."""
    broken = sum(1 for line, after in pairwise(lines) if _goes_on(line, after)) if _are_narrow(lines) else 0
    return broken > 0 and broken >= WRAP_SHARE * len(lines)


def _are_narrow(lines: list[Line]) -> bool:
    """Whether there are some lines, and hardly any too wide to be wrapped."""
    return len(lines) >= WRAP_LINES and 50 * sum(len(line.text) > WRAP_WIDTH for line in lines) <= len(lines)


def _goes_on(line: Line, after: Line) -> bool:
    """Whether a line looks broken off by the width, and the next one goes on."""
    return len(line.text) >= WRAP_LEAST and not line.text.endswith(STOPS) and _joins(line, after)


def _width(lines: list[Line]) -> int:
    """The width that some paragraphs of the text are wrapped at, in characters; 0 where none is seen."""
    if not _are_narrow(lines):
        return 0
    broken = [len(line.text) for line, after in pairwise(lines) if _goes_on(line, after) and after.text[0].islower()]
    return sorted(broken)[int(len(broken) * WRAP_WITHIN)] if len(broken) >= WRAP_SURE else 0


def _filled(lines: list[Line], text: str, width: int) -> list[Line]:
    """The paragraphs of a text that is more than prose: headings and lists stay apart from what is wrapped."""
    groups: list[list[Line]] = [lines[:1]]
    for line, after in pairwise(lines):
        if _runs_on(line, after, width):
            groups[-1].append(after)
        else:
            groups.append([after])
    return [_paragraph(own, text, apart=False) for own in groups]


def _runs_on(line: Line, after: Line, width: int) -> bool:
    """Whether a line ends because the width does: the next word would not have fitted, or a small letter goes on."""
    if not _joins(line, after) or _is_shouted(line.text) != _is_shouted(after.text):
        return False
    full = len(line.text) + 1 + len(after.text.split(maxsplit=1)[0]) > width
    return full or (_goes_on(line, after) and after.text[0].islower())


def _is_shouted(text: str) -> bool:
    """Whether a line is all in capitals, and more than a name."""
    return text.isupper() and " " in text


def _joins(line: Line, after: Line) -> bool:
    """Whether two lines may stand in one paragraph: nothing blank between, no indent, no item of a list."""
    if after.blanks or after.indent >= line.indent + INDENT:
        return False
    listed = BULLETS.match(after.text) or (line.text.endswith(STOPS) and NUMBERS.match(after.text))
    return not (listed or ALONE.match(after.text) or ALONE.match(line.text))


def _paragraphs(lines: list[Line], text: str, *, apart: bool) -> list[Line]:
    """The paragraphs of a wrapped text; `apart`: its lines are pieces of columns."""
    least = max(len(line.text) for line in lines) // 2 if apart else WRAP_LEAST
    groups: list[list[Line]] = [lines[:1]]
    for line, after in pairwise(lines):
        if _joins(line, after) and len(line.text) >= least:
            groups[-1].append(after)
        else:
            groups.append([after])
    return [_paragraph(own, text, apart=apart) for own in groups]


def _paragraph(own: list[Line], text: str, *, apart: bool) -> Line:
    """Some lines as one."""
    first, last = own[0], own[-1]
    if apart and len(own) > 1:
        pieces = tuple((line.start, line.end) for line in own)
        shown = " ".join(line.text for line in own)
        return Line(first.start, last.end, shown, first.blanks, first.indent, pieces=pieces)
    shown = LINE_END.sub(" ", text[first.start : last.end])
    return Line(first.start, last.end, shown, first.blanks, first.indent)
