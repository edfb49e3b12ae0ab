"""The second judgement of doubtful gaps: what the whole blocks on both sides say, as the first judgement left them.

A block reaches to the next likely boundary. A story's later paragraphs take up its names and terms even where its
paragraphs next to each other do not; two stories share little, however alike the lines at their seam.
"""

from __future__ import annotations

import numpy as np

from feedmill.splitting.content import Content
from feedmill.splitting.crossings import REACH, taken_up
from feedmill.splitting.evidence import Table, column, table_of
from feedmill.splitting.manner import told_alike
from feedmill.splitting.model import Model
from feedmill.splitting.surroundings import middle
from feedmill.splitting.whole import among_all
from feedmill.splitting.words import Floats, Ints
from feedmill.trees import Trees, log_odds, logistic

DOUBT = 0.02
"""A gap less likely than this to be a boundary is not judged again."""

LIKELY = (0.5, 0.15)
FAR = -9.0


def judged_again(content: Content, first: Floats, model: Model) -> Floats:
    """For each gap the calibrated probability of a boundary, from the first judgement and the blocks.

    Two rounds: the second sees the blocks as the first left them.
    """
    found = round_of(content, first, model.blocks)
    judged = found > DOUBT
    settled = round_of(content, found, model.settled)
    settled[judged] = logistic(model.calibration.applied(log_odds(settled[judged])))
    return settled


def round_of(content: Content, given: Floats, trees: Trees) -> Floats:
    """The probabilities of all gaps, those in doubt judged by their blocks."""
    at = np.flatnonzero(given > DOUBT)
    found = given.copy()
    if len(at):
        found[at] = trees.probabilities(table_of(block_evidence(content, given, at)))
    return found


def block_evidence(content: Content, given: Floats, at: Ints) -> Table:
    """What speaks for and against a boundary at the gaps `at`, `given` a judgement of all gaps."""
    edges = [_bounds(given, at, limit) for limit in LIKELY]
    left, right = (np.concatenate(sides) for sides in zip(*edges, strict=True))
    every = np.tile(at, len(LIKELY))
    columns = _blocks(content, every, left, right) | _phrased(content, every, left, right)
    columns |= told_alike(content.reading.words, every, left, right)
    table = {**_near(content, given, at), **_usual(content, given, at), **among_all(content, given, at)}
    for number, limit in enumerate(LIKELY):
        own = slice(number * len(at), (number + 1) * len(at))
        table |= {f"{name} ({limit})": values[own] for name, values in columns.items()}
    return table


def _near(content: Content, first: Floats, at: Ints) -> Table:
    """The first judgement here and around, how many boundaries the file has, and the lines at the seam."""
    beyond = np.full(3, FAR, np.float32)
    scores = np.concatenate([beyond, log_odds(first), beyond])
    around = scores.take(at[:, np.newaxis] + np.arange(7))
    others = around.take((0, 1, 2, 4, 5, 6), axis=1)
    length = np.log1p(content.reading.shapes.length)
    likely = (first > LIKELY[0]).sum()
    most, next_most = np.sort(np.append(first, 0.0))[::-1][:2]
    return {
        "first": around[:, 3],
        "one before": around[:, 2],
        "one behind": around[:, 4],
        "two before": around[:, 1],
        "two behind": around[:, 5],
        "most around": others.max(axis=1),
        "most elsewhere": np.where(first[at] == most, next_most, most),
        "expected elsewhere": np.minimum(first.sum() - first[at], 3),
        "boundaries a line": np.full(len(at), likely / len(content), np.float32),
        "left length": length[at],
        "right length": length[at + 1],
        "left open": content.reading.shapes.open[at].astype(np.float32),
        "right cut": content.reading.shapes.cut[at + 1].astype(np.float32),
    }


def _usual(content: Content, first: Floats, at: Ints) -> Table:
    """How the other likely boundaries of the document look: what is usual there says how to take the forms here."""
    shapes, lines = content.reading.shapes, content.reading.lines
    blanks = np.array([line.blanks for line in lines], np.float32)
    forms = {
        "left cut": shapes.cut[:-1],
        "left short": shapes.short[:-1],
        "right short": shapes.short[1:],
        "right cut": shapes.cut[1:],
        "right dateline": shapes.dateline[1:],
        "blanks": blanks[1:] > middle(blanks[1:]),
        "separated": content.around.separated[1:],
    }
    likely = np.where(first > LIKELY[0], first, 0.0)
    own = likely[at]
    others = likely.sum() - own
    every = np.stack(list(forms.values()))
    seen, by_chance = every.take(at, axis=1), (0.3 * every.mean(axis=1, keepdims=True)).astype(np.float32)
    together = column([likely[form].sum() for form in every])[:, np.newaxis]
    shares = (together - own * seen + by_chance) / (others + 0.3)
    table: Table = {}
    for name, share, has in zip(forms, shares, seen.astype(np.float32), strict=True):
        table |= {f"usual {name}": share, f"own {name}": has}
    return table


def _phrased(content: Content, at: Ints, left: Ints, right: Ints) -> Table:
    """How much first lines are phrased like a story's first paragraph, last ones like its last."""
    opening, closing = content.opens, content.closes
    behind = at[:, np.newaxis] + np.arange(2, max(3, int((right - at).max())))
    within = np.where(behind < right[:, np.newaxis], opening.take(behind, mode="clip"), np.float32(FAR))
    return {
        "right opens": opening[at + 1],
        "left opens": opening[left],
        "left closes": closing[at],
        "right closes": closing[right - 1],
        "opens most within": np.maximum(within.max(axis=1), np.float32(FAR)),
    }


def _bounds(first: Floats, at: Ints, limit: float) -> tuple[Ints, Ints]:
    """The first line of the block before each gap, and the line after the last of the one behind it."""
    edges = np.concatenate([[-1], np.flatnonzero(first > limit), [len(first)]])
    place = np.searchsorted(edges, at)
    left = edges[place - 1] + 1
    right = edges[place + (edges[place] == at)] + 1
    return np.maximum(left, at + 1 - REACH), np.minimum(right, at + 1 + REACH)


def _blocks(content: Content, at: Ints, left: Ints, right: Ints) -> Table:
    """Sizes of the blocks, and the terms and names that they share."""
    terms, names = content.reading.terms, content.names
    shared = content.crossing.shared(at, left, right)
    every, rather_rare, rare, named, paired, phrased = shared.every.T
    opening, _, _, opening_named, opening_paired, opening_phrased = shared.opening.T
    total, count = _running(terms.total() + 0.5), _running(names.total())
    ahead, behind = total[at + 1] - total[left], total[right] - total[at + 1]
    own_right, own_left = total[at + 2] - total[at + 1], total[at + 1] - total[at]
    lesser = np.minimum(ahead, behind)
    followed = taken_up(names, np.tile(left, 2), np.append(at + 2, at + 1), np.append(right, at + 2))
    rest_names, opening_names = np.split(followed, 2)
    lines, rest = np.sqrt((at + 1 - left) * (right - at - 1)), np.maximum(right - at - 2, 1)
    return {
        "left lines": np.minimum(at + 1 - left, 4),
        "right lines": np.minimum(right - at - 1, 4),
        "shared": every / lesser,
        "rather rare": rather_rare / lines,
        "rare": rare / lines,
        "rare in all": np.minimum(rare, 12),
        "names": named / (1 + np.minimum(count[at + 1] - count[left], count[right] - count[at + 1])),
        "names in all": np.minimum(named, 12),
        "opening shares": opening / own_right,
        "rest shares": (every - opening) / (behind - own_right + 1),
        "rest names": np.minimum(named - opening_named, 12),
        "closing shares": shared.closing[:, 0] / own_left,
        "pairs": np.minimum(paired / lines, 6),
        "pairs of the opening": np.minimum(opening_paired, 8),
        "phrases": np.minimum(phrased, 8),
        "phrases of the opening": np.minimum(opening_phrased, 8),
        "rest goes on with the lead": taken_up(terms, left, at + 2, right) / rest,
        "rest goes on with the lead's names": rest_names / rest,
        "opening goes on with the lead's names": opening_names,
    }


def _running(values: Floats) -> Floats:
    """Sums up to each line."""
    return np.concatenate([[0.0], np.cumsum(values, dtype=np.float64)])
