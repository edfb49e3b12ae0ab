"""The drop folder: which files are handed over, and the moves that claim and acknowledge them.

A file is claimed by renaming it to `.claimed/<token>/<name>` in the inbox, and acknowledged by renaming it on to
`<done>/<date>/<token>/<name>`; where the folder has markers, a file's marker goes with it. The token is made once,
stands in the folder's name, and so survives every crash. Nothing is ever deleted. Knows nothing of archives or
warehouses.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from pathlib import Path

from feedmill.errors import Deferred, Refused, UsageError
from feedmill.intake.handover import Handing, NotYet
from feedmill.intake.names import ignored, new_token, shown, token_time
from feedmill.intake.places import Folder
from feedmill.intake.reasons import IntakeReason
from feedmill.intake.taking import Identity, Taken, regular, system_errors, take
from feedmill.ports import Clock

CLAIMED = ".claimed"

NAMES = 1000
"""So many names of a folder are in memory at a time, and come sorted; a folder may hold any number."""

NO_SPACE = frozenset({errno.ENOSPC, errno.EDQUOT})


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


class DropFolder:
    """One inbox and its done folder, made when missing where the place says so.

    Args:
        place: names the folders, and says when a file is handed over.
        clock: what file times are compared with, and what tokens are made from.

    Raises:
        UsageError: the folders stand on different devices, something else stands in their place, or the inbox is
            missing.
        Deferred: the disk has no room for them.
    """

    def __init__(self, place: Folder, clock: Clock) -> None:
        self.root = place.root
        self.done = place.done
        self.source = place.source
        self.context = place.context
        self._made = place.made
        self._limit = place.max_bytes
        self._clock = clock
        self._handing = Handing(place, clock)
        self.quiet_seconds = place.quiet_seconds if self._handing.by_quiet else 0.0
        self._claimed = self.root / CLAIMED
        self._unsettled: set[Path] = set()
        self._day: Path | None = None
        self._prepare()

    def listing(self) -> Iterator[Path]:
        """What stands in the inbox: everything but ignored names, feedmill's own folders, and markers of files.

        Nobody holds all names: a thousand come sorted, then the next, in the order that the system lists them. What
        is moved away meanwhile does not disturb it.
        """
        for path in _entries(self.root):
            name = os.fsencode(path.name)
            if ignored(name) or path == self.done:
                continue
            if not self._handing.is_marker(name) or self._handing.is_alone(path):
                yield path

    def claims(self) -> Iterator[Claim]:
        """Claims that nobody has acknowledged, left behind or in another's hands; of each thousand the oldest first."""
        return (claim for folder in _entries(self._claimed) for claim in self._claims_in(folder))

    def look(self, path: Path) -> NotYet | None:
        """Whether a file is handed over, as the folder's settings say: None if it is. A claimed one always is.

        Raises:
            Refused: it is not a file that can be taken.
            Deferred: it went away.
        """
        with system_errors(path):
            status = regular(path.lstat(), path, limit=self._limit, only_name=True)
        if path.parent != self.root:
            return self._handing.look(path, status) if self._handing.by_quiet else None
        if self._handing.is_marker(os.fsencode(path.name)):
            return NotYet(IntakeReason.MARKER_ALONE, float("inf"))
        return self._handing.look(path, status)

    def claim(self, path: Path) -> Claim:
        """Take a file out of the inbox, under a new token. Raises `Refused` or `Deferred`; it then still stands."""
        claim = self._place(path, path.name)
        self._bring_marker(claim)
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
        target = self._done_with(claim.token) / claim.path.name
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
            raise Deferred(_unmovable(error), detail) from error
        self._bring_marker(claim)
        self._finish_markers(claim.token)
        self._leave(claim)
        self._unsettled |= {target.parent, target.parent.parent}
        self._see_to_day(target.parent.parent)
        return None

    def settle(self) -> None:
        """See to it that all moves so far outlive a power failure: fsync(2) on each folder that must tell of them."""
        for folder in sorted(self._unsettled):
            with suppress(FileNotFoundError):
                handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
                try:
                    os.fsync(handle)
                finally:
                    os.close(handle)
        self._unsettled.clear()

    def _see_to_day(self, day: Path) -> None:
        """Bring a day's folder to the disk the first time that it is met.

        That a claim is gone need not be: one that comes back after a power failure is acknowledged again.
        """
        if day != self._day:
            self._unsettled.add(self.done)
            self._day = day

    def _prepare(self) -> None:
        if not self._made and not self.root.is_dir():
            raise UsageError(IntakeReason.FOLDER_MISSING, str(self.root))
        for folder, mode in ((self.root, 0o777), (self.done, 0o777), (self._claimed, 0o700)):
            try:
                folder.mkdir(mode=mode, parents=True, exist_ok=True)
            except OSError as error:
                detail = f"{folder}: {error.strerror}"
                if error.errno in NO_SPACE:
                    raise Deferred(IntakeReason.DISK_FULL, detail) from error
                raise UsageError(IntakeReason.NOT_A_FOLDER, detail) from error
        if self._claimed.is_symlink():
            raise UsageError(IntakeReason.NOT_A_FOLDER, f"{self._claimed} is a symbolic link")
        if self.root.stat().st_dev != self.done.stat().st_dev:
            raise UsageError(IntakeReason.OTHER_DEVICE, f"{self.root} and {self.done}")

    def _done_with(self, token: str) -> Path:
        return self.done / f"{token_time(token):%Y-%m-%d}" / token

    def _claims_in(self, folder: Path) -> list[Claim]:
        """The claim in a folder. One that is empty was left between two steps, and is removed."""
        try:
            token_time(folder.name)
            found = [] if folder.is_symlink() else sorted(folder.iterdir(), key=os.fsencode)
        except (ValueError, OSError):
            return []
        files = [path for path in found if not self._handing.is_marker(os.fsencode(path.name))]
        if not files:
            self._finish_markers(folder.name)
            with suppress(OSError):
                folder.rmdir()
        return [Claim(folder.name, path) for path in files]

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
                kind = Deferred if error.errno in NO_SPACE else Refused
                raise kind(_unmovable(error), f"{shown(claim.raw_name)}: {error.strerror}") from error
            self._unsettled |= {self._claimed, claim.path.parent}
            return claim
        self._leave(claim)
        raise Deferred(IntakeReason.VANISHED, shown(claim.raw_name))

    def _bring_marker(self, claim: Claim) -> None:
        """Move a claimed file's marker after it, unless a further file of its name has come: it may be that one's."""
        marker = self._handing.marker_of(self.root / claim.path.name)
        if marker and not os.path.lexists(self.root / claim.path.name):
            with suppress(OSError):
                marker.rename(claim.path.parent / marker.name)

    def _finish_markers(self, token: str) -> None:
        """Move what stands in a claim's folder beside its file to where that one was moved."""
        with suppress(OSError):
            for path in list((self._claimed / token).iterdir()) if self._handing.by_marker else ():
                target = self._done_with(token) / path.name
                target.parent.mkdir(parents=True, exist_ok=True)
                path.rename(target)

    def _leave(self, claim: Claim) -> None:
        with suppress(OSError):
            claim.path.parent.rmdir()


def _entries(folder: Path) -> Iterator[Path]:
    """What stands in one of the inbox's own folders, as a stream. Raises `UsageError` when that cannot be seen."""
    try:
        with os.scandir(folder) as entries:
            while names := sorted(os.fsencode(entry.name) for entry in islice(entries, NAMES)):
                for name in names:
                    yield folder / os.fsdecode(name)
    except OSError as error:
        reason = IntakeReason.UNREADABLE if error.errno == errno.EACCES else IntakeReason.NOT_A_FOLDER
        raise UsageError(reason, f"{folder}: {error.strerror}") from error


def _unmovable(error: OSError) -> IntakeReason:
    return IntakeReason.DISK_FULL if error.errno in NO_SPACE else IntakeReason.UNMOVABLE
