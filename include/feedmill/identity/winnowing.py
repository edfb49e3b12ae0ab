"""Fingerprints: a few grams of a text, chosen so that two texts that share a run of words share one of them.

Robust winnowing (Schleimer, Wilkerson and Aiken, SIGMOD 2003): the least hash in each window of grams. Windows are
short at the head, where every teaser begins, and longer further down. The least gram of a long window is the least of
some short window within it, so that what is chosen further down in one text is chosen at the head of another too.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from feedmill.identity.words import Hashes

Fingerprints = NDArray[np.int64]

GRAM = 5
"""Words a gram."""

ZONES = ((0, 48, 4), (48, 160, 12), (160, 5_000, 24))
"""First gram, gram after the last, and grams a window. A run of 8 words shares a fingerprint at the head, one of 16
words within the first 160, one of 28 words anywhere."""

LEAST_SHARED_FINGERPRINTS = 0.12
"""Share of the fingerprints of the text with fewer of them (at least one) that two share, to be compared."""

_GOLDEN = 0x9E3779B97F4A7C15
_POWERS = np.array([pow(_GOLDEN, power, 1 << 64) for power in range(16)], np.uint64)


def grams(words: Hashes, size: int = GRAM) -> NDArray[np.uint64]:
    """A 64-bit hash of each run of `size` words."""
    count = len(words) - size + 1
    if count <= 0:
        return np.empty(0, np.uint64)
    wide = words.astype(np.uint64) + np.uint64(1)
    mixed = np.zeros(count, np.uint64)
    for at in range(size):
        mixed += wide[at : at + count] * _POWERS[at]
    return _mixed(mixed)


def fingerprints(words: Hashes) -> Fingerprints:
    """The fingerprints of a text, sorted, each once, as signed 64-bit numbers (SQL's BIGINT)."""
    found = grams(words)
    chosen = [_least(found[start : stop + window - 1], window) for start, stop, window in ZONES if len(found) > start]
    return np.unique(np.concatenate(chosen).view(np.int64)) if chosen else np.empty(0, np.int64)


def masked(words: Hashes, stops: Fingerprints) -> NDArray[np.bool_]:
    """Which words are left where runs covered by two stop-fingerprints and more are taken out."""
    kept = np.ones(len(words), np.bool_)
    if len(stops) == 0:
        return kept
    hits = np.flatnonzero(np.isin(grams(words).view(np.int64), stops))
    reach = GRAM + max(window for *_, window in ZONES)
    for run in np.split(hits, np.flatnonzero(np.diff(hits) > reach) + 1):
        if len(run) > 1:
            kept[run[0] : run[-1] + GRAM] = False
    return kept


def _least(found: NDArray[np.uint64], window: int) -> NDArray[np.uint64]:
    """The least of each window: that of two halves, which overlap where its length is no power of two."""
    least, covered, window = found, 1, min(window, len(found))
    while covered < window:
        step = min(covered, window - covered)
        least, covered = np.minimum(least[:-step], least[step:]), covered + step
    return least


def _mixed(values: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """The finaliser of SplitMix64 (Steele, Lea and Flood, OOPSLA 2014)."""
    values = (values ^ (values >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    values = (values ^ (values >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return values ^ (values >> np.uint64(31))
