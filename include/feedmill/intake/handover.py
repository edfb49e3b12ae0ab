"""Whether a file in a drop folder is handed over: by its name, by a marker beside it, or because it is quiet.

Looks and judges; moves nothing.
"""

from __future__ import annotations

import fcntl
import math
import os
import signal
import stat
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from feedmill.intake.places import Folder
from feedmill.intake.reasons import IntakeReason
from feedmill.intake.sources.kinds import Handover
from feedmill.intake.taking import Identity, opened
from feedmill.ports import Clock

MOST_SEEN = 10_000
"""So many files whose times lie in the future are remembered at once."""


@dataclass(frozen=True, slots=True)
class NotYet:
    """A file that is not handed over yet: why, and in how many seconds it is, if nothing happens to it.

    Infinite where something else has to come first.
    """

    reason: IntakeReason
    seconds: float


class Handing:
    """What one folder's settings make of its files.

    Args:
        place: the folder; its `handover` decides which rule holds.
        clock: what file times are compared with.
    """

    def __init__(self, place: Folder, clock: Clock) -> None:
        self._place = place
        self._clock = clock
        self._marker = os.fsencode(place.marker_suffix) if place.handover is Handover.MARKER else b""
        self._first_seen: dict[Identity, datetime] = {}

    @property
    def by_marker(self) -> bool:
        """Whether files are handed over by markers."""
        return bool(self._marker)

    @property
    def by_quiet(self) -> bool:
        """Whether files are handed over when they are quiet."""
        return self._place.handover is Handover.QUIET

    def is_marker(self, name: bytes) -> bool:
        """Whether a name is that of a marker: never an arrival itself."""
        return bool(self._marker) and name.endswith(self._marker) and name != self._marker

    def marker_of(self, path: Path) -> Path | None:
        """Where the marker of a file belongs; None where the folder has no markers."""
        return Path(os.fsdecode(os.fsencode(path) + self._marker)) if self._marker else None

    def is_alone(self, marker: Path) -> bool:
        """Whether the file that a marker speaks of is not there."""
        file = Path(os.fsdecode(os.fsencode(marker).removesuffix(self._marker)))
        return not os.path.lexists(file)

    def look(self, path: Path, status: os.stat_result) -> NotYet | None:
        """None if the file is handed over. `status` is what lstat(2) said of it a moment ago."""
        if self._place.handover in {Handover.RENAME, Handover.SUFFIX}:
            return None
        if self._marker:
            return None if self.is_marked(path, status) else NotYet(IntakeReason.NOT_MARKED, math.inf)
        return self._quiet(path, status)

    def is_marked(self, path: Path, status: os.stat_result) -> bool:
        """Whether a marker stands beside the file that was made after the file was written.

        An older one was left by an earlier file of this name. When the marker was made is told by its ctime, which
        nobody can set; of the file the earlier of two times counts, as a change of its mode or a time that was set
        ahead says nothing of its bytes.
        """
        marker = self.marker_of(path)
        with suppress(OSError):
            seen = marker.lstat() if marker else None
            written = min(status.st_mtime_ns, status.st_ctime_ns)
            return seen is not None and stat.S_ISREG(seen.st_mode) and seen.st_ctime_ns >= written
        return False

    def _quiet(self, path: Path, status: os.stat_result) -> NotYet | None:
        """It has to be unchanged for the quiet period, and no writer may hold it open, for a limited time.

        As far as the system lets us know of writers.
        """
        age, place = self._age(status), self._place
        if age < place.quiet_seconds:
            return NotYet(IntakeReason.NOT_QUIET, place.quiet_seconds - age)
        if _open_for_writing(path) and age < place.open_seconds:
            return NotYet(IntakeReason.STILL_OPEN, place.open_seconds - age)
        return None

    def _age(self, status: os.stat_result) -> float:
        """Seconds since the last change. Of a time in the future that was set, the change of the inode tells it.

        Where that too lies in the future, the clocks differ: then since it was first seen so.
        """
        now = self._clock.now()
        for changed in (status.st_mtime_ns, status.st_ctime_ns):
            age = now.timestamp() - changed / 1e9
            if age >= 0:
                return age
        if len(self._first_seen) >= MOST_SEEN:
            self._first_seen.clear()
        return (now - self._first_seen.setdefault(Identity.of(status), now)).total_seconds()


def _open_for_writing(path: Path) -> bool:
    """Whether a program holds the file open for writing, where the system tells us.

    A read lease (fcntl(2), F_SETLEASE) is granted only where nobody does. It needs a file of our own user, or
    CAP_LEASE, and a file system that has leases; else nothing is known. A writer who comes while the lease stands is
    announced by a signal, whose default, SIGIO, would end this process: one that is ignored by default is asked for.
    """
    handle = opened(path)
    try:
        fcntl.fcntl(handle, fcntl.F_SETSIG, signal.SIGURG)
        fcntl.fcntl(handle, fcntl.F_SETLEASE, fcntl.F_RDLCK)
        fcntl.fcntl(handle, fcntl.F_SETLEASE, fcntl.F_UNLCK)
    except BlockingIOError:
        return True
    except OSError:
        return False
    finally:
        os.close(handle)
    return False
