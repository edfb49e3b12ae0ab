"""Gaps above headings, asked for again without the headings."""

from __future__ import annotations

import numpy as np
import pytest

from feedmill.splitting import split_text
from feedmill.splitting.model import trained
from feedmill.splitting.unheaded import SURE, unheaded
from tests.splitting.models import some_content
from tests.splitting.stories import BUDGET, FERRY, FROGS, Written

PAIRS = [(FERRY, BUDGET), (BUDGET, FROGS), (FROGS, FERRY)]


def paged(*stories: Written) -> str:
    """The stories under their headlines, a paragraph a line."""
    return "\n".join(line for story in stories for line in (story.headline, *story.paragraphs))


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: pair[0].place)
def test_a_headline_between_two_stories_hides_no_boundary(pair: tuple[Written, Written]) -> None:
    found = split_text(paged(*pair)).stories
    assert [story.headline for story in found] == [story.headline for story in pair]


@pytest.mark.parametrize("story", [FERRY, BUDGET, FROGS], ids=lambda story: story.place)
def test_a_subhead_parts_no_story(story: Written) -> None:
    half = len(story.paragraphs) // 2
    lines = [story.headline, *story.paragraphs[:half], "What comes next", *story.paragraphs[half:]]
    assert len(split_text("\n".join(lines)).stories) == 1


def test_gaps_are_raised_and_never_lowered_and_those_that_are_sure_stay() -> None:
    content = some_content(paged(FERRY, BUDGET))
    above = len(FERRY.paragraphs)
    for said in (0.0, 0.3, SURE):
        gaps = np.full(len(content) - 1, np.float32(said))
        moved = np.flatnonzero(unheaded(content, gaps, trained()) != gaps)
        assert moved.tolist() == ([above] if said == 0.3 else [])
        assert (unheaded(content, gaps, trained()) >= gaps).all()
