"""What gives a wording its names."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedmill.identity import identify
from feedmill.identity.naming import comparison_form
from tests.factories import a_story

LONG = " ".join(f"word{n}" for n in range(45)) + "."


@pytest.mark.parametrize(
    "other",
    [
        LONG.upper(),
        LONG.replace(" ", "\n"),
        f"\u201c{LONG}\u201d",
        LONG.replace("word1 ", "word1 \u2014 "),
        LONG.rstrip("."),
    ],
    ids=["case", "lines", "quotes", "dash", "full stop"],
)
def test_typography_does_not_make_another_content(other: str) -> None:
    one, two = identify(a_story(LONG)), identify(a_story(other))
    assert one.content_id == two.content_id
    assert one.version_id != two.version_id


@pytest.mark.parametrize("other", [LONG.replace("word7", "word8"), LONG + " more", LONG + " $"], ids=str)
def test_other_words_make_another_content(other: str) -> None:
    assert identify(a_story(LONG)).content_id != identify(a_story(other)).content_id


def test_a_cut_text_is_not_the_whole_one() -> None:
    assert identify(a_story(LONG)).content_id != identify(a_story(LONG, cut=True)).content_id


def test_the_headline_counts_for_short_texts_alone() -> None:
    short = [identify(a_story("Div 10 cts.", headline=name)).content_id for name in ("ACME", "Other")]
    long = [identify(a_story(LONG, headline=name)).content_id for name in ("ACME", "Other")]
    assert short[0] != short[1]
    assert long[0] == long[1]


def test_a_headline_is_part_of_the_wording() -> None:
    assert identify(a_story(LONG, headline="A")).version_id != identify(a_story(LONG, headline="B")).version_id


def test_parts_are_not_run_into_each_other() -> None:
    first = replace(a_story("body"), headline="a", kicker="bc")
    second = replace(a_story("body"), headline="ab", kicker="c")
    assert identify(first).version_id != identify(second).version_id


def test_apostrophes_do_not_split_words() -> None:
    assert comparison_form("Japan\u2019s \u201cdon't\u201d \u2014 A\u00a0B") == "japans dont a b"


@given(st.text(max_size=80))
def test_the_comparison_form_is_stable(text: str) -> None:
    once = comparison_form(text)
    assert comparison_form(once) == once
