"""The warehouse that the pipeline and the faces hold: the port, over SQLite or PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from sqlalchemy import select

from feedmill.errors import UsageError
from feedmill.model import Context, Delivery, Failure, Original, Parse, Standing, Way
from feedmill.ports import Clock
from feedmill.settings import Settings
from feedmill.warehouse import batching, loading, telling
from feedmill.warehouse.quarantining import Patience, note_failures, solve_refused
from feedmill.warehouse.reasons import WarehouseReason
from feedmill.warehouse.relating import LastEpoch
from feedmill.warehouse.store import Store
from feedmill.warehouse.tables import schema


class SqlWarehouse:
    """Records, loads and completes deliveries. Every method is safe to call again."""

    def __init__(self, store: Store, settings: Settings, clock: Clock) -> None:
        self.store = store
        self._settings = settings
        self._clock = clock
        self._learned = LastEpoch()

    def record_deliveries(self, deliveries: Iterable[Delivery], batch: str | None) -> None:
        """Record arrivals; with a batch key, as that batch's work. A delivery already there stays as it is."""
        batching.record(self.store, deliveries, batch, self._clock.now())

    def standing(self, original: str) -> Standing:
        """What is said of an original, and the parse of it that holds."""
        return telling.standing(self.store, original)

    def load(self, parse: Parse, delivery: str) -> bool:
        """Load a parse for the delivery that brought it: in chunks, its completion last.

        False where something else is said of the original by now: it has to be read again, and nothing holds yet.
        """
        chunk, patience = self._settings.chunk_stories, Patience.of(self._settings)
        now, learned = self._clock.now(), self._learned
        return loading.load(self.store, parse, delivery, chunk=chunk, now=now, patience=patience, learned=learned)

    def complete(self, delivery: str) -> None:
        """Mark the delivery as done by the standing parse of its original."""
        loading.complete_delivery(self.store, delivery)

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

    def dropped(self, source: str, raw_name: bytes, token: str) -> Original | None:
        """The original of what came by a drop folder under this name and token; None where nothing did."""
        d, o = schema.deliveries, schema.originals
        mine = (d.c.way == str(Way.DROP), d.c.source == source, d.c.raw_name == raw_name, d.c.token == token)
        asked = select(o.c.sha256, o.c.size).select_from(d.join(o, d.c.original == o.c.sha256)).where(*mine)
        with self.store.read() as connection:
            row = connection.execute(asked).first()
        return Original(row.sha256, row.size) if row else None

    def refuse(self, failures: Iterable[Failure]) -> None:
        """Write quarantine rows for arrivals of which no bytes were taken."""
        found = list(failures)
        if found:
            with self.store.write() as connection:
                solve_refused(connection, {(one.source or "", one.name or "") for one in found})
                note_failures(connection, found, self._clock.now(), Patience.of(self._settings))

    def solve(self, source: str, name: str) -> None:
        """Mark open rows as solved of what was refused under this name, and is no longer."""
        table = schema.quarantine
        mine = (table.c.original.is_(None), table.c.source == source, table.c.name == name, table.c.state == "open")
        with self.store.read() as connection:
            waits = connection.execute(select(table.c.quarantine_id).where(*mine).limit(1)).first()
        if waits:
            with self.store.write() as connection:
                solve_refused(connection, [(source, name)])

    def open_batches(self, *, again: bool) -> list[str]:
        """Keys of batches to announce. `again`: also those announced a moment ago."""
        wait = timedelta(0) if again else timedelta(seconds=self._settings.announce_again_seconds)
        return batching.open_batches(self.store, wait=wait, lease=self._lease(), now=self._clock.now())

    def adopt(self, batch: str) -> int:
        """Batch the deliveries whose loader was killed. Returns how many there were."""
        return batching.adopt(self.store, batch, lease=self._lease(), now=self._clock.now())

    def announced(self, keys: Iterable[str]) -> None:
        """Note that these batches were announced."""
        batching.announced(self.store, keys, self._clock.now())

    def lease(self, key: str, owner: str) -> bool:
        """Take or renew a batch's lease. False when it is finished; `Deferred` when another run holds it."""
        return batching.lease(self.store, key, owner, span=self._lease(), now=self._clock.now())

    def pending(self, key: str) -> list[str]:
        """Ids of the batch's deliveries that are not completed."""
        return batching.pending(self.store, key)

    def finish(self, key: str) -> bool:
        """Finish a batch of which nothing is pending."""
        return batching.finish(self.store, key, self._clock.now())

    def failed_delivery(self, original: str, stages: str, *, anyway: bool = False) -> str | None:
        """The first delivery of an original that may give more when it is read again; None where it gives the same.

        That is one that could not be read as a whole, or was read by other stages than these; `anyway`: whatever was.
        """
        parses, deliveries = schema.parses, schema.deliveries
        joined = deliveries.join(parses, deliveries.c.original == parses.c.original)
        more = parses.c.failure.is_not(None) | ~telling.made_by(stages)
        asked = select(deliveries.c.delivery_id).select_from(joined).where(deliveries.c.original == original)
        read = asked.where(parses.c.current, parses.c.completed_at.is_not(None), *([] if anyway else [more]))
        with self.store.read() as connection:
            first = read.order_by(deliveries.c.received_at, deliveries.c.delivery_id)
            return connection.execute(first.limit(1)).scalar()

    def _lease(self) -> timedelta:
        return timedelta(seconds=self._settings.lease_seconds)


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
        context=Context.of(row.context),
    )
