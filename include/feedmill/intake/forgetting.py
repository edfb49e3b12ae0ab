"""Files that were acknowledged, and are to be gone: nothing else in the intake deletes anything."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from feedmill.intake.names import token_time


def forget(done: Path, token: str) -> int:
    """Delete what a drop folder's done folder holds under a claim's token. Returns how many files these were."""
    try:
        folder = done / f"{token_time(token):%Y-%m-%d}" / token
    except ValueError:  # it did not come by a drop folder
        return 0
    found = list(folder.iterdir()) if folder.is_dir() and not folder.is_symlink() else []
    for path in found:
        path.unlink()
    with suppress(OSError):
        folder.rmdir()
    return len(found)
