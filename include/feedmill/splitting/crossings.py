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
    """The links of `ties` by reach.

    `sums[line, reach]` is, for each kind of weight, that of the line's words that stood at most `reach` lines before;
    `places` are the words of all lines in the order of these, line i's from `starts[i]` on.
    """

    ties: Recurrence
    sums: Floats
    places: Ints
    starts: Ints

    @property
    def words(self) -> int:
        """How many distinct words there are."""
        return int(self.ties.word[-1]) + 1 if len(self.ties.word) else 0

    def shared(self, at: Ints, left: Ints, right: Ints) -> Shared:
        """What lines `left` to `at` share with lines `at + 1` to `right - 1`; a value a gap and kind of weight."""
        widest = int((right - at).max(initial=2)) - 1
        line = at[:, None] + 1 + np.arange(widest)
        inside = line < right[:, None]
        line = np.where(inside, line, 0)
        near = np.where(inside, line - at[:, None], 1)
        far = np.where(inside, line - left[:, None], 0)
        before = self.sums[line, near - 1]
        every = np.where(inside[..., None], self.sums[line, far] - before, 0)
        closing = np.where(inside[..., None], self.sums[line, near] - before, 0)
        return Shared(every.sum(axis=1), every[:, 0], closing.sum(axis=1))

    def taken_up(self, lead: Ints, begin: Ints, end: Ints) -> Floats:
        """The weight of the words on the lines from `begin` up to `end` that stand on the line `lead`; a value each."""
        found = np.zeros(len(lead), np.float32)
        for own in sorted(set(lead.tolist())):
            asked = lead == own
            first, last = int(begin[asked].min()), int(end[asked].max())
            sums = self._led(own, first, last)
            found[asked] = sums[end[asked] - first] - sums[begin[asked] - first]
        return np.maximum(found, 0)

    def _led(self, lead: int, first: int, last: int) -> Floats:
        """Sums over the lines from `first` up to `last`: the weight of their words that stand on the line `lead`."""
        led = np.zeros(self.words, np.bool_)
        led[self.ties.word[self.places[self.starts[lead] : self.starts[lead + 1]]]] = True
        behind = self.places[self.starts[first] : self.starts[last]]
        behind = behind[led[self.ties.word[behind]]]
        own = np.bincount(self.ties.line[behind] - first, self.ties.weight[behind], last - first)
        return np.concatenate([[0.0], np.cumsum(own)]).astype(np.float32)


def crossings(ties: Recurrence, weights: Sequence[Floats]) -> Crossings:
    """Add up the links of some words, for each kind of weight."""
    near = ties.distance < 2 * REACH
    cell = ties.line[near] * 2 * REACH + ties.distance[near]
    size = ties.lines * 2 * REACH
    own = np.stack([np.bincount(cell, weight[near], size) for weight in weights], axis=-1)
    sums = np.cumsum(own.reshape(ties.lines, 2 * REACH, len(weights)), axis=1).astype(np.float32)
    places = np.argsort(ties.line, kind="stable")
    starts = np.concatenate([[0], np.cumsum(np.bincount(ties.line, minlength=ties.lines))])
    return Crossings(ties, sums, places, starts)
