"""How much memory this process has held at most since it last asked: resident, in bytes, by the kernel's own account.

What getrusage tells is no use here: it begins with what the parent held when the process was started.
"""

from __future__ import annotations

import ctypes
import os
import re

PEAK = re.compile(rb"VmHWM:\s+(\d+) kB")
MUCH = 128 * 1024**2
BEGIN_ANEW = b"5"


class Memory:
    """Opened while files can be opened; works when they no longer can."""

    def __init__(self, folder: str = "/proc/self") -> None:
        self._status = _opened(f"{folder}/status", os.O_RDONLY)
        self._trim = getattr(ctypes.CDLL(None), "malloc_trim", lambda _kept: 0)
        self._reset = _opened(f"{folder}/clear_refs", os.O_WRONLY)

    def begin(self) -> None:
        """Forget the peak so far, where the kernel lets it; what is free goes back to it where that was much."""
        if self.peak() > MUCH:
            self._trim(0)
        if self._reset is not None:
            os.write(self._reset, BEGIN_ANEW)

    def peak(self) -> int:
        """The most that was held since; 1 where nobody knows."""
        told = os.pread(self._status, 4096, 0) if self._status is not None else b""
        match = PEAK.search(told)
        return int(match[1]) * 1024 if match else 1


def _opened(path: str, flags: int) -> int | None:
    """A descriptor, or None where there is no such file."""
    try:
        return os.open(path, flags | os.O_CLOEXEC)
    except OSError:
        return None
