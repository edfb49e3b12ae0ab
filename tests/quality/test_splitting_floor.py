"""How well undelimited pages are split: a floor under the boundaries that are found, on openly licensed news."""

from __future__ import annotations

import os
from itertools import pairwise
from pathlib import Path

import pytest

from feedmill.model import Segmentation
from feedmill.splitting import split_text
from tests.quality.pages import Page, articles_of, pages_of

pytestmark = pytest.mark.quality

CLONE = Path(__file__).parents[2]
DATA = Path(os.environ.get("FEEDMILL_DATA", CLONE.parent / "shared" / "data"))
NEWS = DATA / "wikinews" / "wikinews_2019.csv"
PAGES = 100
SEED = 20191


@pytest.fixture(scope="module")
def split_pages() -> list[tuple[Page, Segmentation]]:
    if not NEWS.is_file():
        pytest.skip(f"NOT MEASURED: {NEWS} is missing; set FEEDMILL_DATA to the folder that holds wikinews/")
    return [(page, split_text(page.text)) for page in pages_of(articles_of(NEWS), PAGES, SEED)]


def stories_by_line(page: Page, found: Segmentation) -> list[int]:
    """The story that each line of a page was put into; -1 for furniture."""
    begins = [0]
    for line in page.lines:
        begins.append(begins[-1] + len(line) + 1)
    spans = [(span, story.ordinal) for story in found.stories for span in story.spans]
    return [next((own for (start, end), own in spans if start <= at < end), -1) for at in begins[:-1]]


def boundaries(stories: list[int], content: list[int]) -> set[int]:
    """The lines of content at which another story begins."""
    return {at for before, at in pairwise(content) if stories[before] != stories[at]}


def test_boundaries_are_found(split_pages: list[tuple[Page, Segmentation]]) -> None:
    right = found = there = 0
    for page, segmentation in split_pages:
        content = [at for at, story in enumerate(page.stories) if story >= 0]
        truth = boundaries(page.stories, content)
        guess = boundaries(stories_by_line(page, segmentation), content)
        right, found, there = right + len(truth & guess), found + len(guess), there + len(truth)
    precision, recall = right / found, right / there
    assert 2 * precision * recall / (precision + recall) >= 0.85, f"precision {precision:.3f}, recall {recall:.3f}"


def test_credits_are_furniture_and_prose_is_not(split_pages: list[tuple[Page, Segmentation]]) -> None:
    missed = wrong = 0
    for page, segmentation in split_pages:
        for truth, guess in zip(page.stories, stories_by_line(page, segmentation), strict=True):
            missed += truth < 0 <= guess
            wrong += guess < 0 <= truth
    assert (missed, wrong) == (0, 0)


def test_cut_stories_are_known_as_cut(split_pages: list[tuple[Page, Segmentation]]) -> None:
    right = total = 0
    for page, segmentation in split_pages:
        guess = stories_by_line(page, segmentation)
        cut = {story.ordinal: story.truncated for story in segmentation.stories}
        for story in set(page.stories) - {-1}:
            last = max(at for at, own in enumerate(page.stories) if own == story)
            right, total = right + (cut[guess[last]] == (story in page.cut)), total + 1
    assert right / total >= 0.97
