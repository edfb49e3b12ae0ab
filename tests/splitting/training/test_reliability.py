"""How far probabilities can be believed, by hand."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedmill.splitting.model import trained
from feedmill.splitting.training.dressing import bare
from feedmill.splitting.training.examples import content_examples
from feedmill.splitting.training.reliability import Bin, Reliability, reliability, together
from tests.quality.written import written_articles
from tests.splitting.training.pages import a_made, a_page

told_gaps = st.lists(st.tuples(st.floats(0, 1, width=32), st.booleans()), max_size=50)


def told(*gaps: tuple[float, bool]) -> Reliability:
    """Gaps with what was said of each, and what is."""
    return Reliability(np.array([p for p, _ in gaps], np.float32), np.array([is_one for _, is_one in gaps], np.bool_))


SURE_TO_UNSURE = told((0.99, True), (0.6, True), (0.1, True), (0.02, False))


def test_a_bin_says_what_was_said_and_what_happened() -> None:
    bins = told((0.1, False), (0.19, True), (0.5, True), (0.95, True), (1.0, False)).bins()
    assert [one.gaps for one in bins] == [2, 1, 2]
    assert [one.said for one in bins] == pytest.approx([0.145, 0.5, 0.975])
    assert [one.happened for one in bins] == [0.5, 1.0, 0.5]


def test_the_calibration_error_weighs_each_bin_by_its_gaps() -> None:
    assert told((0.25, True), (0.25, False), (0.25, False), (0.25, False)).calibration_error == 0
    assert told((0.75, False)).calibration_error == pytest.approx(0.75)
    three = told((0.75, True), (0.75, False), (0.0, False))
    assert three.calibration_error == pytest.approx((2 * 0.25 + 1 * 0) / 3)


def test_the_brier_score_is_the_mean_square() -> None:
    assert told((1.0, True), (0.5, True), (0.5, False), (0.0, True)).brier == pytest.approx((0.25 + 0.25 + 1) / 4)


@pytest.mark.parametrize(
    ("error", "coverage", "limit"), [(0.0, 0.5, 0.98), (0.1, 0.5, 0.98), (0.25, 1.0, 0.6), (1.0, 1.0, 0.6)]
)
def test_the_surest_gaps_are_accepted_as_long_as_errors_stay_few(error: float, coverage: float, limit: float) -> None:
    assert SURE_TO_UNSURE.coverage(error) == coverage
    assert SURE_TO_UNSURE.limit(error) == pytest.approx(limit)


def test_where_the_surest_gap_is_wrong_none_is_accepted() -> None:
    found = told((0.99, False), (0.9, True))
    assert (found.coverage(0.1), found.limit(0.1)) == (0.0, 1.0)


def test_how_many_are_surer_than_a_limit_and_how_many_of_them_are_wrong() -> None:
    found = told((0.95, True), (0.02, True), (0.6, True), (0.3, False))
    assert found.surer(0.9) == (0.5, 0.5)
    assert found.surer(0.99) == (0.0, 0.0)


def test_no_gaps_say_nothing() -> None:
    none = together([])
    assert none.surer(0.5) == (0.0, 0.0)
    assert (none.bins(), none.brier, none.calibration_error, none.coverage(0.1), none.limit(0.1)) == ([], 0, 0, 0, 1)


@given(told_gaps)
def test_bins_hold_every_gap_once_and_scores_stay_between_0_and_1(gaps: list[tuple[float, bool]]) -> None:
    found = told(*gaps)
    assert sum(one.gaps for one in found.bins()) == len(gaps)
    assert 0 <= found.brier <= 1
    assert 0 <= found.calibration_error <= 1


@given(told_gaps, st.floats(0, 1), st.floats(0, 1))
def test_more_errors_allowed_means_more_accepted(gaps: list[tuple[float, bool]], one: float, other: float) -> None:
    found = told(*gaps)
    few, many = sorted((one, other))
    assert found.coverage(few) <= found.coverage(many)
    assert found.limit(few) >= found.limit(many)


@given(told_gaps, st.floats(0, 0.5))
def test_no_more_errors_than_allowed_are_accepted(gaps: list[tuple[float, bool]], error: float) -> None:
    found = told(*gaps)
    accepted = round(found.coverage(error) * len(gaps))
    surest = sorted((gap for gap in gaps), key=lambda gap: -max(np.float32(gap[0]), 1 - np.float32(gap[0])))[:accepted]
    assert sum((p > 0.5) != truth for p, truth in surest) <= error * accepted
    assert all(max(p, 1 - p) >= found.limit(error) - 1e-6 for p, _ in surest)


@given(st.lists(told_gaps, max_size=4))
def test_pages_together_are_their_gaps_together(pages: list[list[tuple[float, bool]]]) -> None:
    found = together([told(*own) for own in pages])
    assert found.given.tolist() == [p for own in pages for p, _ in own]
    assert found.truth.tolist() == [truth for own in pages for _, truth in own]


def paragraphs(number: int) -> Sequence[str]:
    return written_articles("en")[number].paragraphs[:4]


def test_what_the_model_says_of_pages_is_told_gap_by_gap() -> None:
    two = bare(a_page(*((0, one) for one in paragraphs(0)), *((1, one) for one in paragraphs(1))))
    single = a_made(0)
    found = reliability([single, two], trained())
    content, truth = content_examples(two, trained())
    assert content is not None
    assert truth.tolist() == found.truth.tolist()
    assert truth.sum() == 1
    assert found.given[truth] > 0.5


def test_a_bin_is_what_its_card_shows() -> None:
    assert told((0.5, True), (0.5, False)).bins() == [Bin(2, 0.5, 0.5)]
