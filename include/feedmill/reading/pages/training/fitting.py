"""From examples to trees, by CatBoost: the same for the same examples."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from feedmill.reading.pages.training.examples import FOLDS, Example
from feedmill.trees import Trees

COUNT, LEVELS, RATE = 160, 6, 0.12
SEED = 1


def fit(examples: Sequence[Example]) -> Trees:
    """Trees that tell lines of main stories from all others."""
    from catboost import CatBoostClassifier

    model = CatBoostClassifier(
        iterations=COUNT, depth=LEVELS, learning_rate=RATE, border_count=32, l2_leaf_reg=6, rsm=0.3,
        bootstrap_type="Bernoulli", subsample=0.6, random_seed=SEED, thread_count=2, verbose=0,
        allow_writing_files=False,
    )  # fmt: skip
    rows = np.concatenate([example.rows for example in examples])
    labels = np.concatenate([example.labels for example in examples])
    weights = np.concatenate([example.weights for example in examples])
    model.fit(rows, labels, sample_weight=weights)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "model.json"
        model.save_model(str(path), format="json")
        return grown(json.loads(path.read_text()))


def folds(examples: Sequence[Example]) -> list[Trees]:
    """For each part of the cross-validation, trees that have seen all other parts."""
    return [fit([example for example in examples if example.fold != fold]) for fold in range(FOLDS)]


def grown(model: dict[str, object]) -> Trees:
    """Trees from CatBoost's own JSON."""
    every = model["oblivious_trees"]
    assert isinstance(every, list)
    splits = [[(split["float_feature_index"], split["border"]) for split in tree["splits"] or ()] for tree in every]
    padded = [own + [(0, np.inf)] * (LEVELS - len(own)) for own in splits]
    leaves = np.array([_padded(tree["leaf_values"]) for tree in every], np.float32)
    questions = np.array(padded, np.float32)
    scale = model["scale_and_bias"]
    assert isinstance(scale, list)
    return Trees(
        questions[:, :, 0].astype(np.int64),
        questions[:, :, 1],
        leaves.astype(np.float16).astype(np.float32) * np.float32(scale[0]),
        float(np.ravel(scale[1])[0]),
    )


def _padded(leaves: list[float]) -> list[float]:
    """The leaves of a tree, as many as one with all levels has: the missing questions are always answered no."""
    return [*leaves, *[0.0] * ((1 << LEVELS) - len(leaves))]
