"""What speaks for and against a new story, at each gap between two passages. Numbers only, no judgement.

Left out on purpose: the place in the page, the usual length of a story, and an outlet's own style of quotes.
"""

from __future__ import annotations

import math
from collections import Counter
from itertools import pairwise
from statistics import median

from feedmill.splitting.passages import Passage
from feedmill.splitting.vocabulary import BACKWARD, CONNECTIVE
from feedmill.splitting.wording import CUT_LENGTH, Wording, wording_of

FEATURES = (
    "cut", "ellipsis", "colon", "left_short", "heading", "separated", "spaced", "lower", "quoted", "quotes",
    "backward", "connective", "article", "said", "timed", "dateline", "kicker", "known_names", "unknown_speaker",
    "new_names", "names_shared", "no_names", "ahead_shared", "taken_up", "near", "wide", "best", "dip",
    "right_long", "left_long", "right_dense", "left_dense", "right_cut", "right_ellipsis", "right_word", "single",
    "teaser",
)  # fmt: skip
NAMES_BACK = 8
SURNAMES_BACK = 14
TERMS_BACK = 6
TEASER_LENGTH = 250

Vector = tuple[float, ...]
Terms = dict[str, float]


def gap_features(passages: list[Passage]) -> list[Vector]:
    """A vector for each gap, `FEATURES` long; gap i stands between passages i and i + 1."""
    wordings = [wording_of(passage.told) for passage in passages]
    cohesion = _cohesion(_weighted(wordings))
    usual_length = median(wording.length for wording in wordings) if wordings else 1
    usual_blanks = median(passage.blanks for passage in passages[1:]) if len(passages) > 1 else 0
    names = _Names(Counter(name for wording in wordings for name in wording.names | wording.bare), len(wordings))
    vectors: list[Vector] = []
    for gap, (left, right) in enumerate(pairwise(wordings)):
        names.learn(gap, left)
        ahead = wordings[gap + 2 : gap + 5]
        vectors.append((
            *_ends(left),
            *_seams(passages[gap + 1], usual_blanks),
            *_opening(left, right),
            *names.of(gap, right, ahead),
            *cohesion[gap],
            *_sizes(left, right, usual_length),
        ))  # fmt: skip
    return vectors


def _ends(left: Wording) -> Vector:
    """How the left side ends."""
    cut = left.ending in ("word", "comma") and left.length >= CUT_LENGTH
    return (cut, left.ending == "ellipsis", left.ending == "colon", left.ending == "short")


def _seams(right: Passage, usual_blanks: float) -> Vector:
    """What stands between the two."""
    return (bool(right.headings), right.set_off, right.blanks > usual_blanks)


def _opening(left: Wording, right: Wording) -> Vector:
    """How the right side begins: as what goes on, or as what is told for the first time."""
    return (
        right.lower,
        right.quoted,
        right.quoted and left.quoted,
        right.first in BACKWARD,
        right.first in CONNECTIVE,
        right.first in ("a", "an"),
        right.said,
        right.timed,
        right.dateline,
        right.kicker,
    )


def _sizes(left: Wording, right: Wording, usual: float) -> Vector:
    """Lengths against the page's median, and what a teaser's single paragraph looks like."""
    cut = right.ending in ("word", "comma", "ellipsis") and right.length >= CUT_LENGTH
    return (
        math.log(right.length / usual),
        math.log(left.length / usual),
        right.sentences >= 3,
        left.sentences >= 3,
        right.ending in ("word", "comma") and right.length >= CUT_LENGTH,
        right.ending == "ellipsis",
        min(right.words, 60) / 60,
        right.sentences == 1 and 18 <= right.words <= 50,
        right.sentences >= 2 and cut and right.length > TEASER_LENGTH,
    )


class _Names:
    """Which names were seen, and how long ago."""

    def __init__(self, spread: Counter[str], passages: int) -> None:
        self.worth = {name: math.log(1 + passages / count) / math.log(2 + passages) for name, count in spread.items()}
        self.seen: dict[str, int] = {}
        self.surnames: dict[str, int] = {}

    def learn(self, at: int, wording: Wording) -> None:
        """Remember a passage's names."""
        for name in wording.names | wording.bare:
            self.seen[name] = at
        for name in wording.introduced:
            self.surnames[name] = at

    def known(self, name: str, at: int) -> bool:
        """Whether a name was seen lately."""
        return at - self.seen.get(name, -99) < NAMES_BACK

    def of(self, at: int, right: Wording, ahead: list[Wording]) -> Vector:
        """Names that point back, and names that are told for the first time."""
        own = right.names | right.bare
        back = sum(1 for name in right.bare if at - self.surnames.get(name, -99) < SURNAMES_BACK)
        stranger = right.said and any(not self.known(name, at) for name in right.bare & right.names)
        new = sum(1 for name in right.introduced if not self.known(name, at))
        worth = sum(self.worth[name] for name in own)
        shared = sum(self.worth[name] for name in own if self.known(name, at))
        later = {name for wording in ahead[:2] for name in wording.names | wording.bare}
        later_shared = sum(1 for name in later if self.known(name, at))
        taken_up = sum(1 for wording in ahead if not wording.bare.isdisjoint(right.introduced))
        return (
            min(back, 3),
            stranger,
            min(new, 3),
            shared / (worth + 1),
            not own,
            later_shared / (len(later) + 2),
            min(taken_up, 2),
        )


def _weighted(wordings: list[Wording]) -> list[Terms]:
    """Each passage's terms as a unit vector: frequencies damped, terms of many passages worth less."""
    spread = Counter(term for wording in wordings for term in wording.terms)
    total = len(wordings) + 1
    vectors: list[Terms] = []
    for wording in wordings:
        raw = {term: math.sqrt(n) * math.log(1 + total / spread[term]) for term, n in wording.terms.items()}
        norm = math.sqrt(sum(weight * weight for weight in raw.values())) or 1.0
        vectors.append({term: weight / norm for term, weight in raw.items()})
    return vectors


def _cohesion(vectors: list[Terms]) -> list[Vector]:
    """For each gap: likeness of its two sides, of three on each side, of the best pair near; depth of the dip."""
    near = [_dot(left, right) for left, right in pairwise(vectors)]
    back = [_best(vectors, gap) for gap in range(len(near))]
    threes = [_sum(vectors[max(0, at) : at + 3]) for at in range(-2, len(vectors))]
    wide = [_cosine(left, right) for left, right in zip(threes, threes[3:], strict=False)]
    around = [max(wide[max(0, gap - 2) : gap + 3], default=0.0) for gap in range(len(near))]
    return [(near[gap], wide[gap], back[gap], around[gap] - wide[gap]) for gap in range(len(near))]


def _best(vectors: list[Terms], gap: int) -> float:
    """The likeness of the passage behind a gap to the most like of those before it."""
    return max(_dot(vectors[gap + 1], left) for left in vectors[max(0, gap + 1 - TERMS_BACK) : gap + 1])


def _dot(one: Terms, other: Terms) -> float:
    """The scalar product, walking the smaller."""
    if len(one) > len(other):
        one, other = other, one
    return sum(weight * other[term] for term, weight in one.items() if term in other)


def _sum(vectors: list[Terms]) -> Terms:
    """The sum of a few vectors."""
    total: Terms = {}
    for vector in vectors:
        for term, weight in vector.items():
            total[term] = total.get(term, 0.0) + weight
    return total


def _cosine(one: Terms, other: Terms) -> float:
    """Likeness by angle, 0 to 1."""
    norm = math.sqrt(sum(w * w for w in one.values()) * sum(w * w for w in other.values()))
    return _dot(one, other) / norm if norm else 0.0
