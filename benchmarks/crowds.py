"""Crowds: thousands of versions of one story, tens of thousands of teasers of one; the time of each further one.

`python -m benchmarks.crowds [--versions 10000] [--teasers 50000]`, on SQLite, in memory where there is a folder for it.
Beside them a live blog (one address, each time other words), notices of equal words under headlines of their own, and
one item that comes again and again.
"""

from __future__ import annotations

import argparse
import logging
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import structlog
from sqlalchemy import text

from benchmarks import growing
from feedmill.model import ParsedDocument
from feedmill.ports import SystemClock
from feedmill.settings import Settings
from feedmill.warehouse.migrating import migrate
from feedmill.warehouse.sql import SqlWarehouse
from feedmill.warehouse.store import Store
from tests.factories import NOON, a_delivery, a_page, a_parse, an_item

DELIVERY = 50


def main() -> None:
    """Load both crowds, and print what each tenth of them took."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--versions", type=int, default=10_000)
    parser.add_argument("--teasers", type=int, default=50_000)
    asked = parser.parse_args()
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR))
    crowd("versions", versions(asked.versions), asked.versions)
    crowd("teasers after their story", teasers(asked.teasers, first=True), asked.teasers)
    crowd("teasers before their story", teasers(asked.teasers // 10, first=False), asked.teasers // 10)
    crowd("a live blog", blog(asked.versions), asked.versions)
    crowd("notices of equal words", notices(asked.versions), asked.versions)
    crowd("one item again", again(asked.teasers), asked.teasers)


def crowd(name: str, documents: Iterator[ParsedDocument], count: int) -> None:
    """Load a crowd into a warehouse of its own."""
    memory = "/dev/shm" if Path("/dev/shm").is_dir() else None  # noqa: S108 -- a folder of its own is made in it
    with tempfile.TemporaryDirectory(dir=memory) as folder:
        store = Store(f"sqlite:///{folder}/warehouse.db")
        migrate(store)
        warehouse = SqlWarehouse(store, Settings(home=Path(folder)), SystemClock())
        some: list[ParsedDocument] = []
        begun, loaded, told = time.process_time(), 0, 0
        for document in documents:
            some.append(document)
            if len(some) == DELIVERY:
                loaded = _load(warehouse, some, loaded)
                some = []
                if loaded - told >= count // 10:
                    now = time.process_time()
                    print(f"{name}: {loaded:,} loaded, {(now - begun) / (loaded - told) * 1e3:.1f} ms each", flush=True)
                    begun, told = now, loaded
        _load(warehouse, some, loaded)
        with store.read() as connection:
            stories = connection.execute(text("SELECT count(DISTINCT story_id) FROM versions")).scalar_one()
            edges = connection.execute(text("SELECT count(*) FROM edges")).scalar_one()
        print(
            f"{name}: {stories} stories, {edges:,} edges, last delivery {time.process_time() - begun:.1f} s", flush=True
        )
        store.close()


def _load(warehouse: SqlWarehouse, documents: list[ParsedDocument], loaded: int) -> int:
    if documents:
        parse = a_parse(*growing.numbered(documents), name=f"{loaded}")
        delivery = a_delivery(parse, minutes=loaded)
        warehouse.record_deliveries([delivery], None)
        warehouse.load(parse, delivery.id)
    return loaded + len(documents)


def versions(count: int) -> Iterator[ParsedDocument]:
    """One story, each time with another word changed."""
    words = growing.body(growing.places(1)).split()
    for number in range(count):
        at = 20 + number % (len(words) - 20)
        yield a_page(" ".join([*words[:at], _word(number), *words[at + 1 :]]))


def _word(number: int) -> str:
    """A word of its own for each number, without a digit: digits are facts."""
    return "chang" + "".join(chr(ord("a") + int(digit)) for digit in str(number))


def teasers(count: int, *, first: bool) -> Iterator[ParsedDocument]:
    """Cut teasers of one story, each with a kicker of its own; the story first, or last."""
    words = growing.body(growing.places(2)).split()
    story = a_page(" ".join(words))
    if first:
        yield story
    for number in range(count):
        yield an_item(" ".join([_word(number), *words[: 40 + number % 60]]) + "...", cut=True)
    if not first:
        yield story


def blog(count: int) -> Iterator[ParsedDocument]:
    """A page at one address that says something else each time."""
    words = growing.body(growing.places(3)).split()[:40]
    for number in range(count):
        yield an_item(
            " ".join([*(_word(number) + "x" * at for at in range(60)), *words]), url="https://news.example/live"
        )


def notices(count: int) -> Iterator[ParsedDocument]:
    """Short notices of equal words, each of something else by its headline."""
    for number in range(count):
        yield an_item("No further details were given by the police on that night.", headline=f"{_word(number)} seen")


def again(count: int) -> Iterator[ParsedDocument]:
    """One item of a feed, at each look."""
    body = " ".join(growing.body(growing.places(2)).split()[:60])
    for _ in range(count):
        yield an_item(f"{body}...", cut=True, url="https://news.example/1", published_at=NOON)


if __name__ == "__main__":
    main()
