"""Quarantine rows: one for each thing that could not go on, written again only as another attempt.

A row whose reason may pass has a time at which it is tried again by itself: each wait is twice the one before, up to a
longest one, and after so many attempts it is left to a person.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, bindparam, case, select, update

from feedmill.errors import UsageError, reason_of
from feedmill.model import Dismissal, Failure, Locator
from feedmill.settings import Settings
from feedmill.warehouse.reasons import WarehouseReason
from feedmill.warehouse.store import Store, insert_new
from feedmill.warehouse.tables import schema

SHORTEST_ID = 8
"""Digits of an id that will do, as long as they are those of one row."""

_q = schema.quarantine
SOLVED = (
    update(_q).where(_q.c.original == bindparam("whole"), _q.c.state == "open").values(state="solved", next_at=None)
)
REFUSED = select(_q.c.quarantine_id).where(_q.c.original.is_(None), _q.c.state == "open").limit(1)
TAKEN = (
    update(_q)
    .where(_q.c.original.is_(None), _q.c.source == bindparam("from"), _q.c.name == bindparam("known_as"))
    .where(_q.c.state == "open")
    .values(state="solved", next_at=None)
)

LONGEST_DOUBLED = 20
"""So often a wait is doubled at most: numbers stay small, and the longest wait is reached long before."""


@dataclass(frozen=True, slots=True)
class Patience:
    """How long is waited before a row is tried again by itself, at first and at most, and how often it is tried."""

    first: timedelta = timedelta(minutes=5)
    most: timedelta = timedelta(days=1)
    attempts: int = 8

    @classmethod
    def of(cls, settings: Settings) -> Patience:
        """As the settings say."""
        first, most = timedelta(seconds=settings.retry_seconds), timedelta(seconds=settings.retry_most_seconds)
        return cls(first, most, settings.retry_attempts)

    def next_at(self, reason: str, attempts: int, now: datetime) -> datetime | None:
        """When a row that failed so often is tried again by itself; None where a person has to."""
        known = reason_of(reason)
        if known is None or not known.transient or attempts >= self.attempts:
            return None
        doubled: timedelta = self.first * 2 ** min(max(attempts - 1, 0), LONGEST_DOUBLED)
        return now + min(self.most, doubled)


PATIENT = Patience()


def note_failures(connection: Connection, found: list[Failure], now: datetime, patience: Patience = PATIENT) -> None:
    """Write a row for each failure, or count another attempt at one that stands."""
    table = schema.quarantine
    for failure in found:
        row = _row(failure) | {"attempts": 0, "first_at": now, "last_at": now, "state": "open"}
        insert_new(connection, table, [row])
        state = case((table.c.state == "solved", "open"), else_=table.c.state)
        _attempted(connection, failure.id, now, patience, detail=failure.detail, state=state)


def attempted(store: Store, row_id: str, now: datetime, patience: Patience) -> None:
    """Count an attempt at a row that came to nothing, and say when it is tried again."""
    with store.write() as connection:
        _attempted(connection, row_id, now, patience)


def _attempted(connection: Connection, row_id: str, now: datetime, patience: Patience, **values: Any) -> None:
    table = schema.quarantine
    mine = update(table).where(table.c.quarantine_id == row_id)
    connection.execute(mine.values(attempts=table.c.attempts + 1, last_at=now, **values))
    row = _row_of(connection, row_id)
    next_at = patience.next_at(row.reason, row.attempts, now) if row.state == "open" else None
    connection.execute(mine.values(next_at=next_at))


def solve(connection: Connection, original: str) -> None:
    """Mark the open rows of an original as solved: it has been read. What of it failed again is opened again."""
    connection.execute(SOLVED, {"whole": original})


def solve_refused(connection: Connection, names: Iterable[tuple[str, str]]) -> None:
    """Mark open rows of arrivals that were refused as solved, by (source, name): something of that name was taken."""
    taken = [{"from": source, "known_as": name} for source, name in names]
    if taken and connection.execute(REFUSED).first():
        connection.execute(TAKEN, taken)


def dismissal(store: Store, row_id: str, note: str, now: datetime) -> Dismissal:
    """A person's word that nothing is to be done about a row. Raises `UsageError` for an unknown id."""
    found = row(store, row_id)
    place = Locator(found.member, found.byte_start, found.byte_end)
    return Dismissal(found.quarantine_id, found.stage, found.reason, found.original, place, now, note)


def dismiss(store: Store, dismissals: Iterable[Dismissal]) -> int:
    """Close the rows of these, and open ones of the same failure at the same place. Returns how many that changed."""
    changed = 0
    with store.write() as connection:
        for one in sorted(dismissals, key=lambda one: (one.decided_at, one.id)):
            closed = {"state": "dismissed", "note": one.note, "next_at": None}
            changed += connection.execute(update(schema.quarantine).where(_dismissed(one)).values(closed)).rowcount
    return changed


def _dismissed(one: Dismissal) -> ColumnElement[bool]:
    q, place = schema.quarantine.c, one.locator
    itself = (q.quarantine_id == one.row) & ((q.state != "dismissed") | (q.note != one.note))
    if one.original is None:
        return itself
    alike = (q.original == one.original) & (q.stage == one.stage) & (q.reason == one.reason) & (q.state == "open")
    there = q.member.is_not_distinct_from(place.member) & q.byte_start.is_not_distinct_from(place.byte_start)
    return itself | (alike & there)


def leave(store: Store, row_id: str) -> None:
    """Try a row by itself no more: a person has to."""
    table = schema.quarantine
    with store.write() as connection:
        connection.execute(update(table).where(table.c.quarantine_id == row_id).values(next_at=None))


def row(store: Store, row_id: str) -> Any:
    """The one row whose id begins so (8 digits or more). Raises `UsageError` where there is none, or more than one."""
    with store.read() as connection:
        return _row_of(connection, row_id)


def waiting(
    store: Store, *, due: datetime | None = None, reason: str | None = None, most: int | None = None
) -> list[str]:
    """Ids of open rows, those first that failed first: with `due`, those that are to be tried again by then."""
    table = schema.quarantine
    asked = select(table.c.quarantine_id).where(table.c.state == "open")
    if due is not None:
        asked = asked.where(table.c.next_at <= due).order_by(table.c.next_at)
    if reason is not None:
        asked = asked.where(table.c.reason == reason)
    with store.read() as connection:
        ordered = asked.order_by(table.c.first_at, table.c.quarantine_id).limit(most)
        return list(connection.execute(ordered).scalars())


def _row_of(connection: Connection, row_id: str) -> Any:
    table = schema.quarantine
    start = row_id.lower()
    asked = select(table).where(table.c.quarantine_id >= start, table.c.quarantine_id < f"{start}g")
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
