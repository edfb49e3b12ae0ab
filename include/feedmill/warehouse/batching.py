"""Batches as an outbox: what was recorded and is not loaded is announced, leased, and announced again."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, or_, select, update

from feedmill.errors import Deferred, UsageError
from feedmill.model import Delivery
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


def adopt(store: Store, batch: str, older_than: datetime, now: datetime) -> int:
    """Put pending deliveries that no batch holds (their loader was killed) in a batch of their own."""
    table = schema.deliveries
    lost = table.c.parse_id.is_(None) & table.c.batch_key.is_(None) & (table.c.received_at < older_than)
    with store.read() as connection:
        if connection.execute(select(table.c.delivery_id).where(lost).limit(1)).first() is None:
            return 0
    with store.write() as connection:
        insert_new(connection, schema.batches, [{"batch_key": batch, "created_at": now}])
        return connection.execute(update(table).where(lost).values(batch_key=batch)).rowcount


def open_batches(store: Store, *, announced_before: datetime, now: datetime) -> list[str]:
    """Keys of the batches to announce: open, not leased by a run that is alive, not announced of late."""
    table = schema.batches
    free = or_(table.c.leased_until.is_(None), table.c.leased_until < now)
    stale = or_(table.c.announced_at.is_(None), table.c.announced_at <= announced_before)
    statement = select(table.c.batch_key).where(table.c.finished_at.is_(None), free, stale)
    with store.read() as connection:
        return list(connection.execute(statement.order_by(table.c.created_at, table.c.batch_key)).scalars())


def announced(store: Store, keys: Iterable[str], now: datetime) -> None:
    """Note that these batches were announced."""
    table = schema.batches
    with store.write() as connection:
        connection.execute(update(table).where(table.c.batch_key.in_(list(keys))).values(announced_at=now))


def lease(store: Store, key: str, owner: str, *, seconds: float, now: datetime) -> bool:
    """Take or renew the lease of a batch. False when the batch is finished.

    Raises `UsageError` for an unknown key, `Deferred` when another run holds the lease.
    """
    table = schema.batches
    with store.write() as connection:
        row = connection.execute(select(table).where(table.c.batch_key == key).with_for_update()).one_or_none()
        if row is None:
            raise UsageError(WarehouseReason.UNKNOWN_BATCH, key)
        if row.finished_at is not None:
            return False
        if row.lease_owner not in (None, owner) and row.leased_until >= now:
            raise Deferred(WarehouseReason.BATCH_TAKEN, f"{key}: held by {row.lease_owner}")
        until = now + timedelta(seconds=seconds)
        mine = update(table).where(table.c.batch_key == key)
        connection.execute(mine.values(lease_owner=owner, leased_until=until))
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
