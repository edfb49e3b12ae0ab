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

    def reached(self, *reaches: int, power: int = 1) -> Reached:
        """What links of at most so many lines reach, for each reach; weights to this `power`."""
        distance = self.distance
        (near,) = (distance <= max(reaches)).nonzero()
        within = distance.take(near) <= np.array(reaches)[:, None]
        weights = np.where(within, self.weight.take(near) ** power, np.float32(0)).ravel()
        first = np.arange(0, len(reaches) * self.lines, self.lines)[:, None]
        ends, starts = (
            np.bincount((at.take(near) + first).ravel(), weights, len(within) * self.lines).reshape(len(within), -1)
            for at in (self.line, self.last)
        )
        crossing = np.cumsum(starts - ends, axis=1)[:, : self.lines - 1]
        return Reached(ends.astype(np.float32), starts.astype(np.float32), crossing.astype(np.float32))


@dataclass(frozen=True, slots=True, eq=False)
class Reached:
    """A row a reach: what links of at most so many lines reach.

    `back`: for each line, the weight of its words that stood so near before; `forward`: of those that stand again so
    soon; `crossing`: for each gap, that of the links which cross it.
    """

    back: Floats
    forward: Floats
    crossing: Floats


def recurrence(line: Ints, key: Ints, weight: Floats, lines: int) -> Recurrence:
    """Link the words of some lines: `key` (30 bits) says which word it is. They stand in the order of their lines."""
    packed = (key << PLACE_BITS) | np.arange(len(key))
    packed.sort()
    order, word = packed & ((1 << PLACE_BITS) - 1), packed >> PLACE_BITS
    fresh, own = _changes(word), line[order]
    distinct = fresh | _changes(own)
    order, own, fresh = order[distinct], own[distinct], fresh[distinct]
    last, following = np.full((2, len(own)), ((NEVER,), (-NEVER,)))
    np.copyto(last[1:], own[:-1], where=~fresh[1:])
    np.copyto(following[:-1], own[1:], where=~fresh[1:])
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
