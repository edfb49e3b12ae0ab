"""A document that prints a headline above each of its stories, and nothing else that shows where they begin.

One line that looks like a headline may be a subhead. Many of one form are the same thing all of them: where the
document opens with one, and what stands below each shares hardly a word with what stands below the next, they are
headlines, and stories begin at them alone.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from feedmill.splitting.content import Content
from feedmill.splitting.crossings import REACH
from feedmill.splitting.lines import Line
from feedmill.splitting.parts import looks_like_heading
from feedmill.splitting.words import Floats, Ints
from feedmill.trees import log_odds

LEAST = 3
"""So many headlines show that there is one above each story."""

MOST_LINES = 2
"""Lines of a heading: a headline, maybe with a kicker or a deck."""

UNLIKELY = -4.0
"""In the mean of log-odds: where the gaps above them are less likely boundaries, they are subheads."""

SHARED = 0.06
"""The share of their terms that two stories have in common, at most, in the mean."""

TOLD = 0.8
"""The probability of a boundary above a headline, at least."""

SURE = 0.9
ELSEWHERE = 0.2
"""The probability of any other gap up to the last headline, at most, unless it is surer than `SURE`."""


def by_headlines(content: Content, gaps: Floats) -> Floats:
    """The probabilities of a document's gaps, moved by its headlines where it prints one above each story."""
    at = headlines_of(content.reading.lines)[1:] - 1
    if len(at) + 1 < LEAST or log_odds(gaps[at]).mean() < UNLIKELY or _shared(content, at) > SHARED:
        return gaps
    between = (np.arange(len(gaps)) < at[-1]) & (gaps < SURE)
    moved = np.where(between, np.minimum(gaps, ELSEWHERE), gaps)
    moved[at] = np.maximum(gaps[at], TOLD)
    return moved.astype(np.float32)


def headlines_of(lines: Sequence[Line]) -> Ints:
    """The first lines of headings, all in capitals or none; none, where the document does not open with a heading."""
    first, _ = headings_of(lines)
    if not len(first) or not looks_like_heading(lines[0]):
        return first[:0]
    capitals = lines[0].text.isupper()
    return first[[lines[at].text.isupper() == capitals for at in first.tolist()]]


def headings_of(lines: Sequence[Line]) -> tuple[Ints, Ints]:
    """The first line of each heading right above text, and the line below its last: one or two lines that look it.

    None, where the format says which lines are headings.
    """
    likely = [] if any(line.level for line in lines) else list(map(looks_like_heading, lines))
    edges = np.diff(np.array([False, *likely, False], np.int64))
    (first,), (last,) = (edges > 0).nonzero(), (edges < 0).nonzero()
    above = (last < len(lines)) & (last - first <= MOST_LINES)
    return first[above], last[above]


def _shared(content: Content, at: Ints) -> float:
    """Which share of their terms the stories before and behind the gaps `at` have in common, in the mean."""
    left = np.maximum(np.append(0, at[:-1] + 1), at + 1 - REACH)
    right = np.minimum(np.append(at[1:] + 1, len(content)), at + 1 + REACH)
    total = np.concatenate([[0.0], np.cumsum(content.reading.terms.total(), dtype=np.float64)])
    lesser = np.minimum(total[at + 1] - total[left], total[right] - total[at + 1])
    shared = content.crossing.shared(at, left, right).every[:, 0]
    return float((shared / (lesser + 1)).mean())
