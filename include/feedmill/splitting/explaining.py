"""Why a boundary stands where it does: how much each kind of evidence moved the judgement, gap by gap.

A kind of evidence is taken away by giving its features the values that are usual where a story goes on; what the
log-odds lose by that is what it brought. What is shown adds up only roughly: kinds of evidence lean on each other.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from feedmill.model import Document
from feedmill.splitting.blocks import judged_again
from feedmill.splitting.broken import parted_where_broken
from feedmill.splitting.content import Content
from feedmill.splitting.delimited import delimited
from feedmill.splitting.evidence import table_of
from feedmill.splitting.gaps import GROUPS, gap_evidence, probabilities
from feedmill.splitting.judging import headed, sort_out
from feedmill.splitting.lines import lines_of
from feedmill.splitting.model import Model, trained
from feedmill.splitting.surroundings import in_context
from feedmill.splitting.words import Floats
from feedmill.trees import log_odds

Evidence = tuple[tuple[str, float], ...]

BLOCKS = "blocks"
"""What the second judgement added to the first."""

HEADLINES = "headlines"
"""What headlines added to both."""

BROKEN = "broken off"
"""What a line that breaks off in mid-sentence added to all of these."""

MARKS = "marks"
"""What the marks added that part the document's stories, or none."""


@dataclass(frozen=True, slots=True)
class Gap:
    """A gap between two lines of content.

    `before` is the offset at which the line before it ends, `behind` that at which the one behind it begins, both in
    the document's text; `probability` (0 to 1) that a story begins there; `evidence` what moved it, in log-odds, the
    strongest first, by kind.
    """

    before: int
    behind: int
    probability: float
    evidence: Evidence


def explain(document: Document, model: Model | None = None, *, evidence: bool = True) -> tuple[Gap, ...]:
    """Every gap between two lines of content, with what moved its probability, unless no `evidence` is wanted."""
    model = model or trained()
    found = sort_out(lines_of(document.text, document.blocks), model)
    gaps: list[Gap] = []
    for content, own in found.windows(model):
        first = probabilities(content, model)
        second = judged_again(content, first, model)
        third = headed(content, second, model)
        fourth = parted_where_broken(content.reading.lines, third)
        last = delimited(content, fourth)
        told = _told(content, (first, second, third, fourth, last), model) if evidence else [()] * len(last)
        gaps.extend(_gaps(content, last, told)[own])
    return tuple(gaps[: max(0, len(found.lines) - 1)])


def _gaps(content: Content, judged: Floats, told: Sequence[Evidence]) -> list[Gap]:
    """The gaps of one window."""
    lines = content.reading.lines
    return [
        Gap(lines[at].spans[-1][1], lines[at + 1].spans[0][0], probability, evidence)
        for at, (probability, evidence) in enumerate(zip(judged.tolist(), told, strict=True))
    ]


def _told(content: Content, judged: Sequence[Floats], model: Model) -> list[Evidence]:
    """What moved the gaps of one window; `judged` is what they were after each judgement."""
    names = gap_evidence(content)
    rows = in_context(table_of(names))
    groups = [_brought(rows, list(names), group, model) for group in GROUPS]
    later = [log_odds(own) - log_odds(before) for before, own in pairwise(judged)]
    brought = np.stack([*groups, *later], axis=1)
    return [_strongest(values) for values in brought.tolist()]


def _brought(rows: Floats, names: Sequence[str], group: str, model: Model) -> Floats:
    """What one kind of evidence brought to each gap, its neighbours' included."""
    own = np.array([name.startswith(f"{group}: ") for name in names] * (rows.shape[1] // len(names)))
    without = np.where(own, model.usual, rows)
    brought: Floats = model.gaps.scores(rows) - model.gaps.scores(without)
    return brought


def _strongest(brought: Sequence[float]) -> Evidence:
    """The kinds of evidence in the order of what they brought."""
    named = zip((*GROUPS, BLOCKS, HEADLINES, BROKEN, MARKS), brought, strict=True)
    return tuple(sorted(((name, round(value, 2)) for name, value in named), key=lambda one: -abs(one[1])))
