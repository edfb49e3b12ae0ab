"""What the reading process cannot do."""

from __future__ import annotations

import ctypes
import json
import os
import resource
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from feedmill.reading.apart import confining

TRIES = """
import json, os, socket, sys
from feedmill.reading.apart.confining import confine
held = confine(512 * 1024**2)
def fails(what):
    try:
        what()
    except OSError:
        return True
    return False
print(json.dumps({
    "held": held,
    "outside": fails(lambda: open(sys.argv[1], "rb").read()),
    "write": fails(lambda: open(sys.argv[1] + ".new", "wb").write(b"x")),
    "run": fails(lambda: os.execv("/bin/true", ["true"])) if "files" in held else True,
    "tcp": fails(lambda: socket.create_connection(("127.0.0.1", int(sys.argv[2])), 1)),
    "udp": fails(lambda: socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b"x", ("127.0.0.1", 9))),
    "import": bool(__import__("lxml.etree")),
}))
"""


@pytest.mark.integration  # a process is started, and tries to reach a port of this machine
@pytest.mark.usefixtures("socket_enabled")
def test_a_confined_process_reaches_no_file_and_no_network(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("x")
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = str(server.getsockname()[1])
        done = subprocess.run([sys.executable, "-c", TRIES, secret, port], capture_output=True, text=True, check=True)
    said = json.loads(done.stdout)
    held = said.pop("held")
    assert said.pop("import")
    assert said["write"]
    if "files" in held:
        assert said["outside"]
        assert said["run"]
    if "network" in held:
        assert said["tcp"]
        assert said["udp"]
    assert {"memory", "core", "writing", "descriptors"} <= set(held)


class Libc:
    """A C library that notes what is asked of the kernel, and answers as an old or a new one would."""

    def __init__(self, version: int, *, unshares: int = 0, rules: int = 9) -> None:
        self.version, self.unshares, self.rules = version, unshares, rules
        self.asked: list[int] = []

    def unshare(self, flags: int) -> int:
        return 0 if flags == confining.NEW_NET | confining.NEW_USER else self.unshares

    def prctl(self, *_arguments: int) -> int:
        return 0

    def syscall(self, number: int, *arguments: object) -> int:
        self.asked.append(number)
        if number == confining.CREATE_RULESET:
            return self.version if arguments[0] is None else self.rules
        return 0


@pytest.fixture
def lowered(monkeypatch: pytest.MonkeyPatch) -> dict[int, tuple[int, int]]:
    """The limits that would have been set, and no signal touched."""
    limits: dict[int, tuple[int, int]] = {}
    monkeypatch.setattr(resource, "setrlimit", limits.__setitem__)
    monkeypatch.setattr(signal, "signal", lambda *_: None)
    monkeypatch.setattr(os, "close", lambda _descriptor: None)
    return limits


@pytest.mark.parametrize(
    ("libc", "held"),
    [
        (Libc(7), {"network", "files"}),
        (Libc(1), {"network", "files"}),
        (Libc(4, unshares=-1), {"network", "files"}),
        (Libc(-1), {"network"}),
        (Libc(7, rules=-1), {"network"}),
    ],
)
def test_what_holds_depends_on_the_kernel(
    libc: Libc, held: set[str], lowered: dict[int, tuple[int, int]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ctypes, "CDLL", lambda *_, **__: libc)
    assert set(confining.confine(10**9)) == held | {"memory", "core", "writing", "descriptors"}
    assert lowered[resource.RLIMIT_DATA] == (10**9, 10**9)
    assert lowered[resource.RLIMIT_FSIZE] == (0, 0)
    assert (confining.RESTRICT_SELF in libc.asked) == ("files" in held)


def test_a_limit_that_is_lower_already_stays(
    lowered: dict[int, tuple[int, int]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(resource, "getrlimit", lambda _limit: (5, 5))
    confining._lower(resource.RLIMIT_DATA, 100)
    assert lowered == {resource.RLIMIT_DATA: (5, 5)}
    confining.may_compute(10**6)
    assert lowered[resource.RLIMIT_CPU] == (5, 5)


def test_time_on_the_processor_is_given_file_by_file(
    lowered: dict[int, tuple[int, int]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(resource, "getrlimit", lambda _limit: (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    confining.may_compute(100)
    soft, hard = lowered[resource.RLIMIT_CPU]
    assert 100 < soft < 10_000
    assert hard == resource.RLIM_INFINITY
