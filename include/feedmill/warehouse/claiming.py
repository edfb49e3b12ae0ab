"""Claims of objects: of each state of an object one sweep at a time takes the bytes, and once is enough.

A claim is no lock that anything rests on: two that take the same state record the same delivery. It spares the work.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, delete, not_, or_, select, update

from feedmill.model import Listed
from feedmill.ports import Clock
from feedmill.warehouse.leasing import told_lately
from feedmill.warehouse.store import NAMES, Store, by_names, groups, insert_new
from feedmill.warehouse.tables.claims import claims

BEYOND = b"\xff"
"""Sorts after whatever a name can go on with: no UTF-8 holds this byte."""


class SqlClaims:
    """`feedmill.ports.Claims` in the warehouse.

    Args:
        store: the warehouse's connections.
        clock: says when something was claimed.
        seconds: how long an object stays with a sweep that says nothing more of it.
    """

    def __init__(self, store: Store, clock: Clock, seconds: float) -> None:
        self._store = store
        self._clock = clock
        self._patience = timedelta(seconds=seconds)

    def untaken(self, source: str, listed: Sequence[Listed]) -> list[Listed]:
        """Those that are neither taken nor in the hands of a sweep that is alive, in their order."""
        gone = or_(claims.c.completed_at.is_not(None), ~self._free(self._clock.now()))
        names = {claim_id(source, one): one for one in listed}
        asked = select(claims.c.claim_id).where(claims.c.claim_id.in_(NAMES), gone)
        with self._store.read() as connection:
            known = {row.claim_id for row in by_names(connection, asked, names)}
        return [one for name, one in names.items() if name not in known]

    def claim(self, source: str, listed: Sequence[Listed], owner: str) -> list[tuple[Listed, datetime]]:
        """Take objects in hand: those that nobody else has, each with the moment at which it was first claimed."""
        now = self._clock.now()
        names = {claim_id(source, one): one for one in listed}
        mine = claims.c.claim_id.in_(NAMES)
        open_ones = select(claims.c.claim_id).where(mine, claims.c.completed_at.is_(None), self._free(now))
        with self._store.write() as connection:
            insert_new(connection, claims, [_row(source, one, now) for one in listed])
            ordered = open_ones.order_by(claims.c.claim_id).with_for_update()
            free = [row.claim_id for row in by_names(connection, ordered, names)]
            for some in groups(free):
                taken = update(claims).where(claims.c.claim_id.in_(some))
                connection.execute(taken.values(owner=owner, tried_at=now))
            asked = select(claims.c.claim_id, claims.c.claimed_at).where(mine)
            since = {row.claim_id: row.claimed_at for row in by_names(connection, asked, free)}
        return [(names[name], since[name]) for name in names if name in since]

    def complete(self, source: str, listed: Sequence[Listed]) -> None:
        """Their deliveries are recorded: they are not taken again in this state."""
        self._say(source, listed, completed_at=self._clock.now(), owner=None)

    def release(self, source: str, listed: Sequence[Listed]) -> None:
        """They could not be taken: anybody may try again."""
        self._say(source, listed, owner=None)

    def after(self, source: str, beginning: str) -> str | None:
        """The greatest address below this beginning up to which everything that was claimed is taken."""
        start = beginning.encode("utf-8", "surrogateescape")
        names = claims.c.raw_name
        mine = (claims.c.source == source) & (names >= start) & (names < start + BEYOND)
        with self._store.read() as connection:
            is_open = select(names).where(mine, claims.c.completed_at.is_(None)).order_by(names).limit(1)
            first = connection.execute(is_open).scalar()
            done = select(names).where(mine, claims.c.completed_at.is_not(None)).order_by(names.desc()).limit(1)
            last = connection.execute(done if first is None else done.where(names < first)).scalar()
        return None if last is None else bytes(last).decode("utf-8", "surrogateescape")

    def forget(self, source: str, before: datetime) -> None:
        """Forget open claims that nobody tried since: a listing that went to its end did not show their state."""
        stale = (claims.c.source == source) & claims.c.completed_at.is_(None) & (claims.c.tried_at < before)
        with self._store.read() as connection:
            found = connection.execute(select(claims.c.claim_id).where(stale).limit(1)).first()
        if found:
            with self._store.write() as connection:
                connection.execute(delete(claims).where(stale))

    def _free(self, now: datetime) -> ColumnElement[bool]:
        return or_(claims.c.owner.is_(None), not_(told_lately(claims.c.tried_at, now, self._patience)))

    def _say(self, source: str, listed: Sequence[Listed], **values: datetime | None) -> None:
        names = sorted(claim_id(source, one) for one in listed)
        with self._store.write() as connection:
            for some in groups(names):
                mine = update(claims).where(claims.c.claim_id.in_(some), claims.c.completed_at.is_(None))
                connection.execute(mine.values(values))


def claim_id(source: str, listed: Listed) -> str:
    """The id of a claim: of one object in one state, for one source."""
    return hashlib.sha256(json.dumps((source, listed.address, listed.token)).encode()).hexdigest()


def _row(source: str, listed: Listed, now: datetime) -> dict[str, object]:
    return {
        "claim_id": claim_id(source, listed),
        "source": source,
        "raw_name": listed.raw_name,
        "token": listed.token,
        "claimed_at": now,
        "tried_at": now,
    }
