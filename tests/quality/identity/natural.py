"""Natural pairs: two crawls of one outlet, a dated wire with its templates, encyclopedia pages with their revisions."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from itertools import pairwise
from typing import Any

from feedmill.identity.deciding import Tie, tie
from feedmill.identity.forms import Form
from feedmill.model import Condition, Relation
from feedmill.splitting.training.articles import clean, rows_of
from tests.quality.identity.matching import candidates, comparable, holds, matched
from tests.quality.identity.scoring import Share
from tests.quality.identity.telling import form
from tests.quality.reuters import Pair, half, pairs, weight, wires

STORY = (Relation.SAME, Relation.VERSION_OF, Relation.EXCERPT_OF)
NEAR, FAR = 48.0, 72.0
"""Hours within which a pair was labelled as near, and from which as far."""
TICKER = re.compile(r"<([A-Z.]+)>")


@dataclass(frozen=True, slots=True)
class Wired:
    """The dated wire: its forms, when each was sent, and the ties that its texts have, whether or not they hold."""

    ids: tuple[int, ...]
    forms: tuple[Form, ...]
    sent: tuple[datetime, ...]
    titles: tuple[str, ...]
    ties: dict[tuple[int, int], Tie]

    def hours(self, pair: tuple[int, int]) -> float:
        """How far apart two were sent."""
        return abs((self.sent[pair[0]] - self.sent[pair[1]]).total_seconds()) / 3600

    def held(self) -> dict[tuple[int, int], Tie]:
        """The ties that make two texts one story, by their dates too."""
        return {
            pair: found
            for pair, found in self.ties.items()
            if found.relation in STORY and holds(found, self.sent[pair[0]], self.sent[pair[1]])
        }


@cache
def wired() -> Wired:
    """Every text of the wire, matched with every other."""
    found = wires()
    ids = tuple(sorted(found))
    forms = tuple(map(_wire, ids))
    ties = {(a, b): made for a, b in candidates(forms) if (made := tie(forms[a], forms[b])) is not None}
    return Wired(ids, forms, tuple(found[one].sent for one in ids), tuple(found[one].title for one in ids), ties)


@dataclass(frozen=True, slots=True)
class Labelled:
    """What became of labelled pairs: as drawn, and as they stand for all candidate pairs."""

    precision: Share
    recall: Share
    weighted_precision: float
    weighted_recall: float


def labelled(which: str) -> Labelled:
    """The pairs of a half that were sent within 48 hours of each other."""
    own = [pair for pair in pairs() if half(pair.a, pair.b) == which and pair.hours <= NEAR]
    linked = [_linked(pair) for pair in own]
    given = [pair for pair, found in zip(own, linked, strict=True) if found]
    right = [pair for pair in given if pair.related]
    related = [pair for pair in own if pair.related]
    return Labelled(
        Share(len(right), len(given)),
        Share(len(right), len(related)),
        sum(map(weight, right)) / sum(map(weight, given)),
        sum(map(weight, right)) / sum(map(weight, related)),
    )


def _linked(pair: Pair) -> bool:
    a, b = _wire(pair.a), _wire(pair.b)
    if a.content_id == b.content_id:
        return True
    found = tie(a, b) if a.norm_id == b.norm_id or comparable(a, b) else None
    return (
        found is not None and found.relation in STORY and pair.hours <= NEAR and found.condition is not Condition.STATED
    )


@cache
def _wire(number: int) -> Form:
    wire = wires()[number]
    return form(clean(wire.body), headline=clean(wire.title))


@cache
def _held() -> dict[tuple[int, int], Tie]:
    return wired().held()


def recurring() -> Share:
    """Links between texts three and more days apart, which recur: those that hold, of those that text alone makes."""
    alone = {pair: found for pair, found in wired().ties.items() if found.condition is not Condition.STATED}
    far = {pair for pair, found in alone.items() if found.relation in STORY and wired().hours(pair) >= FAR}
    return Share(len(far & _held().keys()), len(far))


def notices() -> Share:
    """Short texts with equal bodies, each of another company: pairs that are linked, of all."""
    bodies: dict[str, list[int]] = defaultdict(list)
    for place, own in enumerate(wired().forms):
        if len(own.headline):
            bodies[own.norm_id].append(place)
    others = [
        (a, b)
        for places in bodies.values()
        for at, b in enumerate(places)
        for a in places[:at]
        if not _companies(a) & _companies(b) and _companies(a) and _companies(b)
    ]
    return Share(sum(pair in _held() for pair in others), len(others))


def _companies(place: int) -> set[str]:
    return {name.removesuffix(".O") for name in TICKER.findall(wired().titles[place])}


@dataclass(frozen=True, slots=True)
class Crawled:
    """Stories of two crawls with one title: those that are linked, and those in one story."""

    linked: Share
    together: Share


def crawled() -> Crawled:
    """The two crawls of the BBC, matched with one another."""
    seconds: dict[str, list[str]] = defaultdict(list)
    for row in rows_of("news/bbc-second-crawl.jsonl.gz"):
        seconds[clean(row["title"]).casefold()].append(clean(row["body"]))
    texts: list[str] = []
    for row in rows_of("news/bbc.jsonl.gz"):
        for second in seconds[clean(row["title"]).casefold()]:
            texts += " ".join(map(clean, row["paras"])), second
    forms = list(map(form, texts))
    found = matched(forms, [None] * len(forms))
    ends = [(place, place + 1) for place in range(0, len(forms), 2)]
    one = [a for a, b in ends if forms[a].content_id == forms[b].content_id]
    kinds = (Relation.SAME, Relation.VERSION_OF)
    linked = [a for a, b in ends if (a, b) in found.ties and found.ties[a, b].relation in kinds]
    together = [a for a, b in ends if found.stories[a] == found.stories[b]]
    return Crawled(Share(len({*one, *linked}), len(ends)), Share(len({*one, *together}), len(ends)))


@dataclass(frozen=True, slots=True)
class Revised:
    """Pages of an encyclopedia: revisions next to each other that are linked, and links from page to page."""

    adjacent: Share
    crossing: int


def revised() -> Revised:
    """The revisions of 445 pages, years apart."""
    rows = sorted(
        rows_of("news/wikipedia-versions.jsonl.gz"), key=lambda row: (row["page"], int(row["version"].split(".")[0]))
    )
    forms = [form(clean(row["body"])) for row in rows]
    pages = [row["page"] for row in rows]
    found = matched(forms, [None] * len(forms))
    linked = {pair for pair, made in found.ties.items() if made.relation in STORY}
    next_to = [(a, b) for a, b in pairwise(range(len(rows))) if pages[a] == pages[b]]
    return Revised(
        Share(sum(_one(pair, linked, forms) for pair in next_to), len(next_to)),
        sum(pages[a] != pages[b] for a, b in linked),
    )


def _revision(row: dict[str, Any]) -> tuple[str, int]:
    return row["page"], int(row["version"].partition(".")[0])


def _one(pair: tuple[int, int], linked: set[tuple[int, int]], forms: Sequence[Form]) -> bool:
    return pair in linked or forms[pair[0]].content_id == forms[pair[1]].content_id
