"""Boosted oblivious trees as plain arrays: every level of a tree asks one question of all rows.

The leaf of a row is a number whose bits are the answers (Prokhorenkova et al., CatBoost, 2018, section 4).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
FILE = Path(__file__).with_name("model.npz")
ROWS_AT_ONCE = 512


@dataclass(frozen=True, slots=True, eq=False)
class Trees:
    """`asked` and `above` are distinct questions: is this feature above this border?

    `questions` (levels x trees) says which of them each level of a tree asks, `leaves` are trees x 2^levels. A row's
    score, in log-odds, is the sum of its leaves and `bias`.
    """

    asked: npt.NDArray[np.int64]
    above: Floats
    questions: npt.NDArray[np.int64]
    leaves: Floats
    bias: float

    def probabilities(self, rows: Floats) -> Floats:
        """The probability of each row."""
        parts = [self._scores(rows[at : at + ROWS_AT_ONCE]) for at in range(0, len(rows), ROWS_AT_ONCE)]
        scores = np.concatenate(parts) if parts else np.zeros(0, np.float32)
        likely: Floats = (1 / (1 + np.exp(-np.clip(scores, -30, 30)))).astype(np.float32)
        return likely

    def _scores(self, rows: Floats) -> Floats:
        answers = (rows.T[self.asked] > self.above[:, None]).view(np.uint8)
        leaf = np.zeros((len(self.leaves), len(rows)), np.uint8)
        for level, question in enumerate(self.questions):
            leaf |= answers[question] << np.uint8(level)
        first = np.arange(0, self.leaves.size, self.leaves.shape[1])[:, None]
        found: Floats = (self.leaves.ravel()[first + leaf].sum(axis=0) + self.bias).astype(np.float32)
        return found


@cache
def trained() -> Trees:
    """The model that ships."""
    with np.load(FILE, allow_pickle=False) as arrays:
        return unpacked(dict(arrays))


def unpacked(arrays: Mapping[str, Any]) -> Trees:
    """Trees from their arrays."""
    return Trees(
        arrays["asked"].astype(np.int64),
        arrays["above"],
        arrays["questions"].astype(np.int64),
        arrays["leaves"].astype(np.float32),
        float(arrays["bias"]),
    )


def packed(trees: Trees) -> dict[str, Any]:
    """The arrays of trees: what `unpacked` reads."""
    return {
        "asked": trees.asked.astype(np.int16),
        "above": trees.above,
        "questions": trees.questions.astype(np.int16),
        "leaves": trees.leaves.astype(np.float16),
        "bias": np.array(trees.bias),
    }
