"""The trained model: plain arrays in one file, loaded once, without code in it. docs/splitting.md is its card."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from feedmill.splitting.evidence import Worths
from feedmill.splitting.phrasing import Phrasing
from feedmill.splitting.words import Floats
from feedmill.trees import Trees

FILE = Path(__file__).with_name("model.npz")
WORTH_STEP = 28.0


@dataclass(frozen=True, slots=True, eq=False)
class Curve:
    """A calibration: log-odds `given` and the log-odds `meant` by them, with straight lines in between."""

    given: Floats
    meant: Floats

    def applied(self, scores: Floats) -> Floats:
        """Calibrated log-odds; beyond both ends the curve goes on in parallel to what is given."""
        within = np.clip(scores, self.given[0], self.given[-1])
        return (np.interp(within, self.given, self.meant) + scores - within).astype(np.float32)


@dataclass(frozen=True, slots=True, eq=False)
class Model:
    """All that was learned.

    `worths` of terms; `opening`, `closing`, `scrap`: phrasings; trees that judge lines (`furniture`), gaps alone
    (`gaps`), gaps between blocks (`blocks`, then `settled`) and last lines (`cut`); the `calibration` of the last
    judgement of gaps; `limits`: the probabilities above which a line of a known form, a short one, and a sentence
    are furniture; `usual`: what the features of a gap are where a story goes on.
    """

    worths: Worths
    opening: Phrasing
    closing: Phrasing
    scrap: Phrasing
    furniture: Trees
    gaps: Trees
    blocks: Trees
    settled: Trees
    cut: Trees
    calibration: Curve
    limits: tuple[float, float, float]
    usual: Floats


@cache
def trained() -> Model:
    """The model that ships."""
    with np.load(FILE, allow_pickle=False) as arrays:
        return unpacked(dict(arrays))


def unpacked(arrays: Mapping[str, Any]) -> Model:
    """A model from its arrays."""
    return Model(
        worths=_worths(arrays),
        calibration=Curve(arrays["calibration.given"], arrays["calibration.meant"]),
        limits=tuple(arrays["limits"].tolist()),
        usual=arrays["usual"],
        opening=_phrasing(arrays, "opening"),
        closing=_phrasing(arrays, "closing"),
        scrap=_phrasing(arrays, "scrap"),
        furniture=_trees(arrays, "furniture"),
        gaps=_trees(arrays, "gaps"),
        blocks=_trees(arrays, "blocks"),
        settled=_trees(arrays, "settled"),
        cut=_trees(arrays, "cut"),
    )


def _worths(arrays: Mapping[str, Any]) -> Worths:
    shared, missed = arrays["worths"].astype(np.float32) / WORTH_STEP
    return Worths(shared, missed, np.unpackbits(arrays["known"]).astype(np.bool_))


def _phrasing(arrays: Mapping[str, Any], name: str) -> Phrasing:
    scale, bias = arrays[f"{name}.line"].tolist()
    return Phrasing(arrays[f"{name}.weights"], scale, bias)


def _trees(arrays: Mapping[str, Any], name: str) -> Trees:
    return Trees(
        arrays[f"{name}.features"].astype(np.int64),
        arrays[f"{name}.borders"],
        arrays[f"{name}.leaves"].astype(np.float32),
        float(arrays[f"{name}.bias"]),
    )


def packed(model: Model) -> dict[str, Any]:
    """The model's arrays: what `unpacked` reads."""
    return dict(_packed(model))


def _packed(model: Model) -> Iterator[tuple[str, Any]]:
    yield "worths", np.rint(np.stack([model.worths.shared, model.worths.missed]) * WORTH_STEP).astype(np.uint8)
    yield "known", np.packbits(model.worths.known)
    yield "calibration.given", model.calibration.given
    yield "calibration.meant", model.calibration.meant
    yield "limits", np.array(model.limits)
    yield "usual", model.usual
    for field in fields(model):
        part = getattr(model, field.name)
        if isinstance(part, Phrasing):
            yield f"{field.name}.weights", part.weights
            yield f"{field.name}.line", np.array([part.scale, part.bias])
        if isinstance(part, Trees):
            yield f"{field.name}.features", part.features.astype(np.int16)
            yield f"{field.name}.borders", part.borders
            yield f"{field.name}.leaves", part.leaves.astype(np.float16)
            yield f"{field.name}.bias", np.array(part.bias)
