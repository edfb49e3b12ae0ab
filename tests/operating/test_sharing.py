"""Work shared among processes: every item is done once, whatever becomes of a process."""

from __future__ import annotations

import itertools
import os
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import pytest
import structlog
from structlog.testing import capture_logs

from feedmill.errors import Outage, UsageError
from feedmill.operating.reasons import OperatingReason
from feedmill.operating.sharing import Answer, shared

Do = Callable[[int], int]


@contextmanager
def doubling(folder: Path, *, ended_by: int = -1, times: int = 0) -> Iterator[Do]:
    """Doubles numbers and notes each; the number `ended_by` kills the process, so many `times`."""

    def do(number: int) -> int:
        if number == ended_by and len(list(folder.glob("killed-*"))) < times:
            (folder / f"killed-{time.monotonic_ns()}").touch()
            os.kill(os.getpid(), signal.SIGKILL)
        structlog.get_logger("feedmill").warning("doubled", number=number, path=folder)
        print("this must not be on the command's stdout")  # noqa: T201 -- that is what is tested
        (folder / f"{number}-{os.getpid()}-{time.monotonic_ns()}").touch()
        return 2 * number

    yield do


class Refusing:
    """Cannot be opened."""

    def __init__(self, error: Exception) -> None:
        self._error = error

    def __enter__(self) -> Do:
        raise self._error

    def __exit__(self, *_: object) -> None:
        """Nothing was opened."""


@contextmanager
def failing() -> Iterator[Do]:
    """Fails at the number 3."""

    def do(number: int) -> int:
        if number == 3:
            raise UsageError(OperatingReason.WORKER_LOST, "three")
        return number

    yield do


def noted(folder: Path) -> list[int]:
    """The numbers that were doubled, once for each time."""
    return sorted(int(path.name.split("-")[0]) for path in folder.iterdir() if not path.name.startswith("killed"))


def test_all_is_done_once_in_order_by_more_than_one_process(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    with capture_logs() as lines:
        found = list(shared(range(20), partial(doubling, tmp_path), jobs=2))
    assert found == [Answer(number, 2 * number) for number in range(20)]
    assert noted(tmp_path) == list(range(20))
    assert len({path.name.split("-")[1] for path in tmp_path.iterdir()}) == 2
    assert sorted(line["number"] for line in lines) == list(range(20))
    assert (lines[0]["log_level"], lines[0]["event"], lines[0]["path"]) == ("warning", "doubled", str(tmp_path))
    assert capfd.readouterr().out == ""


def test_one_job_is_done_in_this_process(tmp_path: Path) -> None:
    assert [one.result for one in shared([1, 2], partial(doubling, tmp_path), jobs=1)] == [2, 4]
    assert {path.name.split("-")[1] for path in tmp_path.iterdir()} == {str(os.getpid())}


def test_what_a_killed_process_had_in_hand_is_done_by_another(tmp_path: Path) -> None:
    with capture_logs() as lines:
        found = list(shared(range(6), partial(doubling, tmp_path, ended_by=2, times=1), jobs=2))
    assert found == [Answer(number, 2 * number) for number in range(6)]
    assert noted(tmp_path) == list(range(6))
    (told,) = (line for line in lines if line["event"].startswith("a process ended"))
    assert (told["item"], told["exit"]) == ("2", -signal.SIGKILL)


def test_what_kills_every_process_is_handed_back_and_the_rest_is_done(tmp_path: Path) -> None:
    found = list(shared(range(6), partial(doubling, tmp_path, ended_by=2, times=9), jobs=2))
    assert [one.result for one in found] == [0, 2, None, 6, 8, 10]
    assert len(list(tmp_path.glob("killed-*"))) == 2


@pytest.mark.parametrize("jobs", [1, 2])
def test_an_error_is_raised_where_the_work_is_shared_out(jobs: int) -> None:
    with pytest.raises(UsageError, match="three"):
        list(shared(range(9), failing, jobs=jobs))


def test_what_cannot_be_opened_says_so() -> None:
    outage = Outage(OperatingReason.WORKER_LOST, "no archive")
    with pytest.raises(Outage, match="no archive"):
        list(shared(range(9), partial(Refusing, outage), jobs=2))
    with pytest.raises(RuntimeError, match="ZeroDivisionError"):
        list(shared(range(9), partial(Refusing, ZeroDivisionError("nothing")), jobs=2))


def test_processes_that_only_die_are_an_outage(tmp_path: Path) -> None:
    with pytest.raises(Outage, match="workers_die"):
        list(shared([7] * 9, partial(doubling, tmp_path, ended_by=7, times=99), jobs=2))


def test_nobody_is_left_when_the_caller_stops_listening(tmp_path: Path) -> None:
    answers = shared(itertools.count(), partial(doubling, tmp_path), jobs=2)
    next(answers)
    answers.close()  # type: ignore[attr-defined]  # it is a generator
    processes = {int(path.name.split("-")[1]) for path in tmp_path.iterdir()}
    assert processes
    assert not [process for process in processes if Path(f"/proc/{process}").exists()]
