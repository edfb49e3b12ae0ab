"""A home under fault: what was dropped into it, runs of it that may be disturbed, and whether all came out well.

Whatever happens to a home, in the end its warehouse is compared, row by row and ids included, with one into which the
same deliveries were loaded undisturbed, from the archive's own records; and those are compared with what was dropped.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import Any
from unittest import mock

from feedmill import pipeline
from feedmill.archive.connecting import connect
from feedmill.errors import Deferred
from feedmill.intake.paths import raw_name
from feedmill.mill import Mill
from feedmill.model import Delivery, Way
from feedmill.ports import Clock, SystemClock
from feedmill.settings import CLONE, Settings
from feedmill.warehouse import erasing
from feedmill.warehouse.comparing import differences
from feedmill.warehouse.migrating import migrate
from feedmill.warehouse.sql import SqlWarehouse
from feedmill.warehouse.store import Store
from tests.fakes import FolderArchive
from tests.templates import put_warehouse

PAGE = (CLONE / "tests" / "data" / "newspaper-page.txt").read_bytes()
BRIDGE = (
    b"The council of Ely voted on Monday to build a bridge over the river near the old mill after a debate that had "
    b"lasted for three years, the mayor said. Work begins in the spring, and the bridge is to be open to carts and "
    b"walkers within two summers. The cost of 3 million pounds is shared by the town and the county.\n"
)
FEED = b"""<?xml version="1.0"?>
<rss version="2.0"><channel><title>Ely Echo</title>
<item><title>A bridge for Ely</title><link>https://echo.example/bridge</link><guid>bridge</guid>
<description>The council of Ely voted on Monday to build a bridge over the river near the old mill after a debate that
had lasted for three years ...</description></item>
<item><title>Library closes</title><link>https://echo.example/library</link><guid>library</guid>
<description>The library of Ely closes for a year from June, while its roof is made anew, the county said.</description>
</item></channel></rss>
"""
FILES = {
    "1-page.txt": PAGE,
    "2-bridge.txt": BRIDGE,
    "3-again.txt": BRIDGE,
    "4-feed.xml": FEED,
    "5-later.txt": BRIDGE.replace(b"3 million", b"4 million"),
    "6-rubbish.bin": bytes(range(256)) * 4,
}
"""A page of five stories, a story and its teaser, another version of it, the same bytes twice, and no news at all."""

PATIENCE_SECONDS = 120.0
LEASE_SECONDS = 0.6
"""How long the batch of a killed run stays with it. A load may take longer here: then two runs load it at once."""


class TrialMill(Mill):
    """`Mill` over an archive that is made as the trial says, and which reads in its own process unless told."""

    def __init__(self, settings: Settings, clock: Clock, objects: Path | None, *, apart: bool) -> None:
        super().__init__(settings, clock)
        self._objects = objects
        self._options = replace(self._options, apart=apart)

    @cached_property
    def archive(self) -> Any:
        return FolderArchive(self._objects) if self._objects else connect(self.settings)

    @property
    def store(self) -> Store:
        """The connections of its warehouse."""
        return self._store


@dataclass
class Trial:
    """One home. Without an archive's settings, its archive is a folder; with empty ones it is the home's embedded one.
    Without a URL, its warehouse is the home's on SQLite.

    `named` are files beside the inbox, which somebody ingests by their names. `served`: an Airflow runs in the home.
    """

    folder: Path
    archive: dict[str, Any] | None = None
    warehouse_url: str | None = None
    apart: bool = False
    clock: Clock = field(default_factory=SystemClock)
    lease_seconds: float = LEASE_SECONDS
    served: bool = False

    def __post_init__(self) -> None:
        url = self.warehouse_url
        told = {"warehouse_url": url} if url else {}
        self.settings = Settings.model_validate(
            {
                "home": self.folder / "home",
                "quiet_seconds": 0,
                "least_free_bytes": 0,
                "batch_files": 3,
                "chunk_stories": 2,
                "lease_seconds": self.lease_seconds,
                **(self.archive or {}),
                **told,
            }
        )
        self.inbox = self.settings.inbox_folder
        self.inbox.mkdir(parents=True, exist_ok=True)
        self.dropped: list[tuple[str, bytes]] = []
        self.named: list[Path] = []
        if self.served:
            return
        if url is None:
            put_warehouse(self.settings.home / "warehouse.db")
        else:
            with self.mill() as mill:
                mill.migrate()

    def drop(self, files: dict[str, bytes] = FILES) -> Trial:
        """Hand these over, each in one step."""
        for name, data in files.items():
            part = self.inbox / f".{name}.part"
            part.write_bytes(data)
            part.rename(self.inbox / name)
            self.dropped.append((name, data))
        return self

    def name(self, name: str, data: bytes) -> Path:
        """Put a file beside the inbox, to be ingested by its name."""
        path = self.folder / name
        path.write_bytes(data)
        self.named.append(path)
        return path

    @contextmanager
    def mill(self, **others: Any) -> Iterator[TrialMill]:
        """A mill of its own on the home."""
        objects = self.folder / "objects" if self.archive is None else None
        settings = Settings(**self.settings.model_dump(exclude_unset=True) | others)
        with TrialMill(settings, self.clock, objects, apart=self.apart) as mill:
            yield mill

    def run(self, owner: str = "run", **others: Any) -> None:
        """Sweep, and ingest every batch that is open and in nobody's hands: what a scheduler has run, in one process.

        `others` are settings that hold for this run alone.
        """
        with self.mill(**others) as mill:
            one_pass(mill, owner, self.named)

    def run_on(self, owner: str = "after") -> None:
        """Run until nothing waits any more. A batch that a killed run held is waited for."""
        until = time.monotonic() + PATIENCE_SECONDS
        with self.mill() as mill:
            one_pass(mill, owner, self.named)
            while self.waits(mill):
                assert time.monotonic() < until, f"not done in {PATIENCE_SECONDS} s: {self.waits(mill)}"
                time.sleep(0.05)
                one_pass(mill, owner, [])

    def waits(self, mill: TrialMill) -> list[str]:
        """Files in the inbox, claims, batches that are open."""
        with mill.store.read() as connection:
            asked = "SELECT batch_key FROM batches WHERE finished_at IS NULL"
            left = list(connection.exec_driver_sql(asked).scalars())
            lost = connection.exec_driver_sql("SELECT delivery_id FROM deliveries WHERE parse_id IS NULL").scalars()
            left += list(lost)
        return [path.name for path in self.inbox.rglob("*") if path.name != ".claimed"] + left

    def wrong(self, *, full: bool = False) -> list[str]:
        """All that is not as it should be: [] if the home is as an undisturbed run would have left it."""
        with self.mill() as mill:
            said = [f"{path} stands in the inbox" for path in self.waits(mill)]
            records = list(mill.archive.records())
            said += _miscounted(self._expected(), [(one.way, one.name, one.original.sha256) for one in records])
            said += [f"{one.name}: {one.broken}" for one in mill.check(full=full) if not one.holds]
            with undisturbed(self.folder / "undisturbed.db", records, mill) as other:
                said += list(differences(mill.store, other))
                said += [f"in quarantine: {row}" for row in quarantined(mill.store) ^ quarantined(other)]
        return said

    def _expected(self) -> list[tuple[Way, str, str]]:
        dropped = [(Way.DROP, name, data) for name, data in self.dropped]
        named = [(Way.CLI, str(raw_name(path), "ascii"), path.read_bytes()) for path in self.named]
        return [(way, name, sha256(data).hexdigest()) for way, name, data in dropped + named]


def one_pass(mill: Mill, owner: str, named: list[Path]) -> None:
    """Ingest what is named, sweep, announce, and ingest each batch; one that another run holds is left to it."""
    for _ in mill.ingest(named):
        pass
    swept = mill.sweep(again=True)
    mill.announced(swept.keys)
    for key in swept.keys:
        with suppress(Deferred):
            mill.ingest_batch(key, owner)


@contextmanager
def undisturbed(path: Path, records: list[Delivery], mill: TrialMill) -> Iterator[Store]:
    """A new warehouse in which these deliveries are loaded one by one, in canonical order, by this process alone."""
    path.unlink(missing_ok=True)
    put_warehouse(path)
    store = Store(f"sqlite:///{path}")
    migrate(store)
    warehouse = SqlWarehouse(store, mill.settings, SystemClock())
    for erasure in mill.archive.erasures():
        erasing.enter(store, erasure, None, kept_until=None, now=erasure.erased_at)
    stages = stages_of(mill.store)
    for delivery in sorted(records, key=lambda one: (one.received_at, one.original.sha256)):
        warehouse.record_deliveries([delivery], None)
        with mock.patch.object(pipeline, "STAGES", stages.get(delivery.id, pipeline.STAGES)):
            pipeline.run(delivery, mill.archive, warehouse, replace(mill._options, apart=False))
    yield store
    store.close()


def stages_of(store: Store) -> dict[str, str]:
    """Under which stages each delivery was loaded: two, where there was an upgrade meanwhile."""
    asked = "SELECT d.delivery_id, p.stages FROM deliveries d JOIN parses p ON p.parse_id = d.parse_id"
    with store.read() as connection:
        return {row.delivery_id: row.stages for row in connection.exec_driver_sql(asked)}


def quarantined(store: Store) -> set[tuple[Any, ...]]:
    """What cannot go on, without times and attempts, which say how often it was tried."""
    with store.read() as connection:
        asked = "SELECT quarantine_id, stage, reason, original, name, state FROM quarantine WHERE state <> 'solved'"
        return set(map(tuple, connection.exec_driver_sql(asked)))


def _miscounted(expected: list[Any], found: list[Any]) -> list[str]:
    """What was delivered less or more often than it was handed over."""
    every = sorted({*expected, *found}, key=repr)
    return [
        f"{one}: handed over {expected.count(one)} times, delivered {found.count(one)} times"
        for one in every
        if expected.count(one) != found.count(one)
    ]
