"""How much memory and time large archives take: a WARC of 1 GB and a ZIP of 500 MB, beside the bare libraries.

The files are made in a scratch folder first. Each is read in a process of its own, so that its peak is its own; the
libraries only take the bytes out, feedmill makes documents of them.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import re
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

MEGABYTE = 1024**2
WORDS = ("the", "council", "met", "on", "monday", "and", "decided", "nothing", "that", "could", "be", "said")
PEAK = re.compile(r"VmHWM:\s+(\d+) kB")


def page(chance: random.Random, size: int) -> bytes:
    """A plain text of about so many bytes: that formats have readers of their own is not what is measured here."""
    lines = [" ".join(chance.choices(WORDS, k=12)).capitalize() + "." for _ in range(size // 70)]
    return "\n".join(lines).encode()


def a_record(number: int, body: bytes) -> bytes:
    """A response record that holds a page."""
    answer = b"HTTP/1.1 200 OK\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n" + body
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://example.org/{number}\r\n"
        f"WARC-Date: 2021-05-06T07:08:09Z\r\nWARC-Record-ID: <urn:uuid:{number}>\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(answer)}\r\n\r\n"
    )
    return head.encode() + answer + b"\r\n\r\n"


def make_warc(path: Path, size: int, *, packed: bool) -> None:
    """A WARC file of a size, plain, or packed record by record."""
    chance = random.Random(1)  # noqa: S311 -- chance, and the same again
    pages = [page(chance, 200_000) for _ in range(30)]
    written = number = 0
    with path.open("wb") as out:
        while written < size:
            record = a_record(number, pages[number % len(pages)])
            written += out.write(gzip.compress(record, 1) if packed else record)
            number += 1


def make_zip(path: Path, size: int) -> None:
    """A ZIP archive of a size, with a few members larger than memory may hold of one."""
    chance = random.Random(2)  # noqa: S311 -- as above
    pages = [page(chance, 500_000) for _ in range(20)]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        number = 0
        while archive.fp is not None and archive.fp.tell() < size:
            archive.writestr(f"{number}.txt", pages[number % len(pages)])
            number += 1


def by_fastwarc(path: Path) -> int:
    """All records' blocks, by fastwarc alone."""
    from fastwarc.warc import ArchiveIterator

    return sum(1 for record in ArchiveIterator(path.open("rb"), parse_http=False) if record.reader.read())


def by_zipfile(path: Path) -> int:
    """All members' bytes, by zipfile alone."""
    with zipfile.ZipFile(path) as archive:
        return sum(1 for name in archive.namelist() if archive.read(name))


def by_feedmill(path: Path) -> int:
    """All documents, languages not asked for."""
    from feedmill.reading import Limits
    from feedmill.reading.registry import read_stated

    with path.open("rb") as stream:
        return sum(1 for _ in read_stated(stream, name=None, limits=Limits()))


def by_worker(path: Path) -> int:
    """All documents, in the process that reads for others; its memory is not in the figure."""
    from feedmill.reading.worker import read_apart

    return sum(1 for _ in read_apart(path))


WAYS: dict[str, Callable[[Path], int]] = {
    "fastwarc": by_fastwarc,
    "zipfile": by_zipfile,
    "feedmill": by_feedmill,
    "worker": by_worker,
}


def measure(way: str, path: Path) -> dict[str, float]:
    """What one way takes, in a process of its own."""
    command = [sys.executable, "-m", "benchmarks.archives", "--way", way, str(path)]
    said = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    found: dict[str, float] = json.loads(said.splitlines()[-1])
    return found


def measured_here(way: str, path: Path) -> None:
    """Do it, and print what it took."""
    import structlog

    structlog.configure(logger_factory=lambda *_: structlog.PrintLogger(sys.stderr))
    begun = time.perf_counter()
    found = WAYS[way](path)
    seconds = time.perf_counter() - begun
    peak = PEAK.search(Path("/proc/self/status").read_text(encoding="ascii"))
    print(json.dumps({"found": found, "seconds": seconds, "peak": int(peak[1]) * 1024 if peak else 0}))


def main() -> None:
    """Make the files, measure each way, print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--way", choices=WAYS)
    parser.add_argument("--warc-megabytes", type=int, default=1024)
    parser.add_argument("--zip-megabytes", type=int, default=500)
    parser.add_argument("path", nargs="?", type=Path)
    options = parser.parse_args()
    if options.way:
        measured_here(options.way, options.path)
        return
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        warc, packed, archive = folder / "a.warc", folder / "a.warc.gz", folder / "a.zip"
        make_warc(warc, options.warc_megabytes * MEGABYTE, packed=False)
        make_warc(packed, options.warc_megabytes * MEGABYTE // 8, packed=True)
        make_zip(archive, options.zip_megabytes * MEGABYTE)
        print("| file | MB | way | found | seconds | MB/s | peak MB |\n|---|---|---|---|---|---|---|")
        for path, library in ((warc, "fastwarc"), (packed, "fastwarc"), (archive, "zipfile")):
            for way in (library, "feedmill", "worker"):
                row(path, way, measure(way, path))


def row(path: Path, way: str, took: dict[str, float]) -> None:
    """A line of the table."""
    size = path.stat().st_size / MEGABYTE
    speed, peak = size / took["seconds"], took["peak"] / MEGABYTE
    print(f"| {path.name} | {size:.0f} | {way} | {took['found']} | {took['seconds']:.1f} | {speed:.0f} | {peak:.0f} |")


if __name__ == "__main__":
    main()
