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
from feedmill.splitting.furniture_forms import END_MARK

WRAP_WIDTH = 100
WRAP_LEAST = 40
WRAP_LINES = 6
WRAP_SHARE = 0.4
"""Of lines that may only end because the width does, in a text of nothing but prose."""

WRAP_SURE = 3
"""So many lines that break off before a small letter show a width."""

WRAP_WITHIN = 0.6
"""The share of those lines that keep within the width: some are longer by a word that was let in."""

FULL_SHARE = 0.8
"""The share of lines in capitals that end because the width does, where text in capitals is wrapped."""

INDENT = 2
IDEOGRAPHIC = "\u3000"
ALONE = re.compile(r"<?https?://\S+$|[\W_]+$")
"""An address or a rule: it stands alone in its line."""

END_LENGTH = 20

BULLETS = re.compile(r"[•●▪‣◦*+] +\S")
NUMBERS = re.compile(r"(?:[–—-]|\(?\d{1,3}[.)]) +\S")
"""What an item of a list begins with; a dash or a number may be one of a sentence, too."""

LINE_END = re.compile("[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
STOPS = (".", "!", "?", "”", '"', ":")


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is not blank: its span from its first to its last non-blank character.

    `blanks` counts the blank lines right before it, `indent` the blanks at its beginning; an ideographic one `opens` a
    paragraph. Of a structured format:
    `level` of a heading (0: none), whether it is a list `item`, the `article` that it stands in, and the share of
    `links` in it (0 to 1). A line end within a wrapped paragraph is a blank in `text`, so that places still hold;
    a paragraph set in a column stands in `pieces`, in order, and its text has a blank between two of them.
    """

    start: int
    end: int
    text: str
    blanks: int = 0
    indent: int = 0
    opens: bool = False
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
            lines.append(Line(start, start + len(shown), shown, blanks, indent, raw[0] == IDEOGRAPHIC))
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
    going = [(line, after) for line, after in pairwise(lines) if _goes_on(line, after)]
    broken = [len(line.text) for line, after in going if after.text[0].islower()] + _full_capitals(going)
    return sorted(broken)[int(len(broken) * WRAP_WITHIN)] if len(broken) >= WRAP_SURE else 0


def _full_capitals(going: Sequence[tuple[Line, Line]]) -> list[int]:
    """How long the lines in capitals are above others, where nearly all leave no room for the next one's first word."""
    shouted = [(len(line.text), _with_next(line, after)) for line, after in going if line.text.isupper()]
    widest = max((length for length, _ in shouted), default=0)
    full = [length for length, needed in shouted if needed > widest]
    return full if len(full) >= FULL_SHARE * len(shouted) else []


def _with_next(line: Line, after: Line) -> int:
    """How long a line would be with the first word of the next one."""
    return len(line.text) + 1 + len(after.text.split(maxsplit=1)[0])


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
    if not _joins(line, after) or _are_unlike(line.text, after.text):
        return False
    return _with_next(line, after) > width or (_goes_on(line, after) and after.text[0].islower())


def _are_unlike(text: str, after: str) -> bool:
    """Whether one of two lines is all in capitals, and the other has small letters."""
    return (_is_shouted(text) and after.upper() != after) or (_is_shouted(after) and text.upper() != text)


def _is_shouted(text: str) -> bool:
    """Whether a line is all in capitals, and more than a name."""
    return text.isupper() and " " in text


def _joins(line: Line, after: Line) -> bool:
    """Whether two lines may stand in one paragraph: nothing blank between, no indent, no item of a list."""
    if after.blanks or after.opens or after.indent >= line.indent + INDENT:
        return False
    listed = BULLETS.match(after.text) or (line.text.endswith(STOPS) and NUMBERS.match(after.text))
    return not (listed or _is_alone(after.text) or _is_alone(line.text))


def _is_alone(text: str) -> bool:
    """Whether a line stands alone: an address, a rule, an end mark."""
    return ALONE.match(text) is not None or (len(text) <= END_LENGTH and END_MARK.match(text) is not None)


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
        return replace(first, end=last.end, text=shown, pieces=pieces)
    shown = LINE_END.sub(" ", text[first.start : last.end])
    return replace(first, end=last.end, text=shown)
