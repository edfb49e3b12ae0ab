"""Oblivious trees: as if each row walked down each tree on its own."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedmill.splitting.words import Floats
from feedmill.trees import ROWS_AT_ONCE, Trees, log_odds, logistic

FEATURES = 5


@st.composite
def forests(draw: st.DrawFn) -> Trees:
    """Some trees of one depth that ask for five features."""
    count, levels = draw(st.integers(1, 4)), draw(st.integers(1, 6))
    dice = np.random.default_rng(draw(st.integers(0, 2**32)))
    return Trees(
        dice.integers(0, FEATURES, (count, levels)),
        dice.integers(-3, 4, (count, levels)).astype(np.float32),
        dice.normal(size=(count, 1 << levels)).astype(np.float32),
        float(dice.normal()),
    )


def rows_of(count: int, seed: int = 0) -> Floats:
    """Rows of whole numbers, so that many stand right on a border."""
    return np.random.default_rng(seed).integers(-4, 5, (count, FEATURES)).astype(np.float32)


def walked(trees: Trees, row: list[float]) -> float:
    """The score of one row, tree by tree and question by question."""
    score = trees.bias
    for features, borders, leaves in zip(trees.features, trees.borders, trees.leaves, strict=True):
        answers = [row[feature] > border for feature, border in zip(features, borders, strict=True)]
        score += leaves[sum(1 << level for level, above in enumerate(answers) if above)]
    return float(score)


@given(forests(), st.integers(0, 40), st.integers(0, 1000))
def test_scores_are_those_of_a_walk_down_each_tree(trees: Trees, count: int, seed: int) -> None:
    rows = rows_of(count, seed)
    assert trees.scores(rows).tolist() == pytest.approx([walked(trees, row) for row in rows.tolist()], abs=1e-5)


@pytest.mark.parametrize("count", [ROWS_AT_ONCE - 1, ROWS_AT_ONCE, ROWS_AT_ONCE + 1, 2 * ROWS_AT_ONCE + 7])
def test_many_rows_are_scored_as_each_alone(count: int) -> None:
    trees = Trees(
        np.array([[0, 1], [2, 0]]), np.zeros((2, 2), np.float32), np.arange(8, dtype=np.float32).reshape(2, 4), 0.5
    )
    rows = rows_of(count)
    assert trees.scores(rows).tolist() == [walked(trees, row) for row in rows.tolist()]


def test_a_value_on_the_border_is_not_above_it() -> None:
    trees = Trees(np.zeros((1, 1), np.int64), np.ones((1, 1), np.float32), np.array([[-1, 1]], np.float32), 0.0)
    assert trees.scores(np.array([[1.0], [1.5]], np.float32)).tolist() == [-1, 1]


def test_probabilities_are_the_scores_as_such() -> None:
    trees = Trees(np.zeros((1, 1), np.int64), np.zeros((1, 1), np.float32), np.array([[-2, 2]], np.float32), 1.0)
    found = trees.probabilities(np.array([[-1.0], [1.0]], np.float32)).tolist()
    assert found == pytest.approx([1 / (1 + math.e), 1 / (1 + math.exp(-3))])


@given(st.floats(-9, 9))
def test_log_odds_and_probabilities_are_each_others_inverse_but_near_certainty(score: float) -> None:
    back = log_odds(logistic(np.array([score], np.float32)))[0]
    assert back == pytest.approx(score, abs=0.01 if abs(score) < 4 else 1.0)


@pytest.mark.parametrize("score", [1e6, -1e6])
def test_the_surest_score_is_still_a_probability_and_bounded_log_odds(score: float) -> None:
    sure = logistic(np.array([score], np.float32))
    assert 0 <= sure[0] <= 1
    assert 9 < abs(log_odds(sure)[0]) < 10
