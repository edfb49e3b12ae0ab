"""What holds for any text whatever."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from feedmill.model import Document, Segmentation, Shape, Span
from feedmill.splitting import split, split_text

PIECES = (
    "The bank raised its rate on Monday.",
    "Photo: Reuters",
    "***",
    "COURT RULING: A judge said so",
    "Rates rise",
    "he said",
    "“It will.”",
    "Read more",
    "The post Rates first appeared on X.",
    "銀行は金利を上げた。",
    "\u200b",
    "\ufeff",
    "\x07",
    "e\u0301",
    "👩\u200d🚒",
    "KYIV (AP) — Talks began",
    "a" * 120,
    "…",
)
ENDS = ("\n", "\r\n", "\r", "\n\n", "\x85", "\u2028", "\u2029", "\v", "\f", "\x1c", " ", "\t")
LINES = st.lists(
    st.tuples(st.one_of(st.sampled_from(PIECES), st.text(max_size=30)), st.sampled_from(ENDS)), max_size=14
)
TEXTS = LINES.map(lambda lines: "".join(piece + end for piece, end in lines))


def spans_of(found: Segmentation) -> Iterator[Span]:
    for story in found.stories:
        yield from story.spans
    for furniture in found.furniture:
        yield from furniture.spans


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(TEXTS, st.sampled_from(Shape))
def test_every_character_that_is_not_blank_stands_in_exactly_one_span(text: str, shape: Shape) -> None:
    found = split(Document(0, "text", shape, text))
    times = [0] * len(text)
    for start, end in spans_of(found):
        assert 0 <= start < end <= len(text)
        assert not text[start].isspace()
        assert not text[end - 1].isspace()
        for at in range(start, end):
            times[at] += 1
    assert all(count == 1 for char, count in zip(text, times, strict=True) if not char.isspace())
    assert max(times, default=0) <= 1


@settings(max_examples=150, deadline=None)
@given(TEXTS)
def test_parts_stand_in_their_story_in_order_and_apart(text: str) -> None:
    for story in split_text(text).stories:
        parts = sorted((*story.parts.headline, *story.parts.kicker, *story.parts.deck, *story.parts.body))
        assert all(before[1] <= after[0] for before, after in pairwise(parts))
        assert list(story.spans) == sorted(story.spans)
        assert all(any(start <= a and b <= end for start, end in story.spans) for a, b in parts)
        assert 0 <= story.confidence <= 1


@settings(max_examples=50, deadline=None)
@given(TEXTS)
def test_splitting_is_the_same_each_time(text: str) -> None:
    assert split_text(text) == split_text(text)


@settings(max_examples=50, deadline=None)
@given(TEXTS)
def test_an_item_has_at_most_one_story(text: str) -> None:
    assert len(split(Document(0, "rss20", Shape.ITEM, text)).stories) <= 1


HOSTILE = (
    "A" * 100_000,
    "A a" * 30_000,
    ". " * 50_000,
    "(" * 100_000,
    "“" * 100_000,
    "A: " * 30_000,
    "said A cargo " * 8_000,
    ". read the " * 9_000,
    ". the post " * 9_000,
    "- " * 50_000,
    "A-" * 50_000,
    "A. " * 33_000,
    "By " + "A" * 297,
    "By " + "A " * 148 + "!",
    "facebook " * 33 + "!",
    "A/" * 149 + "!",
    "Jan 1, 2020 " * 25,
    "(Photo " * 42,
    "email " + "@" * 290,
    "COURT RULING: " + "abc def The g " * 8_000,
    "*" * 299 + "x",
    "[" * 299 + "x",
    "A'" * 50_000,
)


@pytest.mark.parametrize("line", HOSTILE, ids=range(len(HOSTILE)))
def test_no_line_makes_an_expression_search_without_end(line: str) -> None:
    assert sum(end - start for start, end in spans_of(split_text(f"{line}\n{line}"))) >= len(line)


def test_windows_of_a_long_page_join_without_a_seam() -> None:
    story = ["The council met.", "It voted for the bridge.", "The bridge will cost a million."] * 900
    found = split_text("\n".join(story))
    assert sum(end - start for start, end in spans_of(found)) >= sum(len(line) for line in story)
