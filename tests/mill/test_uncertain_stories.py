"""A story that splitting is not sure of: loaded like any other, and marked, by the limit in the settings."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest

from feedmill import splitting
from feedmill.model import Document, Segmentation, Way
from feedmill.settings import Settings
from tests.factories import a_story
from tests.fakes import FakeArchive, FakeClock
from tests.mills import LoneMill

TEXTS = {"The council voted on Monday to close its library.": 0.6, "Rain is expected in the north.": 0.8}


@pytest.fixture(autouse=True)
def _split(monkeypatch: pytest.MonkeyPatch) -> None:
    """Splitting finds a story a line, and is as sure as the texts say."""

    def split(page: Document, **_: object) -> Segmentation:
        placed = [(text, sure, page.text.index(text)) for text, sure in TEXTS.items()]
        found = (a_story(text, start=at, ordinal=n, confidence=sure) for n, (text, sure, at) in enumerate(placed))
        return Segmentation(tuple(found), ())

    monkeypatch.setattr(splitting, "split", split)


def loaded(home: Path, limit: float) -> LoneMill:
    """A mill with this limit, with the page loaded."""
    mill = LoneMill(Settings(home=home, uncertain_below=limit), FakeArchive(), FakeClock())
    page = BytesIO("\n".join(TEXTS).encode())
    delivery = mill.receive(page, way=Way.MANUAL, source="test", name="page.txt", token="1")
    assert mill.ingest_delivery(delivery.id).new == 2
    return mill


@pytest.mark.parametrize(
    ("limit", "marks"), [(0.7, [True, False]), (0.5, [False, False]), (0.6, [False, False]), (0.9, [True, True])]
)
def test_a_story_below_the_limit_is_loaded_and_marked_and_one_above_is_not(
    tmp_path: Path, limit: float, marks: list[bool]
) -> None:
    mill = loaded(tmp_path, limit)
    found = {row["text"]: row["uncertain"] for row in mill.stories()}
    assert [found[text] for text in TEXTS] == marks
    assert [row["uncertain"] for row in mill.sightings()] == marks
    for row in mill.stories():
        story = mill.story(row["id"])
        assert [place["uncertain"] for place in story["lineage"]] == [story["uncertain"]] == [row["uncertain"]]


def test_another_limit_later_is_no_finding_of_a_check(tmp_path: Path) -> None:
    mill = loaded(tmp_path, 0.7)
    later = LoneMill(Settings(home=tmp_path, uncertain_below=0.0), mill.archive, FakeClock())
    assert all(one.holds for one in later.check(full=True))
    assert [row["uncertain"] for row in later.sightings()] == [True, False]
