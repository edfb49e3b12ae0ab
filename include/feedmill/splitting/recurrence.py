"""Words that stand again: which lines are tied to which by the names and terms that they share.

Each word is linked to the line where it stood last before; what crosses a gap, and how far it reaches, is then a sum
over links. Linear in the number of words.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from feedmill.splitting.words import Bools, Floats, Ints

NEVER = -(10**6)
PLACE_BITS = 33
"""Room for the place of a word among those given, below its key: what is sorted is one number a word, each another."""


@dataclass(frozen=True, slots=True)
class Recurrence:
    """The distinct words of each of `lines` lines: where each stands, its weight, its neighbours.

    `last` and `next` are the lines where it stood before and stands again. `last` is `NEVER` for a word that is
    new, `next` far away for one that does not come again. `word` numbers the distinct words, `order` are their
    places among those that were given.
    """

    lines: int
    line: Ints
    weight: Floats
    last: Ints
    next: Ints
    word: Ints
    order: Ints

    @property
    def distance(self) -> Ints:
        """How many lines ago each word stood; more than any reach for a new one."""
        return self.line - self.last

    def total(self) -> Floats:
        """The weight of each line's words."""
        return self.summed(self.weight)

    def summed(self, values: Floats | Bools, at: Ints | None = None) -> Floats:
        """A sum a line, over the words that stand there (or over the lines `at`)."""
        where = self.line if at is None else at
        return np.bincount(where, weights=values, minlength=self.lines).astype(np.float32)

    def back(self, reach: int) -> Floats:
        """For each line, the weight of its words that stood at most `reach` lines before."""
        return self.summed(self.weight * (self.distance <= reach))

    def forward(self, reach: int) -> Floats:
        """For each line, the weight of its words that stand again at most `reach` lines later."""
        near = self.distance <= reach
        return self.summed(self.weight[near], self.last[near])

    def crossing(self, reach: int, power: int = 1) -> Floats:
        """For each gap, the weight (to this power) of links of at most `reach` lines that cross it."""
        near = self.distance <= reach
        return spread(self.last[near], self.line[near], self.weight[near] ** power, self.lines)


def recurrence(line: Ints, key: Ints, weight: Floats, lines: int) -> Recurrence:
    """Link the words of some lines: `key` (30 bits) says which word it is. They stand in the order of their lines."""
    packed = (key << PLACE_BITS) | np.arange(len(key))
    packed.sort()
    order, word = packed & ((1 << PLACE_BITS) - 1), packed >> PLACE_BITS
    fresh, own = _changes(word), line[order]
    distinct = fresh | _changes(own)
    order, own, fresh = order[distinct], own[distinct], fresh[distinct]
    last = np.full(len(own), NEVER, np.int64)
    again = ~fresh[1:]
    last[1:][again] = own[:-1][again]
    following = np.full(len(own), -NEVER, np.int64)
    following[:-1][again] = own[1:][again]
    return Recurrence(lines, own, weight[order], last, following, np.cumsum(fresh) - 1, order)


def _changes(values: Ints) -> Bools:
    """Which values are not those before them."""
    changed = np.ones(len(values), np.bool_)
    changed[1:] = values[1:] != values[:-1]
    return changed


def spread(start: Ints, end: Ints, values: Floats, lines: int) -> Floats:
    """For each gap, the sum of the values whose range of gaps `[start, end)` holds it."""
    real = end > start
    start, end, values = start[real], end[real], values[real]
    steps = np.bincount(start, weights=values, minlength=lines) - np.bincount(end, weights=values, minlength=lines)
    return np.cumsum(steps)[: lines - 1].astype(np.float32)
