"""Files that attack whoever reads them: no crash, no network, no file, no write; under 300 MB and 5 s each.

Each is read in the process that reads for all, whose own account of its memory is asked afterwards.
"""

from __future__ import annotations

import contextlib
import os
import sys
import tarfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from feedmill.errors import Rejected
from feedmill.reading import read
from feedmill.reading.apart import process
from feedmill.reading.apart.process import Bounds
from feedmill.reading.registry import Found
from feedmill.reading.worker import read_apart
from tests.reading.packed.attacks import MADE, overlapping
from tests.reading.packed.building import (
    STORY,
    Member,
    a_tar,
    fixtures,
    needs_fixtures,
    raw_zip,
    tar_entry,
)

pytestmark = pytest.mark.integration  # processes are started

MEMORY = 300 * 1024**2
SECONDS = 8.0
"""Processor time: 5 s on a core of one's own. Where tests share the cores each takes half as long again."""
PATIENCE = 60.0
TICKS = os.sysconf("SC_CLK_TCK")


@dataclass
class Cost:
    """What reading a file took (seconds on a processor, of both processes; bytes of the reading one), and gave."""

    seconds: float
    memory: int
    found: list[Found]
    reason: str | None


def cost(data: bytes) -> Cost:
    """Read a file in a process that is warm, and of which the memory is known."""
    list(read_apart(STORY))
    reading = process._idle.waiting[-1]
    begun = time.process_time() + computed(reading)
    found: list[Found] = []
    reason = None
    try:
        found.extend(read_apart(data, bounds=Bounds(seconds=PATIENCE, seconds_per_megabyte=0)))
    except Rejected as error:
        reason = str(error.reason)
    ended = reading.process.poll() is not None
    taken = PATIENCE if ended else time.process_time() + computed(reading) - begun
    return Cost(taken, reading.largest, found, reason)


def computed(reading: process.Process) -> float:
    """The seconds that a process has been on a processor: fields 14 and 15 of its stat (proc(5))."""
    fields = Path(f"/proc/{reading.process.pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def check(data: bytes) -> Cost:
    """That a file costs no more than it may, and crashes nothing."""
    taken = cost(data)
    reasons = {taken.reason} | {getattr(one, "reason", None) for one in taken.found}
    assert not reasons & {"reader_crashed", "reader_timeout", "reader_memory"}, reasons
    assert taken.seconds < SECONDS
    assert 0 < taken.memory < MEMORY
    return taken


@pytest.mark.parametrize("name", MADE)
def test_an_attack_costs_little_and_breaks_nothing(name: str) -> None:
    check(MADE[name]())


@needs_fixtures
@pytest.mark.parametrize(
    "path",
    [path for folder in ("archive", "warc", "xml-attack") for path in fixtures(folder)],
    ids=lambda path: path.name[:60],
)
def test_a_fixture_costs_little_and_breaks_nothing(path: Path) -> None:
    check(path.read_bytes())


@dataclass
class Watch:
    """Whether this process is watched, and what it was seen doing."""

    on: bool = False
    seen: list[str] | None = None


WATCH = Watch()
TOUCHING = ("open", "socket.", "subprocess.", "os.", "shutil.", "tempfile.", "ctypes.dlopen", "urllib.")
HARMLESS = ("os.listdir", "os.scandir", "os.putenv", "os.unsetenv")


def _watch(event: str, arguments: tuple[object, ...]) -> None:
    """An audit hook: notes what touches files or the network, save Python's loading of its own modules."""
    if not WATCH.on or not event.startswith(TOUCHING) or event in HARMLESS or WATCH.seen is None:
        return
    place = str(arguments[0]) if arguments else ""
    if event == "open" and (place.startswith((sys.prefix, sys.base_prefix)) or "/include/feedmill" in place):
        return
    if event != "open" or not place.isdecimal():
        WATCH.seen.append(f"{event} {place}")


@pytest.fixture
def watched() -> Iterator[list[str]]:
    """What is touched while a test runs. The hook stays, and sees nothing afterwards: none can be removed."""
    if WATCH.seen is None:
        sys.addaudithook(_watch)
    WATCH.seen = []
    list(read(STORY))
    WATCH.seen.clear()
    WATCH.on = True
    yield WATCH.seen
    WATCH.on = False


TOUCHY = [name for name in MADE if name.startswith(("xml: an entity", "xml: a DTD", "xml: XInclude", "tar: links"))]


@pytest.mark.parametrize("name", TOUCHY)
def test_an_attack_touches_no_file_and_no_network(name: str, watched: list[str]) -> None:
    data = MADE[name]()
    with contextlib.suppress(Rejected):
        list(read(data))
    assert watched == []


@needs_fixtures
@pytest.mark.parametrize("folder", ["archive", "warc", "xml-attack"])
def test_a_fixture_touches_no_file_and_no_network(folder: str, watched: list[str]) -> None:
    for path in fixtures(folder):
        WATCH.on = False
        data = path.read_bytes()
        WATCH.on = True
        try:
            list(read(data))
        except Rejected:
            continue
    assert watched == []


def test_the_watch_sees_what_is_touched(watched: list[str], tmp_path: Path) -> None:
    (tmp_path / "x").write_text("x")
    assert any(str(tmp_path) in one for one in watched)


def test_names_that_lead_out_write_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for data in (
        raw_zip(Member(b"../../out.txt"), Member(b"/tmp/out.txt"), Member(b"in.txt")),
        a_tar({"../out.txt": STORY}, tarfile.GNU_FORMAT) + tar_entry("l", b"2", link=str(tmp_path)),
    ):
        check(data)
    assert list(tmp_path.iterdir()) == []


def test_members_that_share_one_kernel_are_read_once_at_most() -> None:
    taken = check(overlapping(250))
    told = [getattr(one, "reason", "document") for one in taken.found]
    assert told.count("overlapping_members") == 249
    assert "document" not in told
