"""What a file costs that is swept, as the folder gets fuller, and how much memory it takes: does either grow?

Each size runs in a process of its own, over a folder of small files and an archive that keeps nothing (or the embedded
one, with --real), with a warehouse that records the deliveries. Sweeps go on until nothing is left.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

from feedmill.intake.inbox import DropFolder
from feedmill.intake.places import inbox_of
from feedmill.intake.sweep import sweep
from feedmill.mill import Mill
from feedmill.model import Delivery, Original
from feedmill.ports import Archive, SystemClock
from feedmill.settings import Settings

MEGABYTE = 1024**2
PEAK = re.compile(r"VmHWM:\s+(\d+) kB")


class Nowhere:
    """An archive that reads what it is given and keeps nothing."""

    def put_original(self, body: BinaryIO, _original: Original) -> bool:
        """Read the bytes."""
        return bool(body.read()) or True

    def put_record(self, delivery: Delivery) -> Delivery:
        """The delivery as it is."""
        return delivery

    def close(self) -> None:
        """Nothing is held."""


def filled(inbox: Path, files: int) -> None:
    """Make so many files, none like another."""
    inbox.mkdir(parents=True, exist_ok=True)
    for number in range(files):
        (inbox / f"{number:07}.txt").write_bytes(b"%d\n" % number)


def swept_here(files: int, folder: Path, *, real: bool) -> dict[str, float]:
    """Sweep so many files in this process, and measure."""
    settings = Settings(home=folder, quiet_seconds=0)
    filled(settings.inbox_folder, files)
    with Mill.open(settings) as mill:
        if not real:
            mill.__dict__["archive"] = Nowhere()
        before, began, cpu = peak(), time.perf_counter(), time.process_time()
        taken = [swept.deliveries for swept in rounds(mill)]
        seconds, cpu = time.perf_counter() - began, time.process_time() - cpu
    assert sum(taken) == files, f"{taken} of {files} were taken"
    return {"files": files, "seconds": seconds, "cpu": cpu, "sweeps": len(taken), "before": before, "peak": peak()}


def rounds(mill: Mill) -> Iterator[Any]:
    """Sweep after sweep, until one says that no more is there."""
    while True:
        swept = mill.sweep()
        yield swept
        if swept.look_again != 0.0:
            return


def peak() -> float:
    """The most memory that this process has held, in bytes."""
    found = PEAK.search(Path("/proc/self/status").read_text(encoding="ascii"))
    return int(found[1]) * 1024 if found else 0


def listed_here(files: int, folder: Path) -> dict[str, float]:
    """Sweep a folder of so many names of which none can be taken: what the looking alone costs."""
    settings = Settings(home=folder, quiet_seconds=0)
    settings.inbox_folder.mkdir(parents=True)
    target = settings.inbox_folder / "0000000"
    target.write_bytes(b"")
    for number in range(1, files):
        (settings.inbox_folder / f"{number:07}").symlink_to(target)
    target.unlink()
    archive: Archive = Nowhere()  # type: ignore[assignment]  # it has what a sweep calls
    before, began, cpu = peak(), time.perf_counter(), time.process_time()
    inbox = DropFolder(inbox_of(settings), SystemClock())
    report = sweep(inbox, archive, record=lambda _deliveries: None, batch_files=25)
    seconds, cpu = time.perf_counter() - began, time.process_time() - cpu
    assert report.found == files - 1, f"{report.found} of {files} were seen"
    return {"files": files, "seconds": seconds, "cpu": cpu, "sweeps": 1, "before": before, "peak": peak()}


def measured(files: int, way: str) -> dict[str, float]:
    """One size in a process of its own."""
    command = [sys.executable, "-m", "benchmarks.sweeping", "--here", way, "--files", str(files)]
    said = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    found: dict[str, float] = json.loads(said.splitlines()[-1])
    return found


def here(way: str, files: int) -> None:
    """Measure in this process, and print it."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        found = listed_here(files, folder) if way == "names" else swept_here(files, folder, real=way == "real")
        print(json.dumps(found), flush=True)


def main() -> None:
    """Measure each size, print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--files", type=int, nargs="*", default=[1_000, 10_000, 100_000])
    parser.add_argument("--names", type=int, nargs="*", default=[100_000, 1_000_000])
    parser.add_argument("--real", action="store_true", help="with the embedded archive")
    parser.add_argument("--here", choices=("fake", "real", "names"))
    options = parser.parse_args()
    if options.here:
        here(options.here, options.files[0])
        return
    head = ("what", "files", "sweeps", "s", "ms a file", "ratio", "CPU ms a file", "ratio", "MB more at the peak")
    print(f"| {' | '.join(head)} |\n|{'---|' * len(head)}")
    for what, way, sizes in (
        ("taken", "real" if options.real else "fake", options.files),
        ("looked at, none taken", "names", options.names),
    ):
        found: list[dict[str, float]] = []
        for files in sizes:
            found.append(measured(files, way))
            print(row(what, found[-1], found[0]), flush=True)


def row(what: str, found: dict[str, float], first: dict[str, float]) -> str:
    """A line of the table; the ratios are those of a file's cost to the first size's."""
    cells = [what, f"{found['files']:,.0f}", f"{found['sweeps']:.0f}", f"{found['seconds']:.1f}"]
    for name in ("seconds", "cpu"):
        cost = found[name] / found["files"]
        cells += [f"{cost * 1000:.3f}", f"{cost / (first[name] / first['files']):.2f}"]
    more = (found["peak"] - found["before"]) / MEGABYTE
    return f"| {' | '.join(cells)} | {more:.0f} |"


if __name__ == "__main__":
    main()
