"""From a probability for each gap to the boundaries: the likeliest division in which every story has a body.

Headings alone make no story while there is one to take them in. A long document is divided only by boundaries that
are more than chance makes of so many gaps. Linear in the number of lines.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from feedmill.model import Span

LEAST = 1e-6
DOUBT = 0.02
"""A gap less likely than this is no boundary, whatever its neighbours are."""

LONG = 36
"""A document of fewer lines has too few gaps for one to look like a boundary by chance."""

BY_CHANCE = 20
ENOUGH = math.log(19)
"""Log-odds (of 95 %) that are no chance in a document of any length."""


@dataclass(frozen=True, slots=True)
class Division:
    """Half-open ranges of lines, one a story, and how sure each is.

    That is the probability (0 to 1) of the least sure decision that it rests on, be it a boundary at its ends or none
    within it.
    """

    ranges: tuple[Span, ...]
    confidences: tuple[float, ...]


def divide(bodies: Sequence[bool], gaps: Sequence[float]) -> Division:
    """The likeliest division. `bodies` says which lines are body text; `gaps` has one probability fewer."""
    if not bodies:
        return Division((), ())
    starts = _starts(bodies, gaps)
    if not _more_than_chance(starts, gaps):
        starts = [0]
    ranges = tuple(pairwise([*starts, len(bodies)]))
    return Division(ranges, tuple(_sure(own, gaps) for own in ranges))


def _more_than_chance(starts: Sequence[int], gaps: Sequence[float]) -> bool:
    """Whether the odds of a long document's boundaries together outweigh the square of how many times 20 lines it has.

    The more gaps one long story has, the likelier one or another of them looks like a boundary. `ENOUGH` is enough.
    """
    lines = len(gaps) + 1
    if lines < LONG:
        return True
    chosen = [gaps[at - 1] for at in starts[1:]]
    odds = sum(math.log(max(LEAST, gap)) - math.log(max(LEAST, 1 - gap)) for gap in chosen)
    return odds >= min(ENOUGH, 2 * math.log(lines / BY_CHANCE))


def _sure(own: Span, gaps: Sequence[float]) -> float:
    """How sure a story's extent is."""
    start, end = own
    ends = [gaps[at] for at in (start - 1, end - 1) if 0 <= at < len(gaps)]
    within = max(gaps[start : end - 1], default=0.0)
    return float(min(1.0, 1 - within, *ends))


def _starts(bodies: Sequence[bool], gaps: Sequence[float]) -> list[int]:
    """The first lines of the stories, by the best path through two states: the open story has a body, or not yet.

    Only gaps in doubt are decided; between two of them lines stay together.
    """
    doubtful = [at for at, gap in enumerate(gaps, start=1) if gap > DOUBT]
    counts = [0, *accumulate(bodies)]
    runs = list(pairwise([0, *doubtful, len(bodies)]))
    filled = [counts[end] > counts[start] for start, end in runs]
    path = _Step(filled[0], 0.0, at=0, parted=True, before=None)
    best: dict[bool, _Step] = {path.has_body: path}
    for (at, _), has_body in zip(runs[1:], filled[1:], strict=True):
        best = _better(_onward(best, at, has_body, float(gaps[at - 1])))
    return _walked(best.get(True) or best[False])


@dataclass(frozen=True, slots=True)
class _Step:
    """A run of lines on a path: whether the open story has a body by now, and whether a story began here."""

    has_body: bool
    score: float
    at: int
    parted: bool
    before: _Step | None


def _onward(best: dict[bool, _Step], at: int, has_body: bool, gap: float) -> list[_Step]:
    """Each path goes on with the next run; one whose story has a body may also begin another."""
    joins, parts = math.log(max(LEAST, 1 - gap)), math.log(max(LEAST, gap))
    steps = [_Step(step.has_body or has_body, step.score + joins, at, False, step) for step in best.values()]
    if True in best:
        steps.append(_Step(has_body, best[True].score + parts, at, True, best[True]))
    return steps


def _better(steps: list[_Step]) -> dict[bool, _Step]:
    """The best path into each state."""
    return {step.has_body: step for step in sorted(steps, key=lambda step: step.score)}


def _walked(last: _Step) -> list[int]:
    """The places where a story began on the path that ends here, in order."""
    starts: list[int] = []
    step: _Step | None = last
    while step is not None:
        if step.parted:
            starts.append(step.at)
        step = step.before
    return starts[::-1]
