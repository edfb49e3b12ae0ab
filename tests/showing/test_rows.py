"""The rows that commands show."""

from __future__ import annotations

from pathlib import Path

import pytest

from feedmill import splitting
from feedmill.model import Document, RejectedDocument, Segmentation, Shape, Summary
from feedmill.pipeline import Options
from feedmill.showing.rows import added_up, found_in, segments, swept_line
from tests.factories import a_story

PAGE = Document(0, "text", Shape.PAGE, "any text")


def test_a_row_of_a_story_says_whether_it_is_uncertain(monkeypatch: pytest.MonkeyPatch) -> None:
    found = Segmentation((a_story("any", confidence=0.6), a_story("text", start=4, ordinal=1, confidence=0.8)), ())
    monkeypatch.setattr(splitting, "split", lambda _document, **_: found)
    assert [row["uncertain"] for row in segments(PAGE, Options(uncertain_below=0.7))] == [True, False]
    assert segments(PAGE) == segments(PAGE, Options())


def test_what_is_shown_is_read_in_a_process_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    def hangs(*_: object, **__: object) -> None:
        raise AssertionError("read in the process of the command")

    monkeypatch.setattr("feedmill.reading.registry.read_stated", hangs)
    (document,) = found_in(b"The council met on Monday.")
    assert isinstance(document, Document)
    assert document.text == "The council met on Monday."
    (rejected,) = found_in(b"\x00\x01\x02" * 99)
    assert isinstance(rejected, RejectedDocument)
    assert rejected.reason == "binary"


def test_a_sweep_is_a_line_a_file_that_was_left_and_one_with_its_counts() -> None:
    told = {"source": "wire", "name": "pipe", "reason": "special_file", "detail": "pipe", "todo": "put a file there"}
    assert swept_line({"type": "left", "outcome": "refused", **told}) == "refused   special_file  wire: pipe  pipe"
    assert swept_line({"type": "sweep", "found": 2, "seconds": 1.26}) == "swept: found 2  in 1.3 s"


def test_results_of_several_processes_are_added_up_but_for_their_seconds() -> None:
    told: list[Path] = []
    results = [(Path(name), Summary(deliveries=1, new=2, seconds=3600.0)) for name in "ab"]
    total = added_up(results, lambda path, _: told.append(path))
    assert told == [Path("a"), Path("b")]
    assert (total.deliveries, total.new) == (2, 4)
    assert total.seconds < 3600
