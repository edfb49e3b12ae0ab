"""Originals that nobody wants any more: every one of their deliveries is older than its source wants to keep."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import and_, case, exists, func, or_, select

from feedmill.warehouse.store import Store
from feedmill.warehouse.tables import schema
from feedmill.warehouse.tables.erasures import erasures


def expired(store: Store, before: Mapping[str, datetime]) -> list[str]:
    """Originals that may go, those first that were delivered last the longest ago; what is erased is not among them.

    `before` says of a source which of its deliveries are too old: those that were received earlier. A delivery of a
    source that it does not name keeps its original.
    """
    if not before:
        return []
    d, sources = schema.deliveries, defaultdict(list)
    for source, moment in before.items():
        sources[moment].append(source)
    old = or_(*(and_(d.c.source.in_(names), d.c.received_at < moment) for moment, names in sources.items()))
    gone = exists().where(erasures.c.original == d.c.original, erasures.c.whole)
    all_old = func.min(case((old, 1), else_=0)) == 1
    asked = select(d.c.original).where(~gone).group_by(d.c.original).having(all_old)
    with store.read() as connection:
        return list(connection.execute(asked.order_by(func.max(d.c.received_at), d.c.original)).scalars())
