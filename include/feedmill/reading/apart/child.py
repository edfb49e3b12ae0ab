"""The process that reads: takes one file after the other through its channel, and answers what it found.

It trusts its parent, and gives up what it does not need before it sees the first byte of a file.
"""

from __future__ import annotations

import contextlib
import io
import os
import socket
import sys
import traceback
from pathlib import Path
from types import TracebackType
from typing import Any

from feedmill.errors import Rejected
from feedmill.model import Context
from feedmill.reading.apart.channel import Closed, receive, send
from feedmill.reading.apart.confining import confine, may_compute
from feedmill.reading.apart.memory import Memory
from feedmill.reading.apart.records import told
from feedmill.reading.piece import Limits
from feedmill.reading.registry import read_stated

LONGEST_REQUEST = 1024 * 1024
LONGEST_DETAIL = 300


def main(descriptor: int, memory: int) -> None:
    """Serve until the parent is gone. The channel is the descriptor; `memory` is in bytes."""
    memory_held = Memory()
    channel = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM, fileno=descriptor)
    sys.excepthook = lambda kind, error, where: _crashed(channel, kind, error, where)
    send(channel, {"ready": confine(memory)})
    with contextlib.suppress(Closed):
        while serve(channel, memory_held):
            pass
    os._exit(0)


def serve(channel: socket.socket, memory: Memory) -> bool:
    """Read one file. Returns whether another may follow. Raises `Closed`."""
    _, descriptors, _, _ = socket.recv_fds(channel, 1, 1)
    if not descriptors:
        raise Closed
    with os.fdopen(descriptors[0], "rb") as stream:
        request = receive(channel, longest=LONGEST_REQUEST)
        may_compute(request["seconds"])
        memory.begin()
        try:
            _answer(channel, stream, request)
        except MemoryError:
            send(channel, {"failed": "memory"})
            return False
    send(channel, {"end": memory.peak()})
    return True


def _answer(channel: socket.socket, stream: io.BufferedReader, request: dict[str, Any]) -> None:
    """Send what is found in a file, or why it is rejected."""
    try:
        limits, context = Limits(**request["limits"]), Context.of(request.get("context"))
        for found in read_stated(stream, name=request["name"], limits=limits, context=context):
            send(channel, told(found))
    except Rejected as error:
        send(channel, {"raised": [str(error.reason), error.detail]})


def _crashed(
    channel: socket.socket, kind: type[BaseException], error: BaseException, where: TracebackType | None
) -> None:
    """Tell what nobody foresaw, in one line, and end."""
    frames = traceback.extract_tb(where)
    place = f" at {Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else ""
    line = f"{kind.__name__}: {error}".split("\n")[0][:LONGEST_DETAIL]
    with contextlib.suppress(Closed):
        send(channel, {"failed": line.encode("ascii", "backslashreplace").decode() + place})
    os._exit(1)
