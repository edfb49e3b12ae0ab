"""What feedmill's promises cost beside bare parts, and beside dlt: `python -m benchmarks.storing [--dlt]`.

Three comparisons, each in one run, with durable commits:
- the protocol of the intake for a 7 KB original, beside the sum of its bare parts: two PUTs, a GET, two transactions, a
  claim and an acknowledgement by rename, with their folders brought to the disk;
- a file's load, its delivery recorded with those of its batch, which is finished, beside raw sqlite3 (on PostgreSQL:
  COPY, a batch of files at a time) writing the very same rows, fingerprints and ties included: into tables that hold
  the same 10,000 stories as ours do, and into empty ones;
- with `--dlt`, the load of the same rows by dlt (merge), those of a file of 12 stories and of one of 10,000.
"""

from __future__ import annotations

import argparse
import hashlib
import io
import os
import sqlite3
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from statistics import median

from benchmarks import growing, growth
from benchmarks.bare import BATCH, copied, empty, held, raw_sqlite, rows_of
from benchmarks.dlt_peer import dlt_seconds
from feedmill.intake.inbox import DropFolder
from feedmill.intake.places import inbox_of
from feedmill.intake.receiving import Arrival, receive
from feedmill.mill import Mill
from feedmill.model import Delivery, Parse, Way
from feedmill.ports import SystemClock
from feedmill.settings import Settings
from feedmill.warehouse.migrating import migrate
from feedmill.warehouse.sql import SqlWarehouse
from feedmill.warehouse.store import Store, groups
from tests.factories import a_delivery, a_page, a_parse

SIZE = 7_000
FILES = 100
HELD = 10_000
STORIES = (1, 12)


def main() -> None:
    """Print each comparison."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--dlt", action="store_true", help="dlt too: installed apart, from requirements-peers.lock")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="feedmill-storing-") as folder:
        protocol(Path(folder) / "protocol")
        for kind in ("sqlite", "postgresql"):
            with growth.database(kind, str(Path(folder))) as url:
                loads(url, Path(folder))
        if asked.dlt:
            beside_dlt(Path(folder))


def protocol(home: Path) -> None:
    """Time the intake of original after original, and its bare parts, in turn."""
    settings = Settings(home=home, quiet_seconds=0)
    whole, parts = [], []
    with Mill.open(settings) as mill:
        folder = DropFolder(inbox_of(mill.settings), SystemClock())
        store = Store(f"sqlite:///{home}/warehouse.db")
        warehouse, bare = SqlWarehouse(store, mill.settings, SystemClock()), Bare(mill, home)
        for number in range(FILES):
            path = folder.root / f"{number}.txt"
            path.write_bytes(made(number))
            whole.append(timed(partial(take, mill, warehouse, folder, path)))
            parts.append(timed(partial(bare.run, made(number + FILES))))
        bare.close()
        store.close()
    taken, summed = median(whole), median(parts)
    print(f"intake of {SIZE} bytes: {taken * 1e3:.2f} ms; bare parts {summed * 1e3:.2f} ms; {taken / summed:.2f} times")


def made(number: int) -> bytes:
    """Bytes of an original that there was not before."""
    return (hashlib.sha256(str(number).encode()).hexdigest() * (SIZE // 64 + 1))[:SIZE].encode()


def timed(call: Callable[[], object]) -> float:
    """Seconds that a call takes."""
    started = time.perf_counter()
    call()
    return time.perf_counter() - started


def take(mill: Mill, warehouse: SqlWarehouse, folder: DropFolder, path: Path) -> None:
    """One file by the protocol: claimed, archived, recorded, its delivery completed by a parse, acknowledged."""
    claim = folder.claim(path)
    folder.settle()
    with folder.take(claim) as taken:
        arrival = Arrival(Way.DROP, "inbox", claim.raw_name, claim.token, claim.received_at)
        delivery = receive(mill.archive, taken, arrival).delivery
        identity = taken.identity
    warehouse.record_deliveries([delivery], None)
    warehouse.load(Parse(delivery.original.sha256, "bare", (), ()), delivery.id)
    assert identity is not None, "a file has one"
    folder.acknowledge(claim, identity)
    folder.settle()


class Bare:
    """The same parts without any promise: S3 calls, transactions of one row, two renames."""

    def __init__(self, mill: Mill, home: Path) -> None:
        self._client, self._bucket = mill.archive.client, mill.archive.bucket
        self._folders = [home / name for name in ("from", "through", "to")]
        for folder in self._folders:
            folder.mkdir()
        self._database = sqlite3.connect(home / "bare.db", isolation_level=None)
        for statement in ("PRAGMA journal_mode = WAL", "PRAGMA synchronous = FULL", "CREATE TABLE rows (name, size)"):
            self._database.execute(statement)

    def run(self, data: bytes) -> None:
        """All parts once."""
        name = hashlib.sha256(data).hexdigest()
        (self._folders[0] / name).write_bytes(data)
        for start, end in zip(self._folders, self._folders[1:], strict=False):
            (start / name).rename(end / name)
            for folder in (start, end):
                handle = os.open(folder, os.O_RDONLY)
                os.fsync(handle)
                os.close(handle)
        for key in (f"bare/{name}", f"bare/{name}.json"):
            self._client.put_object(Bucket=self._bucket, Key=key, Body=io.BytesIO(data))
        self._client.get_object(Bucket=self._bucket, Key=f"bare/{name}")["Body"].read()
        for _ in range(2):
            self._database.execute("BEGIN IMMEDIATE")
            self._database.execute("INSERT INTO rows VALUES (?, ?)", (name, len(data)))
            self._database.execute("COMMIT")

    def close(self) -> None:
        """Close the database."""
        self._database.close()


def loads(url: str, home: Path) -> None:
    """Load files of each size into a warehouse that holds stories, then write the same rows bare."""
    store = Store(url)
    migrate(store)
    growing.preload(store, 0, HELD)
    growth.tidy(store)
    first = HELD
    for stories in STORIES:
        parses = list(files(first, stories))
        first += stories * len(parses)
        peers = {"as full": held(store, home), "empty": empty(store, home)}
        warehouse = SqlWarehouse(store, Settings(home=home), SystemClock())
        arrivals = [(parse, a_delivery(parse, minutes=at)) for at, parse in enumerate(parses)]
        taken = dict.fromkeys(("ours", *peers), 0.0)
        for number, some in enumerate(groups(arrivals, BATCH)):  # in turn, so that all have the machine as it is
            taken["ours"] += timed(partial(load, warehouse, some, f"files of {stories}, {number}"))
            rows = [rows_of(store, parse.original) for parse, _ in some]
            for state, peer in peers.items():
                taken[state] += raw_sqlite(rows, peer) if "sqlite" in url else copied(rows, store, str(peer))
        name = "raw sqlite3" if "sqlite" in url else "COPY"
        print(f"{store.engine.dialect.name}, files of {stories}: {FILES / taken['ours']:.0f} files/s", flush=True)
        for state in peers:
            print(f"  {name} of the same rows into tables {state}: {FILES / taken[state]:.0f} files/s; ours has "
                  f"{taken[state] / taken['ours']:.2f} of its speed", flush=True)  # fmt: skip
    store.close()


def load(warehouse: SqlWarehouse, arrivals: list[tuple[Parse, Delivery]], batch: str) -> None:
    """Record the deliveries of a batch, as the intake does, load them one by one, and finish it."""
    warehouse.record_deliveries([delivery for _, delivery in arrivals], batch)
    for parse, delivery in arrivals:
        warehouse.load(parse, delivery.id)
    assert warehouse.finish(batch), "all of it is loaded"


def files(first: int, stories: int) -> Iterator[Parse]:
    """Files of so many new stories each."""
    for at in range(first, first + FILES * stories, stories):
        pages = [a_page(growing.body(growing.places(number))) for number in range(at, at + stories)]
        yield a_parse(*growing.numbered(pages), name=f"stored {at}")


def beside_dlt(home: Path) -> None:
    """Load a file of 12 stories, and 10,000 rows, by feedmill and by dlt into SQLite."""
    for count in (12, 10_000):
        pages = [a_page(growing.body(growing.places(10**7 + count + number))) for number in range(count)]
        parse = a_parse(*growing.numbered(pages), name=f"beside dlt {count}")
        store = Store(f"sqlite:///{home}/beside-{count}.db")
        migrate(store)
        warehouse = SqlWarehouse(store, Settings(home=home), SystemClock())
        delivery = a_delivery(parse, minutes=1)
        started = time.perf_counter()
        warehouse.record_deliveries([delivery], None)
        warehouse.load(parse, delivery.id)
        ours = time.perf_counter() - started
        written = rows_of(store, parse.original)
        store.close()
        tables = {table.name: ([c.name for c in table.primary_key], rows) for table, rows in written.items()}
        theirs = dlt_seconds(tables, home / f"dlt-{count}")
        print(f"{count} stories: {ours:.3f} s; dlt (merge, SQLite) {theirs:.3f} s; {theirs / ours:.1f} times as fast")


if __name__ == "__main__":
    main()
