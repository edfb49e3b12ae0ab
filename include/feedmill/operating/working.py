"""A process that does shared work: opens what does it, and answers item by item until nobody asks any more."""

from __future__ import annotations

import os
import signal
import traceback
from collections.abc import Callable, Iterator, MutableMapping
from contextlib import AbstractContextManager, suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection
from typing import Any

import structlog

from feedmill.errors import FeedmillError


@dataclass(frozen=True, slots=True)
class Said:
    """A line for the log, which is written by the process that shares out the work."""

    level: str
    event: str
    values: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Failed:
    """What an item raised, or the opening."""

    error: BaseException


def work(channel: Connection, opening: Callable[[], AbstractContextManager[Callable[[Any], Any]]], level: int) -> None:
    """Do what comes through the channel until it is closed: an item in, its result out; log lines go out as well."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for who shares out: what is in hand is finished
    os.dup2(2, 1)  # stdout is the command's own
    _log_through(channel, level)
    try:
        with opening() as do:
            for item in _items(channel):
                channel.send(do(item))
    except BaseException as error:  # noqa: BLE001 -- whatever it is, it is raised where the work is shared out
        with suppress(OSError):
            channel.send(Failed(_portable(error)))


def _items(channel: Connection) -> Iterator[Any]:
    with suppress(EOFError, OSError):
        while True:
            yield channel.recv()


def _portable(error: BaseException) -> BaseException:
    """The error as it can be sent: feedmill's own as they are, of others the words."""
    if isinstance(error, FeedmillError):
        error.__cause__ = error.__context__ = None
        return error.with_traceback(None)
    return RuntimeError("".join(traceback.format_exception(error)))


def _log_through(channel: Connection, level: int) -> None:
    def send(_logger: object, name: str, event: MutableMapping[str, Any]) -> Any:
        text = str(event.pop("event", ""))
        with suppress(OSError):
            channel.send(Said(name, text, {key: _plain(value) for key, value in event.items()}))
        raise structlog.DropEvent

    structlog.configure(
        processors=[structlog.processors.format_exc_info, send],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        cache_logger_on_first_use=False,
    )


def _plain(value: object) -> object:
    return value if isinstance(value, str | int | float | None) else str(value)
