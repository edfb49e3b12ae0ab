"""The form of a content: what it is made of, and what makes two contents one."""

from __future__ import annotations

import time

import pytest

from feedmill.identity.forms import COMPARED, HEADLINE_COUNTS_BELOW, form_of
from feedmill.identity.winnowing import fingerprints
from tests.factories import a_story

LONG = " ".join(f"{one}{other}" for one in "abcdefghij" for other in "klmnopqrst") + "."
SHORT = "Quarterly dividend of ten cents payable in April."


def test_typography_makes_no_other_content() -> None:
    one, other = form_of(a_story('He said "so".')), form_of(a_story("He  said\n“so”."))
    assert one.content_id == other.content_id


def test_the_headline_counts_of_short_texts_alone() -> None:
    assert len(LONG.split()) >= HEADLINE_COUNTS_BELOW
    assert form_of(a_story(LONG, headline="A")).content_id == form_of(a_story(LONG, headline="B")).content_id
    assert form_of(a_story(SHORT, headline="A")).content_id != form_of(a_story(SHORT, headline="B")).content_id


def test_cut_kind_and_facts_make_another_content_of_the_same_words() -> None:
    whole = form_of(a_story(LONG))
    others = [form_of(a_story(LONG, cut=True)), form_of(a_story(LONG.title()))]
    assert {other.norm_id for other in others} == {whole.norm_id}
    assert len({whole.content_id, *(other.content_id for other in others)}) == 3


def test_a_text_that_stops_within_a_sentence_is_cut() -> None:
    assert form_of(a_story("It was said that")).cut
    assert not form_of(a_story("It was said.")).cut


def test_long_texts_are_compared_by_their_beginning_and_named_by_all_of_it() -> None:
    body = " ".join(f"w{number}" for number in range(COMPARED + 10))
    form, longer = form_of(a_story(body)), form_of(a_story(body + " more"))
    assert (len(form.words), form.length) == (COMPARED, COMPARED + 10)
    assert form.norm_id != longer.norm_id
    assert form.words.tolist() == longer.words.tolist()


def test_furniture_is_taken_out_of_what_is_compared_and_not_out_of_the_name() -> None:
    footer = " ".join(f"footer{number}" for number in range(40))
    form = form_of(a_story(f"{LONG} {footer}"))
    bare = form.without(fingerprints(form_of(a_story(footer)).words))
    assert bare.length < form.length
    assert len(bare.words) == len(bare.facts) == bare.length
    assert bare.norm_id == form.norm_id
    assert form.without(fingerprints(form_of(a_story("nothing of this stands in it at all")).words)) is form


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n ",
        "ten words are few but they are words all right",
        "x" * 10_000_000,
        "word " * 1_000_000,
        "漢" * 500_000,
    ],
    ids=["empty", "blank", "ten words", "10 MB in a word", "a million repetitions", "half a million characters"],
)
def test_any_text_has_its_form_in_bounded_time(text: str) -> None:
    start = time.process_time()
    form = form_of(a_story(text))
    assert len(form.fingerprints) <= COMPARED
    assert len(form.content_id) == 64
    assert time.process_time() - start < 10
