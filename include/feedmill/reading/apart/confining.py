"""What the reading process gives up before it sees a file, as far as the kernel lets it.

Always: memory, core dumps, writing to files, descriptors. Where the kernel has them: Landlock (no file outside the
Python installation can be opened, nothing can be run, no TCP) and a network namespace of its own (no network at all).
"""

from __future__ import annotations

import ctypes
import os
import resource
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

DESCRIPTORS = 64
LIBRARIES = ("/usr/lib", "/lib", "/lib64", "/usr/share/zoneinfo", "/etc/ld.so.cache", "/dev/null", "/dev/urandom")

NEW_USER, NEW_NET = 0x10000000, 0x40000000
NO_NEW_PRIVILEGES = 38
CREATE_RULESET, ADD_RULE, RESTRICT_SELF = 444, 445, 446
READ_FILE, READ_DIR = 1 << 2, 1 << 3
FILE_RIGHTS = {1: 13, 2: 14, 3: 15, 4: 15, 5: 16}
NETWORK_FROM, SCOPES_FROM = 4, 6


class _Ruleset(ctypes.Structure):
    """struct landlock_ruleset_attr of linux/landlock.h."""

    _fields_ = (("files", ctypes.c_uint64), ("network", ctypes.c_uint64), ("scoped", ctypes.c_uint64))


class _Beneath(ctypes.Structure):
    """struct landlock_path_beneath_attr of linux/landlock.h."""

    _pack_ = 1
    _fields_ = (("allowed", ctypes.c_uint64), ("parent", ctypes.c_int32))


def confine(memory: int) -> list[str]:
    """Give up everything that reading does not need. Returns what holds.

    `memory` is in bytes, of what the process may hold in private writable memory.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    for limit, value in (
        (resource.RLIMIT_DATA, memory),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_NOFILE, DESCRIPTORS),
    ):
        _lower(limit, value)
    held = ["memory", "core", "writing", "descriptors"]
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.unshare(NEW_NET) == 0 or libc.unshare(NEW_USER | NEW_NET) == 0:
        held.append("network")
    if _landlock(libc):
        held.append("files")
    return held


def _lower(limit: int, value: int) -> None:
    """Lower a limit for good; one that is lower already stays."""
    _, hard = resource.getrlimit(limit)
    lowest = value if hard == resource.RLIM_INFINITY else min(value, hard)
    resource.setrlimit(limit, (lowest, lowest))


def may_compute(seconds: float) -> None:
    """Let the process end by itself after so many more seconds on the processor, should nobody be left to end it."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    soft = int(used.ru_utime + used.ru_stime + seconds) + 1
    resource.setrlimit(resource.RLIMIT_CPU, (soft if hard == resource.RLIM_INFINITY else min(soft, hard), hard))


def _landlock(libc: ctypes.CDLL) -> bool:
    """Allow reading below the Python installation and the system's libraries, and nothing else."""
    version = libc.syscall(CREATE_RULESET, None, 0, 1)
    if version < 1:
        return False
    rights = _Ruleset(
        (1 << FILE_RIGHTS.get(version, 16)) - 1,
        3 if version >= NETWORK_FROM else 0,
        3 if version >= SCOPES_FROM else 0,
    )
    size = 24 if version >= SCOPES_FROM else 16 if version >= NETWORK_FROM else 8
    rules = libc.syscall(CREATE_RULESET, ctypes.byref(rights), ctypes.c_size_t(size), 0)
    if rules < 0:
        return False
    for path in _readable():
        _allow(libc, rules, path)
    libc.prctl(NO_NEW_PRIVILEGES, 1, 0, 0, 0)
    held: bool = libc.syscall(RESTRICT_SELF, rules, 0) == 0
    os.close(rules)
    return held


def _readable() -> Iterator[Path]:
    """The places that modules and libraries are loaded from."""
    python = {sys.prefix, sys.base_prefix, sys.exec_prefix, *sys.path}
    for place in (*sorted(filter(None, python)), *LIBRARIES):
        path = Path(place)
        if path.exists() and path != path.parent:
            yield path


def _allow(libc: ctypes.CDLL, rules: int, path: Path) -> None:
    """Allow reading below a folder, or one file."""
    place = os.open(path, os.O_PATH | os.O_CLOEXEC)
    allowed = READ_FILE | READ_DIR if path.is_dir() else READ_FILE
    beneath = _Beneath(allowed, place)
    libc.syscall(ADD_RULE, rules, 1, ctypes.byref(beneath), 0)
    os.close(place)
