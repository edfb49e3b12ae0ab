"""How lines are phrased: like a story's first paragraph, like its last, or like what belongs to no story.

Hashed words and shapes under linear weights. Topics are left out of the first two: names count by their shape.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from feedmill.splitting.words import Bools, Floats, Ints, Mark, Words

OPENING_WORDS = 60
CLOSING_WORDS = 40
SCRAP_WORDS = 50
BUCKET_BITS = 16
MASK, FACTOR, SHIFT = np.uint32((1 << BUCKET_BITS) - 1), np.uint32(0x85EBCA6B), np.uint32(15)
Hashes = npt.NDArray[np.uint32]


@dataclass(frozen=True, slots=True)
class Traits:
    """Hashed traits of lines: trait `bucket[i]` belongs to line `line[i]`."""

    lines: int
    line: Ints
    bucket: Ints


@dataclass(frozen=True, slots=True, eq=False)
class Phrasing:
    """A weight for each bucket; int8 `weights` times `scale`, plus `bias`, are log-odds."""

    weights: npt.NDArray[np.int8]
    scale: float
    bias: float

    def scores(self, traits: Traits) -> Floats:
        """The log-odds of each line."""
        summed = np.bincount(traits.line, self.weights.take(traits.bucket), traits.lines)
        return (summed * self.scale + self.bias).astype(np.float32)


class _Traits:
    """Collects traits while they are made."""

    def __init__(self, words: Words) -> None:
        self.words = words
        self.place = np.arange(len(words.line)) - words.starts.take(words.line)
        self.rest = (words.ends - words.starts).take(words.line) - 1 - self.place
        self.lines: list[Ints] = []
        self.buckets: list[Hashes] = []

    def add(self, which: Bools, salt: int, *parts: Ints) -> None:
        """A trait for each of these tokens: a mix of these values."""
        (at,) = which.nonzero()
        self.lines.append(self.words.line.take(at))
        self.buckets.append(_mixed(salt, *(part.take(at) for part in parts)))

    def add_lines(self, salt: int, values: Ints) -> None:
        """A trait for each line."""
        self.lines.append(np.arange(self.words.lines))
        self.buckets.append(_mixed(salt, values))

    def done(self) -> Traits:
        """All of them."""
        return Traits(self.words.lines, np.concatenate(self.lines), np.concatenate(self.buckets).astype(np.int64))


def opening_traits(words: Words) -> Traits:
    """How lines begin: words without a capital, shapes in order, shapes side by side."""
    found = _Traits(words)
    shape, place = words.shape, found.place
    near = place < OPENING_WORDS
    found.add(near, 1, _untopical(words))
    found.add((place < OPENING_WORDS // 2) & (found.rest > 0), 2, shape, _next(shape, 1))
    found.add((place < 8) & (found.rest > 1), 3, shape, _next(shape, 1), _next(shape, 2))
    found.add(place < 6, 4, shape, place)
    found.add_lines(5, np.minimum((words.ends - words.starts) // 8, 12))
    return found.done()


def closing_traits(words: Words) -> Traits:
    """How lines end, and a little of how they begin."""
    found = _Traits(words)
    shape, place, rest = words.shape, found.place, found.rest
    found.add(rest < CLOSING_WORDS, 1, _untopical(words))
    found.add((rest < CLOSING_WORDS // 2) & (rest > 0), 2, shape, _next(shape, 1))
    found.add(rest < 5, 3, shape, rest)
    found.add(place < 3, 4, shape, place)
    found.add_lines(5, np.minimum((words.ends - words.starts) // 8, 12))
    return found.done()


def scrap_traits(words: Words) -> Traits:
    """What short lines say: each word, words side by side, shapes side by side, the first and the last."""
    found = _Traits(words)
    low, shape, place = words.low, _plain_shape(words), found.place
    near = place < SCRAP_WORDS
    size = words.ends - words.starts
    length = np.minimum(size // 4, 4)[words.line]
    found.add(near, 1, low)
    found.add(place < 14, 2, low, length)
    found.add(near & (found.rest > 0), 3, low, _next(low, 1))
    found.add((place < 20) & (found.rest > 0), 4, shape, _next(shape, 1))
    found.add(place == 0, 5, low)
    found.add(found.rest == 0, 6, low)
    found.add((size[words.line] <= 8) & (place < 8), 7, shape, place, size[words.line])
    found.add_lines(8, np.minimum(size, 14))
    return found.done()


def _untopical(words: Words) -> Ints:
    """A word as it is; one with a capital, unless it says nothing about the topic, by its shape."""
    topical = words.has(Mark.CAPITAL) & ~words.has(Mark.FUNCTION)
    return np.where(topical, words.shape, words.low)


def _plain_shape(words: Words) -> Ints:
    """Digits, capitals, a capital, small letters; a mark by what it is."""
    kinds = [words.has(Mark.NUMBER), words.has(Mark.CAPITALS), words.has(Mark.CAPITAL), words.has(Mark.WORD)]
    return np.select(kinds, [1, 2, 3, 4], words.low)


def _next(values: Ints, steps: int) -> Ints:
    """Each token gets the value of the one so many steps behind it."""
    moved = np.zeros_like(values)
    moved[: len(values) - steps] = values[steps:]
    return moved


def _mixed(salt: int, *parts: Ints) -> Hashes:
    """A bucket from some values (multiplicative hashing, Knuth 6.4)."""
    mixed = parts[0].astype(np.uint32)
    mixed ^= np.uint32(salt * 0x9E3779B1 & 0xFFFFFFFF)
    for part in parts[1:]:
        mixed = _stirred(mixed)
        mixed ^= part.astype(np.uint32)
    return _stirred(mixed) & MASK


def _stirred(mixed: Hashes) -> Hashes:
    """All bits of a value in its low ones."""
    mixed *= FACTOR
    mixed ^= mixed >> SHIFT
    return mixed
