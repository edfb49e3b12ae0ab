"""Work shared out among processes: each item is done by one of them, and one that dies takes nothing with it.

Knows nothing of the work. A process that ends without an answer is reported and replaced, and what it had in hand is
done once more; what ends two of them is handed back as lost.
"""

from __future__ import annotations

import logging
import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, suppress
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from typing import Any, Generic, TypeVar

import structlog

from feedmill.errors import Outage
from feedmill.operating.reasons import OperatingReason
from feedmill.operating.working import Failed, Said, work

log = structlog.get_logger("feedmill")

Item = TypeVar("Item")
Result = TypeVar("Result")

Opening = Callable[[], AbstractContextManager[Callable[[Item], Result]]]
"""Opens what does the work, in the process that does it: a function of a module, or a partial of one."""

MOST_TRIES = 2
"""Processes that one item may end."""
MOST_DEATHS = 5
"""Processes that may end in a row, without anything done in between, before the work is given up."""


@dataclass(frozen=True, slots=True)
class Answer(Generic[Item, Result]):
    """An item with what came of it; `result` None: every process that had it in hand ended."""

    item: Item
    result: Result | None


@dataclass(slots=True)
class _Task:
    number: int
    item: Any
    tries: int = 0


@dataclass(slots=True)
class _Hand:
    process: SpawnProcess
    channel: Connection
    task: _Task | None = None


def shared(items: Iterable[Item], opening: Opening[Item, Result], *, jobs: int) -> Iterator[Answer[Item, Result]]:
    """Do all items in so many processes, spawned as they are needed; answers come in the order of the items.

    Items are taken as they are handed out. One job is done in this process. What an item raises is raised here: the
    others finish what they have in hand, and begin nothing more. Raises `Outage` when processes only die.
    """
    if jobs > 1:
        yield from _Sharing(opening, jobs).answers(iter(items))
        return
    with opening() as do:
        for item in items:
            yield Answer(item, do(item))


class _Sharing:
    """Processes, and what each has in hand."""

    def __init__(self, opening: Opening[Any, Any], jobs: int) -> None:
        self._opening = opening
        self._jobs = jobs
        self._hands: list[_Hand] = []
        self._again: deque[_Task] = deque()
        self._done: dict[int, Answer[Any, Any]] = {}
        self._deaths = 0

    def answers(self, items: Iterator[Any]) -> Iterator[Answer[Any, Any]]:
        """All answers, in the order of the items."""
        numbered = (_Task(number, item) for number, item in enumerate(items))
        told = 0
        try:
            while self._handed_out(numbered):
                self._listen()
                while told in self._done:
                    yield self._done.pop(told)
                    told += 1
        finally:
            self._end()

    def _handed_out(self, tasks: Iterator[_Task]) -> bool:
        """Give every hand that is free something to do. Whether any has something in hand."""
        while (hand := self._free()) is not None:
            task = self._again.popleft() if self._again else next(tasks, None)
            if task is None:
                break
            hand.task = task
            task.tries += 1
            self._give(hand, task)
        return any(hand.task for hand in self._hands)

    def _free(self) -> _Hand | None:
        free = next((hand for hand in self._hands if hand.task is None), None)
        return free or (self._started() if len(self._hands) < self._jobs else None)

    def _started(self) -> _Hand:
        context = get_context("spawn")
        ours, theirs = context.Pipe()
        process = context.Process(target=work, args=(theirs, self._opening, _level()))
        process.start()
        theirs.close()
        hand = _Hand(process, ours)
        self._hands.append(hand)
        return hand

    def _give(self, hand: _Hand, task: _Task) -> None:
        with suppress(OSError):  # it died meanwhile: listening finds it so
            hand.channel.send(task.item)

    def _listen(self) -> None:
        """Wait until something is said, and hear all that is."""
        busy: dict[Any, _Hand] = {hand.channel: hand for hand in self._hands if hand.task}
        for channel in wait(list(busy)):
            hand = busy[channel]
            try:
                self._heard(hand, hand.channel.recv())
            except (EOFError, OSError):
                self._died(hand)

    def _heard(self, hand: _Hand, message: object) -> None:
        if isinstance(message, Said):
            getattr(log, message.level)(message.event, **message.values)
        elif isinstance(message, Failed):
            raise message.error
        elif hand.task is not None:
            self._done[hand.task.number] = Answer(hand.task.item, message)
            hand.task = None
            self._deaths = 0

    def _died(self, hand: _Hand) -> None:
        """Report it, and have what it had in hand done once more."""
        self._hands.remove(hand)
        hand.channel.close()
        hand.process.join()
        self._deaths += 1
        task, told = hand.task, {"process": hand.process.pid, "exit": hand.process.exitcode}
        if task is None:
            return
        if self._deaths >= MOST_DEATHS:
            raise Outage(OperatingReason.WORKERS_DIE, f"{self._deaths} in a row, the last with {told['exit']}")
        if task.tries < MOST_TRIES:
            log.warning("a process ended; what it had in hand is done once more", item=str(task.item), **told)
            self._again.append(task)
        else:
            log.error("a process ended again; what it had in hand is left", item=str(task.item), **told)
            self._done[task.number] = Answer(task.item, None)

    def _end(self) -> None:
        """Let all finish what they have in hand."""
        for hand in self._hands:
            hand.channel.close()
        for hand in self._hands:
            hand.process.join()


def cores() -> int:
    """The cores that this process may use."""
    return len(os.sched_getaffinity(0))


def _level() -> int:
    """The level from which on log lines are wanted here."""
    told = getattr(log.bind(), "get_effective_level", None)
    return int(told()) if told else logging.INFO
