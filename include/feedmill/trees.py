"""Boosted oblivious trees as plain arrays: every level of a tree asks one question of all rows.

The leaf of a row is then a number whose bits are the answers, and all trees are walked by a few array operations
(Prokhorenkova et al., CatBoost, 2018, section 4).
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]

ROWS_AT_ONCE = 256


@dataclass(frozen=True, slots=True, eq=False)
class Trees:
    """`features` and `borders` are trees x levels: is this feature above this border? `leaves` are trees x 2^levels.

    The score of a row, in log-odds, is the sum of its leaves and `bias`. Many trees ask the same: `asked` and `above`
    are the features and borders of the distinct questions, `questions` (levels x trees) which of them each level asks.
    `first` is where each tree's leaves begin. Arrays are taken from by `take`: it copies whole rows, indexing does not.
    """

    features: npt.NDArray[np.int64]
    borders: Floats
    leaves: Floats
    bias: float
    asked: npt.NDArray[np.int64] = field(init=False)
    above: Floats = field(init=False)
    questions: npt.NDArray[np.int64] = field(init=False)
    first: npt.NDArray[np.int64] = field(init=False)

    def __post_init__(self) -> None:
        """Find the distinct questions."""
        every = np.stack([self.features.ravel(), self.borders.ravel()], axis=1)
        distinct, place = np.unique(every, axis=0, return_inverse=True)
        object.__setattr__(self, "asked", distinct[:, 0].astype(np.int64))
        object.__setattr__(self, "above", distinct[:, 1:].astype(np.float32))
        object.__setattr__(self, "questions", np.ascontiguousarray(place.reshape(self.features.shape).T))
        object.__setattr__(self, "first", np.arange(0, self.leaves.size, self.leaves.shape[1])[:, None])

    def scores(self, rows: Floats) -> Floats:
        """The score of each row of features."""
        found = [self._scores(rows[at : at + ROWS_AT_ONCE]) for at in range(0, len(rows), ROWS_AT_ONCE)]
        return np.concatenate(found) if found else np.zeros(0, np.float32)

    def _scores(self, rows: Floats) -> Floats:
        answers = (np.ascontiguousarray(rows.T).take(self.asked, axis=0) > self.above).view(np.uint8)
        leaf = answers.take(self.questions[-1], axis=0)
        for question in self.questions[-2::-1]:
            leaf += leaf
            leaf |= answers.take(question, axis=0)
        found: Floats = (self.leaves.take(self.first + leaf).sum(axis=0) + self.bias).astype(np.float32)
        return found

    def probabilities(self, rows: Floats) -> Floats:
        """The score of each row as a probability."""
        return logistic(self.scores(rows))


def logistic(scores: Floats) -> Floats:
    """Log-odds to probabilities."""
    likely: Floats = (1 / (1 + np.exp(-np.clip(scores, -30, 30)))).astype(np.float32)
    return likely


def log_odds(probabilities: Floats) -> Floats:
    """Probabilities to log-odds, bounded."""
    return np.log((probabilities + 1e-4) / (1 - probabilities + 1e-4)).astype(np.float32)
