"""Which articles behind the items of a source are still to be fetched, and what came of those that were."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from sqlalchemy import and_, exists, or_, select, update

from feedmill.model import Shape, Way
from feedmill.model.fetching import Check
from feedmill.warehouse.store import Store, insert_new
from feedmill.warehouse.tables import schema
from feedmill.warehouse.tables.sources import followed

MOST_TRIES = 3
AGAIN = timedelta(days=1)
"""An article that could not be had is tried again after so long, so many times in all."""


def to_follow(store: Store, source: str, *, excerpts: bool, now: datetime, limit: int) -> list[str]:
    """Addresses that items of a source lead to and that were not fetched yet, those that came last first.

    With `excerpts`, of items alone of which only a part is known.
    """
    o, d, p, s, v = schema.originals, schema.documents, schema.parses, schema.sightings, schema.versions
    f, dl = followed, schema.deliveries
    over = or_(f.c.delivery_id.is_not(None), f.c.tries >= MOST_TRIES, f.c.at > now - AGAIN)
    brought = exists().where(dl.c.original == d.c.original, dl.c.source == source, dl.c.way == Way.FETCH.value)
    wanted = [brought, d.c.url.is_not(None), d.c.shape == Shape.ITEM.value, p.c.current, p.c.completed_at.is_not(None)]
    if excerpts:
        part = and_(s.c.document_id == d.c.document_id, v.c.kind == "excerpt", v.c.parent_id.is_(None))
        wanted.append(exists().where(part, s.c.version_id == v.c.version_id))
    joined = d.join(p, p.c.parse_id == d.c.parse_id).join(o, o.c.sha256 == d.c.original)
    asked = (
        select(d.c.url)
        .select_from(joined)
        .where(*wanted, ~exists().where(f.c.url == d.c.url, over))
        .order_by(o.c.first_received_at.desc(), d.c.ordinal)
        .limit(2 * limit)
    )
    with store.read() as connection:
        return list(dict.fromkeys(connection.execute(asked).scalars()))[:limit]


def note_followed(store: Store, found: Iterable[tuple[str, Check]]) -> None:
    """Write what came of fetching articles, by the address that the item led to."""
    with store.write() as connection:
        for url, check in found:
            row = {"url": url, "source": check.source, "at": check.at, "tries": 0}
            insert_new(connection, followed, [row])
            told = {
                "at": check.at,
                "reason": check.reason,
                "delivery_id": check.delivery,
                "tries": followed.c.tries + 1,
            }
            connection.execute(update(followed).where(followed.c.url == url).values(told))
