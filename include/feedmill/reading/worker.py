"""Reading in another process, with limits: what a file does to its reader, it does to nobody else.

The process is started when it is first needed, kept for the next file, and replaced when it was ended. Results come
back as they are found, in a form that is checked and can run nothing. Works under parents with threads, and under
parents that fork: each process has readers of its own.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, BinaryIO

from feedmill.errors import Rejected
from feedmill.model import NOTHING_SAID, Context, Document, RejectedDocument
from feedmill.reading.apart.channel import Closed, TooLong
from feedmill.reading.apart.process import Bounds, Process, borrowed
from feedmill.reading.apart.records import heard
from feedmill.reading.piece import DEFAULT_LIMIT, Limits
from feedmill.reading.reasons import ReadingReason
from feedmill.reading.registry import Found
from feedmill.reading.sourced import completed

__all__ = ["Bounds", "read_apart"]

COPY_STEP = 1024 * 1024
REASONS = {str(reason): reason for reason in ReadingReason}


def read_apart(
    data: bytes | BinaryIO | Path,
    *,
    name: str | None = None,
    limit: int = DEFAULT_LIMIT,
    limits: Limits | None = None,
    bounds: Bounds | None = None,
    context: Context = NOTHING_SAID,
) -> Iterator[Found]:
    """Read one original as `feedmill.reading.read` does, in a process with limits.

    `data` may be a path too. What documents do not state is found in this process, by their source and their text.

    Raises `Rejected` at the first step of the iterator, for what `read` raises it for, and: reader_timeout,
    reader_memory, reader_crashed. Where something was found before, it stands, and these are the reason of a last
    rejected place. Raises `Outage` (no_reader) where no process can be started.
    """
    asked = _Asked(name, limits or Limits(piece=limit), bounds or Bounds(), context)
    descriptor = _opened(data)
    try:
        yield from asked.found(descriptor, os.fstat(descriptor).st_size)
    finally:
        os.close(descriptor)


def _opened(data: bytes | BinaryIO | Path) -> int:
    """A descriptor of its own for what is to be read."""
    if isinstance(data, Path):
        return os.open(data, os.O_RDONLY | os.O_CLOEXEC)
    if isinstance(data, bytes):
        descriptor = os.memfd_create("original")
        with open(descriptor, "wb", closefd=False) as memory:
            memory.write(data)
        return descriptor
    try:
        return os.open(f"/proc/self/fd/{data.fileno()}", os.O_RDONLY | os.O_CLOEXEC)
    except OSError:
        return _copied(data)


def _copied(stream: BinaryIO) -> int:
    """A nameless file with what a stream holds that is none itself."""
    with tempfile.TemporaryFile() as copy:
        stream.seek(0)
        while block := stream.read(COPY_STEP):
            copy.write(block)
        copy.flush()
        return os.dup(copy.fileno())


@dataclass(slots=True)
class _Asked:
    """One file that is read; `some` says that something was found in it."""

    name: str | None
    limits: Limits
    bounds: Bounds
    context: Context
    some: bool = field(default=False)

    def found(self, descriptor: int, size: int) -> Iterator[Found]:
        """What is found; a process that failed after other files, and before it found anything, is given up once."""
        seconds = self.bounds.allowed(size)
        request = {"name": self.name, "limits": asdict(self.limits), "seconds": seconds * 2}
        request |= {"context": self.context.said}
        for last in (False, True):
            with borrowed(self.bounds) as process:
                fresh = process.uses == 0
                try:
                    yield from self.answers(process, descriptor, request, seconds)
                except _Failed as failed:
                    if failed.again and not (self.some or fresh or last):
                        continue
                    yield from self.rejected(failed.rejected)
            return

    def answers(self, process: Process, descriptor: int, request: dict[str, Any], seconds: float) -> Iterator[Found]:
        """What a process answers, until it is done with the file."""
        error: Rejected | None = None
        try:
            process.ask(descriptor, request)
            while (message := process.next(seconds)) is not None:
                if "raised" in message:
                    error = _rejected(message["raised"])
                elif (one := heard(message)) is not None:
                    self.some = True
                    yield completed(one, self.context) if isinstance(one, Document) else one
                else:
                    raise ValueError("a message that says nothing")  # noqa: TRY301 -- the same as any wrong message
        except Closed:
            raise _Failed(ReadingReason.READER_CRASHED, process.ended()) from None
        except TimeoutError:
            raise _Failed(ReadingReason.READER_TIMEOUT, f"nothing found in {seconds:.0f} s", again=False) from None
        except MemoryError:
            raise _Failed(ReadingReason.READER_MEMORY, f"the limit is {self.bounds.memory} bytes") from None
        except TooLong:
            detail = f"one document of more than {self.bounds.message} bytes"
            raise _Failed(ReadingReason.TOO_COMPLEX, detail, again=False) from None
        except (ValueError, RecursionError) as wrong:
            raise _Failed(ReadingReason.READER_CRASHED, f"it answered what cannot be: {wrong}", again=False) from None
        if error is not None:
            yield from self.rejected(error)

    def rejected(self, error: Rejected) -> Iterator[RejectedDocument]:
        """Raise an error when it is all there is; else it is a place."""
        if not self.some:
            raise error
        yield RejectedDocument(str(error.reason), error.detail)


class _Failed(Exception):
    """A process failed over a file; `again` says that another could do better."""

    def __init__(self, reason: ReadingReason, detail: str, *, again: bool = True) -> None:
        super().__init__(reason, detail)
        self.rejected = Rejected(reason, detail)
        self.again = again


def _rejected(said: Any) -> Rejected:
    """The rejection that a process tells of. Raises `ValueError` for what is none."""
    if not isinstance(said, list) or len(said) != 2 or not isinstance(said[1], str):
        raise ValueError("no rejection")
    if said[0] not in REASONS:
        raise ValueError("no reason")
    return Rejected(REASONS[said[0]], said[1])
