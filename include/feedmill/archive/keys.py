"""The embedded archive's keys: made once, kept in the home's secrets file, never shown.

Knows the file's format (`NAME=value` lines) and its mode. Does not know who uses the keys.
"""

from __future__ import annotations

import fcntl
import os
import secrets
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from feedmill.settings import SECRETS_FILE

ACCESS_KEY = "FEEDMILL_ARCHIVE_ACCESS_KEY"
SECRET_KEY = "FEEDMILL_ARCHIVE_SECRET_KEY"  # noqa: S105 -- the name of a setting, not its value


def ensure_secrets(home: Path, others: Mapping[str, Callable[[], str]] | None = None) -> None:
    """See to it that `secrets.env` in the home holds both keys of the archive, and `others`: a generator a name.

    What stands there is kept; what is missing is generated and appended. The file has mode 600 from its first byte
    and is replaced in one step, so that no reader ever sees half of it. Callers read their settings anew.
    """
    folder = archive_folder(home)
    with locked(folder / "secrets.lock"):
        path = home / SECRETS_FILE
        text = path.read_text(encoding="utf-8") if path.exists() else ""
        wanted = {ACCESS_KEY: _access_key, SECRET_KEY: _secret_key} | dict(others or {})
        missing = [name for name in wanted if not _stands_in(text, name)]
        if missing:
            lines = "".join(f"{name}={wanted[name]()}\n" for name in missing)
            write_private(path, text + ("\n" if text and not text.endswith("\n") else "") + lines)


def archive_folder(home: Path) -> Path:
    """`archive/` in the home, made when missing, closed to others."""
    folder = home / "archive"
    home.mkdir(parents=True, exist_ok=True)
    folder.mkdir(mode=0o700, exist_ok=True)
    return folder


def write_private(path: Path, text: str) -> None:
    """Replace a file in one step by one that only its owner may read."""
    draft = path.with_name(f".{path.name}.{os.getpid()}.{secrets.token_hex(4)}")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold a lock file for oneself, waiting for it as long as it takes.

    It is unlocked by name, not by closing alone: a process forked meanwhile would keep it through its copy.
    """
    handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        fcntl.flock(handle, fcntl.LOCK_UN)
        os.close(handle)


def _stands_in(text: str, name: str) -> bool:
    pairs = (line.strip().removeprefix("export ").partition("=") for line in text.splitlines())
    return any(left.strip() == name and right.strip() for left, _, right in pairs)


def _access_key() -> str:
    return secrets.token_hex(10)


def _secret_key() -> str:
    return secrets.token_urlsafe(32)
