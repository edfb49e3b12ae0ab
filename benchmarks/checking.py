"""What `feedmill check` costs: the warehouse's side by sightings, and the archive's beside bare GETs.

`python -m benchmarks.checking [--database sqlite|postgresql] [--sightings 100000] [--objects 2000]`: fills a warehouse
in bulk with made rows that hold (of ten sightings one again, one corrected, one a teaser), and times each sum over it.
Then stores so many objects of 7 KB in an embedded archive, and reads them back as the check does, and barely: GETs by
the same number of threads.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

from benchmarks.growing import _many
from benchmarks.growth import database
from feedmill.archive.connecting import connect
from feedmill.archive.records import original_key
from feedmill.archive.s3 import S3Archive
from feedmill.model import Original
from feedmill.operating.reading_back import HANDS, read_back
from feedmill.settings import Settings
from feedmill.warehouse.auditing import Audit
from feedmill.warehouse.migrating import migrate
from feedmill.warehouse.store import Store

PAGE = 5
"""Sightings a document; a document an original."""
AT_ONCE = 50_000
START = datetime(2026, 1, 1, tzinfo=UTC)
OBJECT = 7_000
ROUNDS = 3


def main() -> None:
    """Fill, check, and read back."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--database", choices=("sqlite", "postgresql"), default="sqlite")
    parser.add_argument("--sightings", type=int, default=100_000)
    parser.add_argument("--objects", type=int, default=2_000)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="feedmill-check-") as folder:
        with database(asked.database, folder) as url:
            rows(url, asked.sightings)
        if asked.objects:
            reading(Path(folder), asked.objects)


def rows(url: str, sightings: int) -> None:
    """Time each sum over a warehouse of so many sightings, and the streams laid beside the archive's listing."""
    store = Store(url)
    migrate(store)
    started = time.monotonic()
    for first in range(0, sightings, AT_ONCE):
        fill(store, first, min(first + AT_ONCE, sightings))
    print(f"filled with {sightings:,} sightings in {time.monotonic() - started:.0f} s", flush=True)
    audit = Audit(store, START + timedelta(days=9_000))
    spent: dict[str, float] = {}
    broken: list[str] = []
    at = began = time.monotonic()
    used = time.process_time()
    for name, finding in audit.sums():
        spent[name] = spent.get(name, 0.0) + time.monotonic() - at
        broken += finding.broken
        at = time.monotonic()
    for stream in (audit.originals(), audit.deliveries(), audit.drop_tokens()):
        sum(1 for _ in stream)
    spent["streams"] = time.monotonic() - at
    total = time.monotonic() - began
    for name, seconds in spent.items():
        print(f"  {name:<28}{seconds:8.1f} s")
    used = time.process_time() - used
    print(f"warehouse's side: {total:.1f} s, {used:.1f} s of this process's processor time, "
          f"{sightings / total:,.0f} sightings/s; broken: {len(broken)} {broken[:3]}")  # fmt: skip
    store.close()


def reading(folder: Path, count: int) -> None:
    """Read made objects back as the check does, and barely; the better of some rounds each."""
    with connect(Settings(home=folder / "home")) as archive:
        originals = [stored(archive) for _ in range(count)]
        bare = min(spent(lambda: bare_gets(archive, originals)) for _ in range(ROUNDS))
        checked = min(
            spent(lambda: sum(1 for one in read_back(originals, archive) if one.broken)) for _ in range(ROUNDS)
        )
    print(
        f"archive: {count / bare:,.0f} bare GETs/s, {count / checked:,.0f} hashed again/s, ratio {bare / checked:.2f}"
    )


def stored(archive: S3Archive) -> Original:
    """An original of random bytes in the archive."""
    data = os.urandom(OBJECT)
    original = Original(hashlib.sha256(data).hexdigest(), len(data))
    archive.put_original(BytesIO(data), original)
    return original


def bare_gets(archive: S3Archive, originals: list[Original]) -> None:
    """GET each and read it, with nothing done to it."""
    with ThreadPoolExecutor(HANDS) as hands:
        list(hands.map(lambda one: archive.client.get_object(
            Bucket=archive.bucket, Key=original_key(one.sha256))["Body"].read(), originals))  # fmt: skip


def spent(work: Any) -> float:
    """Seconds that it takes."""
    started = time.monotonic()
    work()
    return time.monotonic() - started


def fill(store: Store, first: int, stop: int) -> None:
    """The rows of these sightings, as loading would have made them but for the ids and without texts."""
    pages = range(first // PAGE, (stop + PAGE - 1) // PAGE)
    stories = [story for number in range(first, stop) if (story := told(number))]
    with store.write() as connection:
        for table, columns, found in (*arrived(pages), *held(first, stop, stories)):
            _many(connection, table, columns.split(), found)


Rows = tuple[str, str, Iterator[tuple[Any, ...]]]


def arrived(pages: range) -> Iterator[Rows]:
    """Originals, parses, deliveries and documents of these pages, with a line of furniture each."""
    at = {page: str((START + timedelta(seconds=page)).replace(tzinfo=None)) + ".000000" for page in pages}
    yield (
        "originals",
        "sha256 size first_received_at believed_until",
        ((name("original", page), 1, at[page], at[page]) for page in pages),
    )
    yield (
        "parses",
        "parse_id original stages documents rejected sightings furniture current completed_at",
        ((name("parse", page), name("original", page), "made", 1, 0, PAGE, 1, True, at[page]) for page in pages),
    )
    yield (
        "deliveries",
        "delivery_id way source name raw_name original token received_at parse_id",
        ((name("delivery", page), "drop", "inbox", f"{page}.txt", b"x", name("original", page), f"t{page:09}",
          at[page], name("parse", page)) for page in pages),
    )  # fmt: skip
    yield (
        "documents",
        "document_id parse_id original ordinal format shape stated notes characters",
        ((name("document", page), name("parse", page), name("original", page), 0, "text", "page", "{}", "[]",
          10 * PAGE + 5) for page in pages),
    )  # fmt: skip
    yield (
        "furniture",
        "document_id ordinal label spans characters",
        ((name("document", page), 0, "credit", f"[[{20 * PAGE}, {20 * PAGE + 5}]]", 5) for page in pages),
    )


def told(number: int) -> tuple[int, str, int, str | None] | None:
    """Of a sighting that brings a version of its own: its number, kind, whose story it is, and its tie to that."""
    kind = number % 10
    if kind == 6:
        return None
    if kind == 7:
        return number, "full", number - 6, "version_of"
    if kind == 8:
        return number, "excerpt", number - 6, "excerpt_of"
    return number, "full", number, None


def held(first: int, stop: int, stories: list[tuple[int, str, int, str | None]]) -> Iterator[Rows]:
    """Versions, contents, ties and sightings."""
    yield (
        "versions",
        "version_id content_id story_id parent_id kind truncated text words",
        ((name("version", one), name("content", one), name("version", story),
          name("version", story) if tie == "excerpt_of" else None, kind, False, "", 9)
         for one, kind, story, tie in stories),
    )  # fmt: skip
    yield (
        "contents",
        "number content_id norm_id kind length prints form",
        ((one + 1, name("content", one), name("norm", one), kind, 9, 0, b"") for one, kind, _, _ in stories),
    )
    yield (
        "edges",
        "a b relation evidence rule",
        ((one + 1, story + 1, tie, '{"preference": [1.0]}', "made") for one, _, story, tie in stories if tie),
    )
    yield (
        "sightings",
        "sighting_id document_id ordinal version_id truncated confidence spans parts characters",
        ((name("sighting", one), name("document", one // PAGE), one % PAGE,
          name("version", one - 6 if one % 10 == 6 else one), False, 1.0,
          f"[[{20 * (one % PAGE)}, {20 * (one % PAGE) + 10}]]", "{}", 10) for one in range(first, stop)),
    )  # fmt: skip


def name(kind: str, number: int) -> str:
    """An id."""
    return hashlib.sha256(f"{kind} {number}".encode()).hexdigest()


if __name__ == "__main__":
    main()
