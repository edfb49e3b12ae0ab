"""Processes by session, through /proc: the one handle that reaches everything a part has started.

Each Airflow task puts itself in a process group of its own and lives on when its scheduler is killed; its session
stays. A session is known again by its leader's start time, so that a reused number is never mistaken for it.
"""

from __future__ import annotations

import os
import signal
import time
from dataclasses import dataclass
from pathlib import Path

PROC = Path("/proc")
_STATE, _SESSION, _START = 0, 3, 19  # places behind the command's name in /proc/PID/stat; proc(5)


@dataclass(frozen=True, slots=True)
class Session:
    """A session's number (the process id of its leader) and when its leader started, in clock ticks since boot."""

    id: int
    started: int
    boot: str

    @classmethod
    def of(cls, pid: int) -> Session:
        """The session that a process of ours has just been made the leader of."""
        seen = _seen(pid)
        return cls(pid, seen[2] if seen else 0, boot_id())

    def members(self) -> list[int]:
        """The living processes of the session, its leader among them."""
        if self.boot != boot_id():
            return []
        leader = _seen(self.id)
        if leader and leader[2] != self.started:
            return []
        return [pid for pid, seen in _all_seen() if seen[1] == self.id and seen[2] >= self.started and seen[0] != "Z"]

    def kill(self, patience: float = 5.0) -> int:
        """SIGKILL all members, again until none is left or `patience` seconds are over. Returns how many were hit."""
        hit: set[int] = set()
        end = time.monotonic() + patience
        while (members := self.members()) and time.monotonic() < end:
            for pid in members:
                _send(pid, signal.SIGKILL)
            hit.update(members)
            time.sleep(0.02)
        return len(hit)


def boot_id() -> str:
    """What names the present boot of the machine: process numbers mean nothing beyond it."""
    return (PROC / "sys/kernel/random/boot_id").read_text().strip()


def _all_seen() -> list[tuple[int, tuple[str, int, int]]]:
    pids = [int(entry.name) for entry in PROC.iterdir() if entry.name.isdigit()]
    return [(pid, seen) for pid in pids if (seen := _seen(pid))]


def _seen(pid: int) -> tuple[str, int, int] | None:
    """State, session and start time of a process, or None when it is gone."""
    try:
        fields = (PROC / str(pid) / "stat").read_text(errors="replace").rpartition(")")[2].split()
    except (FileNotFoundError, ProcessLookupError):
        return None
    return fields[_STATE], int(fields[_SESSION]), int(fields[_START])


def _send(pid: int, number: int) -> None:
    try:
        os.kill(pid, number)
    except ProcessLookupError:
        return
