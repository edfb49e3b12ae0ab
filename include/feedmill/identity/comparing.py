"""How two contents compare, word by word. Measures; decides nothing, and is the same whichever comes first."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from rapidfuzz.distance import LCSseq

from feedmill.identity.forms import RUN, Form
from feedmill.identity.words import DATE_WORDS, hashes_of

LEAST_SHARED = 0.15
"""Share of the shorter text's 3-grams below which two texts are not aligned: no relation needs as few."""

GAP = 80
"""Words of the longer text between two shared runs of one region: a long sentence may have been left out."""

_NO_NAMES = frozenset(hashes_of(sorted(DATE_WORDS)).tolist())


@dataclass(frozen=True, slots=True)
class Likeness:
    """What the shorter of two texts has of the longer one. Shares are from 0 to 1.

    `words` that were compared of the shorter; `ratio` of their lengths; `jaccard` of their 3-grams. `covered`: share of
    the shorter that stands in shared runs; `region`: the same within the densest region of the longer, `density` of
    that region there. `starts` and `begins`: word at which the region starts in the shorter and in the longer; `ends`:
    words of the shorter after it. `differing`: facts that stand in each other's place, where one is news to the other;
    `agreement`: share of the facts in shared runs among those and the differing ones. `headlines`: share of the shorter
    headline in the other, None where one has none. `echoed`: share of the shorter's words that the longer says outside
    of the region too; `named`: the same of names.
    """

    words: int
    ratio: float
    jaccard: float
    covered: float
    region: float
    density: float
    starts: int
    begins: int
    ends: int
    agreement: float
    differing: int
    headlines: float | None
    echoed: float
    named: float


class Run(NamedTuple):
    """Words that the two share: where they start in the shorter and in the longer text, and how many they are."""

    a: int
    b: int
    size: int


def ordered(one: Form, other: Form) -> tuple[Form, Form]:
    """The shorter text first; of equal length, the one with the lesser id."""
    if one.length != other.length:
        return (one, other) if one.length < other.length else (other, one)
    return (one, other) if one.content_id <= other.content_id else (other, one)


def compare(one: Form, other: Form) -> Likeness | None:
    """How two contents compare; None where they share too little to be aligned."""
    a, b = ordered(one, other)
    shared = len(a.grams & b.grams)
    if not shared or shared < LEAST_SHARED * len(a.grams):
        return None
    runs = _runs(a, b)
    if not runs:
        return None
    region = _densest(runs)
    begin, end = region[0].b, region[-1].b + region[-1].size
    agreeing, differing = _facts(a, b, runs)
    rest = {*b.listed[:begin], *b.listed[end:]}
    words = len(a.listed)
    return Likeness(
        words=words,
        ratio=a.length / b.length,
        jaccard=shared / (len(a.grams) + len(b.grams) - shared),
        covered=_words(runs) / words,
        region=_words(region) / words,
        density=_words(region) / (end - begin),
        starts=region[0].a,
        begins=begin,
        ends=words - region[-1].a - region[-1].size,
        agreement=agreeing / (agreeing + differing) if agreeing + differing else 1.0,
        differing=differing,
        headlines=headlines(a, b),
        echoed=_share(a.vocabulary, rest),
        named=_share(a.stated - _NO_NAMES, rest),
    )


def headlines(one: Form, other: Form) -> float | None:
    """Share of the shorter headline's words that stand in the other; None where one has none, or may do without."""
    if not len(one.headline) or not len(other.headline):
        return None
    first, second = set(one.headline.tolist()), set(other.headline.tolist())
    return len(first & second) / min(len(first), len(second))


def _runs(a: Form, b: Form) -> list[Run]:
    """The runs of a longest common subsequence that are long enough to count."""
    blocks = LCSseq.opcodes(a.listed, b.listed).as_matching_blocks()
    return [Run(block.a, block.b, block.size) for block in blocks if block.size >= RUN]


def _words(runs: Sequence[Run]) -> int:
    return sum(run.size for run in runs)


def _densest(runs: Sequence[Run]) -> Sequence[Run]:
    """The runs of the region with the most shared words; the first of equals."""
    breaks = [at for at, (run, after) in enumerate(pairwise(runs), 1) if after.b - run.b - run.size > GAP]
    regions = [runs[start:stop] for start, stop in zip([0, *breaks], [*breaks, len(runs)], strict=True)]
    return max(regions, key=_words)


def _facts(a: Form, b: Form, runs: Sequence[Run]) -> tuple[int, int]:
    """Facts within shared runs, and facts between them in each other's place, where one is news to the other."""
    stated_a, stated_b = _stated(a), _stated(b)
    strange_a, strange_b = _strange(a, b, stated_a), _strange(b, a, stated_b)
    agreeing = sum(_between(stated_a, run.a, run.a + run.size) for run in runs)
    edges = [Run(0, 0, 0), *runs, Run(len(a.listed), len(b.listed), 0)]
    differing = 0
    for run, after in pairwise(edges):
        at_a, at_b = (run.a + run.size, after.a), (run.b + run.size, after.b)
        news = max(_between(strange_a, *at_a), _between(strange_b, *at_b))
        differing += news and min(news, _between(stated_a, *at_a), _between(stated_b, *at_b))
    return agreeing, differing


def _stated(form: Form) -> list[int]:
    """Places of its facts; the last word of a cut text is none, for it may be cut itself."""
    last = len(form.listed) - 1
    return [place for place in form.fact_places if place < last] if form.cut else form.fact_places


def _strange(one: Form, other: Form, places: list[int]) -> list[int]:
    """Those of its facts that the other text does not state."""
    return [place for place in places if one.listed[place] not in other.vocabulary]


def _between(places: list[int], start: int, stop: int) -> int:
    """How many of some ascending places stand in a range."""
    return bisect_left(places, stop) - bisect_left(places, start)


def _share(words: AbstractSet[int], rest: AbstractSet[int]) -> float:
    """Share of the words that stand in the rest; 1 of none."""
    return len(words & rest) / len(words) if words else 1.0
