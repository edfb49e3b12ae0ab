"""Quarantine rows: one for each thing that could not go on, written again only as another attempt."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, select, update

from feedmill.errors import UsageError
from feedmill.model import Failure
from feedmill.warehouse import schema
from feedmill.warehouse.reasons import WarehouseReason
from feedmill.warehouse.store import Store, insert_new


def note_failures(connection: Connection, found: list[Failure], now: datetime) -> None:
    """Write a row for each failure, or count another attempt at one that stands."""
    table = schema.quarantine
    for failure in found:
        row = _row(failure) | {"attempts": 0, "first_at": now, "last_at": now, "state": "open"}
        insert_new(connection, table, [row])
        again = {"attempts": table.c.attempts + 1, "last_at": now, "detail": failure.detail}
        connection.execute(update(table).where(table.c.quarantine_id == failure.id).values(again))


def solve(connection: Connection, original: str) -> None:
    """Mark the open rows of an original as solved: its parse is about to be made anew."""
    table = schema.quarantine
    mine = (table.c.original == original) & (table.c.state == "open")
    connection.execute(update(table).where(mine).values(state="solved"))


def dismiss(store: Store, quarantine_id: str, note: str) -> None:
    """Close a row by a person's decision. Raises `UsageError` for an unknown id."""
    table = schema.quarantine
    with store.write() as connection:
        mine = update(table).where(table.c.quarantine_id == quarantine_id)
        if connection.execute(mine.values(state="dismissed", note=note)).rowcount != 1:
            raise UsageError(WarehouseReason.UNKNOWN_ROW, quarantine_id)


def original_of(store: Store, quarantine_id: str) -> str | None:
    """The original that a row is about; None where no bytes were taken. Raises `UsageError` for an unknown id."""
    table = schema.quarantine
    with store.read() as connection:
        row = connection.execute(select(table.c.original).where(table.c.quarantine_id == quarantine_id)).one_or_none()
    if row is None:
        raise UsageError(WarehouseReason.UNKNOWN_ROW, quarantine_id)
    return str(row.original) if row.original else None


def _row(failure: Failure) -> dict[str, Any]:
    return {
        "quarantine_id": failure.id,
        "stage": failure.stage,
        "reason": failure.reason,
        "detail": failure.detail,
        "original": failure.original,
        "source": failure.source,
        "name": failure.name,
        "member": failure.locator.member,
        "byte_start": failure.locator.byte_start,
        "byte_end": failure.locator.byte_end,
    }
