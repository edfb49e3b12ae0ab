"""A document whose stories are parted by marks: asterisks, rules, number signs, the wires' end marks.

Marks stand within stories too: between two scenes, around a box, above the notes to editors. Those of one form are the
same thing all of them. They part stories where the text behind them is phrased like the beginning of one, and shares
little with what stands before; less is asked where each stands above a headline, and more where only the first line of
the document is one. Where all that speaks against it, none of them is a boundary.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from feedmill.splitting.added import is_added
from feedmill.splitting.content import Content
from feedmill.splitting.furniture import END_FORM
from feedmill.splitting.heads import LEAST, MOST, MOST_LINES, SET_OFF, SURE, shared_at
from feedmill.splitting.lines import Line
from feedmill.splitting.numbering import are_numbered
from feedmill.splitting.parts import looks_like_heading
from feedmill.splitting.shapes import CLOSERS, OPENERS
from feedmill.splitting.words import Floats, Ints
from feedmill.trees import log_odds, logistic

LEAST_TEXT, SHORT_SHARE = 100, 0.2
"""Characters of a story: a shorter piece is a preamble or a footer; where more than this share is, none are stories."""

JUDGED, PHRASED, SHARED = 0.6, 1.45, -8.5
"""What counts of the mean of the model's judgements (log-odds), of the phrasing of first lines, and of shared terms."""

NUMBERED, ENDED, HEADED, SHOUTED, BARE, AT_ODDS = 8.0, 6.5, 5.2, 4.5, 5.1, 2.0
"""What marks count by themselves.

Before numbers from 1 on; where they are end marks of three stories or more; above headlines, or such in capitals;
without any; and where the headline of the document is none of the form that the others have, or the only one.
"""

LENGTH, USUAL_HEAD, LONGEST_HEAD = 0.05, 40, 60
"""What each character more or less than usual counts, up to so many: headlines are longer than subheads."""

LIKELY = 0.5
SURE_WITHOUT = 0.97
"""A gap without a mark and a headline is no boundary unless it is surer than that."""


class Pieces(NamedTuple):
    """What marks of one form part: the first lines behind them, and how many lines of headings each piece opens with.

    `ends` is where the last story does: what stands behind it is a footer. `said`: what the marks say for boundaries.
    """

    starts: Ints
    heads: Ints
    ends: int
    said: float

    @property
    def headed(self) -> bool:
        """Whether hardly any of them has no headline."""
        return bool(np.count_nonzero(self.heads) >= MOST * len(self.heads))


def delimited(content: Content, gaps: Floats) -> Floats:
    """The probabilities of a document's gaps, moved by the marks that part its stories, or are shown to part none."""
    lines = content.reading.lines
    if not content.around.separated[1:].any() or any(line.level for line in lines):
        return gaps
    added, gaps = _added(content), gaps.copy()
    gaps[added - 1] = np.minimum(gaps[added - 1], SET_OFF.elsewhere)
    for pieces in _divisions(content, added):
        if _likelier_elsewhere(gaps, pieces):
            continue
        worth = _worth(content, gaps, pieces)
        if worth > 0:
            return _parted(content.reading.lines, gaps, pieces)
        above = pieces.starts - 1
        gaps[above] = logistic((log_odds(gaps[above]) + worth).astype(np.float32))
    return gaps


def _likelier_elsewhere(gaps: Floats, pieces: Pieces) -> bool:
    """Whether more boundaries are likely between the marks than at them: it is not these that part the stories."""
    within = np.delete(gaps, pieces.starts - 1)
    return bool(np.count_nonzero(within > LIKELY) > len(pieces.starts))


def _parted(lines: Sequence[Line], gaps: Floats, pieces: Pieces) -> Floats:
    """The gaps above stories raised, all others lowered but those that are sure.

    Where stories have headlines, a gap above none is not sure enough.
    """
    likely = np.array([looks_like_heading(line) for line in lines[1:]], np.bool_)
    bare = np.float32(1.0 if pieces.headed else SURE_WITHOUT)
    sure = np.where(likely, np.float32(SURE), bare)
    between = (np.arange(len(gaps)) < pieces.ends - 1) & (gaps < sure)
    moved = np.where(between, np.minimum(gaps, SET_OFF.elsewhere), gaps)
    above = pieces.starts - 1
    moved[above] = np.maximum(gaps[above], SET_OFF.told)
    return moved.astype(np.float32)


def _added(content: Content) -> Ints:
    """The first lines of what stands behind a mark, and is added for editors."""
    lines = content.reading.lines
    behind = np.flatnonzero(content.around.separated[1:]) + 1
    below = [lines[at + 1].text if at + 1 < len(lines) else "" for at in behind.tolist()]
    return behind[[is_added(lines[at].text, text) for at, text in zip(behind.tolist(), below, strict=True)]]


def _divisions(content: Content, added: Ints) -> Iterator[Pieces]:
    """What the marks of each form part, that of the most first, where all pieces are long enough for stories."""
    marks = content.around.marks.copy()
    marks[0], marks[added] = 0, 0
    forms = [1 << bit for bit in range(int(marks.max()).bit_length())]
    for form in sorted(forms, key=lambda form: -np.count_nonzero(marks & form)):
        pieces = _pieces(content.reading.lines, np.flatnonzero(marks & form), is_end=form == END_FORM)
        if pieces is not None:
            yield pieces


def _pieces(lines: Sequence[Line], behind: Ints, *, is_end: bool) -> Pieces | None:
    """What stands between the lines `behind` marks; None, where that is no stories."""
    starts = _without_undersides(lines, behind.tolist())
    sizes = [sum(len(line.text) for line in lines[start:end]) for start, end in pairwise([0, *starts, len(lines)])]
    ends = len(lines)
    if len(starts) > 1 and sizes[-1] < LEAST_TEXT:
        ends = starts.pop()
    short = sum(size < LEAST_TEXT for size in sizes[1 : len(starts) + 1])
    if not starts or short > SHORT_SHARE * len(starts) or (len(starts) == 1 and sizes[0] < LEAST_TEXT):
        return None
    heads = [_headings(lines[start:end]) for start, end in pairwise([0, *starts, ends])]
    stories = slice(sizes[0] < LEAST_TEXT, None)
    said = _said([lines[start].text for start in (0, *starts)][stories], heads[stories], is_end=is_end)
    return Pieces(np.array(starts, np.int64), np.array(heads, np.int64), ends, said)


def _said(first: Sequence[str], heads: Sequence[int], *, is_end: bool) -> float:
    """What marks say by themselves, by the first lines of pieces, and how many of each are headings."""
    if are_numbered(first):
        return NUMBERED
    if is_end and len(first) >= LEAST:
        return ENDED
    shouted = [text.isupper() for text, count in zip(first, heads, strict=True) if count]
    if heads[0] and shouted[0] not in shouted[1:]:
        return AT_ODDS
    if not heads[0] or len(shouted) < MOST * len(heads):
        return BARE
    length = np.mean([min(len(text), LONGEST_HEAD) for text, count in zip(first, heads, strict=True) if count])
    return (SHOUTED if all(shouted) else HEADED) + LENGTH * (float(length) - USUAL_HEAD)


def _without_undersides(lines: Sequence[Line], behind: Sequence[int]) -> list[int]:
    """Those lines behind marks that are no text below a headline which stands between two marks.

    Where nearly all marks stand below headlines, these.
    """
    kept = [0]
    for at in behind:
        if at - kept[-1] > MOST_LINES or not all(map(_is_head, lines[kept[-1] : at])):
            kept.append(at)
    below = {at for at in kept[1:] if _is_head(lines[at - 1])}
    return [at - (at in below) for at in kept[1:]] if len(below) > MOST * len(kept[1:]) else kept[1:]


def _headings(piece: Sequence[Line]) -> int:
    """How many lines at the head of a piece are headings above longer text."""
    count = 0
    while count < min(len(piece), MOST_LINES) and _is_head(piece[count]):
        count += 1
    return count if 0 < count < len(piece) and len(piece[count].text) > len(piece[count - 1].text) else 0


def _is_head(line: Line) -> bool:
    """Whether a line looks like a heading, and is no quotation set apart."""
    return looks_like_heading(line) and not (line.text[0] in OPENERS and line.text[-1] in CLOSERS)


def _worth(content: Content, gaps: Floats, pieces: Pieces) -> float:
    """How much speaks for boundaries at marks, in log-odds."""
    above = pieces.starts - 1
    phrased = content.opens[pieces.starts + pieces.heads[1:]]
    judged = JUDGED * log_odds(gaps[above]).mean() + PHRASED * phrased.mean() + SHARED * shared_at(content, above)
    return float(judged) + pieces.said
