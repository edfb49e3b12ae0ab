"""Gaps as rows: between any two lines of content, a boundary where two stories meet."""

from __future__ import annotations

from itertools import zip_longest
from pathlib import Path

import pytest

from feedmill.model import Document, Shape, Source
from feedmill.showing.rows import Found
from feedmill.showing.segmented import Segmented, as_found, segmented, words_around

PAGE = Path("tests/data/newspaper-page.txt").read_text(encoding="utf-8")


def split(text: str, shape: Shape = Shape.PAGE) -> Segmented:
    """A text, split, with its gaps."""
    (one,) = segmented([Document(0, "text", shape, text)], gaps=True)
    assert isinstance(one, Segmented)
    return one


def in_columns(*columns: str, width: int = 46) -> str:
    """Paragraphs set side by side, each line cut at the width of a column."""
    cut = [[text[at : at + width - 6] for at in range(0, len(text), width - 6)] for text in columns]
    return "\n".join("".join(part.ljust(width) for part in line) for line in zip_longest(*cut, fillvalue=""))


@pytest.mark.parametrize(
    "text",
    [PAGE, PAGE * 100, in_columns(*PAGE.splitlines()[21:23]), "One line."],
    ids=["page", "long", "columns", "line"],
)
def test_boundaries_are_where_stories_begin(text: str) -> None:
    found = split(text)
    stories = [row for row in found.rows if row["type"] == "story"]
    boundaries = [gap for gap in found.gaps if gap["boundary"]]
    assert [gap["behind"] for gap in boundaries] == [story["spans"][0][0] for story in stories[1:]]
    for gap in found.gaps:
        assert not text[gap["before"] - 1].isspace()
        assert not text[gap["behind"]].isspace()


def test_the_words_around_a_gap_are_those_of_its_column() -> None:
    found = split(in_columns(*PAGE.splitlines()[21:23]))
    around = words_around(found)
    assert [around(gap) for gap in found.gaps] == [("ds", "CAUSE UNKNOWN: Weather and runway condit")]


def test_the_words_around_a_gap_are_no_furniture() -> None:
    found = split(PAGE)
    before, behind = words_around(found)(found.gaps[2])
    assert before.endswith("Kishida said.")
    assert behind.startswith("“Japan is determined")


def test_nothing_is_decided_in_an_item() -> None:
    assert split(PAGE, Shape.ITEM).gaps == ()


def test_gaps_are_not_looked_for_unless_they_are_wanted() -> None:
    (one,) = segmented([Document(0, "text", Shape.PAGE, PAGE)], gaps=False)
    assert isinstance(one, Segmented)
    assert one.gaps == ()


def test_what_is_no_document_goes_through_as_it_is() -> None:
    found: list[Found] = [Source("https://example.org/feed"), Document(1, "text", Shape.PAGE, PAGE)]
    assert [as_found(one) for one in segmented(found, gaps=False)] == found
