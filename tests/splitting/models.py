"""Small models made by hand: they say what a test wants them to say, whatever the one that ships has learned."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from feedmill.splitting.content import Content, Surroundings, content_of
from feedmill.splitting.evidence import Worths, read_lines
from feedmill.splitting.furniture import furniture_evidence
from feedmill.splitting.gaps import gap_evidence
from feedmill.splitting.lines import Line, lines_of
from feedmill.splitting.model import Curve, Model
from feedmill.splitting.phrasing import BUCKET_BITS, Phrasing
from feedmill.splitting.words import read
from feedmill.trees import Trees

LIMITS = (0.1, 0.6, 0.9)
BUCKETS = 1 << 16


def a_tree(*questions: tuple[int, float], leaves: tuple[float, ...], bias: float = 0.0) -> Trees:
    """One tree: is feature `questions[i][0]` above that border? The first answer is the lowest bit of the leaf."""
    features, borders = zip(*questions, strict=True)
    return Trees(np.array([features]), np.array([borders], np.float32), np.array([leaves], np.float32), bias)


def always(score: float) -> Trees:
    """Trees that give every row this score."""
    return a_tree((0, np.inf), leaves=(score, score))


def gap_tree(feature: str, border: float, *, below: float, above: float) -> Trees:
    """One question about one piece of evidence of a gap."""
    return a_tree((gap_features().index(feature), border), leaves=(below, above))


def gap_features() -> list[str]:
    """The names of all evidence of a gap, in order."""
    return list(gap_evidence(some_content("One line.\nAnother.")))


def furniture_tree(feature: str, border: float, *, below: float, above: float) -> Trees:
    """One question about one piece of evidence of a line."""
    names = list(furniture_evidence(read_lines(lines_of("One line."), worths()), a_model()))
    return a_tree((names.index(feature), border), leaves=(below, above))


def a_phrasing(weights: Mapping[int, int] | None = None, *, scale: float = 1.0, bias: float = 0.0) -> Phrasing:
    """A phrasing in which only these buckets weigh."""
    table = np.zeros(1 << BUCKET_BITS, np.int8)
    for bucket, weight in (weights or {}).items():
        table[bucket] = weight
    return Phrasing(table, scale, bias)


def worths(
    values: Mapping[str, float] | None = None, *, default: float = 2.0, missed: float = 0.5, known: bool = True
) -> Worths:
    """Terms that are worth the same but for these words."""
    shared = np.full(BUCKETS, default, np.float32)
    for word, value in (values or {}).items():
        shared[bucket_of(word)] = value
    return Worths(shared, np.full(BUCKETS, missed, np.float32), np.full(BUCKETS, known))


def bucket_of(word: str) -> int:
    """The bucket of a word's term."""
    return int(read([word]).term[0]) & (BUCKETS - 1)


def a_model(**parts: Any) -> Model:
    """A model that takes every line for content and every gap for doubtful, but for these parts."""
    straight = Curve(np.array([-10, 10], np.float32), np.array([-10, 10], np.float32))
    blank: dict[str, Any] = {
        "worths": worths(),
        **dict.fromkeys(("opening", "closing", "scrap"), a_phrasing()),
        "furniture": always(-9.0),
        **dict.fromkeys(("gaps", "blocks", "settled"), always(0.0)),
        "cut": always(-1.0),
        "calibration": straight,
        "limits": LIMITS,
        "usual": np.zeros(1, np.float32),
    }
    return Model(**(blank | parts))


def calm(count: int) -> Surroundings:
    """Surroundings of lines between which nothing stood."""
    none = np.zeros(count, np.float32)
    return Surroundings(none, none, none, np.zeros(count, np.int64))


def some_content(
    text: str,
    model: Model | None = None,
    *,
    around: Callable[[int], Surroundings] = calm,
    lines: list[Line] | None = None,
) -> Content:
    """The content of a text without furniture; or of these lines."""
    model = model or a_model()
    lines = lines_of(text) if lines is None else lines
    return content_of(read_lines(lines, model.worths), around(len(lines)), model)
