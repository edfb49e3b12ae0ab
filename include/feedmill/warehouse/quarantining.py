"""Quarantine rows: one for each thing that could not go on, written again only as another attempt."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, case, select, update

from feedmill.errors import UsageError
from feedmill.model import Failure
from feedmill.warehouse import schema
from feedmill.warehouse.reasons import WarehouseReason
from feedmill.warehouse.store import Store, insert_new

SHORTEST_ID = 8
"""Digits of an id that will do, as long as they are those of one row."""


def note_failures(connection: Connection, found: list[Failure], now: datetime) -> None:
    """Write a row for each failure, or count another attempt at one that stands."""
    table = schema.quarantine
    for failure in found:
        row = _row(failure) | {"attempts": 0, "first_at": now, "last_at": now, "state": "open"}
        insert_new(connection, table, [row])
        state = case((table.c.state == "solved", "open"), else_=table.c.state)
        again = {"attempts": table.c.attempts + 1, "last_at": now, "detail": failure.detail, "state": state}
        connection.execute(update(table).where(table.c.quarantine_id == failure.id).values(again))


def solve(connection: Connection, original: str) -> None:
    """Mark the open rows of an original as solved: it has been read. What of it failed again is opened again."""
    table = schema.quarantine
    mine = (table.c.original == original) & (table.c.state == "open")
    connection.execute(update(table).where(mine).values(state="solved"))


def solve_refused(connection: Connection, names: Iterable[tuple[str, str]]) -> None:
    """Mark open rows of arrivals that were refused as solved, by (source, name): something of that name was taken."""
    table = schema.quarantine
    for source, name in names:
        mine = table.c.original.is_(None) & (table.c.source == source) & (table.c.name == name)
        connection.execute(update(table).where(mine, table.c.state == "open").values(state="solved"))


def dismiss(store: Store, row_id: str, note: str) -> None:
    """Close a row by a person's decision. Raises `UsageError` for an unknown id."""
    table = schema.quarantine
    with store.write() as connection:
        mine = update(table).where(table.c.quarantine_id == _row_of(connection, row_id).quarantine_id)
        connection.execute(mine.values(state="dismissed", note=note))


def original_of(store: Store, row_id: str) -> str | None:
    """The original that a row is about; None where no bytes were taken. Raises `UsageError` for an unknown id."""
    with store.read() as connection:
        found = _row_of(connection, row_id).original
    return str(found) if found else None


def _row_of(connection: Connection, row_id: str) -> Any:
    """The one row whose id begins so (8 digits or more)."""
    table = schema.quarantine
    start = row_id.lower()
    asked = select(table).where(table.c.quarantine_id.startswith(start, autoescape=True))
    rows = connection.execute(asked.limit(2)).all() if len(start) >= SHORTEST_ID else []
    if len(rows) != 1:
        raise UsageError(WarehouseReason.UNKNOWN_ROW, row_id)
    return rows[0]


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
