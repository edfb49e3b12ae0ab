"""A document that prints a headline or a number above each of its stories.

One line that looks like a headline may be a subhead. Many of one form are the same thing all of them: where the
document opens with one, and what stands below each shares hardly a word with what stands below the next, they are
headlines, and stories begin at them alone. Less is asked of what the layout sets off besides: a digest that numbers its
stories from 1 on, or has a blank line or a rule above each headline and nowhere else.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from feedmill.splitting.content import Content
from feedmill.splitting.crossings import REACH
from feedmill.splitting.lines import Line
from feedmill.splitting.numbering import number_of
from feedmill.splitting.parts import looks_like_heading
from feedmill.splitting.words import Floats, Ints
from feedmill.trees import log_odds

LEAST = 3
"""So many headlines show that there is one above each story."""

MOST_LINES = 2
"""Lines of a heading: a headline, maybe with a kicker or a deck."""


class Bar(NamedTuple):
    """What is asked of marks, and what they say.

    They are subheads where the gaps above them are less likely boundaries than `unlikely` (log-odds, in the mean), or
    where what stands below two of them has more than the share `shared` of its terms in common, in the mean; else
    `told` is the probability of a boundary above one, at least, and `elsewhere` that of any other gap up to the last
    headline, at most, unless it is surer than `SURE`.
    """

    unlikely: float
    shared: float
    told: float
    elsewhere: float


PLAIN = Bar(-4.0, 0.06, 0.8, 0.2)
SET_OFF = Bar(-9.0, 0.12, 0.95, 0.05)

MOST = 2 / 3
"""The share of stories that have a headline where the layout sets them off, and of numbered ones that are no items."""

LEAST_TEXT = 100
"""Characters of a numbered story, its number among them: what is shorter is an item of a list."""

PREAMBLE, PREAMBLE_LINES = 160, 12
"""Characters of a line above the first story that is none of a story's, and how many such lines there may be."""

SURE = 0.9
NONE: Ints = np.zeros(0, np.int64)


def by_headlines(content: Content, gaps: Floats) -> Floats:
    """The probabilities of a document's gaps, moved by what it prints above each of its stories, where it does."""
    for marks, bar in _marks(content):
        at = marks[1:] - 1
        if len(marks) >= LEAST and log_odds(gaps[at]).mean() >= bar.unlikely and shared_at(content, at) <= bar.shared:
            headed = looks_like_heading(content.reading.lines[int(marks[-1])])
            return _parted(gaps, marks, bar, end=int(marks[-1]) + headed)
    return gaps


def _marks(content: Content) -> Iterator[tuple[Ints, Bar]]:
    """The first lines of what may be all stories but those behind the last mark, and what is asked of them."""
    lines = content.reading.lines
    yield numbered_of(lines), SET_OFF
    first, below = headings_of(lines)
    yield _set_off(content, first, below), SET_OFF
    yield headlines_of(lines, first), PLAIN


def _parted(gaps: Floats, marks: Ints, bar: Bar, end: int) -> Floats:
    """The gaps above marks raised, and the others up to `end` lowered."""
    between = (np.arange(len(gaps)) < end) & (gaps < SURE)
    moved = np.where(between, np.minimum(gaps, bar.elsewhere), gaps)
    above = marks[marks > 0] - 1
    moved[above] = np.maximum(gaps[above], bar.told)
    return moved.astype(np.float32)


def _set_off(content: Content, headlines: Ints, below: Ints) -> Ints:
    """The lines from the first headline on below a blank line or a rule, where these are its headlines, bar a few."""
    lines = content.reading.lines
    if not len(headlines) or not _is_preamble(lines[: headlines[0]]):
        return headlines[:0]
    apart = np.array([line.blanks > 0 for line in lines], np.bool_) | content.around.separated
    told = apart[headlines[headlines > 0]].all()
    apart[below], apart[headlines] = False, True
    apart[: headlines[0]] = False
    marks: Ints = np.flatnonzero(apart)
    return marks if told and len(headlines) >= MOST * len(marks) else marks[:0]


def headlines_of(lines: Sequence[Line], first: Ints) -> Ints:
    """The `first` lines of headings, all in capitals or none; none, where the document does not open with a heading."""
    if not len(first) or first[0] > 0:
        return first[:0]
    capitals = lines[0].text.isupper()
    return first[[lines[at].text.isupper() == capitals for at in first.tolist()]]


def numbered_of(lines: Sequence[Line]) -> Ints:
    """The lines that are numbered from 1 on, most with enough text below or in them; none, where other text leads."""
    found: list[int] = []
    for at, line in enumerate(lines):
        if number_of(line.text) == len(found) + 1:
            found.append(at)
    stories = [lines[start:stop] for start, stop in pairwise([*found, len(lines)])]
    told = sum(sum(len(line.text) for line in own) >= LEAST_TEXT for own in stories) >= MOST * len(stories)
    return np.array(found if told and found and _is_preamble(lines[: found[0]]) else (), np.int64)


def _is_preamble(lines: Sequence[Line]) -> bool:
    """Whether these lines at the head of a document are a title, a greeting or a list of what is to come."""
    return len(lines) <= PREAMBLE_LINES and all(len(line.text) <= PREAMBLE for line in lines)


def headings_of(lines: Sequence[Line]) -> tuple[Ints, Ints]:
    """The first line of each heading right above text, and the line below its last: one or two lines that look it.

    None, where the format says which lines are headings.
    """
    likely = [] if any(line.level for line in lines) else list(map(looks_like_heading, lines))
    if not any(likely):
        return NONE, NONE
    edges = np.diff(np.array([False, *likely, False], np.int64))
    (first,), (last,) = (edges > 0).nonzero(), (edges < 0).nonzero()
    apart = np.maximum.accumulate([at if line.blanks else 0 for at, line in enumerate(lines)])
    first = np.maximum(first, apart[last - 1])
    above = (last < len(lines)) & (last - first <= MOST_LINES)
    return first[above], last[above]


def shared_at(content: Content, at: Ints) -> float:
    """Which share of their terms the stories before and behind the gaps `at` have in common, in the mean."""
    left = np.maximum(np.append(0, at[:-1] + 1), at + 1 - REACH)
    right = np.minimum(np.append(at[1:] + 1, len(content)), at + 1 + REACH)
    total = np.concatenate([[0.0], np.cumsum(content.reading.terms.total(), dtype=np.float64)])
    lesser = np.minimum(total[at + 1] - total[left], total[right] - total[at + 1])
    shared = content.crossing.shared(at, left, right).every[:, 0]
    return float((shared / (lesser + 1)).mean())
