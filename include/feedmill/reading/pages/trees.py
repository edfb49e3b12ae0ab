"""The trees that judge the lines of pages, as they are kept: distinct questions, and which of them each level asks."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from feedmill.trees import Trees

FILE = Path(__file__).with_name("model.npz")


@cache
def trained() -> Trees:
    """The model that ships."""
    with np.load(FILE, allow_pickle=False) as arrays:
        return unpacked(dict(arrays))


def unpacked(arrays: Mapping[str, Any]) -> Trees:
    """Trees from their arrays."""
    questions = arrays["questions"].T
    return Trees(
        arrays["asked"].astype(np.int64)[questions],
        arrays["above"][questions],
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
