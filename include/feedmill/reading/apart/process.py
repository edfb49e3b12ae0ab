"""The reading process as its parent sees it: started, asked, timed, ended; and the few that wait for the next file."""

from __future__ import annotations

import atexit
import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from feedmill.errors import Outage
from feedmill.reading.apart.channel import Closed, TooLong, receive, send
from feedmill.reading.reasons import ReadingReason

MEGABYTE = 1024**2
START_SECONDS = 60.0
END_SECONDS = 5.0
MOST_USES = 1000
MOST_IDLE = 4
KEPT_ENVIRONMENT = ("PATH", "LANG", "LC_ALL", "LD_LIBRARY_PATH", "TZ", "PYTHONHASHSEED")
PROGRAM = "import sys; sys.path[:] = {path!r}; from feedmill.reading.apart.child import main; main({fd}, {memory})"


@dataclass(frozen=True, slots=True)
class Bounds:
    """What a reading process may take.

    `memory` in bytes. From one thing found to the next it has `seconds`, and `seconds_per_megabyte` more for each
    megabyte of the file. `message` is the size of the largest thing found, in bytes.
    """

    memory: int = 1024 * MEGABYTE
    seconds: float = 30.0
    seconds_per_megabyte: float = 1.0
    message: int = 512 * MEGABYTE

    def allowed(self, size: int) -> float:
        """The seconds that a file of this size has, from one thing found to the next."""
        return self.seconds + self.seconds_per_megabyte * size / MEGABYTE


class Process:
    """A reading process, ready for a file."""

    def __init__(self, bounds: Bounds) -> None:
        self.bounds = bounds
        self.uses = 0
        self.largest = 0  # bytes that the last file took at most, 0 while it is read
        self.failure: str | None = None
        self.channel, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_STREAM)
        with theirs:
            self.process = _started(theirs.fileno(), bounds.memory)
        try:
            self.confined = tuple(receive(self.channel, longest=MEGABYTE, seconds=START_SECONDS)["ready"])
        except (Closed, TimeoutError, TooLong, ValueError, KeyError) as error:
            self.end()
            detail = f"the reading process did not start: {type(error).__name__}, exit {self.process.returncode}"
            raise Outage(ReadingReason.NO_READER, detail) from None

    def ask(self, descriptor: int, request: dict[str, Any]) -> None:
        """Hand over a file. Raises `Closed`."""
        self.uses += 1
        try:
            socket.send_fds(self.channel, [b"f"], [descriptor])
        except OSError:
            raise Closed from None
        send(self.channel, request)

    def next(self, seconds: float) -> dict[str, Any] | None:
        """What it found next; None at the end of the file.

        Raises `Closed`, `TimeoutError`, `MemoryError` (the process ran out of it), `TooLong`, `ValueError`.
        """
        message = receive(self.channel, longest=self.bounds.message, seconds=seconds)
        if message.get("failed") == "memory":
            raise MemoryError
        if "failed" in message:
            self.failure = str(message["failed"])
            raise Closed
        if "end" in message:
            self.largest = int(message["end"])
            return None
        return message

    def ended(self) -> str:
        """How it ended, in words."""
        if self.failure:
            return self.failure
        try:
            code = self.process.wait(END_SECONDS)
        except subprocess.TimeoutExpired:
            return "it closed its channel"
        if code >= 0:
            return f"exit {code}"
        return f"signal {-code} ({signal.strsignal(-code)})"

    def end(self) -> None:
        """Kill it, and wait until it is gone."""
        self.channel.close()
        self.process.kill()
        self.process.wait()

    @property
    def good(self) -> bool:
        """Whether it may take another file: it lives, and has neither served long nor grown large."""
        grown = self.largest > self.bounds.memory // 2
        return self.uses < MOST_USES and not grown and self.process.poll() is None


def _started(descriptor: int, memory: int) -> subprocess.Popen[bytes]:
    """A Python of the same kind, with nothing of this process but the channel and the places of modules."""
    program = PROGRAM.format(path=[place for place in sys.path if place], fd=descriptor, memory=memory)
    environment = {name: os.environ[name] for name in KEPT_ENVIRONMENT if name in os.environ}
    return subprocess.Popen(
        [sys.executable, "-B", "-c", program],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        pass_fds=(descriptor,),
        env=environment,
    )


class _Idle:
    """The processes that wait for a file."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.waiting: list[Process] = []
        self.all: set[Process] = set()

    def take(self, bounds: Bounds) -> Process:
        """One that waits, else a new one."""
        with self.lock:
            for process in reversed(self.waiting):
                if process.bounds.memory == bounds.memory and process.process.poll() is None:
                    self.waiting.remove(process)
                    process.bounds = bounds
                    return process
        process = Process(bounds)
        with self.lock:
            self.all.add(process)
        return process

    def give(self, process: Process) -> None:
        """One that is done with its file."""
        with self.lock:
            if process.good and len(self.waiting) < MOST_IDLE:
                self.waiting.append(process)
                return
        self.drop(process)

    def drop(self, process: Process) -> None:
        """One that is of no more use."""
        with self.lock:
            self.all.discard(process)
        process.end()

    def end(self) -> None:
        """End all of them."""
        for process in list(self.all):
            self.drop(process)
        self.waiting.clear()

    def forget(self) -> None:
        """After a fork: they are the parent's, and their channels must not stay open here."""
        for process in self.all:
            process.channel.close()
            process.process.returncode = 0
        self.__init__()  # type: ignore[misc]  # the lock may have been held at the fork: everything begins anew


_idle = _Idle()
atexit.register(_idle.end)
os.register_at_fork(after_in_child=_idle.forget)


@contextmanager
def borrowed(bounds: Bounds) -> Iterator[Process]:
    """A process for one file. It goes back when it came to the file's end, and is ended otherwise."""
    process = _idle.take(bounds)
    process.largest = 0
    try:
        yield process
    finally:
        if process.largest:
            _idle.give(process)
        else:
            _idle.drop(process)
