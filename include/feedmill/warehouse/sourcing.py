"""What is known of sources and hosts, read and written: states, claims of what is due, checks.

A source that is being fetched is leased to one run; a run that is killed loses it when the lease ends.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, case, not_, or_, select, update

from feedmill.model import Summary
from feedmill.model.fetching import Check, HostState, SourceState, Validators
from feedmill.warehouse.leasing import free
from feedmill.warehouse.store import NAMES, Store, by_names, groups, insert_new
from feedmill.warehouse.tables import schema
from feedmill.warehouse.tables.sources import hosts, source_checks, source_states

NAMED = source_states.c.source.in_(NAMES)


def enter(store: Store, states: Iterable[SourceState]) -> None:
    """Make sources known that are not, and begin afresh with those whose address in the file is another one."""
    with store.read() as connection:
        asked = select(source_states.c.source, source_states.c.configured)
        known = {row.source: row.configured for row in connection.execute(asked)}
    rows = [_state_row(state) for state in states]
    moved = [row | {"lease": None} for row in rows if known.get(row["source"], row["configured"]) != row["configured"]]
    fresh = [row for row in rows if row["source"] not in known]
    if not fresh and not moved:
        return
    with store.write() as connection:
        for group in groups(fresh):
            insert_new(connection, source_states, group)
        for row in moved:
            mine = source_states.c.source == row["source"]
            connection.execute(update(source_states).where(mine).values(row))


def due(store: Store, names: Iterable[str], span: timedelta, now: datetime) -> list[SourceState]:
    """Of these sources those that are due, not stopped and not leased: the longest waiting first, failing ones last.

    `span` is how long a lease lasts.
    """
    table = source_states
    asked = select(table).where(table.c.due_at <= now, table.c.stopped.is_(None), free(table.c.leased_until, now, span))
    with store.read() as connection:
        found = connection.execute(asked.order_by(table.c.failures > 0, table.c.due_at, table.c.source)).all()
    wanted = set(names)
    return [_state(row) for row in found if row.source in wanted]


def states(store: Store, names: Iterable[str]) -> list[SourceState]:
    """What is known of these sources, by name."""
    with store.read() as connection:
        asked = select(source_states).where(NAMED).order_by(source_states.c.source)
        return [_state(row) for row in by_names(connection, asked, set(names))]


def lease(
    store: Store, leases: Mapping[str, str], span: timedelta, now: datetime, host_of: Callable[[str], str] | None = None
) -> set[str]:
    """Lease sources for a span, each to the key given for it; returns the names of those that were free.

    With `host_of`, which gives the host of an address, a host that another run is asking is left to it.
    """
    table, keys = source_states, sorted(set(leases.values()))
    open_to_it = or_(free(table.c.leased_until, now, span), table.c.lease.in_(keys))
    with store.write() as connection:
        if connection.dialect.name == "postgresql":  # SQLite lets one write at a time
            connection.exec_driver_sql(f"LOCK TABLE {table.name} IN SHARE ROW EXCLUSIVE MODE")
        asked = select(table.c.source, table.c.url).where(open_to_it, NAMED)
        found = {row.source: row.url for row in by_names(connection, asked, leases)}
        if host_of:
            held = connection.execute(select(table.c.url).where(not_(open_to_it))).scalars()
            busy = {host_of(url) for url in held}
            found = {name: url for name, url in found.items() if host_of(url) not in busy}
        for key in keys:
            for group in groups(sorted(name for name in found if leases[name] == key)):
                mine = update(table).where(table.c.source.in_(group))
                connection.execute(mine.values(lease=key, leased_until=now + span))
    return set(found)


def release(store: Store, key: str) -> None:
    """End the leases of a key."""
    mine = update(source_states).where(source_states.c.lease == key)
    with store.write() as connection:
        connection.execute(mine.values(lease=None, leased_until=None))


def leased(store: Store, key: str) -> list[SourceState]:
    """The sources that are leased to a key, in the order in which they are due; failing ones last."""
    table = source_states
    asked = select(table).where(table.c.lease == key).order_by(table.c.failures > 0, table.c.due_at, table.c.source)
    with store.read() as connection:
        return [_state(row) for row in connection.execute(asked)]


def note(store: Store, found: Iterable[tuple[SourceState, Check]], told: Iterable[HostState]) -> None:
    """Write what came of looks at sources, which end their leases, and what was learned of hosts."""
    with store.write() as connection:
        for state, check in found:
            free = _state_row(state) | {"lease": None, "leased_until": None}
            connection.execute(update(source_states).where(source_states.c.source == state.source).values(free))
            insert_new(connection, source_checks, [_check_row(check)])
        for host in told:
            _put_host(connection, host)


def host_states(store: Store, names: Iterable[str]) -> dict[str, HostState]:
    """What is known of hosts, by their names; of those that are not known, nothing but that."""
    wanted = sorted(set(names))
    found = {name: HostState(name) for name in wanted}
    with store.read() as connection:
        for group in groups(wanted):
            for row in connection.execute(select(hosts).where(hosts.c.host.in_(group))):
                found[row.host] = HostState(row.host, row.robots, row.robots_status, row.robots_until, row.asked_at)
    return found


def note_loaded(store: Store, delivery: str, summary: Summary) -> str | None:
    """Write to the check that made a delivery what was in it, now that it is loaded. Returns its source, if any."""
    with store.read() as connection:
        made = select(source_checks.c.source).where(source_checks.c.delivery_id == delivery)
        source = connection.execute(made).scalar_one_or_none()
    if source is None:
        return None
    d, p = schema.deliveries, schema.parses
    items = select(p.c.documents).where(p.c.parse_id == d.c.parse_id, d.c.delivery_id == delivery).scalar_subquery()
    new = case((source_checks.c.new_stories.is_(None), summary.new), else_=source_checks.c.new_stories)
    with store.write() as connection:
        mine = update(source_checks).where(source_checks.c.delivery_id == delivery)
        connection.execute(mine.values(items=items, new_stories=new))
    return str(source)


def _put_host(connection: Connection, host: HostState) -> None:
    row = {
        "host": host.host,
        "robots": host.robots,
        "robots_status": host.robots_status,
        "robots_until": host.robots_until,
        "asked_at": host.asked_at,
    }
    insert_new(connection, hosts, [row])
    connection.execute(update(hosts).where(hosts.c.host == host.host).values(row))


def _state(row: Any) -> SourceState:
    validators = Validators(row.validated_url, row.etag, row.last_modified) if row.validated_url else None
    plain = {name: getattr(row, name) for name in PLAIN}
    return SourceState(validators=validators, **plain)


def _state_row(state: SourceState) -> dict[str, Any]:
    known = state.validators
    validators = {
        "validated_url": known.url if known else None,
        "etag": known.etag if known else None,
        "last_modified": known.last_modified if known else None,
    }
    return {name: getattr(state, name) for name in PLAIN} | validators


def _check_row(check: Check) -> dict[str, Any]:
    return {
        "check_id": check.id,
        "source": check.source,
        "at": check.at,
        "outcome": str(check.outcome),
        "url": check.url,
        "status": check.status,
        "reason": check.reason,
        "detail": check.detail,
        "bytes": check.wire,
        "milliseconds": check.milliseconds,
        "delivery_id": check.delivery,
    }


PLAIN = tuple(name for name in SourceState.__slots__ if name != "validators")
"""The fields of a state that are columns of the same name."""
