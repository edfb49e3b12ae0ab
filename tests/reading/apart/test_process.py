"""The reading process as its parent sees it: started, kept, replaced, ended."""

from __future__ import annotations

import os
import signal
import time

import pytest

from feedmill.errors import Outage
from feedmill.reading.apart import process
from feedmill.reading.apart.channel import Closed
from feedmill.reading.apart.process import Bounds, Process
from feedmill.reading.reasons import ReadingReason
from feedmill.reading.worker import read_apart
from tests.reading.packed.building import STORY

pytestmark = pytest.mark.integration  # processes are started


def test_a_process_that_is_gone_when_it_is_asked_is_replaced_once() -> None:
    one = Process(Bounds())
    one.process.kill()
    one.process.wait()
    with pytest.raises(Closed):
        one.ask(0, {})
    one.end()


def test_a_process_that_closed_its_channel_and_lives_is_told_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(process, "END_SECONDS", 0.01)
    one = Process(Bounds())
    assert one.ended() == "it closed its channel"
    one.end()


def test_no_more_processes_wait_than_are_needed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(process, "MOST_IDLE", 0)
    process._idle.end()
    list(read_apart(STORY))
    assert process._idle.waiting == []
    assert process._idle.all == set()


def test_no_process_at_all_is_an_outage(monkeypatch: pytest.MonkeyPatch) -> None:
    process._idle.end()
    monkeypatch.setattr(process, "PROGRAM", "import sys; sys.exit(4)")
    with pytest.raises(Outage) as caught:
        list(read_apart(STORY))
    assert caught.value.reason is ReadingReason.NO_READER
    assert "exit 4" in caught.value.detail


def test_a_process_that_was_killed_while_it_waited_is_replaced() -> None:
    list(read_apart(STORY))
    waiting = process._idle.waiting[-1]
    waiting.process.kill()
    waiting.process.wait()
    assert len(list(read_apart(STORY))) == 1


def test_more_time_is_allowed_for_larger_files() -> None:
    assert Bounds(seconds=1, seconds_per_megabyte=2).allowed(3 * 1024**2) == 7


def test_a_process_that_grew_or_served_long_is_not_kept() -> None:
    one = Process(Bounds())
    good = []
    for largest, uses in ((0, 0), (one.bounds.memory, 0), (0, process.MOST_USES)):
        one.largest, one.uses = largest, uses
        good.append(one.good)
    assert good == [True, False, False]
    one.end()


def test_an_orphan_ends_by_itself() -> None:
    one = Process(Bounds())
    one.channel.close()
    assert one.process.wait(10) == 0


def test_a_signal_of_the_terminal_is_the_parents_alone() -> None:
    one = Process(Bounds())
    os.kill(one.process.pid, signal.SIGINT)
    time.sleep(0.05)
    assert one.good
    one.end()
