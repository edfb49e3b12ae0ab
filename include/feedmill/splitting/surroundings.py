"""Values a line, seen from its neighbours: the same value some lines away, and how far one dips below those around."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from feedmill.splitting.words import Bools, Floats

BEYOND = -9.0
"""What stands for the value of a line that is not there."""

AROUND = 3


def shifted(values: Floats | Bools, steps: int, beyond: float = BEYOND) -> Floats:
    """Each line gets the value of the line so many steps behind it (before it, when negative)."""
    moved = np.full(len(values), beyond, np.float32)
    if abs(steps) >= len(values):
        return moved
    if steps >= 0:
        moved[: len(values) - steps] = values[steps:]
    else:
        moved[-steps:] = values[:steps]
    return moved


def windows(values: Floats) -> Floats:
    """For each place of each row, the values from three before to three behind it; at the ends the outermost again."""
    places = np.arange(values.shape[-1])[:, np.newaxis] + np.arange(-AROUND, AROUND + 1)
    return values.take(places, axis=-1, mode="clip")


def middle(values: Floats) -> np.float32:
    """The median; of none 0. For the few values of a page, a tenth of the time that the library's takes."""
    if not len(values):
        return np.float32(0)
    ordered = np.sort(values)
    return np.float32((ordered[(len(values) - 1) // 2] + ordered[len(values) // 2]) / 2)


def share_of(which: Bools) -> float:
    """Which share of some places are these (0 to 1); of none 0. A tenth of the time that the library's mean takes."""
    return np.count_nonzero(which) / max(1, len(which))


def stepped(values: Sequence[Floats | Bools], steps: Sequence[int]) -> list[list[Floats]]:
    """For each kind of values and each of so many steps, what `shifted` says, in one go."""
    far = max(map(abs, steps))
    padded = np.full((len(values), len(values[0]) + 2 * far), BEYOND, np.float32)
    for row, own in zip(padded, values, strict=True):
        row[far : far + len(own)] = own
    return [[row[far + step : len(row) - far + step] for step in steps] for row in padded]


def in_context(table: Floats) -> Floats:
    """Each row beside the one before it and the one behind it."""
    lines, features = table.shape
    around = np.full((3 * features, lines), BEYOND, table.dtype)
    around[:features] = table.T
    around[features : 2 * features, 1:] = table.T[:, :-1]
    around[2 * features :, :-1] = table.T[:, 1:]
    return around.T
