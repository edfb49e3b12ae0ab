"""What the warehouse and the archive are asked: stories, their reasons and places, quarantine, the invariants.

It opens the parts that answer. Nothing here changes what they hold.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import datetime
from functools import cached_property, partial
from typing import Any, Self

from feedmill import pipeline, reading
from feedmill.archive.connecting import connect
from feedmill.archive.records import original_key
from feedmill.archive.s3 import S3Archive
from feedmill.errors import reason_of
from feedmill.model import Locator
from feedmill.ports import Clock, SystemClock
from feedmill.settings import Settings
from feedmill.warehouse import deciding, explaining, querying
from feedmill.warehouse.ledgers import unbalanced
from feedmill.warehouse.store import Store

Row = dict[str, Any]


class Asking:
    """An archive and a warehouse, by one set of settings, and what can be asked of them.

    Use it as a context: embedded parts start when they are first needed, and end with their last user.
    """

    def __init__(self, settings: Settings, clock: Clock | None = None) -> None:
        self.settings = settings
        self.clock = clock or SystemClock()
        self._options = pipeline.Options(
            reader_max_bytes=settings.reader_max_bytes,
            unpacked_max_bytes=settings.unpacked_max_bytes,
            reader_max_items=settings.reader_max_items,
            bounds=reading.Bounds(memory=settings.reader_memory_bytes, seconds=settings.reader_seconds),
            uncertain_below=settings.uncertain_below,
            apart=True,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def another(self, **settings: object) -> Callable[[], Self]:
        """Opens a mill like this one, also in another process; `settings` are those in which it differs."""
        return partial(type(self).open, self.settings.model_copy(update=settings))

    @classmethod
    def open(cls, settings: Settings | None = None, *, migrate: bool = False) -> Self:
        """A mill on these settings, by default those of the environment; `migrate` is for those that prepare a home."""
        return cls(settings or Settings())

    def close(self) -> None:
        """Give everything back; the embedded archive ends with its last user."""
        for name in ("archive", "_store"):
            with suppress(KeyError):
                self.__dict__.pop(name).close()

    @cached_property
    def archive(self) -> S3Archive:
        """The archive; an embedded one is started, or shared, at the first use."""
        return connect(self.settings)

    @cached_property
    def _store(self) -> Store:
        url = self.settings.warehouse_url
        return Store(url.get_secret_value() if url else f"sqlite:///{self.settings.home.resolve()}/warehouse.db")

    def stories(self, *, limit: int | None = None, as_of: datetime | None = None) -> Iterator[Row]:
        """The live stories, newest first; with `as_of`, as they were known then."""
        now = as_of or self.clock.now()
        return querying.stories(self._store, now=now, limit=limit, as_of=as_of is not None)

    def story(self, any_id: str) -> Row:
        """One story with its lineage, by its id or a version's, or a unique beginning of 8 digits or more."""
        row = querying.story(self._store, any_id, now=self.clock.now())
        lineage = [{**place, "archived_at": self.original_url(place["original"])} for place in row["lineage"]]
        return row | {"lineage": lineage}

    def why(self, any_id: str) -> Iterator[Row]:
        """The ties of a story, by its id or a version's: what people decided, then what identity found, and why."""
        return explaining.why(self._store, any_id, now=self.clock.now())

    def links(self) -> Iterator[Row]:
        """What people decided of stories, newest first, each with what came of it."""
        return deciding.links(self._store)

    def sightings(self, *, delivery: str | None = None) -> Iterator[Row]:
        """Where stories stand, in canonical order; with a delivery, those in its original."""
        return querying.sightings(self._store, delivery=delivery)

    def source_bytes(self, sighting: Row) -> bytes:
        """The bytes that the document of a sighting was read from; raises `Broken` where its original lacks them."""
        locator = Locator(sighting["member"], sighting["byte_start"], sighting["byte_end"])
        return pipeline.source_bytes(self.archive.read_original(sighting["original"]), locator, self._options)

    def original_url(self, sha256: str) -> str:
        """Where an original stands, as `s3://bucket/key`."""
        return f"s3://{self.settings.archive_bucket}/{original_key(sha256)}"

    def quarantine(self, *, state: str | None = "open", reason: str | None = None) -> Iterator[Row]:
        """Quarantine rows, oldest first; `state` None for all; with `reason`, those that have it."""
        return querying.quarantine(self._store, state=state, reason=reason)

    def quarantine_row(self, row: str) -> Row:
        """A quarantine row by its id (8 digits or more): what its reason means, what to do, where its original stands.

        Raises `UsageError` where no row has this id.
        """
        found = querying.quarantine_row(self._store, row)
        reason = reason_of(found["reason"])
        told = {"means": reason.means, "todo": reason.todo, "transient": reason.transient} if reason else {}
        original = found["original"]
        return {**found, **told, "archived_at": self.original_url(original) if original else None}

    def ledger(self) -> Row:
        """The balance: what came in against what became of it."""
        return querying.ledger(self._store)

    def ledgers(self, by: str | None = None) -> Iterator[Row]:
        """The balance by `day`, `batch` (one run) or `source`, or in whole.

        `unbalanced` says what is not the sum of its parts.
        """
        for row in querying.ledgers(self._store, by):
            yield {**row, "unbalanced": list(unbalanced(row))}
