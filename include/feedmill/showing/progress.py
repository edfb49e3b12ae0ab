"""How far a long command is: a line on a terminal's stderr, written over, once in a while."""

from __future__ import annotations

import sys
import time
from typing import TextIO

EVERY = 0.5
"""Seconds between two lines: what ends sooner shows none."""


class Progress:
    """Called with what is done and how much of it. Says nothing where stderr is no terminal."""

    def __init__(self, stream: TextIO | None = None) -> None:
        self._stream = stream or sys.stderr
        self._said = time.monotonic()

    def __call__(self, what: str, done: int) -> None:
        """Say it, unless something was said a moment ago."""
        if not self._stream.isatty() or time.monotonic() - self._said < EVERY:
            return
        self._said = time.monotonic()
        self._stream.write(f"\r\x1b[K{what}: {done:,}\r")
        self._stream.flush()
