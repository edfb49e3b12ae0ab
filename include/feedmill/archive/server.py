"""The embedded archive as its users see it: an endpoint that is there while somebody holds it.

Every user holds a shared lock on `users.lock`; the keeper ends the server when it gets that lock for itself. Starting
is serialised by `start.lock`. Knows locks, ports and waiting; what stands in the archive is for `s3`.
"""

from __future__ import annotations

import fcntl
import http
import http.client
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self
from weakref import WeakSet

from feedmill.archive import keeper, standing
from feedmill.archive.keys import archive_folder, ensure_secrets, locked, write_private
from feedmill.archive.reasons import ArchiveReason
from feedmill.archive.standing import LOOPBACK, Standing
from feedmill.errors import ArchiveOutage
from feedmill.settings import Settings

START_SECONDS = 30.0
LOOK_SECONDS = 0.05
PASSED_ON = ("PATH", "PYTHONPATH", "LANG", "LC_ALL")
"""What the keeper gets of the environment: enough to run Python, no secret. Measuring coverage adds its own."""

Progress = Callable[[str], None]


class Hold:
    """A user's share in the running server. It ends with `release`, and with the process, however that ends.

    A forked process does not inherit it: a worker that outlives its parent would keep the server running for ever.
    """

    def __init__(self, lock: Path) -> None:
        self._handle: int | None = os.open(lock, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        _HOLDS.add(self)

    def take(self, patience: float) -> None:
        """Take the share. A keeper that is just ending its server is waited for."""
        assert self._handle is not None, "released"
        until = time.monotonic() + patience
        while True:
            try:
                return fcntl.flock(self._handle, fcntl.LOCK_SH | fcntl.LOCK_NB)
            except BlockingIOError:
                if time.monotonic() > until:
                    detail = f"the server that ran before has not ended within {patience:.0f} s"
                    raise ArchiveOutage(ArchiveReason.SERVER_DID_NOT_START, detail) from None
            time.sleep(LOOK_SECONDS)

    def release(self) -> None:
        """Give the share up. Doing it twice does no harm."""
        if self._handle is not None:
            fcntl.flock(self._handle, fcntl.LOCK_UN)
            self.forget()

    def shared(self) -> bool:
        """Whether others, too, have a share. Asked by whoever has just given up its own; then it has none."""
        assert self._handle is not None, "released"
        for kind, answer in ((fcntl.LOCK_EX, False), (fcntl.LOCK_SH, True)):
            with suppress(BlockingIOError):
                fcntl.flock(self._handle, kind | fcntl.LOCK_NB)
                fcntl.flock(self._handle, fcntl.LOCK_UN)
                return answer
        return False

    def forget(self) -> None:
        """Close this process's copy, leaving the share itself to the process that took it."""
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None


_HOLDS: WeakSet[Hold] = WeakSet()


def _forget_all() -> None:
    for hold in list(_HOLDS):
        hold.forget()


os.register_at_fork(after_in_child=_forget_all)


@dataclass(slots=True)
class Endpoint:
    """Where the embedded archive answers, and with which keys, until it is closed."""

    url: str
    access_key: str = field(repr=False)
    secret_key: str = field(repr=False)
    hold: Hold = field(repr=False)
    folder: Path

    def close(self) -> None:
        """Give up this user's share. With the last one the server ends, and that is waited for."""
        self.hold.release()
        _wait_for_the_end(self.folder)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_exception: object) -> None:
        self.close()


def embedded(settings: Settings, progress: Progress | None = None) -> Endpoint:
    """The embedded archive of this home: shared when it runs, else started.

    Args:
        settings: names the home, and the keys if they are not to be generated.
        progress: told in a few words what is being waited for.

    Returns:
        An endpoint that answers. Close it, or end the process.

    Raises:
        ArchiveOutage: the server did not become ready within 30 s, or is not installed.
    """
    folder = archive_folder(settings.home.resolve())
    access_key, secret_key = keys_of(settings)
    with locked(folder / "start.lock"):
        hold = Hold(folder / "users.lock")
        try:
            hold.take(START_SECONDS)
            port = _running(folder) or _started(folder, access_key, secret_key, progress or _silent)
        except BaseException:
            hold.release()
            raise
    return Endpoint(f"http://{LOOPBACK}:{port}", access_key, secret_key, hold, folder)


def _wait_for_the_end(folder: Path) -> None:
    """Until the server is gone, or somebody else is found to use it."""
    until = time.monotonic() + keeper.STOP_SECONDS + LOOK_SECONDS
    probe = Hold(folder / "users.lock")
    try:
        while time.monotonic() < until and not probe.shared():
            found = standing.read(folder)
            if found is None or found.keeper is None or not found.keeper.lives_in(folder):
                return
            time.sleep(LOOK_SECONDS)
    finally:
        probe.forget()


def keys_of(settings: Settings) -> tuple[str, str]:
    """Access key and secret key: those that are set, else those of the home, which are generated when missing."""
    if settings.archive_access_key is None or settings.archive_secret_key is None:
        ensure_secrets(settings.home)
        settings = Settings(home=settings.home)
    access_key, secret_key = settings.archive_access_key, settings.archive_secret_key
    assert access_key is not None
    assert secret_key is not None
    return access_key.get_secret_value(), secret_key.get_secret_value()


def _running(folder: Path) -> int | None:
    """The port of the server that runs already. One that runs and does not answer is ended."""
    found = standing.read(folder)
    if found is None:
        return None
    if _ready(folder, found):
        return found.port
    _end(folder, found)
    return None


def _end(folder: Path, found: Standing) -> None:
    """End what is left of a server: while any of it runs, it holds its files against the next one."""
    for process in (found.keeper, found.server):
        if process is not None:
            process.end(folder, patience=keeper.STOP_SECONDS + 1)


def _started(folder: Path, access_key: str, secret_key: str, progress: Progress) -> int:
    """Start the server, on other ports when somebody was faster on the ones that were free."""
    _configure(folder, access_key, secret_key)
    progress("starting the archive")
    for _ in range(3):
        before = standing.read(folder)
        port = standing.free_port(before.port if before else None)
        _spawn(folder, port)
        found = standing.read(folder)
        if found is None or found.port != port:
            continue
        if _ready(folder, found):
            return port
        _end(folder, found)
    detail = f"no answer on {LOOPBACK}:{port} within {START_SECONDS:.0f} s; its log is {folder / 'weed.log'}"
    raise ArchiveOutage(ArchiveReason.SERVER_DID_NOT_START, detail)


def _configure(folder: Path, access_key: str, secret_key: str) -> None:
    (folder / "data").mkdir(mode=0o700, exist_ok=True)
    user = {
        "name": "feedmill",
        "credentials": [{"accessKey": access_key, "secretKey": secret_key}],
        "actions": ["Admin", "Read", "Write", "List", "Tagging"],
    }
    write_private(folder / "s3.json", json.dumps({"identities": [user]}))


def _spawn(folder: Path, port: int) -> None:
    """Run the keeper until it has gone into the background. What it and the server print goes into `weed.log`."""
    if not keeper.program().is_file():
        raise ArchiveOutage(ArchiveReason.SERVER_MISSING, f"{keeper.program()} is missing")
    log = folder / "weed.log"
    with suppress(FileNotFoundError):
        log.replace(folder / "weed.log.1")
    environment = {name: value for name, value in os.environ.items() if name in PASSED_ON or name.startswith("COV")}
    with log.open("wb") as out:
        subprocess.run(
            [sys.executable, "-P", "-m", "feedmill.archive.keeper", str(folder), str(port)],
            cwd=folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=out,
            timeout=START_SECONDS,
            check=False,  # what it could not start does not answer, which is what is looked at
        )


def _ready(folder: Path, found: Standing) -> bool:
    """Wait until the server answers. False as soon as one of its processes is gone."""
    until = time.monotonic() + START_SECONDS
    while found.runs(folder) and time.monotonic() < until:
        if _answers(found.port):
            return True
        time.sleep(LOOK_SECONDS)
    return False


def _answers(port: int) -> bool:
    line = http.client.HTTPConnection(LOOPBACK, port, timeout=2)
    try:
        line.request("GET", "/status")
        return line.getresponse().status == http.HTTPStatus.OK
    except (OSError, http.client.HTTPException):
        return False
    finally:
        line.close()


def _silent(_message: str) -> None:
    """Nobody asked to be told."""
