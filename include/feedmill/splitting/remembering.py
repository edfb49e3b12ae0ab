"""What earlier files say about a boundary.

A line that stood elsewhere without what is before it now begins a story;
one that stood behind the same lines goes on.

Off unless a memory is given. It never joins what is cut in the middle of a sentence, nor what is nearly certain.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from feedmill.model import Recalled
from feedmill.ports import Memory
from feedmill.splitting.lines import Line
from feedmill.splitting.shapes import ending_of

LEAST = 60
"""Shorter lines say nothing: they come again by chance."""

LEAST_BEFORE = 40
BEFORE = 4
WORTH = 3.0
"""Log-odds that one file is worth; two say all there is to say. Set beforehand, not fitted."""

SURE = 0.9
FARTHEST = 1e-4


def remembered(gaps: Sequence[float], lines: Sequence[Line], memory: Memory | None) -> list[float]:
    """The probabilities of the gaps between these lines, moved by what the memory holds."""
    if memory is None:
        return list(gaps)
    return [_moved(gap, lines, at, memory) for at, gap in enumerate(gaps)]


def _moved(gap: float, lines: Sequence[Line], at: int, memory: Memory) -> float:
    """The probability of one gap."""
    behind = lines[at + 1].text
    before = [line.text for line in lines[max(0, at + 1 - BEFORE) : at + 1] if len(line.text) >= LEAST_BEFORE]
    recalled = memory.recall(behind, before) if len(behind) >= LEAST and before else None
    if recalled is None:
        return gap
    worth = _worth(recalled)
    if worth < 0 and (gap > SURE or ending_of(lines[at].text) in ("word", "comma", "ellipsis")):
        return gap
    bounded = min(1 - FARTHEST, max(FARTHEST, gap))
    return 1 / (1 + math.exp(-(math.log(bounded / (1 - bounded)) + worth)))


def _worth(recalled: Recalled) -> float:
    """What was seen, in log-odds: lines seen together once count for going on, however often they stood apart."""
    if recalled.together:
        return -WORTH * min(recalled.together, 2)
    return WORTH * min(recalled.apart, 2)
