"""The figures of the field, by hand."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedmill.model import Segmentation
from feedmill.splitting.training.dressing import bare
from feedmill.splitting.training.making import FURNITURE
from feedmill.splitting.training.measuring import (
    Figures,
    boundary_figures,
    figures,
    is_made_credit,
    page_figures,
    segmentation_errors,
    story_at,
)
from feedmill.splitting.training.scraps import credit
from feedmill.splitting.words import Bools
from tests.splitting.training.pages import CREDIT, a_made, a_page, dice_of, segmented

X = FURNITURE


def gaps(marks: str) -> Bools:
    """A gap a mark; `|` is a boundary."""
    return np.array([mark == "|" for mark in marks], np.bool_)


def test_a_perfect_segmentation_is_without_a_fault() -> None:
    made = a_made(0, 0, 0, 1, 1, 2, 2, 2)
    found = page_figures(made, segmented(made, (4, 4, 4, 7, 7, 9, 9, 9)))
    assert (found.precision, found.recall, found.f1) == (1, 1, 1)
    assert (found.mean_pk, found.mean_window_diff) == (0, 0)
    assert (found.exact, found.false_alarms, found.lost) == (1, 0, 0)


def test_precision_and_recall_of_boundaries() -> None:
    made = a_made(0, 0, 1, 1, 2, 2)
    found = boundary_figures(made, (0, 0, 1, 2, 2, 2))
    assert (found.right, found.found, found.there) == (1, 2, 2)
    assert (found.precision, found.recall, found.f1) == (0.5, 0.5, 0.5)
    assert (found.exact, found.false_alarms) == (0, 1)


def test_two_stories_taken_for_one_lose_recall_and_no_precision() -> None:
    made = a_made(0, 0, 1, 1, 2, 2)
    found = page_figures(made, segmented(made, (0, 0, 1, 1, 1, 1)))
    assert (found.precision, found.recall) == (1, 0.5)
    assert found.f1 == pytest.approx(2 / 3)
    assert (found.stories, found.exact, found.false_alarms) == (3, 0, 0)


def test_the_cut_of_a_merged_story_is_told_of_each_that_it_swallowed() -> None:
    made = a_made(0, 0, 1, 1, 2, 2, cut=(2,))
    found = page_figures(made, segmented(made, (0, 0, 1, 1, 1, 1), cut=(1,)))
    assert (found.cut_right, found.stories) == (2, 3)
    assert found.share("cut_right", "stories") == pytest.approx(2 / 3)


@pytest.mark.parametrize(
    ("gold", "found", "pk", "window_diff"),
    [
        ("...|...", "...|...", 0, 0),
        ("...|...", ".......", 2 / 6, 2 / 6),
        ("...|...", "....|..", 2 / 6, 2 / 6),
        ("...|...", "...||..", 1 / 6, 2 / 6),
        ("...|...", "|||||||", 4 / 6, 6 / 6),
        (".......", "...|...", 4 / 4, 4 / 4),
        ("...|.....|..", "...|........", 2 / 11, 2 / 11),
        ("..", "|.", 1, 1),
        (".", ".", 0, 0),
        ("|", ".", 1, 1),
        ("", "", 0, 0),
    ],
)
def test_pk_and_window_diff_by_hand(gold: str, found: str, pk: float, window_diff: float) -> None:
    assert segmentation_errors(gaps(gold), gaps(found)) == pytest.approx((pk, window_diff))


@given(st.lists(st.tuples(st.booleans(), st.booleans()), max_size=40))
def test_what_pk_calls_an_error_window_diff_does_too(pairs: list[tuple[bool, bool]]) -> None:
    gold, found = (np.array([pair[which] for pair in pairs], np.bool_) for which in (0, 1))
    pk, window_diff = segmentation_errors(gold, found)
    assert 0 <= pk <= window_diff <= 1
    assert segmentation_errors(gold, gold) == (0, 0)
    assert bool(window_diff) <= bool((gold != found).any())


def test_furniture_is_counted_as_there_called_and_rightly_called() -> None:
    made = bare(a_page((0, "A story."), (X, CREDIT), (0, "It goes on."), (X, "Related stories"), (1, "Another.")))
    found = page_figures(made, segmented(made, (0, X, X, 0, 1)))
    assert (found.furniture, found.called_furniture, found.furniture_right) == (2, 2, 1)
    assert (found.credits, found.credits_right) == (1, 1)
    assert found.lost == len("It goes on.\n")
    assert found.characters == len("A story.\nIt goes on.\nAnother.\n")


def test_a_credit_that_was_missed_is_counted_and_hides_no_boundary() -> None:
    made = bare(a_page((0, "A story."), (X, CREDIT), (1, "Another.")))
    found = page_figures(made, segmented(made, (0, 0, 1)))
    assert (found.credits, found.credits_right, found.furniture_right) == (1, 0, 0)
    assert found.f1 == 1


@pytest.mark.parametrize(("guess", "right"), [((0, X, 1, 1), 1), ((X, 0, 1, 1), 1), ((0, 0, X, 1), 0)])
def test_content_taken_for_furniture_counts_to_the_story_before_it(guess: tuple[int, ...], right: int) -> None:
    assert boundary_figures(a_made(0, 0, 1, 1), guess).right == right


def test_a_page_taken_for_furniture_altogether_has_no_boundary() -> None:
    made = a_made(0, 1)
    found = page_figures(made, Segmentation((), ()))
    assert (found.found, found.there, found.lost) == (0, 1, found.characters)


def test_a_line_belongs_to_the_span_that_holds_its_begin() -> None:
    made = a_made(0, 0, 1)
    starts = sorted(made.stories)
    split = segmented(made, (3, X, 5))
    assert story_at(starts, split) == [3, X, 5]
    assert story_at([starts[1] - 1, starts[2] + 1], split) == [X, 5]


def test_figures_of_pages_add_up_and_errors_are_means_over_pages() -> None:
    right, wrong = a_made(0, 0, 1, 1), a_made(0, 1)
    both = figures([right, wrong], [segmented(right, (0, 0, 1, 1)), segmented(wrong, (0, 0))])
    assert (both.pages, both.exact, both.there, both.found) == (2, 1, 2, 1)
    assert (both.mean_pk, both.mean_window_diff) == (0.5, 0.5)
    assert both.share("exact", "pages") == 0.5


def test_figures_of_as_many_pages_as_were_split_are_asked_for() -> None:
    with pytest.raises(ValueError, match="shorter"):
        figures([a_made(0, 1)], [])


def test_nothing_measured_comes_to_nothing() -> None:
    none = Figures()
    assert (none.precision, none.recall, none.f1, none.mean_pk, none.mean_window_diff) == (0, 0, 0, 0, 0)
    assert none.share("credits_right", "credits") == 0


@given(st.integers())
def test_every_credit_made_for_measuring_is_known_as_one(seed: int) -> None:
    made = credit(dice_of(seed), unseen=True)
    assert is_made_credit(made), made


@pytest.mark.parametrize(
    "line", ["Related stories", "PAKISTAN", "MEDIAKIT - DIARIO EN PAPEL", "06.11.2023 | 14:10", "Impressum | AGB"]
)
def test_other_furniture_is_no_made_credit(line: str) -> None:
    assert not is_made_credit(line)
