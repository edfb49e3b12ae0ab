"""Lines of content: what binds them, and how they are phrased."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from feedmill.splitting.content import Surroundings, content_of
from feedmill.splitting.evidence import read_lines
from feedmill.splitting.lines import lines_of
from feedmill.splitting.phrasing import Traits, closing_traits, opening_traits
from feedmill.splitting.words import Words, read
from tests.splitting.models import a_model, a_phrasing, calm, some_content

TEXT = "Maria Keller built the new stone bridge.\nIt rained.\nKeller said the new stone bridge was safe."


@pytest.mark.parametrize(
    "ties",
    [
        pytest.param("names", id="Keller"),
        pytest.param("pairs", id="stone bridge; new is too plain to count"),
        pytest.param("phrases", id="the new stone bridge"),
    ],
)
def test_lines_are_tied_by_names_and_by_words_in_a_row(ties: str) -> None:
    assert getattr(some_content(TEXT), ties).reached(40).back.tolist() == [[0, 0, 1]]


def test_ties_of_these_kinds_weigh_the_same_whatever_the_word_is_worth() -> None:
    content = some_content(TEXT)
    assert {*content.names.weight.tolist(), *content.pairs.weight.tolist(), *content.phrases.weight.tolist()} == {1.0}


def test_a_line_is_as_long_as_its_reading() -> None:
    assert len(some_content(TEXT)) == 3


@pytest.mark.parametrize(
    ("part", "make", "score"), [("opening", opening_traits, "opens"), ("closing", closing_traits, "closes")]
)
def test_each_phrasing_scores_by_its_own_traits(part: str, make: Callable[[Words], Traits], score: str) -> None:
    own = set(make(read(["It rained."])).bucket.tolist())
    model = a_model(**{part: a_phrasing(dict.fromkeys(own, 1), bias=0.5)})
    found = some_content("It rained.\nBrandt went.", model)
    assert getattr(found, score)[0] > getattr(found, score)[1] >= 0.5
    other = "closes" if score == "opens" else "opens"
    assert getattr(found, other).tolist() == [0, 0]


def test_what_stood_around_lines_can_be_cut_down_to_some_of_them() -> None:
    values = np.arange(4, dtype=np.float32)
    around = Surroundings(values, values + 4, values + 8, np.array([0, 2, 0, 1])).kept(slice(1, 3))
    assert [around.stray.tolist(), around.before.tolist(), around.before_stray.tolist()] == [[1, 2], [5, 6], [9, 10]]
    assert (around.marks.tolist(), around.separated.tolist()) == ([2, 0], [True, False])


def test_content_keeps_what_it_was_made_of() -> None:
    model, around = a_model(), calm(3)
    reading = read_lines(lines_of(TEXT), model.worths)
    content = content_of(reading, around, model)
    assert content.reading is reading
    assert content.around is around
