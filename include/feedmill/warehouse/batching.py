"""Batches as an outbox: what was recorded and is not loaded is announced, leased, and announced again."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, not_, or_, select, update

from feedmill.errors import Deferred, UsageError
from feedmill.model import Delivery
from feedmill.warehouse.leasing import free, told_lately
from feedmill.warehouse.quarantining import solve_refused
from feedmill.warehouse.reasons import WarehouseReason
from feedmill.warehouse.store import Store, insert_new
from feedmill.warehouse.tables import schema


def record(store: Store, deliveries: Iterable[Delivery], batch: str | None, now: datetime) -> None:
    """Record arrivals and, with a key, the batch that loads them, in one transaction."""
    arrived = list(deliveries)
    with store.write() as connection:
        if batch is not None:
            insert_new(connection, schema.batches, [{"batch_key": batch, "created_at": now}])
        insert_new(connection, schema.originals, [_original_row(delivery) for delivery in arrived])
        insert_new(connection, schema.deliveries, [_delivery_row(delivery, batch) for delivery in arrived])
        solve_refused(connection, {(delivery.source, delivery.name) for delivery in arrived})


def adopt(store: Store, batch: str, *, lease: timedelta, now: datetime) -> int:
    """Put pending deliveries that no batch holds (their loader was killed) in a batch of their own."""
    table = schema.deliveries
    held = told_lately(table.c.received_at, now, lease)
    lost = table.c.parse_id.is_(None) & table.c.batch_key.is_(None) & not_(held)
    with store.read() as connection:
        if connection.execute(select(table.c.delivery_id).where(lost).limit(1)).first() is None:
            return 0
    with store.write() as connection:
        insert_new(connection, schema.batches, [{"batch_key": batch, "created_at": now}])
        return connection.execute(update(table).where(lost).values(batch_key=batch)).rowcount


def open_batches(store: Store, *, wait: timedelta, lease: timedelta, now: datetime) -> list[str]:
    """Keys of the batches to announce: open, not leased by a run that is alive, not announced within the last `wait`.

    `lease` is how long a lease lasts.
    """
    table = schema.batches
    stale = or_(table.c.announced_at.is_(None), not_(told_lately(table.c.announced_at, now, wait)))
    unheld = free(table.c.leased_until, now, lease)
    statement = select(table.c.batch_key).where(table.c.finished_at.is_(None), unheld, stale)
    with store.read() as connection:
        return list(connection.execute(statement.order_by(table.c.created_at, table.c.batch_key)).scalars())


def announced(store: Store, keys: Iterable[str], now: datetime) -> None:
    """Note that these batches were announced."""
    table = schema.batches
    with store.write() as connection:
        connection.execute(update(table).where(table.c.batch_key.in_(list(keys))).values(announced_at=now))


def lease(store: Store, key: str, owner: str, *, span: timedelta, now: datetime) -> bool:
    """Take or renew the lease of a batch, from now for a span. False when the batch is finished.

    Raises `UsageError` for an unknown key, `Deferred` when another run holds the lease.
    """
    table = schema.batches
    mine = table.c.batch_key == key
    unheld = free(table.c.leased_until, now, span).label("unheld")
    with store.write() as connection:
        row = connection.execute(select(table, unheld).where(mine).with_for_update()).one_or_none()
        if row is None:
            raise UsageError(WarehouseReason.UNKNOWN_BATCH, key)
        if row.finished_at is not None:
            return False
        if row.lease_owner not in (None, owner) and not row.unheld:
            raise Deferred(WarehouseReason.BATCH_TAKEN, f"{key}: held by {row.lease_owner}")
        connection.execute(update(table).where(mine).values(lease_owner=owner, leased_until=now + span))
    return True


def finish(store: Store, key: str, now: datetime) -> bool:
    """Finish the batch unless something in it is pending. True when it is finished."""
    table = schema.batches
    with store.write() as connection:
        if _pending(connection, key):
            return False
        mine = update(table).where(table.c.batch_key == key, table.c.finished_at.is_(None))
        connection.execute(mine.values(finished_at=now, leased_until=None))
    return True


def pending(store: Store, key: str) -> list[str]:
    """Ids of the deliveries of the batch that are not completed, in order of arrival."""
    with store.read() as connection:
        return _pending(connection, key)


def _pending(connection: Connection, key: str) -> list[str]:
    table = schema.deliveries
    statement = select(table.c.delivery_id).where(table.c.batch_key == key, table.c.parse_id.is_(None))
    return list(connection.execute(statement.order_by(table.c.received_at, table.c.delivery_id)).scalars())


def _original_row(delivery: Delivery) -> dict[str, Any]:
    return {"sha256": delivery.original.sha256, "size": delivery.original.size}


def _delivery_row(delivery: Delivery, batch: str | None) -> dict[str, Any]:
    return {
        "delivery_id": delivery.id,
        "way": str(delivery.way),
        "source": delivery.source,
        "name": delivery.name,
        "raw_name": delivery.raw_name,
        "original": delivery.original.sha256,
        "token": delivery.token,
        "received_at": delivery.received_at,
        "batch_key": batch,
        "context": delivery.context.said or None,
    }
