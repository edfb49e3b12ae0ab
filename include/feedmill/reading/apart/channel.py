"""Messages between a process and the one that reads for it: a length, then so many bytes, over a Unix socket."""

from __future__ import annotations

import socket
import time
from typing import Any

from feedmill.reading.apart.records import pack, unpack

LENGTH = 8
STEP = 1024 * 1024


class Closed(Exception):
    """The other side is gone."""


class TooLong(Exception):
    """A message is longer than it may be."""


def send(channel: socket.socket, message: dict[str, Any]) -> None:
    """Send a message. Raises `Closed`."""
    data = pack(message)
    try:
        channel.sendall(len(data).to_bytes(LENGTH, "big"))
        channel.sendall(data)
    except OSError:
        raise Closed from None


def receive(channel: socket.socket, *, longest: int, seconds: float | None = None) -> dict[str, Any]:
    """The next message. Raises `Closed`, `TooLong`, `TimeoutError`, and `ValueError` for what is no message."""
    until = None if seconds is None else time.monotonic() + seconds
    length = int.from_bytes(_exactly(channel, LENGTH, until), "big")
    if length > longest:
        raise TooLong
    return unpack(_exactly(channel, length, until))


def _exactly(channel: socket.socket, count: int, until: float | None) -> bytes:
    """So many bytes."""
    parts: list[bytes] = []
    while count:
        if until is not None:
            channel.settimeout(max(0.001, until - time.monotonic()))
        try:
            part = channel.recv(min(count, STEP))
        except ConnectionError:
            raise Closed from None
        if not part:
            raise Closed
        parts.append(part)
        count -= len(part)
    return b"".join(parts)
