"""Which words stand in both of two stretches of text that meet at a gap: any two stretches of lines, asked all at once.

A word that stands on both sides of a gap has exactly one link that crosses it. Links are added up by how far they
reach, once; each question is then a difference of two sums a line.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from feedmill.splitting.recurrence import Recurrence
from feedmill.splitting.words import Floats, Ints

REACH = 40
"""The longest stretch on each side of a gap, in lines."""

Weighted = tuple[Recurrence, Floats]
"""Ties, and a weight for each of their words."""


@dataclass(frozen=True, slots=True, eq=False)
class Shared:
    """For each gap and kind of weight, that of the words that both sides share.

    Of all of them, of those that stand on the first line behind the gap, and of those that stand on the last before it.
    """

    every: Floats
    opening: Floats
    closing: Floats


@dataclass(frozen=True, slots=True, eq=False)
class Crossings:
    """The links of some ties by reach, up to `reach` lines.

    `sums[line * reach + least]` is, for each kind of weight, that of the line's words that stood at most `least` lines
    before. Nothing stood before line 0: its sums are all 0.
    """

    sums: Floats
    reach: int

    def shared(self, at: Ints, left: Ints, right: Ints) -> Shared:
        """What lines `left` to `at` share with lines `at + 1` to `right - 1`; a value a gap and kind of weight."""
        widest = int((right - at).max(initial=2)) - 1
        line = at[:, None] + 1 + np.arange(widest)
        inside = line < right[:, None]
        here = line * (self.reach + 1)
        near, far = (here - at[:, None]) * inside, (here - left[:, None]) * inside
        before = self.sums.take(near - inside, axis=0)
        every = self.sums.take(far, axis=0) - before
        closing = self.sums.take(near, axis=0) - before
        return Shared(every.sum(axis=1), every[:, 0], closing.sum(axis=1))


def crossings(kinds: Sequence[Weighted]) -> Crossings:
    """Add up the links of some ties between the same lines, each a kind of weight."""
    lines = kinds[0][0].lines
    reach = max(1, min(2 * REACH, lines))
    cells, weights = zip(*(_cells(ties, weight, reach) for ties, weight in kinds), strict=True)
    cell = np.concatenate([own * len(kinds) + kind for kind, own in enumerate(cells)])
    own = np.bincount(cell, np.concatenate(weights), lines * reach * len(kinds))
    sums = np.cumsum(own.reshape(lines, reach, len(kinds)), axis=1).astype(np.float32)
    return Crossings(sums.reshape(-1, len(kinds)), reach)


def _cells(ties: Recurrence, weight: Floats, reach: int) -> tuple[Ints, Floats]:
    """Where the links that reach so many lines stand among the sums, and their weights."""
    distance = ties.distance
    (near,) = (distance < reach).nonzero()
    return ties.line.take(near) * reach + distance.take(near), weight.take(near)


def taken_up(ties: Recurrence, lead: Ints, begin: Ints, end: Ints) -> Floats:
    """The weight of the words on the lines from `begin` up to `end` that stand on the line `lead` before; a value each.

    Each word of a lead is followed to the lines where it stands again.
    """
    leads = np.zeros(ties.lines, np.bool_)
    leads[lead] = True
    number = np.cumsum(leads) - 1
    own, count = number.take(lead), int(number[-1]) + 1
    first, last = np.full(count, ties.lines), np.zeros(count, np.int64)
    np.minimum.at(first, own, begin)
    np.maximum.at(last, own, end)
    sums = _sums_behind(ties, leads.take(ties.line).nonzero()[0], number, first, last)
    start = first.take(own)
    weight: Floats = np.maximum(sums[own, end - start] - sums[own, begin - start], 0)
    return weight


def _sums_behind(ties: Recurrence, words: Ints, number: Ints, first: Ints, last: Ints) -> Floats:
    """For each lead, sums over its lines from `first` up to `last`: the weight of those of its words that stand there.

    `words` are those of the leads, `number` says for each line which lead it is.
    """
    lead = number.take(ties.line.take(words))
    least = ties.word.take(words) * (ties.lines + 1)
    places = ties.word * (ties.lines + 1) + ties.line
    start = np.searchsorted(places, least + first.take(lead))
    size = np.searchsorted(places, least + last.take(lead)) - start
    behind = np.repeat(start - np.cumsum(size) + size, size) + np.arange(int(size.sum()))
    width = int((last - first).max())
    cell = np.repeat(lead * width - first.take(lead), size) + ties.line.take(behind)
    own = np.bincount(cell, ties.weight.take(behind), len(first) * width).reshape(len(first), width)
    sums = np.zeros((len(first), width + 1), np.float32)
    sums[:, 1:] = np.cumsum(own, axis=1)
    return sums
