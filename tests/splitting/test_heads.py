"""Headlines of one form above short stories: where they show that each begins one, and where they do not."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import pytest

from feedmill.splitting import split_text
from feedmill.splitting.heads import (
    PLAIN,
    SURE,
    by_headlines,
    headings_of,
    headlines_of,
)
from feedmill.splitting.lines import Line
from tests.splitting.models import some_content

BRIDGE = """
Harbour bridge to close for repairs
The city will close the harbour bridge for six weeks from Monday to replace its worn bearings.
Traffic will be sent over the northern crossing, where delays of up to 30 minutes are expected.
The work will cost 4.2 million dollars and is paid for by the state.
"""
OTTERS = """
Otters return to the river Lenn
Otters have been seen in the Lenn for the first time since 1961.
A camera trap near Alsheim took pictures of a female with two pups.
Biologists believe that the animals came over the hills from the east.
"""
SWIMMER = """
Okoye swims faster than anyone before
Lena Okoye swam the 200 metres backstroke in 2:02.8 in Rome on Friday evening.
She had broken her wrist only last winter.
Her coach wept at the poolside.
"""
STORIES = [story.strip().splitlines() for story in (BRIDGE, OTTERS, SWIMMER)]
ONE_STORY = [
    "How a town saved its bridge",
    "The people of Alsheim saved the bridge over the Lenn, and they did so without the state of Verlia.",
    "Money from Alsheim",
    "Half of Alsheim gave money so that the bridge over the Lenn could be saved without the state of Verlia.",
    "Work on the bridge",
    "The bridge over the Lenn was mended by people of Alsheim, without the state of Verlia, within a year.",
]


def paged(*stories: list[str]) -> str:
    """The stories' lines, run together."""
    return "\n".join(line for story in stories for line in story)


def moved(text: str, *gaps: float) -> list[float]:
    """Gaps of a text after its headlines were looked at; of one value, all were that before."""
    content = some_content(text)
    before = np.array(gaps if len(gaps) > 1 else gaps * (len(content) - 1), np.float32)
    return [round(float(gap), 2) for gap in by_headlines(content, before)]


def lined(*texts: str, level: int = 0) -> list[Line]:
    return [Line(0, len(text), text, level=level) for text in texts]


def heads(lines: Sequence[Line]) -> list[int]:
    """Where the headlines of these lines stand."""
    return list(map(int, headlines_of(lines, headings_of(lines)[0])))


def test_stories_begin_at_their_headlines_alone() -> None:
    within = [0.1] * 3
    assert moved(paged(*STORIES), 0.1) == [*within, PLAIN.told, *within, PLAIN.told, *within]


def test_what_is_surer_stays() -> None:
    gaps = [0.5, 0.92, 0.1, 0.95, 0.1, SURE + 0.01, 0.5, 0.1, 0.1, 0.5, 0.1]
    assert moved(paged(*STORIES), *gaps) == [
        PLAIN.elsewhere, 0.92, 0.1, 0.95, 0.1, SURE + 0.01, PLAIN.elsewhere, PLAIN.told, 0.1, 0.5, 0.1
    ]  # fmt: skip


def test_what_follows_the_last_story_with_a_headline_may_have_none() -> None:
    teasers = ["Wheat futures dropped three percent in Chicago on Tuesday after rain.", "It rained in Basel."]
    assert moved(paged(*STORIES, teasers), 0.6)[-2:] == [0.6, 0.6]


@pytest.mark.parametrize(
    "text",
    [
        paged(*STORIES[:2]),
        paged(STORIES[0][1:], *STORIES[1:]),
        paged(*STORIES[:2], [STORIES[2][0].upper(), *STORIES[2][1:]]),
        paged(ONE_STORY),
    ],
    ids=["two only", "the first without", "another form", "subheads"],
)
def test_otherwise_nothing_moves(text: str) -> None:
    assert set(moved(text, 0.1)) == {0.1}


def test_headlines_that_are_no_boundaries_to_the_model_are_subheads() -> None:
    assert set(moved(paged(*STORIES), 0.01)) == {0.01}


def test_a_headline_stands_right_above_text() -> None:
    lines = lined(
        "Mill burns", "It burned.", "In brief", "Ferry sinks", "It sank.", "Frog found", "It is small.", "End"
    )
    assert heads(lines) == [0, 2, 5]


@pytest.mark.parametrize(
    "lines", [[], lined("It burned."), lined("Mill burns"), lined("Mill burns", "Ferry", "Frog", "It burned.")]
)
def test_without_one_above_text_at_the_beginning_there_is_none(lines: list[Line]) -> None:
    assert heads(lines) == []


def test_where_headings_are_stated_forms_say_nothing() -> None:
    assert heads(lined("Mill burns", level=2) + lined("It burned.")) == []


@pytest.mark.parametrize("head", [str.upper, str.title, str], ids=["capitals", "title", "sentence"])
def test_the_model_that_ships_parts_short_stories_by_their_headlines(head: Callable[[str], str]) -> None:
    stories = [[head(story[0]), *story[1:]] for story in STORIES]
    found = split_text(paged(*stories)).stories
    assert [story.headline for story in found] == [story[0] for story in stories]


TEXT = "The council voted on Monday to close two of the five libraries, the mayor said."


@pytest.mark.parametrize(
    ("texts", "found"),
    [
        ((TEXT, "A headline", TEXT), [(1, 2)]),
        (("A headline", TEXT, "NEWS", "Another headline", TEXT), [(0, 1), (2, 4)]),
        ((TEXT, "One", "Two", "Three", TEXT), []),
        ((TEXT, TEXT, "A last line"), []),
        ((), []),
    ],
)
def test_headings_of_a_line_or_two_stand_right_above_text(texts: tuple[str, ...], found: list[tuple[int, int]]) -> None:
    first, last = headings_of(lined(*texts))
    assert list(zip(first.tolist(), last.tolist(), strict=True)) == found


def test_where_the_format_names_headings_none_is_looked_for() -> None:
    lines = lined(TEXT, "A headline", TEXT)
    assert headings_of([lines[0], *lined("A headline", level=2), lines[2]])[0].tolist() == []
