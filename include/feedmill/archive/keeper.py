"""The process that keeps the embedded server: `python -m feedmill.archive.keeper FOLDER PORT`.

It starts the server, and ends it when nobody holds `users.lock` any more. The lock tells even of users that were
killed. The server dies with its keeper, whatever kills that one. Knows nothing of S3, keys or settings.
"""

from __future__ import annotations

import ctypes
import fcntl
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from types import FrameType

from feedmill.archive import standing
from feedmill.archive.standing import GRPC_OFFSET, LOOPBACK, PORTS, Process, Standing

LOOK_SECONDS = 0.2
STOP_SECONDS = 10.0
PR_SET_PDEATHSIG = 1
"""prctl(2): the signal that a process gets when its parent dies."""


def main(folder: Path, port: int) -> int:
    """Start the server in the background. 0 once its processes are written down, 1 when it cannot be started."""
    reading, writing = os.pipe()
    if os.fork() == 0:
        os.close(reading)
        os.setsid()
        return _keep(folder, port, lambda: _tell(writing))
    os.close(writing)
    return 0 if os.read(reading, 1) else 1


def _tell(writing: int) -> None:
    os.write(writing, b"1")
    os.close(writing)


def _keep(folder: Path, port: int, started: Callable[[], None]) -> int:
    """Start, write down, tell, wait for the last user, stop."""
    server = subprocess.Popen(
        command(port),
        cwd=folder,
        env={"PATH": os.defpath, "HOME": str(folder), "LANG": "C.UTF-8"},
        stdin=subprocess.DEVNULL,
        preexec_fn=_dying_with(os.getpid()),  # noqa: PLW1509 -- this process has one thread, and prctl acts in the child
    )
    try:
        standing.write(folder, Standing(port, Process.of(os.getpid()), Process.of(server.pid)))
        started()
        _wait(server, folder / "users.lock")
    finally:
        _stop(server)
        _tidy(port)
        standing.write(folder, Standing(port))
    return 0


def command(port: int) -> list[str]:
    """The server's command line: loopback alone, no telemetry, nothing but S3 and what S3 stands on."""
    s3, master, volume, filer, admin = range(port, port + PORTS)
    ports = {"s3": s3, "master": master, "volume": volume, "filer": filer, "admin": admin}
    return [
        str(program()),
        "-logtostderr=true",
        "mini",
        "-dir=data",
        f"-ip={LOOPBACK}",
        f"-ip.bind={LOOPBACK}",
        "-s3.config=s3.json",
        "-s3.autoCreateBucket=false",
        "-master.telemetry=false",
        "-volume.preStopSeconds=0",
        "-admin.ui=false",
        "-webdav=false",
        "-s3.port.iceberg=0",
        "-s3.port.lance=0",
        *(f"-{name}.port={number}" for name, number in ports.items()),
        *(f"-{name}.port.grpc={number + GRPC_OFFSET}" for name, number in ports.items()),
    ]


def program() -> Path:
    """The server's program, which its package puts beside Python."""
    return Path(sys.executable).with_name("weed")


def _dying_with(parent: int) -> Callable[[], None]:
    libc = ctypes.CDLL(None, use_errno=True)

    def before_exec() -> None:
        libc.prctl(PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
        if os.getppid() != parent:  # it died before the line above could take effect
            os._exit(1)

    return before_exec


def _wait(server: subprocess.Popen[bytes], lock: Path) -> None:
    """Until nobody holds the lock, or the server ends by itself, or this process is asked to end.

    The lock is then held until this process is gone: whoever comes next waits for that.
    """
    asked = []

    def note(number: int, _frame: FrameType | None) -> None:
        asked.append(number)

    signal.signal(signal.SIGTERM, note)
    signal.signal(signal.SIGINT, note)
    handle = os.open(lock, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    while server.poll() is None and not asked and not _held(handle):
        time.sleep(LOOK_SECONDS)


def _held(handle: int) -> bool:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _stop(server: subprocess.Popen[bytes]) -> None:
    server.terminate()
    try:
        server.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait()


def _tidy(port: int) -> None:
    """Remove the sockets that the server leaves in /tmp, where it puts them whatever it is told."""
    for number in (each + offset for each in range(port, port + PORTS) for offset in (0, GRPC_OFFSET)):
        for path in Path("/tmp").glob(f"seaweedfs-*-{number}.sock"):  # noqa: S108 -- the server's choice, not ours
            path.unlink(missing_ok=True)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), int(sys.argv[2])))
