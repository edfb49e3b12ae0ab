"""Values a line, seen from its neighbours: the same value some lines away, and how far one dips below those around."""

from __future__ import annotations

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
    """For each place, the values from three before to three behind it; at the ends the outermost again."""
    padded = np.concatenate([np.repeat(values[:1], AROUND), values, np.repeat(values[-1:], AROUND)])
    around: Floats = padded[np.arange(len(values))[:, np.newaxis] + np.arange(2 * AROUND + 1)]
    return around


def middle(values: Floats) -> np.float32:
    """The median; of none 0. For the few values of a page, a tenth of the time that the library's takes."""
    if not len(values):
        return np.float32(0)
    ordered = np.sort(values)
    return np.float32((ordered[(len(values) - 1) // 2] + ordered[len(values) // 2]) / 2)


def in_context(table: Floats) -> Floats:
    """Each row beside the one before it and the one behind it."""
    edge = np.full((1, table.shape[1]), BEYOND, np.float32)
    before, behind = np.vstack([edge, table[:-1]]), np.vstack([table[1:], edge])
    return np.hstack([table, before, behind])
