"""Refused arrivals among the quarantine rows: which are known, and how a rebuild enters them anew."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection, exists, select, update

from feedmill.model import Refusal
from feedmill.warehouse.quarantining import note_failures, solve_refused
from feedmill.warehouse.store import NAMES, Store, by_names
from feedmill.warehouse.tables import schema

_d, _q = schema.deliveries, schema.quarantine
_MINE = select(_q.c.quarantine_id).where(_q.c.quarantine_id.in_(NAMES))
_LATER = exists().where(_d.c.source == _q.c.source, _d.c.name == _q.c.name, _d.c.received_at >= _q.c.last_at)
_TAKEN = update(_q).where(_q.c.original.is_(None), _q.c.state == "open", _LATER).values(state="solved", next_at=None)


def known(store: Store) -> set[str]:
    """Ids of all rows of refused arrivals."""
    with store.read() as connection:
        return set(connection.execute(select(_q.c.quarantine_id).where(_q.c.original.is_(None))).scalars())


def standing(store: Store) -> set[str]:
    """Ids of the rows of refused arrivals that are open, or that a person dismissed."""
    mine = (_q.c.original.is_(None), _q.c.state != "solved")
    with store.read() as connection:
        return set(connection.execute(select(_q.c.quarantine_id).where(*mine)).scalars())


def lacking(store: Store, ids: set[str]) -> set[str]:
    """Those of these that have no row."""
    with store.read() as connection:
        return ids - {row.quarantine_id for row in by_names(connection, _MINE, ids)}


def restore(store: Store, refusals: Iterable[Refusal]) -> int:
    """Enter refusals as they came, each solving the one before it of its name. Returns how many these were.

    What was taken under the name later on solves them too: the deliveries have to be there.
    """
    found = sorted(refusals, key=lambda one: (one.refused_at, one.id))
    if found:
        with store.write() as connection:
            for one in found:
                _enter(connection, one)
            connection.execute(_TAKEN)
    return len(found)


def _enter(connection: Connection, one: Refusal) -> None:
    solve_refused(connection, [(one.failure.source or "", one.failure.name or "")])
    note_failures(connection, [one.failure], one.refused_at)
