"""Many processes on one warehouse: what more hands bring, and how long any of them waits for the others.

`python -m benchmarks.loaders [--files 200] [--loaders 8]`: ingests so many files of real news with `--jobs` 1, 2 and as
many as there are cores, each into a home of its own with embedded parts; then lets so many processes load files of new
stories into one warehouse, on SQLite and on PostgreSQL, and tells how long a load took at most, and of errors.
"""

from __future__ import annotations

import argparse
import gzip
import json
import logging
import multiprocessing
import os
import tempfile
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import structlog

from benchmarks import growing, growth
from feedmill.errors import FeedmillError
from feedmill.mill import Mill
from feedmill.ports import SystemClock
from feedmill.settings import Settings
from feedmill.warehouse.migrating import migrate
from feedmill.warehouse.sql import SqlWarehouse
from feedmill.warehouse.store import Store
from tests.factories import a_delivery, a_page, a_parse

SIZE = 7_000
"""Characters of a page."""
LOADS = 50
"""Files that each of the loaders loads."""


def main() -> None:
    """Print both."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--files", type=int, default=200)
    parser.add_argument("--loaders", type=int, default=8)
    asked = parser.parse_args()
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING))
    with tempfile.TemporaryDirectory(prefix="feedmill-loaders-") as folder:
        scaling(Path(folder), asked.files)
        for kind in ("sqlite", "postgresql"):
            with growth.database(kind, folder) as url:
                side_by_side(url, Path(folder), asked.loaders)


def scaling(folder: Path, files: int) -> None:
    """Ingest the same files with ever more jobs."""
    inbox = folder / "files"
    inbox.mkdir()
    for number, page in enumerate(pages(files)):
        (inbox / f"{number:05}.txt").write_text(page, encoding="utf-8")
    alone = 0.0
    for jobs in sorted({1, 2, os.cpu_count() or 1}):
        with Mill.open(Settings(home=folder / f"jobs{jobs}")) as mill:
            mill.archive  # noqa: B018 -- started before the clock is
            began = time.perf_counter()
            loaded = sum(1 for _ in mill.ingest([inbox], jobs=jobs))
            seconds = time.perf_counter() - began
        alone = alone or seconds
        print(f"--jobs {jobs}: {loaded / seconds:.1f} files of {SIZE} bytes a second, {alone / seconds:.2f} times one",
              flush=True)  # fmt: skip


def pages(files: int) -> Iterator[str]:
    """Pages of real stories, a paragraph a line, the last one cut."""
    with gzip.open(growing.DATA / "news" / "bbc.jsonl.gz", "rt", encoding="utf-8") as stories:
        for _ in range(files):
            page = ""
            while len(page) < SIZE:
                page += "\n".join(json.loads(next(stories))["paras"]) + "\n"
            yield page[:SIZE]


def side_by_side(url: str, home: Path, loaders: int) -> None:
    """Load from as many processes at once."""
    store = Store(url)
    migrate(store)
    store.close()
    growing.pool()
    began = time.perf_counter()
    with multiprocessing.get_context("fork").Pool(loaders) as pool:
        found = pool.map(partial(loading, url, home), range(loaders), chunksize=1)
    seconds = time.perf_counter() - began
    taken = sorted(one for times, _ in found for one in times)
    errors = [error for _, some in found for error in some]
    print(f"{url.partition(':')[0]}, {loaders} loaders: {len(taken) / seconds:.0f} files/s; a load took "
          f"{taken[len(taken) // 2]:.3f} s at the median, {taken[-1]:.3f} s at most; {len(errors)} errors {errors[:2]}",
          flush=True)  # fmt: skip


def loading(url: str, home: Path, loader: int) -> tuple[list[float], list[str]]:
    """Load files of a new story each; seconds of each, and what went wrong."""
    store = Store(url)
    warehouse = SqlWarehouse(store, Settings(home=home), SystemClock())
    taken, errors = [], []
    for number in range(loader * LOADS, (loader + 1) * LOADS):
        parse = a_parse(a_page(growing.body(growing.places(number))), name=f"loaded {number}")
        delivery = a_delivery(parse, minutes=number)
        began = time.perf_counter()
        try:
            warehouse.record_deliveries([delivery], None)
            warehouse.load(parse, delivery.id)
        except FeedmillError as error:
            errors.append(str(error))
        taken.append(time.perf_counter() - began)
    store.close()
    return taken, errors


if __name__ == "__main__":
    main()
