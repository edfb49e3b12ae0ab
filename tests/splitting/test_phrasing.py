"""How lines are phrased: which traits they have, and what weights make of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedmill.splitting.phrasing import BUCKET_BITS, Traits, closing_traits, opening_traits, scrap_traits
from feedmill.splitting.words import Words, read
from tests.splitting.models import a_phrasing

Make = Callable[[Words], Traits]
ALL: tuple[Make, ...] = (opening_traits, closing_traits, scrap_traits)
FILLING = "bridge river council "


def traits(make: Make, text: str) -> Counter[int]:
    return Counter(make(read([text])).bucket.tolist())


def weighed(make: Make, text: str, *others: str) -> list[float]:
    """The scores of all these lines where every trait of the first one that the second has not weighs one."""
    own = set(traits(make, text)) - set(traits(make, others[0]))
    scored = a_phrasing(dict.fromkeys(own, 1)).scores(make(read([text, *others])))
    return [float(score) for score in scored]


@pytest.mark.parametrize("make", ALL)
def test_what_is_weighed_lifts_the_lines_that_have_it(make: Make) -> None:
    having, without = weighed(make, "A fire burned the mill, police said.", "He also said that it would rain.")
    assert having > 5
    assert without == 0


@pytest.mark.parametrize("make", ALL)
@given(texts=st.lists(st.text("Ab c.“銀1 ", max_size=30), max_size=5))
def test_the_traits_of_a_line_do_not_depend_on_other_lines(make: Make, texts: list[str]) -> None:
    found = make(read(texts))
    each = [Counter(found.bucket[found.line == at].tolist()) for at in range(len(texts))]
    assert found.lines == len(texts)
    assert [sum(own.values()) for own in each] == [sum(traits(make, text).values()) for text in texts]
    assert found.bucket.max(initial=0) < 1 << BUCKET_BITS
    assert found.bucket.min(initial=0) >= 0


@pytest.mark.parametrize("make", ALL)
def test_a_line_has_the_same_traits_wherever_it_stands(make: Make) -> None:
    lines = ["A fire burned the mill.", "“Prices rose,” said Brandt.", "_", "Photo: Reuters"]
    found = make(read(lines))
    for at, line in enumerate(lines):
        assert Counter(found.bucket[found.line == at].tolist()) == traits(make, line)


@pytest.mark.parametrize("make", [opening_traits, closing_traits])
def test_names_count_by_their_shape_alone(make: Make) -> None:
    assert traits(make, "The mayor Keller left Lowden.") == traits(make, "The mayor Brandt left Norburg.")


def test_a_scrap_is_known_by_its_very_words() -> None:
    assert traits(scrap_traits, "Photo: Keller") != traits(scrap_traits, "Photo: Brandt")


def test_an_opening_is_told_by_the_beginning_of_a_line_and_a_closing_by_its_end() -> None:
    text, other = f"A fire burned. {FILLING * 30}", f"He went home. {FILLING * 30}"
    assert traits(opening_traits, text) != traits(opening_traits, other)
    late, later = f"{FILLING * 30}fire burned", f"{FILLING * 30}home gone"
    assert traits(opening_traits, late) == traits(opening_traits, later)
    assert traits(closing_traits, late) != traits(closing_traits, later)


def test_the_order_of_words_is_a_trait() -> None:
    for make in ALL:
        assert traits(make, "fire burned") != traits(make, "burned fire")


def test_log_odds_are_the_scaled_sum_of_weights_and_the_bias() -> None:
    given_traits = Traits(3, np.array([0, 0, 2]), np.array([7, 8, 8]))
    scores = a_phrasing({7: 100, 8: -30}, scale=0.1, bias=-1.0).scores(given_traits)
    assert scores.tolist() == pytest.approx([6.0, -1.0, -4.0])
    assert scores.dtype == np.float32


def test_no_lines_have_no_scores() -> None:
    for make in ALL:
        assert a_phrasing(bias=1.0).scores(make(read([]))).tolist() == []
