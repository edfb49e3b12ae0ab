"""Recorded deliveries become loaded stories: one by one, batch by batch, and once more for what failed."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from functools import cached_property

from feedmill import pipeline, reading
from feedmill.milling.deciding import Deciding
from feedmill.model import Summary
from feedmill.warehouse import querying
from feedmill.warehouse.sql import SqlWarehouse

Progress = Callable[[Summary], None]
"""Called after each delivery with the counts so far."""

RENEWED = 0.1
"""Share of a lease's time after which it is renewed, between two deliveries: a transaction for each would cost as much
as loading a small one."""


class Loading(Deciding):
    """Takes deliveries that are recorded all the way."""

    @cached_property
    def _warehouse(self) -> SqlWarehouse:
        return SqlWarehouse(self._store, self.settings, self.clock)

    def ingest_batch(self, key: str, owner: str, progress: Progress | None = None) -> Summary:
        """Take every pending delivery of a batch all the way, under a lease renewed in good time.

        A finished batch gives an empty summary. Raises `Deferred` when another run holds the lease, `UsageError` for
        an unknown key, `Outage` when a part does not answer: what is loaded by then stays, the rest is pending.
        """
        started = time.monotonic()
        total, renewed_after = Summary(), RENEWED * timedelta(seconds=self.settings.lease_seconds)
        reading.prepare()
        while self._warehouse.lease(key, owner) and (waiting := self._warehouse.pending(key)):
            leased = self.clock.now()
            for delivery in waiting:
                if abs(self.clock.now() - leased) >= renewed_after:
                    self._warehouse.lease(key, owner)
                    leased = self.clock.now()
                total += self.ingest_delivery(delivery)
                if progress:
                    progress(total)
        self._warehouse.finish(key)
        return replace(total, seconds=round(time.monotonic() - started, 3))

    def ingest_delivery(self, delivery_id: str) -> Summary:
        """Take one recorded delivery all the way. Safe to call again."""
        return self._ingest(delivery_id)

    def _ingest(self, delivery_id: str, *, again: bool = False) -> Summary:
        delivery = self._warehouse.delivery(delivery_id)
        outcome = pipeline.run(delivery, self.archive, self._warehouse, self._options, again=again)
        summary = self._summary(outcome)
        pipeline.tell(outcome, summary)
        return summary

    def _summary(self, outcome: pipeline.Outcome) -> Summary:
        if outcome.parse is None:
            return Summary(deliveries=1, known=1, quarantined=outcome.quarantined)
        parse = outcome.parse
        found = querying.relations(self._store, parse, now=self.clock.now())
        return Summary(
            deliveries=1,
            originals=1,
            documents=len(parse.documents),
            stories=sum(found.values()),
            furniture=sum(len(document.furniture) for document in parse.documents),
            rejected=len(parse.rejected),
            quarantined=outcome.quarantined,
            **found,
        )
