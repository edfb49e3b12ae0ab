"""Whether there is room: below a limit of free disk nothing is taken in, so that what is in hand can be finished."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from pathlib import Path

from feedmill.errors import Outage
from feedmill.intake.reasons import IntakeReason


def require_room(folders: Iterable[Path], least: int) -> None:
    """Raise `Outage` where a disk that one of these folders stands on has less than `least` bytes free.

    A folder that is not there yet stands where it would be made. 0 asks nothing.
    """
    for folder in folders if least else ():
        free = shutil.disk_usage(_standing(folder)).free
        if free < least:
            raise Outage(IntakeReason.DISK_LOW, f"{folder}: {free} bytes free, at least {least} are asked for")


def _standing(folder: Path) -> Path:
    """The folder, or the closest one above it that is there."""
    path = folder.absolute()
    return next(one for one in (path, *path.parents) if one.exists())
