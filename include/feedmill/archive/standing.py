"""What is written down about the embedded server: its port and its processes, in `server.json`.

Knows how a process is told from a later one with the same number. Starts nothing.
"""

from __future__ import annotations

import json
import os
import secrets
import signal
import socket
import time
from contextlib import ExitStack, suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from feedmill.archive.keys import write_private

LOOPBACK = "127.0.0.1"
GRPC_OFFSET = 10_000
PORTS = 5
"""Consecutive ports that the server takes: S3, master, volume, filer, admin; each with one 10,000 above it."""

FIRST_PORT, LAST_PORT = 11_000, 22_000
"""Both these ports and those 10,000 above stand below Linux' range for outgoing connections (from 32768)."""

CLOSING_SECONDS = 1.5


@dataclass(frozen=True, slots=True)
class Process:
    """A process and the instant it started, in clock ticks since boot: together they are never used twice."""

    pid: int
    started: int

    @classmethod
    def of(cls, pid: int) -> Process:
        """The process that has this number now. Raises `ProcessLookupError` when there is none."""
        started = _started(pid)
        if started is None:
            raise ProcessLookupError(pid)
        return cls(pid, started)

    def lives_in(self, folder: Path) -> bool:
        """Whether it still runs, with that folder as its working folder."""
        if _started(self.pid) != self.started:
            return False
        with suppress(OSError):
            return Path(f"/proc/{self.pid}/cwd").readlink() == folder
        return False

    def end(self, folder: Path, patience: float) -> None:
        """Ask it to end, and after `patience` seconds make it. A process that is not this one is left alone."""
        for number in (signal.SIGTERM, signal.SIGKILL):
            if self.lives_in(folder):
                with suppress(ProcessLookupError):
                    os.kill(self.pid, number)
            until = time.monotonic() + patience
            while self.lives_in(folder) and time.monotonic() < until:
                time.sleep(0.02)


@dataclass(frozen=True, slots=True)
class Standing:
    """The server's first port (its S3 port), and its processes while it runs."""

    port: int
    keeper: Process | None = None
    server: Process | None = None

    def runs(self, folder: Path) -> bool:
        """Whether both processes are alive."""
        both = (self.keeper, self.server)
        return all(process is not None and process.lives_in(folder) for process in both)


def read(folder: Path) -> Standing | None:
    """What is written down in the folder; None when there is nothing, or nothing that makes sense."""
    try:
        found = json.loads((folder / "server.json").read_bytes())
        processes = {name: Process(**found[name]) for name in ("keeper", "server") if found[name] is not None}
        return Standing(port=int(found["port"]), **processes)
    except (OSError, ValueError, TypeError, KeyError):
        return None


def write(folder: Path, standing: Standing) -> None:
    """Write it down in one step."""
    write_private(folder / "server.json", json.dumps(asdict(standing)) + "\n")


def free_port(preferred: int | None) -> int:
    """The first of as many free ports as the server takes: the preferred one if it is free, else one by chance.

    The preferred one is waited for a little: the threads of a killed server close its sockets after it is gone.
    """
    until = time.monotonic() + CLOSING_SECONDS
    while preferred is not None and time.monotonic() < until:
        if _all_free(preferred):
            return preferred
        time.sleep(0.05)
    while True:
        port = FIRST_PORT + PORTS * secrets.randbelow((LAST_PORT - FIRST_PORT) // PORTS)
        if _all_free(port):
            return port


def _all_free(port: int) -> bool:
    with ExitStack() as stack:
        for number in (each + offset for each in range(port, port + PORTS) for offset in (0, GRPC_OFFSET)):
            probe = stack.enter_context(socket.socket())
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((LOOPBACK, number))
            except OSError:
                return False
        return True


def _started(pid: int) -> int | None:
    """Field 22 of proc(5) stat; the command in field 2 may hold blanks and brackets. A zombie does not run."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text(errors="replace").rpartition(")")[2].split()
    except OSError:
        return None
    return None if fields[0] in {"Z", "X"} else int(fields[19])
