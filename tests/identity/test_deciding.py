"""What ties two contents: one test for each thing that news desks do, and for each thing that only looks like it."""

from __future__ import annotations

import itertools
import random
import time

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedmill.identity.deciding import Tie, preference, tie
from feedmill.identity.forms import Form, form_of
from feedmill.identity.winnowing import grams
from feedmill.model import Condition, Relation
from tests.factories import a_story

LETTERS = "abcdefghijklmnopqrstuvwxyz"
SPELT = [f"{one}{other}{third}" for one in LETTERS[:8] for other in LETTERS for third in LETTERS[:10]]


def prose(start: int, stop: int, seed: int = 1) -> list[str]:
    """Words of a story: names every eighth word, some of them said again and again."""
    dice = random.Random(seed)  # noqa: S311 -- makes a text
    names = [dice.choice(SPELT).title() for _ in range(6)]
    own = SPELT[seed * 200 :][:400]
    return [names[dice.randrange(6)] if at % 8 == 5 else dice.choice(own) for at in range(stop)][start:]


STORY = prose(0, 300)
OTHER = prose(0, 300, seed=2)


def form(words: list[str] | str, *, cut: bool = False, headline: str | None = None) -> Form:
    text = words if isinstance(words, str) else " ".join(words)
    return form_of(a_story(text if cut else text + ".", cut=cut, headline=headline))


def found(one: Form, other: Form) -> tuple[Relation, Condition | None] | None:
    made = tie(one, other)
    again = tie(other, one)
    if made is None or again is None:
        assert made is again
        return None
    assert (made.part.content_id, made.relation) == (again.part.content_id, again.relation)
    assert made.condition is again.condition
    return made.relation, made.condition


def changed(words: list[str], *places: int) -> list[str]:
    return [f"9{at}" if at in places else word for at, word in enumerate(words)]


WHOLE = form(STORY)


def test_equal_texts_are_the_same() -> None:
    assert found(WHOLE, form(" ".join(STORY).upper())) == (Relation.SAME, None)


def test_texts_that_share_nothing_are_not_tied() -> None:
    assert found(WHOLE, form(OTHER)) is None


@pytest.mark.parametrize("count", [14, 20, 40, 100, 150])
def test_a_cut_beginning_is_an_excerpt(count: int) -> None:
    assert found(form(STORY[:count], cut=True), WHOLE) == (Relation.EXCERPT_OF, None)


def test_a_phrase_is_no_excerpt() -> None:
    assert found(form(STORY[:10], cut=True), WHOLE) is None


@pytest.mark.parametrize("before", ["MARKETS:", "LONDON (AP) -", "A kicker of some more words than that, run in"])
def test_a_kicker_or_dateline_run_in_changes_nothing(before: str) -> None:
    assert found(form([before, *STORY[:80]], cut=True), WHOLE) == (Relation.EXCERPT_OF, None)


def test_an_excerpt_without_one_sentence_is_still_one() -> None:
    part = form([*STORY[:25], *STORY[85:140]], cut=True)
    assert found(part, WHOLE) == (Relation.EXCERPT_OF, None)


def test_an_excerpt_with_another_fact_holds_for_texts_of_about_one_time() -> None:
    assert found(form(changed(STORY[:120], 61), cut=True), WHOLE) == (Relation.EXCERPT_OF, Condition.NEAR)


def test_a_brief_that_the_story_begins_with_is_an_excerpt_though_it_is_not_cut() -> None:
    assert found(form(STORY[:90]), WHOLE) == (Relation.EXCERPT_OF, None)


def test_a_lede_that_another_story_quotes_makes_it_no_parent() -> None:
    quoting = form([*OTHER[:40], *STORY[:60], *OTHER[40:140]])
    assert found(form(STORY[:45], cut=True), quoting) == (Relation.EXCERPT_OF, Condition.STATED)


def test_a_lede_quoted_after_one_short_sentence_makes_no_parent_of_what_is_about_other_things() -> None:
    for count in (20, 45, 70):
        quoting = form([*OTHER[:10], *STORY[:80], *OTHER[40:140]])
        assert found(form(STORY[:count], cut=True), quoting) == (Relation.EXCERPT_OF, Condition.STATED)


def test_a_byline_before_the_story_makes_it_no_other() -> None:
    whole = form(["By", "Our", "Own", "Correspondent", "in", "the", "northern", "city", *STORY])
    assert found(form(STORY[:100], cut=True), whole) == (Relation.EXCERPT_OF, None)


def test_a_correction_an_update_and_a_trim_are_versions() -> None:
    assert found(form(changed(STORY, 61)), WHOLE) == (Relation.VERSION_OF, Condition.NEAR)
    assert found(form([*STORY, *OTHER[:60]]), WHOLE) == (Relation.VERSION_OF, None)
    assert found(form([*OTHER[:60], *STORY]), WHOLE) == (Relation.VERSION_OF, None)
    assert found(form(STORY[:200]), WHOLE) == (Relation.VERSION_OF, None)


def test_a_rewrite_is_a_version_while_it_is_near() -> None:
    rewritten = ["so" if at % 9 == 0 else word for at, word in enumerate(STORY) if not 120 < at < 170]
    assert found(form(rewritten), WHOLE) == (Relation.VERSION_OF, Condition.NEAR)


def test_a_text_that_was_rewritten_beyond_that_is_a_version_where_one_identity_is_stated() -> None:
    new = [word.lower() for word in OTHER]
    rewritten = [*new[:60], *STORY[60:130], *new[60:130]]
    assert found(form(rewritten), WHOLE) == (Relation.VERSION_OF, Condition.STATED)
    assert found(form(rewritten, cut=True), WHOLE) is None


def test_two_long_texts_that_share_most_of_their_beginning_are_versions() -> None:
    one, other = [*STORY[:130], *OTHER[:60]], [*STORY[:130], *OTHER[100:180]]
    assert found(form(one), form(other)) == (Relation.VERSION_OF, Condition.NEAR)


def test_a_whole_story_in_a_round_up_is_within_it() -> None:
    short = STORY[:80]
    for round_up in ([*OTHER[:90], *short, *OTHER[90:200]], [*short, *OTHER[:200]]):
        assert found(form(short), form(round_up)) == (Relation.WITHIN, None)
    assert found(form(short), form([*OTHER[:90], *short, *OTHER[90:200]], cut=True)) is None


def test_instances_of_a_template_are_no_versions() -> None:
    words = " ".join(STORY[:30]).lower()
    one = f"On Monday shares of Acme closed at 31.5, {words}, up 2.5 from 29, with 120 sold."
    other = f"On Friday shares of Zenith closed at 11.2, {words}, up 3.1 from 8, with 950 sold."
    assert found(form(one), form(other)) is None


def test_a_short_text_with_one_other_name_is_no_version() -> None:
    words = " ".join(SPELT[:14])
    assert found(form(f"Comerica Inc {words} 7 percent"), form(f"Meridian Bancorp {words} 7 percent")) is None
    assert found(form(f"{words} of the day"), form(f"{words} of this day")) == (Relation.VERSION_OF, Condition.NEAR)


NOTICE = "Qtly div 10 cts vs 10 cts prior Pay April 30 Record April 15"
BULLETIN = " ".join(SPELT[:30])


@pytest.mark.parametrize(
    ("body", "one", "other", "condition"),
    [
        (NOTICE, "ACME CORP SETS QUARTERLY", "ZENITH CORP SETS QUARTERLY", Condition.STATED),
        (NOTICE, "ACME CORP SETS QUARTERLY", "RPT - ACME CORP SETS QUARTERLY", Condition.NEAR),
        (NOTICE, "ACME CORP SETS QUARTERLY", None, Condition.STATED),
        (BULLETIN, "Acme strike goes on", "Acme strike is over", Condition.NEAR),
        (BULLETIN, "Acme strike goes on", "Zenith closes two plants", Condition.STATED),
        (BULLETIN, "Acme strike goes on", None, Condition.NEAR),
        (" ".join(STORY), "Acme strike goes on", "Zenith closes two plants", None),
    ],
)
def test_of_short_equal_bodies_the_headline_says_whether_they_are_one(
    body: str, one: str, other: str | None, condition: Condition | None
) -> None:
    a, b = form(body, headline=one), form(f"{body}  ", headline=other)
    assert found(a, b) == (Relation.SAME, condition)


def test_a_short_excerpt_of_equal_words_is_the_same_without_a_headline() -> None:
    whole = form(SPELT[:16])
    assert found(form(SPELT[:16], cut=True), whole) == (Relation.SAME, Condition.NEAR)


def test_short_texts_alike_but_for_the_headline_are_not_tied() -> None:
    one = form([*SPELT[:18], "more"], headline="Acme sets payout")
    assert found(one, form(SPELT[:18], headline="Zenith sets payout")) is None


def test_the_parent_is_the_whole_rather_than_what_quotes_it_or_takes_it_over() -> None:
    part = form(STORY[:50], cut=True)
    quoting, round_up = form([*OTHER[:40], *STORY[:60], *OTHER[40:300]]), form([*STORY, *OTHER[:280]])
    digest = form([*STORY[:70], *OTHER[:220]])
    weights = [_weight(tie(part, whole)) for whole in (WHOLE, round_up, digest, quoting)]
    assert weights[0] == max(weights)
    assert weights[-1] == min(weights)


def test_an_equal_text_is_preferred_to_any_other() -> None:
    equal, part = tie(WHOLE, form(STORY)), tie(form(STORY[:100], cut=True), WHOLE)
    assert _weight(equal) > _weight(part)


def _weight(made: Tie | None) -> tuple[float, ...]:
    assert made is not None
    return preference(made)


@given(st.integers(0, 200), st.integers(0, 300), st.integers(0, 100), st.booleans())
def test_a_tie_is_the_same_in_either_order(start: int, stop: int, others: int, cut: bool) -> None:
    found(form([*OTHER[:others], *STORY[start:stop]], cut=cut), WHOLE)


@pytest.mark.parametrize("text", ["", "ten words are few but they are words all right", "word " * 100_000])
def test_any_text_is_decided_in_bounded_time(text: str) -> None:
    start = time.process_time()
    for other in (form(text), form(text, headline="A"), WHOLE, form("word " * 5_000)):
        tie(form(text, headline="B"), other)
    assert time.process_time() - start < 20


def test_texts_made_of_furniture_alone_are_decided_too() -> None:
    texts = [STORY[:60], [*STORY[:60], *STORY[:60]], [*STORY[30:60], *STORY[:30]]]
    stops = np.unique(grams(WHOLE.words).view(np.int64))
    bare = [form(words).without(stops) for words in texts]
    assert all(tie(one, other) is None for one, other in itertools.combinations(bare, 2))
