"""From examples to parts of the model: phrasings by logistic regression, trees by CatBoost, curves by isotonic fit.

Every fit is the same for the same examples: fixed seeds, one thread where the order of sums would matter.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from feedmill.splitting.evidence import Worths
from feedmill.splitting.model import WORTH_STEP, Curve
from feedmill.splitting.phrasing import BUCKET_BITS, Phrasing, Traits
from feedmill.splitting.recurrence import recurrence
from feedmill.splitting.words import Floats, Mark, Words, read
from feedmill.trees import Trees

TERM_BUCKETS = 1 << 17
RAREST = 9.0
NEAR = 8
NEIGHBOURS = 12
DRAWN = 4.0
KNOWN = 3
KNOTS = 24
THREADS = 2
LINES_AT_ONCE = 5000


@dataclass(frozen=True, slots=True)
class Growth:
    """How trees are grown."""

    count: int
    levels: int
    rate: float
    columns: float = 0.3


def fit_worths(stories: Sequence[Sequence[str]]) -> Worths:
    """The worth of each term, from how often it stands again near by in its story, and how often it would by chance.

    Terms of which little is known are drawn to what terms as frequent as they do.
    """
    seen, again = np.zeros(TERM_BUCKETS), np.zeros(TERM_BUCKETS)
    for story in stories:
        words = read(story)
        telling = words.has(Mark.WORD | Mark.NUMBER)
        bucket = words.term[telling] & (TERM_BUCKETS - 1)
        ties = recurrence(words.line[telling], bucket, np.ones(len(bucket), np.float32), len(story))
        near = (ties.distance <= NEAR) | (ties.next - ties.line <= NEAR)
        np.add.at(seen, bucket[ties.order], 1)
        np.add.at(again, bucket[ties.order], near)
    band = np.clip(np.log1p(seen), 0, 12).astype(np.int64)
    usual = (np.bincount(band, again, 13) + 1) / (np.bincount(band, seen, 13) + 3)
    rate = np.clip((again + DRAWN * usual[band]) / (seen + DRAWN), 0.01, 0.97)
    chance = np.clip(1 - (1 - np.minimum(seen / sum(map(len, stories)), 0.5)) ** NEIGHBOURS, 5e-4, 0.97)
    shared, missed = np.log(rate / chance), np.log((1 - chance) / (1 - rate))
    return Worths(_rounded(shared), _rounded(missed), seen >= KNOWN)


def _rounded(values: Any) -> Floats:
    """As they will be stored."""
    rounded: Floats = (np.rint(np.clip(values, 0, RAREST) * WORTH_STEP) / WORTH_STEP).astype(np.float32)
    return rounded


def read_in_parts(texts: Sequence[str]) -> Iterator[Words]:
    """The words of many lines, some thousands at a time."""
    for start in range(0, len(texts), LINES_AT_ONCE):
        yield read(texts[start : start + LINES_AT_ONCE])


def fit_phrasing(
    texts: Sequence[str],
    traits_of: Callable[[Words], Traits],
    truth: npt.ArrayLike,
    weight: npt.ArrayLike,
    softness: float,
) -> Phrasing:
    """Weights of hashed traits by logistic regression, rounded to a byte each."""
    from scipy.sparse import csr_matrix
    from sklearn.linear_model import LogisticRegression

    traits = list(map(traits_of, read_in_parts(texts)))
    lines = np.cumsum([0, *(own.lines for own in traits)])
    row = np.concatenate([own.line + first for own, first in zip(traits, lines[:-1], strict=True)])
    bucket = np.concatenate([own.bucket for own in traits])
    table = csr_matrix((np.ones(len(row), np.float32), (row, bucket)), shape=(int(lines[-1]), 1 << BUCKET_BITS))
    fitted = LogisticRegression(C=softness, max_iter=200).fit(table, truth, sample_weight=weight)
    weights = fitted.coef_[0]
    scale = float(np.abs(weights).max()) / 127
    return Phrasing(np.rint(weights / scale).astype(np.int8), scale, float(fitted.intercept_[0]))


@dataclass(frozen=True, slots=True, eq=False)
class Grown:
    """Trees, and how much each feature moves what they say (their shares come to 100)."""

    trees: Trees
    weights: Floats


def fit_trees(rows: Floats, truth: npt.ArrayLike, weight: npt.ArrayLike, growth: Growth) -> Grown:
    """Boosted oblivious trees for a yes or no."""
    from catboost import CatBoostClassifier

    fitted = CatBoostClassifier(
        iterations=growth.count, depth=growth.levels, learning_rate=growth.rate, rsm=growth.columns, l2_leaf_reg=5,
        bootstrap_type="MVS", subsample=0.7, border_count=64, random_seed=0, thread_count=THREADS, verbose=0,
        allow_writing_files=False,
    )  # fmt: skip
    fitted.fit(rows, np.asarray(truth).astype(np.int8), sample_weight=weight)
    return Grown(_as_arrays(fitted, growth.levels), np.asarray(fitted.get_feature_importance(), np.float32))


def _as_arrays(fitted: Any, levels: int) -> Trees:
    """CatBoost's trees as arrays; a tree that stopped growing early asks nothing in its upper levels."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "model.json"
        fitted.save_model(str(path), format="json")
        saved = json.loads(path.read_text(encoding="utf-8"))
    trees = saved["oblivious_trees"]
    features = np.zeros((len(trees), levels), np.int64)
    borders = np.full((len(trees), levels), np.inf, np.float32)
    leaves = np.zeros((len(trees), 1 << levels), np.float32)
    for number, tree in enumerate(trees):
        for level, split in enumerate(tree["splits"] or ()):
            features[number, level] = split["float_feature_index"]
            borders[number, level] = split["border"]
        leaves[number, : len(tree["leaf_values"])] = tree["leaf_values"]
    scale, (bias,) = saved["scale_and_bias"]
    return Trees(features, borders, (leaves * scale).astype(np.float16).astype(np.float32), float(bias))


def fit_curve(scores: Floats, truth: npt.ArrayLike) -> Curve:
    """A calibration: isotonic, as straight lines in log-odds between a few points."""
    from sklearn.isotonic import IsotonicRegression

    order = np.argsort(scores, kind="stable")
    given, happened = scores[order], np.asarray(truth, np.float64)[order]
    smooth = IsotonicRegression(y_min=0.002, y_max=0.998, out_of_bounds="clip").fit(given, happened)
    edges = np.unique(np.quantile(given, np.linspace(0.002, 0.998, KNOTS)))
    meant = smooth.predict(edges)
    return Curve(edges.astype(np.float32), np.log(meant / (1 - meant)).astype(np.float32))
