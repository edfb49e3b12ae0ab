"""A small disk of its own, which can be filled. Where the system does not let it be mounted, tests say so, loudly."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest


@contextmanager
def small_disk(path: Path, size: str, inodes: int = 0) -> Iterator[Path]:
    """A tmpfs of this size at `path`, as tmpfs(5) writes it: `8m`; with a limit of files, if told."""
    path.mkdir(parents=True, exist_ok=True)
    options = f"size={size}" + f",nr_inodes={inodes}" * bool(inodes)
    done = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(path)], check=False, capture_output=True, text=True
    )
    if done.returncode:
        pytest.skip(f"NOT RUN: no disk can be mounted here ({done.stderr.strip()}); run it as root")
    try:
        yield path
    finally:
        subprocess.run(["umount", "--lazy", str(path)], check=True)


@contextmanager
def filled(disk: Path, left: int = 0) -> Iterator[None]:
    """Fill it, but for so many bytes."""
    filler = disk / ".filler.part"
    with filler.open("wb", buffering=0) as file:
        free = os.statvfs(disk).f_bavail * os.statvfs(disk).f_frsize
        wanted = max(0, free - left)
        with suppress(OSError):  # no space left: that is wanted
            while wanted > 0:
                wanted -= file.write(b"\0" * min(wanted, 65536))
    yield
    filler.unlink()


@contextmanager
def crowded(disk: Path, left: int = 0) -> Iterator[None]:
    """Make so many files on it that no more than these can be made."""
    folder = disk / ".crowd.part"
    folder.mkdir()
    number = os.statvfs(disk).f_ffree - left
    for at in range(number):
        (folder / str(at)).touch()
    yield
    for path in folder.iterdir():
        path.unlink()
    folder.rmdir()
