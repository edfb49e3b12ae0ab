"""The drop folder: which files are handed over, and the moves that claim and acknowledge them.

A file is claimed by renaming it to `.claimed/<token>/<name>` in the inbox, and acknowledged by renaming it on to
`<done>/<date>/<token>/<name>`. The token is made once, stands in the folder's name, and so survives every crash.
Nothing is ever deleted. Knows nothing of archives or warehouses.
"""

from __future__ import annotations

import fcntl
import os
import signal
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from feedmill.errors import Deferred, Refused, UsageError
from feedmill.intake.names import ignored, new_token, shown, token_time
from feedmill.intake.reasons import IntakeReason
from feedmill.intake.taking import Identity, Taken, opened, regular, system_errors, take
from feedmill.ports import Clock
from feedmill.settings import Settings

CLAIMED = ".claimed"


@dataclass(frozen=True, slots=True)
class Claim:
    """A file that was taken out of the inbox under a token, and stands at `path` until it is acknowledged."""

    token: str
    path: Path

    @property
    def raw_name(self) -> bytes:
        """The name under which it was dropped, as bytes."""
        return os.fsencode(self.path.name)

    @property
    def received_at(self) -> datetime:
        """When it was claimed."""
        return token_time(self.token)


@dataclass(frozen=True, slots=True)
class NotYet:
    """A file that is not handed over yet: why, and in how many seconds it is, if nothing happens to it."""

    reason: IntakeReason
    seconds: float


class DropFolder:
    """One inbox and its done folder, made when missing.

    Args:
        settings: names the folders, and how long a file must be quiet or may be held open.
        clock: what file times are compared with, and what tokens are made from.

    Raises:
        UsageError: the folders stand on different devices, or something else stands in their place.
    """

    def __init__(self, settings: Settings, clock: Clock) -> None:
        self.root = settings.inbox_folder
        self.done = settings.done_folder
        self.source = settings.inbox_source
        self.quiet_seconds = settings.quiet_seconds
        self._open_seconds = settings.open_seconds
        self._limit = settings.archive_max_bytes
        self._clock = clock
        self._claimed = self.root / CLAIMED
        self._first_seen: dict[Identity, datetime] = {}
        self._unsettled: set[Path] = set()
        self._prepare()

    def listing(self) -> list[Path]:
        """What stands in the inbox now, by name: everything but the ignored names and feedmill's own folders."""
        found = (path for path in _entries(self.root) if not ignored(os.fsencode(path.name)) and path != self.done)
        return sorted(found, key=os.fsencode)

    def claims(self) -> list[Claim]:
        """Claims that nobody has acknowledged, oldest first: left behind, or in another's hands just now."""
        found = (claim for folder in sorted(_entries(self._claimed)) for claim in self._claims_in(folder))
        return list(found)

    def look(self, path: Path) -> NotYet | None:
        """Whether a file is handed over: None if it is.

        It has to be unchanged for the quiet period, and no writer may hold it open (as far as the system lets us
        know, and for a limited time only).

        Raises:
            Refused: it is not a file that can be taken.
            Deferred: it went away.
        """
        with system_errors(path):
            status = regular(path.lstat(), path, limit=self._limit, only_name=True)
        age = self._age(status)
        if age < self.quiet_seconds:
            return NotYet(IntakeReason.NOT_QUIET, self.quiet_seconds - age)
        if _open_for_writing(path) and age < self._open_seconds:
            return NotYet(IntakeReason.STILL_OPEN, self._open_seconds - age)
        return None

    def claim(self, path: Path) -> Claim:
        """Take a file out of the inbox, under a new token. Raises `Refused` or `Deferred`; it then still stands."""
        claim = self._place(path, path.name)
        self._unsettled.add(self.root)
        return claim

    def take(self, claim: Claim) -> Taken:
        """Open and hash a claimed file; see `feedmill.intake.taking.take`."""
        return take(claim.path, limit=self._limit)

    def acknowledge(self, claim: Claim, identity: Identity) -> Claim | None:
        """Move a claimed file, whose delivery is recorded, to the done folder.

        Args:
            claim: the claim.
            identity: the state in which its bytes were taken.

        Returns:
            None when it is done, by this call or by another sweep. Where the file is no longer what was taken, it is
            a further arrival: the claim under which it stands now.

        Raises:
            Deferred: the system does not let it be moved.
        """
        target = self.done / f"{claim.received_at:%Y-%m-%d}" / claim.token / claim.path.name
        try:
            if Identity.of(claim.path.lstat()) != identity:
                return self._claim_again(claim, claim.path)
            target.parent.mkdir(parents=True, exist_ok=True)
            claim.path.rename(target)
            if Identity.of(target.lstat()) != identity:
                return self._claim_again(claim, target)
        except FileNotFoundError:
            return None
        except OSError as error:
            detail = f"{shown(claim.raw_name)}: to {target.parent}: {error.strerror}"
            raise Deferred(IntakeReason.UNMOVABLE, detail) from error
        self._leave(claim)
        self._unsettled |= {target.parent, target.parent.parent, self.done, self._claimed}
        return None

    def settle(self) -> None:
        """See to it that all moves so far outlive a power failure: fsync(2) on every folder that they touched."""
        for folder in sorted(self._unsettled):
            with suppress(FileNotFoundError):
                handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
                try:
                    os.fsync(handle)
                finally:
                    os.close(handle)
        self._unsettled.clear()

    def _prepare(self) -> None:
        for folder, mode in ((self.root, 0o777), (self.done, 0o777), (self._claimed, 0o700)):
            try:
                folder.mkdir(mode=mode, parents=True, exist_ok=True)
            except OSError as error:
                raise UsageError(IntakeReason.NOT_A_FOLDER, f"{folder}: {error.strerror}") from error
        if self._claimed.is_symlink():
            raise UsageError(IntakeReason.NOT_A_FOLDER, f"{self._claimed} is a symbolic link")
        if self.root.stat().st_dev != self.done.stat().st_dev:
            raise UsageError(IntakeReason.OTHER_DEVICE, f"{self.root} and {self.done}")

    def _claims_in(self, folder: Path) -> list[Claim]:
        """The claim in a folder. One that is empty was left between two steps, and is removed."""
        try:
            token_time(folder.name)
            found = [] if folder.is_symlink() else sorted(folder.iterdir(), key=os.fsencode)
        except (ValueError, OSError):
            return []
        if not found:
            with suppress(OSError):
                folder.rmdir()
        return [Claim(folder.name, path) for path in found]

    def _age(self, status: os.stat_result) -> float:
        """Seconds since the last change. A time in the future tells nothing: then since it was first seen so."""
        now = self._clock.now()
        age = now.timestamp() - status.st_mtime_ns / 1e9
        if age < 0:
            age = (now - self._first_seen.setdefault(Identity.of(status), now)).total_seconds()
        return age

    def _claim_again(self, claim: Claim, path: Path) -> Claim:
        renewed = self._place(path, claim.path.name)
        self._leave(claim)
        return renewed

    def _place(self, path: Path, name: str) -> Claim:
        """Rename a file into a new claim. Another sweep may remove its folder while that is still empty."""
        claim = Claim(token := new_token(self._clock.now()), self._claimed / token / name)
        for _ in range(5):
            try:
                claim.path.parent.mkdir(mode=0o700, exist_ok=True)
                path.rename(claim.path)
            except FileNotFoundError:
                continue
            except OSError as error:
                self._leave(claim)
                raise Refused(IntakeReason.UNMOVABLE, f"{shown(claim.raw_name)}: {error.strerror}") from error
            self._unsettled |= {self._claimed, claim.path.parent}
            return claim
        self._leave(claim)
        raise Deferred(IntakeReason.VANISHED, shown(claim.raw_name))

    def _leave(self, claim: Claim) -> None:
        with suppress(OSError):
            claim.path.parent.rmdir()


def _entries(folder: Path) -> list[Path]:
    """What stands in one of the inbox's own folders. Raises `UsageError` when that cannot be seen."""
    try:
        return list(folder.iterdir())
    except OSError as error:
        raise UsageError(IntakeReason.NOT_A_FOLDER, f"{folder}: {error.strerror}") from error


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
