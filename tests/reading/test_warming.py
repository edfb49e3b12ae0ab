"""What is begun before the first file is there."""

from __future__ import annotations

import threading

import pytest

from feedmill.errors import Outage
from feedmill.reading import warming
from feedmill.reading.apart import process
from feedmill.reading.reasons import ReadingReason


@pytest.fixture(autouse=True)
def _anew() -> None:
    warming.prepare.cache_clear()


def wait() -> None:
    """Until what was begun is done."""
    for one in threading.enumerate():
        if one.name.startswith("feedmill-"):
            one.join()


def test_a_process_is_ready_for_the_first_file() -> None:
    warming.prepare()
    wait()
    assert any(one.good for one in process._idle.waiting)


def test_it_is_begun_once(monkeypatch: pytest.MonkeyPatch) -> None:
    begun: list[str] = []
    monkeypatch.setattr(warming, "_start", lambda: begun.append("process"))
    warming.prepare()
    warming.prepare()
    wait()
    assert begun == ["process"]


def test_where_no_process_can_be_started_the_first_file_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(_bounds: process.Bounds) -> process.Process:
        raise Outage(ReadingReason.NO_READER, "none")

    monkeypatch.setattr(process._idle, "take", fails)
    warming._start()
