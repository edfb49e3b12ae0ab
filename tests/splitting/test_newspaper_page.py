"""The real page that the project began with."""

from __future__ import annotations

from pathlib import Path

import pytest

from feedmill.model import Kind, Label, Segmentation
from feedmill.splitting import split_text

PAGE = Path(__file__).parents[1] / "data" / "newspaper-page.txt"


@pytest.fixture(scope="module")
def text() -> str:
    return PAGE.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def page(text: str) -> Segmentation:
    return split_text(text)


def test_five_stories_one_full_four_cut(page: Segmentation) -> None:
    assert [story.kind for story in page.stories] == [Kind.FULL] + [Kind.EXCERPT] * 4
    assert [story.truncated for story in page.stories] == [False, True, True, True, True]


def test_the_credit_is_furniture_and_parts_the_full_story_in_two_spans(page: Segmentation, text: str) -> None:
    (credit,) = page.furniture
    assert credit.label is Label.CREDIT
    assert [text[start:end] for start, end in credit.spans] == ["Photo: Reuters file photo"]
    assert [len(story.spans) for story in page.stories] == [2, 1, 1, 1, 1]


def test_stories_begin_and_end_where_they_do_in_print(page: Segmentation, text: str) -> None:
    begins = [text[story.spans[0][0] :].split(maxsplit=1)[0] for story in page.stories]
    ends = [text[: story.spans[-1][1]].rsplit(maxsplit=1)[-1] for story in page.stories]
    assert begins == ["Russia’s", "A", "CAUSE", "Indonesia", "Japan’s"]
    assert ends == ["China.", "records", "which", "when", "generations,”"]


def test_a_kicker_and_a_deck_that_runs_into_the_body_are_told_apart(page: Segmentation) -> None:
    story = page.stories[2]
    assert story.kicker == "CAUSE UNKNOWN"
    assert story.deck is not None
    assert story.deck.startswith("Weather and runway")
    assert story.deck.endswith("authorities said")
    assert story.text.startswith("A cargo aircraft skidded")


def test_no_headline_is_invented(page: Segmentation) -> None:
    assert [story.headline for story in page.stories] == [None] * 5
    assert [story.kicker for story in page.stories] == [None, None, "CAUSE UNKNOWN", None, None]


def test_every_boundary_is_more_likely_than_not(page: Segmentation) -> None:
    assert all(0.5 < story.confidence <= 1 for story in page.stories)
