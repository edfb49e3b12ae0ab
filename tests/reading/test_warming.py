"""What is begun before the first file is there."""

from __future__ import annotations

import threading

import pytest

from feedmill.errors import Outage
from feedmill.reading import languages, warming
from feedmill.reading.apart import process
from feedmill.reading.reasons import ReadingReason


@pytest.fixture(autouse=True)
def _anew() -> None:
    warming.prepare.cache_clear()


def begun() -> list[threading.Thread]:
    """The threads that loading goes on in, waited for."""
    threads = [one for one in threading.enumerate() if one.name.startswith("feedmill-")]
    for one in threads:
        one.join()
    return threads


def test_weights_and_a_process_are_ready_for_the_first_file(monkeypatch: pytest.MonkeyPatch) -> None:
    loaded: list[str] = []
    monkeypatch.setattr(languages, "load", lambda: loaded.append("weights"))
    warming.prepare()
    begun()
    assert loaded == ["weights"]
    assert any(one.good for one in process._idle.waiting)


def test_it_is_begun_once(monkeypatch: pytest.MonkeyPatch) -> None:
    loaded: list[str] = []
    monkeypatch.setattr(languages, "load", lambda: loaded.append("weights"))
    monkeypatch.setattr(warming, "_start", lambda: loaded.append("process"))
    warming.prepare()
    warming.prepare()
    begun()
    assert sorted(loaded) == ["process", "weights"]


def test_where_no_process_can_be_started_the_first_file_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(_bounds: process.Bounds) -> process.Process:
        raise Outage(ReadingReason.NO_READER, "none")

    monkeypatch.setattr(languages, "load", lambda: None)
    monkeypatch.setattr(process._idle, "take", fails)
    warming._start()
