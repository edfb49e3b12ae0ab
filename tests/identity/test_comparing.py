"""What one text has of another: measured the same whichever comes first."""

from __future__ import annotations

import itertools
import time

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from feedmill.identity.comparing import Likeness, compare, headlines, ordered
from feedmill.identity.forms import COMPARED, Form, form_of
from feedmill.identity.winnowing import grams
from tests.factories import a_story

WORDS = [f"w{chr(97 + number // 26)}{chr(97 + number % 26)}" for number in range(300)]


def form(text: str, headline: str | None = None) -> Form:
    return form_of(a_story(text + ".", headline=headline))


def told(start: int, stop: int) -> str:
    return " ".join(WORDS[start:stop])


def likeness(one: str, other: str) -> Likeness:
    found = compare(form(one), form(other))
    assert found is not None
    return found


def test_a_part_is_covered_where_it_stands() -> None:
    found = likeness(told(40, 100), told(0, 200))
    assert (found.words, found.ratio, found.covered, found.region, found.density) == (60, 0.3, 1.0, 1.0, 1.0)
    assert (found.starts, found.begins, found.ends) == (0, 40, 0)


def test_what_stands_before_and_after_the_shared_region_is_counted() -> None:
    found = likeness("some other beginning here " + told(10, 60) + " and an end", told(0, 200))
    assert (found.starts, found.begins, found.ends) == (4, 10, 3)


def test_a_sentence_left_out_breaks_no_region_and_a_page_does() -> None:
    near = likeness(told(0, 30) + " " + told(60, 90), told(0, 300))
    assert (near.region, near.covered) == (1.0, 1.0)
    far = likeness(told(0, 30) + " " + told(200, 240), told(0, 300))
    assert (far.starts, far.begins) == (30, 200)
    assert far.region < far.covered == 1.0


def test_texts_that_share_little_are_not_aligned() -> None:
    assert compare(form(told(0, 60)), form(told(55, 120))) is None
    assert compare(form(told(0, 60)), form(told(100, 200))) is None


def test_grams_that_stand_in_another_order_may_leave_no_run() -> None:
    colliding = form(told(0, 3))
    colliding.__dict__["grams"] = form(told(10, 13)).grams
    assert compare(colliding, form(told(10, 40))) is None


def test_facts_in_each_others_place_differ() -> None:
    words = told(0, 20)
    found = likeness(f"On Monday {words} rose 5 percent, Acme said", f"On Friday {words} rose 7 percent, Acme said")
    assert found.differing == 2
    same = likeness(f"On Monday {words} rose 5 percent, Acme said", f"On Monday {words} rose 5 points, Acme said")
    assert (same.differing, same.agreement) == (0, 1.0)


def test_a_fact_that_moved_is_no_other_fact() -> None:
    words = told(0, 20)
    assert likeness(f"On Monday {words} it rose", f"It rose on Monday {words} again").differing == 0


def test_the_last_word_of_a_cut_text_is_no_fact() -> None:
    part = form_of(a_story(f"{told(0, 30)} so said Presid", cut=True))
    found = compare(part, form(f"{told(0, 30)} so said President Brown, {told(40, 90)}"))
    assert found is not None
    assert found.differing == 0


def test_what_the_whole_says_again_is_told_in_words_and_in_names() -> None:
    part = "the minister Brown of Leeds met nobody that day on Monday"
    whole = f"{part} but later the deputy of Brown came on Monday and Tuesday {told(0, 30)}"
    found = likeness(part, whole)
    assert found.named == 1 / 2
    assert 0.3 < found.echoed < 0.6
    assert likeness(told(0, 30), told(0, 60)).named == 1.0


def test_headlines_are_compared_where_both_have_one() -> None:
    one, other = form("a b c", "Acme sets payout"), form("a b c", "Acme Corp sets quarterly payout")
    assert headlines(one, other) == 1.0
    assert headlines(one, form("a b c", "Zenith sets payout")) == 2 / 3
    assert headlines(one, form("a b c")) is None


def test_of_equal_length_the_lesser_id_comes_first() -> None:
    forms = [form(told(0, 10)), form(told(10, 20))]
    assert ordered(*forms) == ordered(*reversed(forms))


@given(st.lists(st.sampled_from(["a", "b", "Ccc", "4", "said", "Monday"]), max_size=60), st.integers(0, 60), st.data())
def test_comparing_is_the_same_in_either_order(words: list[str], at: int, data: st.DataObject) -> None:
    others = data.draw(st.permutations(words)) if data.draw(st.booleans()) else [*words[:at], "new", *words[at:]]
    one, other = form(" ".join(words)), form(" ".join(others))
    found = compare(one, other)
    assert found == compare(other, one)
    if found is not None:
        assert 0 <= found.region <= found.covered <= 1
        assert 0 <= found.agreement <= 1
        assert 0 < found.density <= 1


def test_the_worst_texts_are_compared_in_bounded_time() -> None:
    same = form("word " * 1_000_000)
    two = form(" ".join(itertools.islice(itertools.cycle(["one", "two"]), 20_000)))
    three = form(" ".join(itertools.islice(itertools.cycle(["one", "two", "three"]), 20_000)))
    long = form(" ".join(f"w{number}" for number in range(COMPARED)))
    start = time.process_time()
    for a, b in itertools.combinations_with_replacement((same, two, three, long), 2):
        compare(a, b)
    assert time.process_time() - start < 10


def test_a_text_of_nothing_but_furniture_is_like_no_other() -> None:
    footer = form(told(0, 40))
    bare = footer.without(np.unique(grams(footer.words).view(np.int64)))
    assert bare.length == 0
    assert compare(bare, form(told(0, 100))) is None
    assert compare(bare, bare) is None
