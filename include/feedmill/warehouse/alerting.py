"""The history of sources that are fetched, and the alerts that stand: opened once, cleared when they are over."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, and_, delete, func, select, update

from feedmill.model.fetching import Alert
from feedmill.warehouse.store import Store, insert_new
from feedmill.warehouse.tables.sources import source_alerts, source_checks, source_states

Row = dict[str, Any]

MOST_NEWS = 50
MOST_LOADED = 30
"""So far back a habit is looked for."""


def news(store: Store, source: str) -> list[datetime]:
    """When checks brought new stories, newest first."""
    table = source_checks
    asked = select(table.c.at).where(table.c.source == source, table.c.new_stories > 0)
    with store.read() as connection:
        return list(connection.execute(asked.order_by(table.c.at.desc()).limit(MOST_NEWS)).scalars())


def loaded(store: Store, source: str) -> list[tuple[int, int]]:
    """Items and new stories of the contents that came and are loaded, newest first; what came again is left out."""
    table = source_checks
    mine = (table.c.source == source, table.c.outcome == "changed", table.c["items"].is_not(None))
    asked = select(table.c["items"], table.c.new_stories).where(*mine)
    with store.read() as connection:
        rows = connection.execute(asked.order_by(table.c.at.desc()).limit(MOST_LOADED))
        return [(items, new or 0) for items, new in rows]


def last_reason(store: Store, source: str) -> str | None:
    """Why the last check failed; None where it did not."""
    table = source_checks
    asked = select(table.c.reason).where(table.c.source == source).order_by(table.c.at.desc()).limit(1)
    with store.read() as connection:
        return connection.execute(asked).scalar_one_or_none()


def forget(store: Store, before: datetime) -> int:
    """Delete looks that are older and brought nothing; the last of each source stays. Returns how many these were."""
    table, later = source_checks, source_checks.alias()
    newest = select(func.max(later.c.at)).where(later.c.source == table.c.source).scalar_subquery()
    old = delete(table).where(table.c.delivery_id.is_(None), table.c.at < before, table.c.at < newest)
    with store.write() as connection:
        return connection.execute(old).rowcount


def settle(store: Store, source: str, found: Iterable[Alert], now: datetime) -> tuple[list[Alert], list[str]]:
    """Open the alerts that were not open, clear those that are over. Returns those opened, and the kinds cleared."""
    wrong = {str(alert.kind): alert for alert in found}
    with store.read() as connection:
        if not wrong and not _open(connection, source):
            return [], []
    with store.write() as connection:
        standing = _open(connection, source)
        opened = [alert for kind, alert in wrong.items() if kind not in standing]
        cleared = [kind for kind in standing if kind not in wrong]
        for alert in opened:
            row = {"source": source, "kind": str(alert.kind), "opened_at": now, "detail": alert.detail}
            insert_new(connection, source_alerts, [row])
        for kind in standing:
            values: Row = {"cleared_at": now} if kind in cleared else {"detail": wrong[kind].detail}
            connection.execute(update(source_alerts).where(*_standing(source, kind)).values(values))
    return opened, cleared


def health(store: Store) -> Iterator[Row]:
    """What is known of each source that was ever looked at, with the alerts that are open."""
    s, c = source_states, source_checks
    last = select(c.c.source, func.max(c.c.at).label("at")).group_by(c.c.source).subquery()
    whole = and_(c.c.source == last.c.source, c.c.at == last.c.at)
    asked = (
        select(s, c.c.outcome, c.c.status, c.c.reason, c.c.detail)
        .select_from(s.outerjoin(last, s.c.source == last.c.source).outerjoin(c, whole))
        .order_by(s.c.source)
    )
    with store.read() as connection:
        standing = _all_open(connection)
        for row in connection.execute(asked).mappings():
            yield _health(row, standing.get(row["source"], []))


def _health(row: Any, standing: list[Row]) -> Row:
    shown = ("source", "url", "checked_at", "changed_at", "due_at", "failures", "stopped")
    last = ("outcome", "status", "reason", "detail")
    return {name: row[name] for name in shown} | {name: row[name] for name in last} | {"alerts": standing}


def _all_open(connection: Connection) -> dict[str, list[Row]]:
    table = source_alerts
    asked = select(table).where(table.c.cleared_at.is_(None)).order_by(table.c.source, table.c.opened_at)
    found: dict[str, list[Row]] = {}
    for row in connection.execute(asked):
        told = {"kind": row.kind, "opened_at": row.opened_at, "detail": row.detail}
        found.setdefault(row.source, []).append(told)
    return found


def _open(connection: Connection, source: str) -> list[str]:
    table = source_alerts
    asked = select(table.c.kind).where(table.c.source == source, table.c.cleared_at.is_(None))
    return list(connection.execute(asked.order_by(table.c.kind)).scalars())


def _standing(source: str, kind: str) -> tuple[Any, ...]:
    table = source_alerts
    return table.c.source == source, table.c.kind == kind, table.c.cleared_at.is_(None)
