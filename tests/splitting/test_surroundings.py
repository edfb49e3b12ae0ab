"""Values a line, seen from its neighbours."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as some

from feedmill.splitting.surroundings import AROUND, BEYOND, in_context, middle, share_of, shifted, stepped, windows
from feedmill.splitting.words import Bools, Floats

VALUES = st.lists(st.integers(-50, 50).map(float), min_size=1, max_size=8)


@given(VALUES, st.integers(-10, 10))
def test_each_line_gets_the_value_of_the_line_so_many_steps_behind(values: list[float], steps: int) -> None:
    at = range(len(values))
    moved = [values[place + steps] if place + steps in at else BEYOND for place in at]
    assert shifted(np.array(values, np.float32), steps).tolist() == moved


@given(VALUES, st.lists(st.integers(-3, 3), min_size=1, max_size=4))
def test_several_kinds_of_values_are_seen_so_many_steps_away_at_once(values: list[float], steps: list[int]) -> None:
    numbers = np.array(values, np.float32)
    kinds: list[Floats | Bools] = [numbers, numbers > 0]
    found = [[moved.tolist() for moved in own] for own in stepped(kinds, steps)]
    assert found == [[shifted(own, step).tolist() for step in steps] for own in kinds]


def test_what_stands_for_a_line_that_is_not_there_can_be_chosen() -> None:
    assert shifted(np.array([True, False]), -1, 0.5).tolist() == [0.5, 1.0]


@given(VALUES)
def test_a_window_reaches_three_to_both_sides_and_repeats_the_outermost(values: list[float]) -> None:
    last = len(values) - 1
    seen = [[values[min(last, max(0, at + step))] for step in range(-AROUND, AROUND + 1)] for at in range(len(values))]
    found = windows(np.array([values, values[::-1]], np.float32))
    assert found[0].tolist() == windows(np.array(values, np.float32)).tolist() == seen
    assert found[1].tolist() == windows(np.array(values[::-1], np.float32)).tolist()


@given(VALUES)
def test_the_middle_is_the_median(values: list[float]) -> None:
    assert middle(np.array(values, np.float32)) == np.median(np.array(values, np.float32))


def test_the_middle_of_nothing_is_nothing() -> None:
    assert middle(np.zeros(0, np.float32)) == 0


@pytest.mark.parametrize(("which", "share"), [([True, False, True, False], 0.5), ([False], 0), ([], 0)])
def test_the_share_of_some_places_is_that_of_all(which: list[bool], share: float) -> None:
    assert share_of(np.array(which, np.bool_)) == share


@given(some.arrays(np.float32, st.tuples(st.integers(1, 6), st.integers(1, 3)), elements=st.integers(-5, 5)))
def test_a_row_stands_beside_the_ones_before_and_behind_it(
    table: np.ndarray[tuple[int, int], np.dtype[np.float32]],
) -> None:
    edge = [BEYOND] * table.shape[1]
    rows = [edge, *table.tolist(), edge]
    assert in_context(table).tolist() == [
        [*own, *before, *behind] for before, own, behind in zip(rows, rows[1:], rows[2:], strict=False)
    ]


@pytest.mark.parametrize("steps", [0, 1, -1])
def test_no_values_have_no_neighbours(steps: int) -> None:
    assert shifted(np.zeros(0, np.float32), steps).tolist() == []
