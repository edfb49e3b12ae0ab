"""What the way of a document adds to what its stages make: the mark of what is uncertain."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from feedmill import pipeline, splitting
from feedmill.model import Document, Recalled, Segmentation, Shape
from feedmill.pipeline import Options
from tests.factories import a_story

LIMIT = 0.7
SURE = {"well below": 0.1, "just below": 0.6999, "at the limit": LIMIT, "above": 0.9, "certain": 1.0}


def marked(monkeypatch: pytest.MonkeyPatch, options: Options) -> list[str]:
    """Which of the stories that splitting is so sure of are marked uncertain."""
    stories = tuple(a_story(text, confidence=sure, ordinal=at) for at, (text, sure) in enumerate(SURE.items()))
    monkeypatch.setattr(splitting, "split", lambda _document, **_: Segmentation(stories, ()))
    parsed = pipeline.parse_document(Document(0, "text", Shape.PAGE, "any text"), options)
    assert [sighting.story.confidence for sighting in parsed.sightings] == list(SURE.values())
    return [sighting.story.text for sighting in parsed.sightings if sighting.story.uncertain]


def test_a_story_less_sure_than_the_limit_is_marked_uncertain(monkeypatch: pytest.MonkeyPatch) -> None:
    assert marked(monkeypatch, Options(uncertain_below=LIMIT)) == ["well below", "just below"]


@pytest.mark.parametrize(("limit", "count"), [(0.0, 0), (0.5, 1), (0.95, 4), (1.0, 4)])
def test_another_limit_marks_others(monkeypatch: pytest.MonkeyPatch, limit: float, count: int) -> None:
    assert marked(monkeypatch, Options(uncertain_below=limit)) == list(SURE)[:count]


def test_the_mark_is_no_part_of_the_wording(monkeypatch: pytest.MonkeyPatch) -> None:
    page = Document(0, "text", Shape.PAGE, "any text")
    monkeypatch.setattr(splitting, "split", lambda _document, **_: Segmentation((a_story("One.", confidence=0.5),), ()))
    (unsure,) = pipeline.parse_document(page, Options(uncertain_below=1.0)).sightings
    (sure,) = pipeline.parse_document(page, Options(uncertain_below=0.0)).sightings
    assert (unsure.story.uncertain, sure.story.uncertain) == (True, False)
    assert unsure.version == sure.version


class Remembering:
    """A memory that has never seen anything."""

    epoch = 7

    def recall(self, line: str, before: Sequence[str]) -> Recalled | None:
        """Nothing."""


def test_splitting_is_told_what_earlier_files_showed(monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[object] = []

    def split(_document: Document, memory: object = None) -> Segmentation:
        told.append(memory)
        return Segmentation((), ())

    monkeypatch.setattr(splitting, "split", split)
    memory = Remembering()
    for options in (Options(), Options(memory=memory)):
        pipeline.parse_document(Document(0, "text", Shape.PAGE, "any text"), options)
    assert told == [None, memory]
