"""Every row of the table that identity is measured by: what was found, floor, goal, and the prototype's figure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from feedmill.identity.forms import form_of
from tests.quality.identity import natural
from tests.quality.identity.bases import Base, bases, strangers
from tests.quality.identity.making import Item, world
from tests.quality.identity.matching import matched, without_furniture
from tests.quality.identity.scoring import Scores, Share, scores

LIGHT = ("verbatim", "run in", "edited")
TOUCHED = ("correction", "update", "trim")


@dataclass(frozen=True, slots=True)
class Row:
    """A figure with its limits. `most`: no more than the floor is wanted, rather than no less."""

    name: str
    found: Share | float
    floor: float
    goal: float
    prototype: str
    most: bool = False

    @property
    def value(self) -> float:
        """The figure alone: of counts that are to be low, the count."""
        if isinstance(self.found, float):
            return self.found
        return float(self.found.part) if self.most or self.floor > 1 else self.found.value

    @property
    def holds(self) -> bool:
        """Whether the floor holds."""
        return self.value <= self.floor if self.most else self.value >= self.floor

    @property
    def reached(self) -> bool:
        """Whether the goal is reached."""
        return self.value <= self.goal if self.most else self.value >= self.goal


def measured(own: Iterable[Base], others: Iterable[str], seed: int = 7) -> tuple[list[Item], Scores]:
    """A world made of some bases, and how well it was put in order."""
    items = world(list(own), list(others), seed)
    return items, measured_items(items)


def measured_items(items: list[Item]) -> Scores:
    """How well items are put in order, with the furniture learned from themselves."""
    forms = [form_of(item.story) for item in items]
    published = [item.published for item in items]
    bare = without_furniture(forms, matched(forms, published))
    return scores(items, matched(bare, published))


def of_half(half: str, most: int | None = None) -> Scores:
    """The scores of a half of the bases."""
    return measured(bases(half)[:most], strangers(half))[1]


def made_rows(found: Scores) -> Iterator[Row]:
    """The rows of a made world."""
    recall, precision = found.recall, found.precision
    yield Row(
        "teasers of 60-150 words, verbatim, run in, lightly edited: recall", _sum(recall, LIGHT), 0.99, 0.999, "1.000"
    )
    yield Row("... item precision", _sum(precision, LIGHT), 0.99, 0.999, "1.000")
    yield Row("... 8-14 words edited: recall", recall["much edited"], 0.99, 0.998, "0.995")
    yield Row("... a sentence dropped: recall", recall["sentence dropped"], 0.94, 0.98, "0.945")
    yield Row("teasers of 25-59 words: recall", recall["25-59 words"], 0.99, 0.999, "1.000")
    yield Row("... item precision", precision["25-59 words"], 0.99, 0.999, "not stated")
    yield Row("teasers of 14-24 words: recall", recall["14-24 words"], 0.60, 0.90, "0.46")
    yield Row("... item precision", precision["14-24 words"], 0.99, 0.99, "not stated")
    yield Row("whole absent while others quote its lede: left alone", found.absent, 0.97, 0.99, "not tried")
    yield Row("corrections, updates, trims: in the story", _sum(recall, TOUCHED), 0.99, 0.999, "1.000, 0.998, 1.000")
    yield Row("local edits with other footers: in the story", recall["local"], 0.985, 0.995, "0.990")
    yield Row("heavy rewrites: in the story", recall["rewritten"], 0.97, 0.99, "0.982")
    yield Row("version pair precision, made", found.pairs["version_of"] + found.pairs["same"], 0.995, 0.999, "0.998")
    yield Row("clusters: B-cubed F1", found.b_cubed, 0.985, 0.995, "not stated")
    yield Row("largest false cluster", float(found.largest_false), 5, 2, "not stated", most=True)


def wire_rows(half: str) -> Iterator[Row]:
    """The rows of the dated wire: the labelled pairs of a half, and templates."""
    found = natural.labelled(half)
    yield Row("templated wire copy within 48 hours: pair precision, as drawn", found.precision, 0.97, 0.99, "37 of 40")
    yield Row("... as the pairs stand for all candidates", found.weighted_precision, 0.97, 0.99, "not stated")
    yield Row("... recall, as drawn (no floor)", found.recall, 0.0, 0.0, "not stated")
    yield Row("... recall, as they stand for all (no floor)", found.weighted_recall, 0.0, 0.0, "not stated")


def natural_rows() -> Iterator[Row]:
    """The rows of natural sets that have no halves."""
    yield Row(
        "recurring templates three and more days apart: links", natural.recurring(), 60, 10, "32-236 of 961", most=True
    )
    yield Row("equal short notices of two companies: links", natural.notices(), 0, 0, "merged", most=True)
    crawled = natural.crawled()
    pairs = crawled.linked.total
    yield Row(
        f"two crawls of the BBC, {pairs} pairs: same or version", crawled.linked, pairs - 5, pairs, "1,965 of 1,965"
    )
    yield Row("... in one story", crawled.together, pairs - 5, pairs, "not stated")


def _sum(shares: dict[str, Share], kinds: Iterable[str]) -> Share:
    return sum((shares[kind] for kind in kinds), Share(0, 0))
