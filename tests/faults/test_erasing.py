"""An erasure that is killed at any point is ended by the next one: nothing of what was to go is left, all else is."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.faults.places import Place
from tests.faults.points import COMMIT, Point, stepping
from tests.faults.telling import LONG, tell
from tests.forking import killed_at

pytestmark = pytest.mark.slow

MILLING = "feedmill.milling.erasing"
ERASING = "feedmill.warehouse.erasing"
POINTS = (
    Point("before originals are erased", f"{MILLING}.Erasing._erase"),
    Point("before bytes are replaced", f"{MILLING}.Erasing._erased_in_the_archive"),
    Point("after bytes are replaced", f"{MILLING}.Erasing._erased_in_the_archive", after=True),
    Point("after rows are deleted", f"{ERASING}._take_away", after=True),
    Point("before it is committed", COMMIT, within=f"{ERASING}.enter"),
    Point("after it is committed", COMMIT, after=True, within=f"{ERASING}.enter"),
    Point("before files are deleted", f"{MILLING}.forget"),
    Point("after files are deleted", f"{MILLING}.forget", after=True),
    Point("before what is left is loaded", "feedmill.pipeline.run", within=f"{MILLING}.Erasing._erase"),
    Point("after what is left is loaded", "feedmill.pipeline.run", after=True, within=f"{MILLING}.Erasing._erase"),
    Point("before the third tombstone is archived", "feedmill.archive.erasures.to_bytes", nth=3),
    Point("after the second original is erased", f"{MILLING}.Erasing._erase", after=True, nth=2),
)


@pytest.mark.parametrize("point", POINTS if LONG else POINTS[::4], ids=str)
def test_an_erasure_killed_at_any_point(place: Place, point: Point) -> None:
    """The bridge stands in four originals; in the feed beside another story."""
    with place.trial() as trial:
        trial.drop().run()
        with trial.mill() as mill:
            stories = {row["id"] for row in mill.stories()}
            gone = next(row["id"] for row in mill.stories() if "bridge over the river" in row["text"])

        def erase() -> None:
            with trial.mill() as mill:
                mill.erase(story=gone, reason="a court's order")

        assert killed_at(point.nth, _at(point, erase))
        with trial.mill() as mill:
            mill.restore_erasures()
            if gone in {row["id"] for row in mill.stories()}:  # not all tombstones stood by then
                mill.erase(story=gone, reason="a court's order")
        trial.run_on()
        with trial.mill() as mill:
            left = {row["id"] for row in mill.stories()}
        said = [f"{name} is there still" for name in _files_with(trial.folder, b"bridge over the river")]
        said += [f"{left ^ stories} instead of {gone} is gone"] * (left != stories - {gone})
        tell("erasure killed at a named point", place.name, [*said, *trial.wrong()])


def _files_with(folder: Path, words: bytes) -> list[str]:
    return [str(path) for path in folder.rglob("*") if path.is_file() and words in path.read_bytes()]


def _at(point: Point, work: Callable[[], None]) -> Callable[[Callable[[], None]], None]:
    def stepped(step: Callable[[], None]) -> None:
        with stepping(point, step):
            work()

    return stepped
