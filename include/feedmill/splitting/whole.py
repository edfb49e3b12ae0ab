"""What the judgement of a whole document says of one gap in doubt: how it stands among the others.

A page of several stories has boundaries that are sure; where all gaps are only in doubt, one long story is likelier.
"""

from __future__ import annotations

import numpy as np

from feedmill.splitting.content import Content
from feedmill.splitting.evidence import Table
from feedmill.splitting.surroundings import share_of
from feedmill.splitting.words import Floats, Ints
from feedmill.trees import log_odds

LIMITS = (0.9, 0.5, 0.15, 0.03)
SHARED = 0.3
"""Above limits below this, gaps are counted by their share of all."""

MOST = 4
HIGHEST_RANK = 6
NEAR = (4, 8, 16)
REACH = max(NEAR)
FAR = -9.0


def among_all(content: Content, given: Floats, at: Ints) -> Table:
    """How many other gaps are as likely, how near the likeliest of them are; which forms the document's lines have."""
    scores = log_odds(given)
    above = given > np.array(LIMITS, np.float32)[:, np.newaxis]
    others = above.sum(axis=1, keepdims=True) - above.take(at, axis=1)
    few, shares = np.minimum(others, MOST), (others / len(given)).astype(np.float32)
    table: Table = {}
    for number, limit in enumerate(LIMITS):
        table[f"others above {limit}"] = few[number]
        if limit < SHARED:
            table[f"share above {limit}"] = shares[number]
    rank = len(scores) - np.searchsorted(np.sort(scores), scores[at], side="right")
    table |= {"rank": np.minimum(rank, HIGHEST_RANK), "rank share": (rank / len(given)).astype(np.float32)}
    table["to usual"] = (scores[at] - scores.mean()) / (scores.std() + 0.5)
    around = _others_around(scores, at)
    table |= {f"most within {reach}": around[:, REACH - reach : REACH + reach + 1].max(axis=1) for reach in NEAR}
    shapes = content.reading.shapes
    forms = {"short": shapes.short, "asks": shapes.asks, "labelled": shapes.labelled}
    usual = {name: share_of(form) for name, form in forms.items()} | {"known": float(content.reading.known.mean())}
    return table | {f"document {name}": np.full(len(at), share, np.float32) for name, share in usual.items()}


def _others_around(scores: Floats, at: Ints) -> Floats:
    """For each gap, the scores of those at most `REACH` away on both sides of it; its own does not count."""
    padded = np.full(len(scores) + 2 * REACH, FAR, np.float32)
    padded[REACH:-REACH] = scores
    around = padded.take(at[:, np.newaxis] + np.arange(2 * REACH + 1))
    around[:, REACH] = -np.inf
    return around
