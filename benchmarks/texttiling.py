"""Peers of splitting that learn nothing: TextTiling over paragraphs, and rules of punctuation and form."""

from __future__ import annotations

import math
import re
import statistics
from collections import Counter
from collections.abc import Sequence

WINDOW = 3
WORD = re.compile(r"[^\W\d_]{3,}")
OPENS = re.compile(r"[A-Z][A-Z .,'’-]{2,40}(?:\([A-Za-z]+\) ?)?(?:—|–|--| - |: )")


def tiled(lines: Sequence[str]) -> list[int]:
    """The story of each line, by TextTiling (Hearst, 1997): cut where likeness dips by its mean less half a deviation.

    Likeness is the cosine of the words of three lines on each side, a paragraph being the smallest unit.
    """
    counts = [Counter(WORD.findall(line.lower())) for line in lines]
    like = [
        _cosine(_sum(counts[max(0, at - WINDOW) : at]), _sum(counts[at : at + WINDOW])) for at in range(1, len(lines))
    ]
    depths = [_depth(like, at) for at in range(len(like))]
    if len(depths) < 2:
        return [0] * len(lines)
    limit = statistics.mean(depths) + statistics.pstdev(depths) / 2
    return _numbered([depth > limit for depth in depths])


def ruled(lines: Sequence[str]) -> list[int]:
    """The story of each line, by rules: cut around a long line that ends in no stop, before a dateline or kicker."""
    cut = [len(line) > 100 and (line[-1] not in '.!?"”’»)' or line.endswith(("...", "…"))) for line in lines]
    return _numbered([cut[at - 1] or cut[at] or OPENS.match(lines[at]) is not None for at in range(1, len(lines))])


def _numbered(cuts: Sequence[bool]) -> list[int]:
    """Stories counted up at each cut."""
    stories = [0]
    for cut in cuts:
        stories.append(stories[-1] + cut)
    return stories


def _sum(counts: Sequence[Counter[str]]) -> Counter[str]:
    """All words of some lines."""
    return sum(counts, Counter[str]())


def _cosine(one: Counter[str], other: Counter[str]) -> float:
    """Likeness by angle, 0 to 1."""
    norm = math.sqrt(sum(n * n for n in one.values()) * sum(n * n for n in other.values()))
    return sum(n * other[word] for word, n in one.items()) / norm if norm else 0.0


def _depth(like: Sequence[float], at: int) -> float:
    """How far a gap dips below the peaks on both sides."""
    left = right = like[at]
    for value in reversed(like[:at]):
        if value < left:
            break
        left = value
    for value in like[at + 1 :]:
        if value < right:
            break
        right = value
    return left + right - 2 * like[at]
