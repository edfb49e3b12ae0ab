"""From probabilities to divisions."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedmill.splitting.decoding import LONG, divide


def likelihood(cuts: tuple[bool, ...], gaps: list[float]) -> float:
    total = 1.0
    for cut, gap in zip(cuts, gaps, strict=True):
        total *= gap if cut else 1 - gap
    return total


def starts(cuts: tuple[bool, ...]) -> list[int]:
    return [0, *(at for at, cut in enumerate(cuts, start=1) if cut)]


def every_story_has_a_body(cuts: tuple[bool, ...], bodies: list[bool]) -> bool:
    begins = starts(cuts)
    return all(any(bodies[a:b]) for a, b in zip(begins, [*begins[1:], len(bodies)], strict=True))


def test_nothing_is_divided_into_nothing() -> None:
    assert divide([], []).ranges == ()


def test_likely_gaps_part_and_others_join() -> None:
    division = divide([True] * 4, [0.1, 0.9, 0.4])
    assert division.ranges == ((0, 2), (2, 4))


def test_confidence_is_that_of_the_least_sure_decision_at_an_edge_or_within() -> None:
    assert divide([True] * 4, [0.1, 0.9, 0.4]).confidences == (0.9, 0.6)
    assert divide([True] * 3, [0.3, 0.1]).confidences == (0.7,)
    assert divide([True], []).confidences == (1.0,)


def test_confidence_is_that_of_the_less_sure_edge() -> None:
    assert divide([True] * 3, [0.9, 0.6]).confidences == (0.9, 0.6, 0.6)


def test_headings_without_a_body_join_the_likelier_side() -> None:
    assert divide([True, False, True], [0.9, 0.6]).ranges == ((0, 1), (1, 3))
    assert divide([True, False, True], [0.6, 0.9]).ranges == ((0, 2), (2, 3))
    assert divide([True, False], [0.9]).ranges == ((0, 2),)
    assert divide([False, True], [0.9]).ranges == ((0, 2),)


def test_headings_alone_are_one_story() -> None:
    assert divide([False, False], [0.9]).ranges == ((0, 2),)


def in_one_place(probability: float, lines: int, *, at: int = 5) -> list[float]:
    """The gaps of so many lines, with one in doubt."""
    return [probability if gap == at else 0.01 for gap in range(lines - 1)]


def test_a_boundary_in_doubt_parts_a_short_document_and_not_a_long_one() -> None:
    assert len(divide([True] * (LONG - 1), in_one_place(0.55, LONG - 1)).ranges) == 2
    assert len(divide([True] * LONG, in_one_place(0.55, LONG)).ranges) == 1
    assert len(divide([True] * 40, in_one_place(0.79, 40)).ranges) == 1
    assert len(divide([True] * 40, in_one_place(0.81, 40)).ranges) == 2


def test_several_boundaries_in_doubt_are_more_than_chance() -> None:
    twice = in_one_place(0.7, 40)
    twice[20] = 0.7
    assert len(divide([True] * 40, twice).ranges) == 3


def test_one_story_with_a_likely_gap_is_as_unsure_as_that() -> None:
    assert divide([True] * 40, in_one_place(0.75, 40)).confidences == (0.25,)


@pytest.mark.parametrize(("probability", "stories"), [(0.94, 1), (0.96, 2)])
def test_a_sure_boundary_parts_a_document_of_any_length(probability: float, stories: int) -> None:
    assert len(divide([True] * 2000, in_one_place(probability, 2000)).ranges) == stories


@pytest.mark.parametrize("sure", [0.0, 1.0])
def test_certainty_is_taken_as_it_is(sure: float) -> None:
    assert len(divide([True, True], [sure]).ranges) == 1 + int(sure)


@given(st.lists(st.tuples(st.booleans(), st.floats(0.01, 0.99)), min_size=1, max_size=8))
def test_no_other_division_with_bodies_is_likelier(passages: list[tuple[bool, float]]) -> None:
    bodies = [has_body for has_body, _ in passages]
    gaps = [gap for _, gap in passages[1:]]
    found = divide(bodies, gaps)
    cuts = tuple(at in {start for start, _ in found.ranges} for at in range(1, len(bodies)))
    options = list(product((False, True), repeat=len(gaps)))
    allowed = [option for option in options if every_story_has_a_body(option, bodies)] or [(False,) * len(gaps)]
    best = max(likelihood(option, gaps) for option in allowed)
    assert cuts in allowed
    assert likelihood(cuts, gaps) == pytest.approx(best)
