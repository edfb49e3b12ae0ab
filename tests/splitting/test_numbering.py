"""Numbers that stories begin with."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from feedmill.splitting import split_text
from feedmill.splitting.numbering import are_numbered, behind_number, number_of
from tests.splitting.stories import STORIES

NUMBERS = ("{}. ", "({}) ", "{}: ")


@pytest.mark.parametrize("form", NUMBERS)
def test_a_number_is_read_and_ends_behind_the_blank(form: str) -> None:
    text = form.format(12) + "Mill burns"
    assert number_of(text) == 12
    assert text[behind_number(text) :] == "Mill burns"


@pytest.mark.parametrize("text", ["Mill burns", "12 mills burn", "3.5 million vote", "1.", ""])
def test_other_lines_have_none(text: str) -> None:
    assert (number_of(text), behind_number(text)) == (None, 0)


@pytest.mark.parametrize(
    ("texts", "numbered"),
    [(["1. a", "2. b"], True), (["1. a", "3. b"], False), (["2. a", "3. b"], False), (["1. a", "b"], False)],
)
def test_numbers_run_from_one_on(texts: Sequence[str], numbered: bool) -> None:
    assert are_numbered(texts) == numbered


@pytest.mark.parametrize("form", NUMBERS)
def test_where_all_stories_are_numbered_the_number_is_no_part_of_the_headline(form: str) -> None:
    text = "\n\n***\n\n".join(
        form.format(at) + "\n\n".join((story.headline, *story.paragraphs)) for at, story in enumerate(STORIES, 1)
    )
    found = split_text(text).stories
    assert [story.headline for story in found] == [story.headline for story in STORIES]
    assert [text[story.spans[0][0] :][: len(form.format(at))] for at, story in enumerate(found, 1)] == [
        form.format(at) for at in (1, 2, 3)
    ]


def test_a_title_may_stand_above_the_first_number() -> None:
    parts = ["\n\n".join((f"{at}. {story.headline}", *story.paragraphs)) for at, story in enumerate(STORIES, 1)]
    first, *others = split_text("\n\n".join(["IN BRIEF", *parts])).stories
    assert [story.headline for story in (first, *others)] == [story.headline for story in STORIES]


def test_a_number_that_one_story_begins_with_is_its_headlines() -> None:
    heads = ["1. FC Velmar wins the cup", *(story.headline for story in STORIES[1:])]
    text = "\n\n***\n\n".join(
        "\n\n".join((head, *story.paragraphs)) for head, story in zip(heads, STORIES, strict=True)
    )
    assert [story.headline for story in split_text(text).stories] == heads
