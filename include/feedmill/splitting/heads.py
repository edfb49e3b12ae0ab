"""A document that prints a headline above each of its stories, and nothing else that shows where they begin.

One line that looks like a headline may be a subhead. Many of one form are the same thing all of them: where the
document opens with one, and what stands below each shares hardly a word with what stands below the next, they are
headlines, and stories begin at them alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from feedmill.splitting.content import Content
from feedmill.splitting.crossings import REACH
from feedmill.splitting.lines import Line
from feedmill.splitting.parts import looks_like_heading
from feedmill.splitting.words import Floats, Ints
from feedmill.trees import log_odds

LEAST = 3
"""So many headlines show that there is one above each story."""

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
    """The lines that look like headlines right above text, all in capitals or none.

    None, where the first line is not one, or where the format says which lines are headings. One right below another
    belongs to it.
    """
    if not any(map(looks_like_heading, lines[:1])) or any(line.level for line in lines):
        return np.zeros(0, np.int64)
    likely = list(map(looks_like_heading, lines))
    capitals = lines[0].text.isupper()
    found = [0] + [at for at, (above, own) in enumerate(pairwise(likely), start=1) if own and not above]
    text = [at for at in found if not all(likely[at : at + 3]) and at + 1 < len(lines)]
    return np.array([at for at in text if lines[at].text.isupper() == capitals], np.int64)


def _shared(content: Content, at: Ints) -> float:
    """Which share of their terms the stories before and behind the gaps `at` have in common, in the mean."""
    left = np.maximum(np.append(0, at[:-1] + 1), at + 1 - REACH)
    right = np.minimum(np.append(at[1:] + 1, len(content)), at + 1 + REACH)
    total = np.concatenate([[0.0], np.cumsum(content.reading.terms.total(), dtype=np.float64)])
    lesser = np.minimum(total[at + 1] - total[left], total[right] - total[at + 1])
    shared = content.crossing.terms.shared(at, left, right).every[:, 0]
    return float((shared / (lesser + 1)).mean())
