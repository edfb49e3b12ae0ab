"""How likely a new story begins at each gap: weights set by hand, rounded from what open and research news showed.

The seam for a learned model: anything that gives a probability for each gap can stand in for `probabilities`.
"""

from __future__ import annotations

import math

from feedmill.splitting.features import FEATURES, Vector, gap_features
from feedmill.splitting.passages import Passage

BIAS = -0.3
WEIGHTS: dict[str, float] = {
    "cut": 3.0,
    "ellipsis": 2.5,
    "colon": -1.5,
    "left_short": -1.5,
    "heading": 0.8,
    "separated": 4.0,
    "spaced": 1.0,
    "lower": -2.0,
    "quoted": -2.0,
    "quotes": -0.3,
    "backward": -1.6,
    "connective": -1.3,
    "article": 0.2,
    "said": 0.2,
    "timed": 1.4,
    "dateline": 2.5,
    "kicker": 2.0,
    "known_names": -1.8,
    "unknown_speaker": 0.1,
    "new_names": 0.3,
    "names_shared": -3.3,
    "no_names": -1.5,
    "ahead_shared": -5.8,
    "taken_up": 0.4,
    "near": -5.0,
    "wide": -7.4,
    "best": -6.1,
    "dip": 0.3,
    "right_long": -0.2,
    "left_long": 0.5,
    "right_dense": -0.8,
    "left_dense": 0.1,
    "right_cut": 0.8,
    "right_ellipsis": 1.0,
    "right_word": 0.4,
    "single": 0.6,
    "teaser": 2.5,
}
IN_ORDER = tuple(WEIGHTS[name] for name in FEATURES)
SURE = 30.0
WINDOW = 2000
AROUND = 40
"""Passages judged at a time, and how many beside them are looked at: words are held in memory for so many only."""


def probabilities(passages: list[Passage]) -> list[float]:
    """For each gap between two passages, the probability (0 to 1, neither reached) that a story begins behind it."""
    found: list[float] = []
    for start in range(0, len(passages) - 1, WINDOW):
        before = max(0, start - AROUND)
        vectors = gap_features(passages[before : start + WINDOW + 1 + AROUND])
        found.extend(_logistic(vector) for vector in vectors[start - before : start - before + WINDOW])
    return found


def _logistic(vector: Vector) -> float:
    """The weighted evidence as a probability."""
    score = BIAS + sum(weight * value for weight, value in zip(IN_ORDER, vector, strict=True))
    return 1 / (1 + math.exp(-max(-SURE, min(SURE, score))))
