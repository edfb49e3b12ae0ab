"""Wraps undone where the text proves them."""

from __future__ import annotations

import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedmill.normalising import normalise_text

FIRST = (
    "The council of the town met on Monday evening and decided, after a long debate about its cost, that a new bridge "
    "will be built over the river before the end of next year, beside the old one that the flood had carried away in "
    "March. Work is to begin in spring, as soon as the water allows it."
)
SECOND = (
    "Residents of the lower town had asked for the bridge for years. Until it stands they have to take the road by the "
    "mill, which is half an hour longer, and which is closed whenever the river rises above the second mark."
)
VERSES = "\n".join(
    ["Over the river the mill is still,", "and nobody grinds the corn;", "the miller has gone away up the hill"] * 4
)
WORDS = st.lists(st.text("abcdefghij.", min_size=1, max_size=12), min_size=1, max_size=120)


@pytest.mark.parametrize("width", [66, 72, 80])
def test_wrapped_paragraphs_become_lines(width: int) -> None:
    wrapped = "\n".join(textwrap.fill(text, width, break_on_hyphens=False) for text in (FIRST, SECOND))
    assert normalise_text(wrapped) == f"{FIRST}\n{SECOND}"


def test_a_blank_line_between_wrapped_paragraphs_is_no_line_of_theirs() -> None:
    wrapped = "\n\n".join(textwrap.fill(text, 60, break_on_hyphens=False) for text in (FIRST, SECOND))
    assert normalise_text(wrapped) == f"{FIRST}\n{SECOND}"


@pytest.mark.parametrize(
    "text",
    [
        VERSES,
        f"{FIRST}\n{SECOND}",
        "\n".join(f"{number}. A short line of a list that was never wrapped at all" for number in range(9)),
        "\n".join(textwrap.fill(FIRST, 72).split("\n")[:4]),
        textwrap.fill(FIRST, 72) + "\nA heading without a stop\n" + textwrap.fill(SECOND, 72),
        "\n".join(["short"] * 20),
        "\n".join(["A headline of one line that stands in a list of such, each a story"] * 8),
        "",
    ],
)
def test_what_nothing_proves_stays_as_it_is(text: str) -> None:
    assert normalise_text(text) == text


@given(WORDS, st.integers(40, 100))
def test_undoing_wraps_twice_is_undoing_them_once_and_no_word_is_lost(words: list[str], width: int) -> None:
    wrapped = textwrap.fill(" ".join(words), width, break_long_words=False, break_on_hyphens=False)
    once = normalise_text(wrapped)
    assert normalise_text(once) == once
    assert once.split() == wrapped.split()
