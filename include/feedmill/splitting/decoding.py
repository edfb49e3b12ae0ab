"""From a probability for each gap to the boundaries: the likeliest division in which every story has a body.

Headings alone make no story while there is one to take them in. Linear in the number of passages.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from feedmill.model import Span

LEAST = 1e-9


@dataclass(frozen=True, slots=True)
class Division:
    """Half-open ranges of passages, one a story, and how sure the outer boundaries of each are (0 to 1)."""

    ranges: tuple[Span, ...]
    confidences: tuple[float, ...]


def divide(bodies: list[bool], gaps: list[float]) -> Division:
    """The likeliest division. `bodies` says which passages have body text; `gaps` has one probability fewer."""
    if not bodies:
        return Division((), ())
    starts = _starts(bodies, gaps)
    ranges = tuple(zip(starts, [*starts[1:], len(bodies)], strict=True))
    edges = {start: gaps[start - 1] for start in starts[1:]}
    sure = tuple(min(edges.get(start, 1.0), edges.get(end, 1.0)) for start, end in ranges)
    return Division(ranges, sure)


def _starts(bodies: list[bool], gaps: list[float]) -> list[int]:
    """The first passages of the stories, by the best path through two states: the open story has a body, or not yet."""
    path = _Step(bodies[0], 0.0, at=0, parted=True, before=None)
    best: dict[bool, _Step] = {path.has_body: path}
    for at, (has_body, gap) in enumerate(zip(bodies[1:], gaps, strict=True), start=1):
        joins, parts = math.log(max(LEAST, 1 - gap)), math.log(max(LEAST, gap))
        steps = [_Step(step.has_body or has_body, step.score + joins, at, False, step) for step in best.values()]
        if True in best:
            steps.append(_Step(has_body, best[True].score + parts, at, True, best[True]))
        best = {}
        for step in sorted(steps, key=lambda step: step.score):
            best[step.has_body] = step
    return _walked(best.get(True) or best[False])


@dataclass(frozen=True, slots=True)
class _Step:
    """One passage on a path: whether the open story has a body by now, and whether a story began here."""

    has_body: bool
    score: float
    at: int
    parted: bool
    before: _Step | None


def _walked(last: _Step) -> list[int]:
    """The places where a story began on the path that ends here, in order."""
    starts: list[int] = []
    step: _Step | None = last
    while step is not None:
        if step.parted:
            starts.append(step.at)
        step = step.before
    return starts[::-1]
