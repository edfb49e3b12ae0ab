"""Figures of a world: recall and precision by kind, pairs, clusters."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from feedmill.model import Relation
from tests.quality.identity.making import TEASERS, VERSIONS, Item
from tests.quality.identity.matching import MERGING, Matched

WHOLES = ("whole", *VERSIONS)


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many."""

    part: int
    total: int

    @property
    def value(self) -> float:
        return self.part / self.total if self.total else 1.0

    def __add__(self, other: Share) -> Share:
        return Share(self.part + other.part, self.total + other.total)

    def __str__(self) -> str:
        return f"{self.value:.4f} ({self.part} of {self.total})"


@dataclass(frozen=True, slots=True)
class Scores:
    """Everything that is said of a world."""

    recall: dict[str, Share]
    precision: dict[str, Share]
    absent: Share
    labelled: dict[str, Share]
    pairs: dict[str, Share]
    within: Share
    b_cubed: float
    largest_false: int
    wrong: list[tuple[int, int]] = field(repr=False)


def scores(items: Sequence[Item], found: Matched) -> Scores:
    """How well the stories that were found are those that the items were made of."""
    groups = [item.group for item in items]
    parents = _parents(items, found)
    wrong = [
        (number, parent)
        for number, parent in parents.items()
        if parent is not None and groups[parent] != groups[number]
    ]
    wrong += [pair for pair, tie in found.ties.items() if _merges(tie.relation) and groups[pair[0]] != groups[pair[1]]]
    return Scores(
        {**_teaser_recall(items, parents), **_version_recall(items, found)},
        _precision(items, parents),
        _absent(items, parents),
        _labelled(items, found),
        _pairs(items, found),
        _within(items, found),
        b_cubed(groups, found.stories),
        largest_false(groups, found.stories),
        wrong,
    )


def _merges(relation: Relation) -> bool:
    return relation in MERGING


def _parents(items: Sequence[Item], found: Matched) -> dict[int, int | None]:
    """The whole that each teaser was given: its parent, else a member of its story that is no teaser."""
    wholes = {own: at for at, own in enumerate(found.stories) if items[at].kind not in TEASERS}
    given: dict[int, int | None] = {}
    for number, item in enumerate(items):
        if item.kind in TEASERS:
            parent = found.parents.get(number)
            direct = parent is not None and items[parent].kind not in TEASERS
            given[number] = parent if direct else wholes.get(found.stories[number])
    return given


def _shares(counted: Iterable[tuple[str, bool]]) -> dict[str, Share]:
    right, total = Counter[str](), Counter[str]()
    for kind, good in counted:
        total[kind] += 1
        right[kind] += good
    return {kind: Share(right[kind], total[kind]) for kind in total}


def _teaser_recall(items: Sequence[Item], parents: dict[int, int | None]) -> dict[str, Share]:
    return _shares(
        (items[number].kind, parent is not None and items[parent].group == items[number].group)
        for number, parent in parents.items()
        if items[number].whole_present
    )


def _precision(items: Sequence[Item], parents: dict[int, int | None]) -> dict[str, Share]:
    return _shares(
        (items[number].kind, items[parent].group == items[number].group)
        for number, parent in parents.items()
        if parent is not None
    )


def _absent(items: Sequence[Item], parents: dict[int, int | None]) -> Share:
    alone = [parent is None for number, parent in parents.items() if not items[number].whole_present]
    return Share(sum(alone), len(alone))


def _wholes(items: Sequence[Item]) -> dict[str, int]:
    return {item.group: number for number, item in enumerate(items) if item.kind == "whole"}


def _version_recall(items: Sequence[Item], found: Matched) -> dict[str, Share]:
    """Versions that are in the story of the text that they were made of."""
    wholes = _wholes(items)
    return _shares(
        (item.kind, found.stories[number] == found.stories[wholes[item.group]])
        for number, item in enumerate(items)
        if item.kind in VERSIONS
    )


def _labelled(items: Sequence[Item], found: Matched) -> dict[str, Share]:
    """Versions with a tie to it that merges."""
    wholes = _wholes(items)
    counted = []
    for number, item in enumerate(items):
        if item.kind in VERSIONS:
            pair = sorted((number, wholes[item.group]))
            tie = found.ties.get((pair[0], pair[1]))
            counted.append((item.kind, tie is not None and _merges(tie.relation)))
    return _shares(counted)


def _pairs(items: Sequence[Item], found: Matched) -> dict[str, Share]:
    """Ties whose ends are of one story, by relation."""
    return _shares(
        (tie.relation.value, items[a].group == items[b].group)
        for (a, b), tie in found.ties.items()
        if tie.relation is not Relation.WITHIN
    )


def _within(items: Sequence[Item], found: Matched) -> Share:
    """Whole stories in a round-up that are linked to it as such."""
    wholes = _wholes(items)
    linked = []
    for number, item in enumerate(items):
        for name in item.within:
            pair = sorted((number, wholes[name]))
            tie = found.ties.get((pair[0], pair[1]))
            linked.append(tie is not None and tie.relation is Relation.WITHIN)
    return Share(sum(linked), len(linked))


def b_cubed(truth: Sequence[str], stories: Sequence[int]) -> float:
    """F1 of B-cubed precision and recall (Bagga and Baldwin 1998)."""
    both, own, given = Counter(zip(truth, stories, strict=True)), Counter(truth), Counter(stories)
    pairs = list(zip(truth, stories, strict=True))
    precision = sum(both[pair] / given[pair[1]] for pair in pairs) / len(pairs)
    recall = sum(both[pair] / own[pair[0]] for pair in pairs) / len(pairs)
    return 2 * precision * recall / (precision + recall)


def largest_false(truth: Sequence[str], stories: Sequence[int]) -> int:
    """The most true stories in one that was found; 1: none is false."""
    groups = defaultdict(set)
    for group, own in zip(truth, stories, strict=True):
        groups[own].add(group)
    return max(map(len, groups.values()), default=0)
