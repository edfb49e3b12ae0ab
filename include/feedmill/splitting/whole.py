"""What the judgement of a whole document says of one gap in doubt: how it stands among the others.

A page of several stories has boundaries that are sure; where all gaps are only in doubt, one long story is likelier.
"""

from __future__ import annotations

import numpy as np

from feedmill.splitting.content import Content
from feedmill.splitting.evidence import Table
from feedmill.splitting.words import Floats, Ints
from feedmill.trees import log_odds

LIMITS = (0.9, 0.5, 0.15, 0.03)
SHARED = 0.3
"""Above limits below this, gaps are counted by their share of all."""

MOST = 4
HIGHEST_RANK = 6
NEAR = (4, 8, 16)
FAR = -9.0


def among_all(content: Content, given: Floats, at: Ints) -> Table:
    """How many other gaps are as likely, how near the likeliest of them are; which forms the document's lines have."""
    scores, own = log_odds(given), given[at]
    table: Table = {}
    for limit in LIMITS:
        others = int((given > limit).sum()) - (own > limit)
        table[f"others above {limit}"] = np.minimum(others, MOST)
        if limit < SHARED:
            table[f"share above {limit}"] = (others / len(given)).astype(np.float32)
    rank = len(scores) - np.searchsorted(np.sort(scores), scores[at], side="right")
    table |= {"rank": np.minimum(rank, HIGHEST_RANK), "rank share": (rank / len(given)).astype(np.float32)}
    table["to usual"] = (scores[at] - scores.mean()) / (scores.std() + 0.5)
    table |= {f"most within {reach}": _most_within(scores, at, reach) for reach in NEAR}
    shapes = content.reading.shapes
    forms = {"short": shapes.short, "asks": shapes.asks, "labelled": shapes.labelled, "known": content.reading.known}
    return table | {f"document {name}": np.full(len(at), form.mean(), np.float32) for name, form in forms.items()}


def _most_within(scores: Floats, at: Ints, reach: int) -> Floats:
    """For each gap, the highest score of the others at most `reach` away."""
    beyond = np.full(reach, FAR, np.float32)
    others = np.delete(np.arange(2 * reach + 1), reach)
    most: Floats = np.concatenate([beyond, scores, beyond])[at[:, np.newaxis] + others].max(axis=1)
    return most
