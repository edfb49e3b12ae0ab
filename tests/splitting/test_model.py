"""The model as arrays: packed and read again it says the same, and the file that ships is small and holds no code."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedmill.splitting.blocks import block_evidence
from feedmill.splitting.cutting import cut_evidence
from feedmill.splitting.evidence import Worths, read_lines
from feedmill.splitting.furniture import furniture_evidence
from feedmill.splitting.lines import lines_of
from feedmill.splitting.model import FILE, WORTH_STEP, Curve, Model, packed, trained, unpacked
from feedmill.splitting.phrasing import Phrasing
from feedmill.trees import Trees
from tests.splitting.models import a_model, a_phrasing, a_tree, gap_features, some_content

STEPS = np.arange(16, dtype=np.float32) / WORTH_STEP
"""Worths that a byte holds exactly."""


def a_full_model() -> Model:
    """A model in which each part differs from every other one."""
    trees = {
        name: a_tree((at, at + 0.5), (at + 1, -1.0), leaves=(0.0, 0.25, -0.5, float(at)), bias=at / 3)
        for at, name in enumerate(("furniture", "gaps", "blocks", "settled", "cut"))
    }
    phrasings = {
        name: a_phrasing({at: at - 3, 999: 127}, scale=0.01 * at, bias=at / 7)
        for at, name in enumerate(("opening", "closing", "scrap"), start=1)
    }
    return a_model(
        worths=Worths(STEPS, STEPS[::-1].copy(), np.arange(16) % 3 == 0),
        calibration=Curve(np.array([-3, 0, 4], np.float32), np.array([-2, 0.5, 3], np.float32)),
        limits=(0.125, 0.5, 0.875),
        usual=np.arange(9, dtype=np.float32),
        **trees,
        **phrasings,
    )


def said(part: Any) -> list[Any]:
    """Everything that a part of a model says, as plain values."""
    if isinstance(part, Worths | Curve | Phrasing | Trees):
        return [said(getattr(part, field.name)) for field in fields(part)]
    return list(part.ravel().tolist()) if isinstance(part, np.ndarray) else [part]


@pytest.mark.parametrize("name", [field.name for field in fields(Model)])
def test_a_model_that_is_packed_and_unpacked_says_the_same(name: str) -> None:
    model = a_full_model()
    assert said(getattr(unpacked(packed(model)), name)) == said(getattr(model, name))


@pytest.mark.parametrize("name", [field.name for field in fields(Model)])
def test_the_parts_of_an_unpacked_model_are_of_the_kind_that_is_counted_with(name: str) -> None:
    before, after = getattr(a_full_model(), name), getattr(unpacked(packed(a_full_model())), name)
    assert type(after) is type(before)
    for field in fields(before) if not isinstance(before, np.ndarray | tuple) else ():
        assert getattr(getattr(after, field.name), "dtype", None) == getattr(getattr(before, field.name), "dtype", None)


def test_a_model_survives_its_file(tmp_path: Path) -> None:
    np.savez_compressed(tmp_path / "model.npz", **packed(a_full_model()))
    with np.load(tmp_path / "model.npz", allow_pickle=False) as arrays:
        model = unpacked(dict(arrays))
    assert {name: array.tolist() for name, array in packed(model).items()} == {
        name: array.tolist() for name, array in packed(a_full_model()).items()
    }


def test_the_file_that_ships_is_small_and_loads_without_running_code() -> None:
    assert FILE.stat().st_size < 1_000_000
    with np.load(FILE, allow_pickle=False) as arrays:
        assert all(array.dtype.kind in "fiub" for array in arrays.values())
        assert set(arrays) == set(packed(a_full_model()))


def test_the_model_that_ships_is_loaded_once() -> None:
    assert trained() is trained()


def test_the_model_that_ships_was_fitted_to_the_evidence_there_is() -> None:
    model = trained()
    lines = lines_of("The bank met.\nA fire burned.")
    content = some_content("", model, lines=lines)
    doubtful = np.array([0.5], np.float32)
    blocks = len(block_evidence(content, doubtful, np.array([0])))
    asked = {
        "furniture": len(furniture_evidence(read_lines(lines, model.worths), model)),
        "gaps": 3 * len(gap_features()),
        "blocks": blocks,
        "settled": blocks,
        "cut": len(cut_evidence([lines])),
    }
    assert [name for name, count in asked.items() if getattr(model, name).features.max() >= count] == []
    assert len(model.usual) == 3 * len(gap_features())


def test_every_number_of_the_model_that_ships_is_one() -> None:
    arrays = packed(trained())
    assert [name for name, array in arrays.items() if not np.isfinite(array).all()] == []


CURVE = Curve(np.array([-2, 0, 1], np.float32), np.array([-1, -0.5, 3], np.float32))


@pytest.mark.parametrize(("score", "meant"), [(-2, -1), (-1, -0.75), (0, -0.5), (0.5, 1.25), (1, 3), (2, 4), (-5, -4)])
def test_a_curve_is_straight_between_its_points_and_goes_on_in_parallel_beyond_them(score: float, meant: float) -> None:
    assert CURVE.applied(np.array([score], np.float32)).tolist() == pytest.approx([meant])


@given(st.lists(st.floats(-20, 20, width=32), min_size=2).map(sorted))
def test_a_rising_curve_never_turns_the_order_around(scores: list[float]) -> None:
    found = CURVE.applied(np.array(scores, np.float32)).tolist()
    assert found == sorted(found)
