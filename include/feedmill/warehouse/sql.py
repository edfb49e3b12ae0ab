"""The warehouse that the pipeline and the faces hold: the port, over SQLite or PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from sqlalchemy import select

from feedmill.errors import UsageError
from feedmill.model import Delivery, Failure, Original, Parse, Way
from feedmill.ports import Clock
from feedmill.settings import Settings
from feedmill.warehouse import batching, loading, schema
from feedmill.warehouse.quarantining import note_failures
from feedmill.warehouse.reasons import WarehouseReason
from feedmill.warehouse.store import Store


class SqlWarehouse:
    """Records, loads and completes deliveries. Every method is safe to call again."""

    def __init__(self, store: Store, settings: Settings, clock: Clock) -> None:
        self.store = store
        self._settings = settings
        self._clock = clock

    def record_deliveries(self, deliveries: Iterable[Delivery], batch: str | None) -> None:
        """Record arrivals; with a batch key, as that batch's work. A delivery already there stays as it is."""
        batching.record(self.store, deliveries, batch, self._clock.now())

    def parsed(self, original: str, stages: str) -> int | None:
        """Of a complete parse of this original with these stage versions, how many places could not be read."""
        table = schema.parses
        asked = select(table.c.rejected, table.c.failure).where(
            table.c.parse_id == loading.parse_id(original, stages), table.c.completed_at.is_not(None)
        )
        with self.store.read() as connection:
            row = connection.execute(asked).one_or_none()
        return None if row is None else int(row.rejected) + (row.failure is not None)

    def load(self, parse: Parse, delivery: str) -> None:
        """Load a parse for the delivery that brought it: in chunks, its completion last."""
        loading.load(self.store, parse, delivery, chunk=self._settings.chunk_stories, now=self._clock.now())

    def complete(self, delivery: str, original: str, stages: str) -> None:
        """Mark the delivery as done by the standing parse of its original."""
        loading.complete_delivery(self.store, delivery, loading.parse_id(original, stages))

    def delivery(self, delivery_id: str) -> Delivery:
        """A recorded delivery. Raises `UsageError` for an unknown id."""
        d, o = schema.deliveries, schema.originals
        joined = d.join(o, d.c.original == o.c.sha256)
        with self.store.read() as connection:
            row = connection.execute(
                select(d, o.c.size).select_from(joined).where(d.c.delivery_id == delivery_id)
            ).one_or_none()
        if row is None:
            raise UsageError(WarehouseReason.UNKNOWN_BATCH, f"no delivery {delivery_id}")
        return _delivery(row)

    def refuse(self, failures: Iterable[Failure]) -> None:
        """Write quarantine rows for arrivals of which no bytes were taken."""
        found = list(failures)
        if found:
            with self.store.write() as connection:
                note_failures(connection, found, self._clock.now())

    def open_batches(self, *, again: bool) -> list[str]:
        """Keys of batches to announce. `again`: also those announced a moment ago."""
        now = self._clock.now()
        wait = timedelta(0) if again else timedelta(seconds=self._settings.announce_again_seconds)
        return batching.open_batches(self.store, announced_before=now - wait, now=now)

    def adopt(self, batch: str) -> int:
        """Batch the deliveries whose loader was killed. Returns how many there were."""
        now = self._clock.now()
        return batching.adopt(self.store, batch, now - timedelta(seconds=self._settings.lease_seconds), now)

    def announced(self, keys: Iterable[str]) -> None:
        """Note that these batches were announced."""
        batching.announced(self.store, keys, self._clock.now())

    def lease(self, key: str, owner: str) -> bool:
        """Take or renew a batch's lease. False when it is finished; `Deferred` when another run holds it."""
        seconds = self._settings.lease_seconds
        return batching.lease(self.store, key, owner, seconds=seconds, now=self._clock.now())

    def pending(self, key: str) -> list[str]:
        """Ids of the batch's deliveries that are not completed."""
        return batching.pending(self.store, key)

    def finish(self, key: str) -> bool:
        """Finish a batch of which nothing is pending."""
        return batching.finish(self.store, key, self._clock.now())

    def failed_delivery(self, original: str) -> str | None:
        """The first delivery of an original that could not be read as a whole; None where it was read.

        A parse that made documents gives the same again until a stage's version changes.
        """
        parses, deliveries = schema.parses, schema.deliveries
        joined = deliveries.join(parses, deliveries.c.parse_id == parses.c.parse_id)
        failed = select(deliveries.c.delivery_id).select_from(joined).order_by(deliveries.c.received_at)
        mine = failed.where(deliveries.c.original == original, parses.c.failure.is_not(None))
        with self.store.read() as connection:
            return connection.execute(mine.limit(1)).scalar()


def _delivery(row: Any) -> Delivery:
    return Delivery(
        id=row.delivery_id,
        way=Way(row.way),
        source=row.source,
        name=row.name,
        raw_name=row.raw_name,
        original=Original(row.original, row.size),
        token=row.token,
        received_at=row.received_at,
    )
