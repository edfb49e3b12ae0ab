"""What stands at an anchored place now."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from feedmill.model import Anchor, Locator, Span
from feedmill.warehouse.anchoring import content_at

HERE: tuple[Span, ...] = ((0, 100),)


def anchor(*spans: Span, document: int = 0, start: int | None = None, end: int | None = None) -> Anchor:
    """A place in document `document`, whose bytes may be known."""
    return Anchor("o", Locator(None, start, end), document, spans or HERE)


def standing(
    number: int, *spans: Span, document: int = 0, start: int | None = None, end: int | None = None
) -> SimpleNamespace:
    """A story that stands there now."""
    return SimpleNamespace(number=number, document=document, byte_start=start, byte_end=end, spans=spans or HERE)


def found(at: Anchor, *rows: Any) -> int | None:
    """The content at a place among those that stand there."""
    return content_at(at, rows)


def test_the_story_that_overlaps_most_stands_there() -> None:
    assert found(anchor(), standing(1, (0, 40)), standing(2, (40, 100))) == 2


def test_of_equal_overlaps_the_first_is_taken() -> None:
    assert found(anchor(), standing(1, (0, 50)), standing(2, (50, 100))) == 1


def test_a_story_that_swallowed_the_place_stands_there() -> None:
    assert found(anchor(), standing(1, (0, 5000))) == 1


@pytest.mark.parametrize("rows", [(), (standing(1, (100, 300)),), (standing(1, (95, 300)),)])
def test_nothing_stands_where_at_most_the_rim_of_a_story_does(rows: tuple[Any, ...]) -> None:
    assert found(anchor(), *rows) is None


def test_stories_in_columns_are_told_apart_by_their_spans() -> None:
    left, right = ((0, 100), (200, 300)), ((100, 200), (300, 400))
    assert found(anchor(*left), standing(1, *right), standing(2, *left)) == 2


def test_the_document_of_the_same_number_is_preferred_where_bytes_are_not_known() -> None:
    rows = (standing(1, (0, 120)), standing(2, (0, 90), document=1))
    assert found(anchor(document=1), *rows) == 2
    assert found(anchor(document=7), *rows) == 1


def test_bytes_tell_which_document_is_meant_when_the_numbers_have_shifted() -> None:
    rows = (standing(1, document=0, start=0, end=90), standing(2, document=1, start=90, end=200))
    assert found(anchor(document=0, start=100, end=200), *rows) == 2
    assert found(anchor(document=0, start=300, end=400), *rows) is None


def test_a_reader_that_tells_no_bytes_any_more_leaves_it_to_the_numbers() -> None:
    assert found(anchor(document=1, start=100, end=200), standing(1), standing(2, document=1)) == 2
