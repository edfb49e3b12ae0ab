"""How long an answer may take and how large it may be, and the watch that holds one fetch to it.

Most clients' time limits hold for a read: a server that sends a byte at a time is never late. These hold in total.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from enum import Enum

from feedmill.errors import Deferred, Refused
from feedmill.intake.fetching.reasons import FetchReason

AT_ONCE = 64 * 1024
"""Bytes that are read or unpacked at a time: what can come beyond a limit before it is seen."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Times in seconds, sizes in bytes.

    `whole` holds for everything, redirects included; `connect` for finding and reaching a host; `headers` from there
    until the headers are in. After `patience`, a body has to have come with `slowest` bytes a second on average.
    `body` is the largest body taken, unpacked; from `trusted` on it may be at most `ratio` times what came over the
    wire. A `hop` is a redirect.
    """

    whole: float = 60.0
    connect: float = 10.0
    headers: float = 20.0
    patience: float = 15.0
    slowest: float = 512.0
    head: int = 128 * 1024
    body: int = 32 * 1024 * 1024
    ratio: int = 200
    trusted: int = 1024 * 1024
    hops: int = 8


class Phase(Enum):
    """What a fetch waits for."""

    CONNECTING = "a connection"
    HEADERS = "the headers"
    BODY = "the body"


class Watch:
    """The time that one fetch has left, and the bytes that came: `wire` in this phase, `packed` of the body alone."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.began = time.monotonic()
        self.wire = 0
        self.packed = 0
        self.phase = Phase.CONNECTING
        self._since = self.began

    def enter(self, phase: Phase) -> None:
        """Begin a phase: its time starts, and its bytes are counted from 0."""
        self.phase = phase
        self.wire = self.packed = 0
        self._since = time.monotonic()

    def seconds(self) -> float:
        """How long the fetch has taken so far."""
        return time.monotonic() - self.began

    def left(self) -> float:
        """How many seconds the next wait may take at most. Raises `Deferred` when none are left."""
        left = self._ends() - time.monotonic()
        if left <= 0 or self._crawls():
            raise self.late()
        return left

    def _ends(self) -> float:
        whole = self.began + self.limits.whole
        if self.phase is Phase.BODY:
            return whole
        return min(whole, self._since + (self.limits.connect if self._connecting else self.limits.headers))

    @property
    def _connecting(self) -> bool:
        return self.phase is Phase.CONNECTING

    def _crawls(self) -> bool:
        taken = time.monotonic() - self._since
        return (
            self.phase is Phase.BODY
            and taken > self.limits.patience
            and self.wire < (taken - self.limits.patience) * self.limits.slowest
        )

    def late(self) -> Deferred:
        """What is said when the time is up."""
        detail = f"waited {self.seconds():.1f} s for {self.phase.value}; {self.wire} bytes of it came"
        return Deferred(FetchReason.TOO_SLOW, detail)

    def came(self, size: int) -> None:
        """Count bytes that came over the wire. Raises `Refused` where a phase had too many of them."""
        self.wire += size
        if self.phase is Phase.HEADERS and self.wire > self.limits.head:
            raise Refused(FetchReason.HEADERS_TOO_LARGE, f"more than {self.limits.head} bytes of headers")
        if self.phase is Phase.BODY and self.wire > self.limits.body + self.limits.trusted + AT_ONCE:
            raise Refused(FetchReason.ANSWER_TOO_LARGE, f"more than {self.limits.body} bytes")
