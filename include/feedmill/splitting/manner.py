"""How two stretches of text are told: whether the function words of one are those of the other.

A writer's person, tense and register go through a story, whatever its paragraphs are about; function words show them.
Which words these are in a language is known beforehand (`vocabulary`), what they say is not: they are only counted.
"""

from __future__ import annotations

import numpy as np

from feedmill.splitting.evidence import Table
from feedmill.splitting.words import Floats, Ints, Mark, Words

BUCKETS = 96
DRAWN = 20.0
"""So many words of the whole text are counted in with each stretch."""

LEAST = 5.0


def told_alike(words: Words, at: Ints, left: Ints, right: Ints) -> Table:
    """How well lines `left` to `at` foretell the function words of lines `at + 1` to `right - 1`, and the reverse.

    In log-odds against those of the whole text: in all, and a word of the side that has fewer.
    """
    counts = _counts(words)
    ahead, behind = counts[at + 1] - counts[left], counts[right] - counts[at + 1]
    usual = (counts[-1] + 0.5) / (counts[-1] + 0.5).sum()
    fit = _foretold(ahead, behind, usual) + _foretold(behind, ahead, usual)
    return {"told alike": fit, "told alike a word": fit / (np.minimum(ahead.sum(axis=1), behind.sum(axis=1)) + LEAST)}


def _counts(words: Words) -> Floats:
    """Sums up to each line: how many function words it has of each bucket."""
    told = words.has(Mark.FUNCTION)
    cell = words.line[told] * BUCKETS + words.low[told] % BUCKETS
    lines = np.bincount(cell, minlength=words.lines * BUCKETS).reshape(words.lines, BUCKETS)
    return np.concatenate([np.zeros((1, BUCKETS), np.float32), np.cumsum(lines, axis=0, dtype=np.float32)])


def _foretold(known: Floats, asked: Floats, usual: Floats) -> Floats:
    """How much likelier the words `asked` are by those `known` than by the `usual` ones (log)."""
    share = (known + DRAWN * usual) / (known.sum(axis=1, keepdims=True) + DRAWN)
    likelier: Floats = (asked * np.log(share / usual)).sum(axis=1).astype(np.float32)
    return likelier
