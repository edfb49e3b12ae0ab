"""Batches as an outbox."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from feedmill.errors import Deferred, UsageError
from feedmill.warehouse import batching, querying
from feedmill.warehouse.sql import SqlWarehouse
from feedmill.warehouse.store import Store
from tests.factories import NOON, a_delivery, a_page, a_parse

PARSE = a_parse(a_page("One story is all that this page holds."))
MINUTE = timedelta(minutes=1)
HOUR = 60 * MINUTE


def record(store: Store, batch: str | None = "b1") -> None:
    """One delivery waits."""
    batching.record(store, [a_delivery(PARSE)], batch, NOON)


def announceable(store: Store, *, wait: timedelta = MINUTE, now: datetime = NOON) -> list[str]:
    """Keys of the batches that are announced at this moment."""
    return batching.open_batches(store, wait=wait, lease=MINUTE, now=now)


def test_an_open_batch_is_announced_until_it_is_finished(store: Store, warehouse: SqlWarehouse) -> None:
    record(store)
    assert announceable(store) == ["b1"]
    batching.announced(store, ["b1"], NOON)
    assert announceable(store) == []
    assert announceable(store, wait=0 * MINUTE) == ["b1"]
    assert announceable(store, now=NOON + MINUTE) == ["b1"]
    assert not batching.finish(store, "b1", NOON)
    warehouse.load(PARSE, a_delivery(PARSE).id)
    assert batching.finish(store, "b1", NOON)
    assert announceable(store, now=NOON + MINUTE) == []


def test_recording_again_changes_nothing(store: Store) -> None:
    record(store)
    record(store, "b2")
    assert batching.pending(store, "b1") == [a_delivery(PARSE).id]
    assert batching.pending(store, "b2") == []


def test_a_lease_keeps_other_runs_out_until_it_ends(store: Store) -> None:
    record(store)
    assert batching.lease(store, "b1", "run1", span=MINUTE, now=NOON)
    assert batching.lease(store, "b1", "run1", span=MINUTE, now=NOON + MINUTE / 2)
    with pytest.raises(Deferred, match="batch_taken: b1: held by run1"):
        batching.lease(store, "b1", "run2", span=MINUTE, now=NOON + MINUTE)
    assert announceable(store, now=NOON + MINUTE) == []
    assert batching.lease(store, "b1", "run2", span=MINUTE, now=NOON + 2 * MINUTE)


def test_what_a_clock_that_was_hours_ahead_told_keeps_nobody_waiting(store: Store) -> None:
    record(store)
    assert batching.lease(store, "b1", "run1", span=MINUTE, now=NOON + HOUR)
    batching.announced(store, ["b1"], NOON + HOUR)
    assert announceable(store) == ["b1"]
    assert batching.lease(store, "b1", "run2", span=MINUTE, now=NOON)
    with pytest.raises(Deferred):
        batching.lease(store, "b1", "run1", span=MINUTE, now=NOON - MINUTE)


def test_a_finished_batch_gives_no_lease(store: Store, warehouse: SqlWarehouse) -> None:
    record(store)
    warehouse.load(PARSE, a_delivery(PARSE).id)
    batching.finish(store, "b1", NOON)
    assert not batching.lease(store, "b1", "run1", span=MINUTE, now=NOON)


def test_an_unknown_batch_is_wrong_use(store: Store) -> None:
    with pytest.raises(UsageError, match="unknown_batch"):
        batching.lease(store, "b9", "run1", span=MINUTE, now=NOON)


def test_deliveries_whose_loader_was_killed_are_adopted(store: Store) -> None:
    record(store, None)
    assert batching.adopt(store, "b7", lease=2 * MINUTE, now=NOON + MINUTE) == 0
    assert batching.adopt(store, "b7", lease=MINUTE, now=NOON + MINUTE) == 1
    assert batching.pending(store, "b7") == [a_delivery(PARSE).id]
    assert querying.ledger(store)["pending"] == 1


def test_deliveries_that_a_clock_hours_ahead_received_are_adopted(store: Store) -> None:
    record(store, None)
    assert batching.adopt(store, "b7", lease=MINUTE, now=NOON - HOUR) == 1
