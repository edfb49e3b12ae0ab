"""Loading a parse: rows by chunks, each idempotent, the completion last and alone in deciding stories."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, bindparam, delete, func, select, update

from feedmill.model import Parse
from feedmill.warehouse import schema
from feedmill.warehouse.anchoring import map_anew
from feedmill.warehouse.appending import settle_loaded
from feedmill.warehouse.columns import Instant
from feedmill.warehouse.making import Chunk, chunks, parse_id
from feedmill.warehouse.quarantining import PATIENT, Patience, note_failures, solve
from feedmill.warehouse.relating import Prepared, prepare, relate
from feedmill.warehouse.settling import settle_versions, settled_of, write_stories
from feedmill.warehouse.store import Store, insert_new
from feedmill.warehouse.superseding import settle_superseding, standing
from feedmill.warehouse.tying import document_identifiers

AHEAD = timedelta(days=2)
"""How far ahead of its arrival an original may date its stories: clocks and zones go wrong, papers are postdated."""

_p, _d, _o = schema.parses, schema.deliveries, schema.originals

OTHERS = (
    update(_p).where(_p.c.original == bindparam("whole"), _p.c.parse_id != bindparam("parse")).values(current=False)
)
EARLIER = (
    update(_d)
    .where(_d.c.original == bindparam("whole"), _d.c.parse_id.is_not(None))
    .values(parse_id=bindparam("parse"))
)
HOLDS = (
    update(_p)
    .where(_p.c.parse_id == bindparam("parse"))
    .values(current=True, completed_at=func.coalesce(_p.c.completed_at, bindparam("now", type_=Instant())))
)
ARRIVAL = (
    select(_d.c.original, _d.c.received_at, _o.c.first_received_at)
    .select_from(_d.join(_o, _d.c.original == _o.c.sha256))
    .where(_d.c.delivery_id == bindparam("delivery"))
)
DONE = update(_d).where(_d.c.delivery_id == bindparam("delivery")).values(parse_id=bindparam("parse"))
MOVED = (
    update(_o)
    .where(_o.c.sha256 == bindparam("whole"))
    .values(first_received_at=bindparam("first"), believed_until=bindparam("until"))
)


def load(store: Store, parse: Parse, delivery: str, *, chunk: int, now: datetime, patience: Patience = PATIENT) -> None:
    """Load a parse for the delivery that brought it; it shows once the last chunk is through.

    A parse of at most `chunk` stories is one transaction. Called again, after a crash at any point, it ends in the
    same rows. A failure takes the place of no stories: where some stand, it is noted, and they stay.
    """
    shown = _read_before(store, parse.original) if parse.failure else None
    if shown:
        with store.write() as connection:
            note_failures(connection, parse.failures(), now, patience)
        complete_delivery(store, delivery, shown)
        return
    *first, last = chunks(parse, chunk)
    for some in first:
        prepared = prepare(store, some.sightings)
        with store.write(deciding=True) as connection:
            _insert(connection, parse, some, prepared)
    prepared = prepare(store, last.sightings)
    with store.write(deciding=True) as connection:
        _insert(connection, parse, last, prepared)
        solve(connection, parse.original)
        note_failures(connection, parse.failures(), now, patience)
        before = standing(connection, parse.original)
        _complete(connection, parse, now, before)
        moved = _deliver(connection, delivery, parse_id(parse.original, parse.stages))
        _settle(connection, parse, before, moved=moved)


def _settle(connection: Connection, parse: Parse, before: Row[Any] | None, *, moved: bool) -> None:
    """Give what came, and what it takes the place of, the stories that canonical order says."""
    decided = map_anew(connection, parse.original)
    after = standing(connection, parse.original) if before else None
    versions = {one.version.version_id for document in parse.documents for one in document.sightings}
    if before is None or after is None or before.parse_id == after.parse_id:
        settle_loaded(connection, versions)
        write_stories(connection, settled_of(connection, decided))
        return
    settle_superseding(connection, before, after, decided)
    if moved:
        settle_versions(connection, versions)


def complete_delivery(store: Store, delivery: str, parse: str) -> None:
    """Mark the delivery as done by a parse that stands already.

    An arrival that is earlier than all others moves the original in canonical order: its stories are settled anew.
    """
    with store.write(deciding=True) as connection:
        if _deliver(connection, delivery, parse):
            settle_versions(connection, _versions_in(connection, parse))


def _read_before(store: Store, original: str) -> str | None:
    """The parse of an original that shows documents; None where there is none."""
    parses = schema.parses
    shown = (parses.c.original == original) & parses.c.current & parses.c.completed_at.is_not(None)
    with store.read() as connection:
        return connection.execute(select(parses.c.parse_id).where(shown, parses.c.documents > 0)).scalar()


def _counts(parse: Parse) -> dict[str, int]:
    """What a parse made: its rows must equal it."""
    return {
        "documents": len(parse.documents),
        "rejected": len(parse.rejected),
        "sightings": sum(len(document.sightings) for document in parse.documents),
        "furniture": sum(len(document.furniture) for document in parse.documents),
    }


def _open(connection: Connection, parse: Parse) -> None:
    row = _counts(parse) | {
        "parse_id": parse_id(parse.original, parse.stages),
        "original": parse.original,
        "stages": parse.stages,
        "failure": parse.failure.reason if parse.failure else None,
        "current": False,
    }
    if insert_new(connection, _p, [row]):
        return
    replaceable = _p.c.completed_at.is_(None) | _p.c.failure.is_not(None)
    mine = update(_p).where(_p.c.parse_id == row["parse_id"], replaceable)
    if connection.execute(mine.values(row)).rowcount and parse.failure:
        _clear(connection, str(row["parse_id"]))


def _clear(connection: Connection, parse: str) -> None:
    """Take away what an interrupted load left of a parse that now turns out to fail."""
    documents = schema.documents
    mine = select(documents.c.document_id).where(documents.c.parse_id == parse)
    for table in (schema.sightings, schema.furniture, document_identifiers, documents):
        connection.execute(delete(table).where(table.c.document_id.in_(mine)))


def _insert(connection: Connection, parse: Parse, chunk: Chunk, prepared: Prepared) -> None:
    _open(connection, parse)
    for table, some in chunk.rows.items():
        insert_new(connection, table, some)
    relate(connection, prepared)


def _complete(connection: Connection, parse: Parse, now: datetime, before: Row[Any] | None) -> None:
    """Make this the current parse of its original. Read again by the same stages, it may have grown: never shrunk."""
    names = {"parse": parse_id(parse.original, parse.stages), "whole": parse.original}
    if before is not None:
        connection.execute(OTHERS, names)
        connection.execute(EARLIER, names)
        counts = _counts(parse)
        grown = [_p.c[one] <= counts[one] for one in ("documents", "sightings", "furniture")]
        connection.execute(update(_p).where(_p.c.parse_id == names["parse"], *grown).values(counts))
    connection.execute(HOLDS, {"parse": names["parse"], "now": now})


def _deliver(connection: Connection, delivery: str, parse: str) -> bool:
    """Complete the delivery, and put its original where its earliest arrival says. True when that moved it."""
    row = connection.execute(ARRIVAL, {"delivery": delivery}).one()
    connection.execute(DONE, {"delivery": delivery, "parse": parse})
    if row.first_received_at is not None and row.first_received_at <= row.received_at:
        return False
    connection.execute(MOVED, {"whole": row.original, "first": row.received_at, "until": row.received_at + AHEAD})
    return True


def _versions_in(connection: Connection, parse: str) -> list[str]:
    sightings, documents = schema.sightings, schema.documents
    joined = sightings.join(documents, sightings.c.document_id == documents.c.document_id)
    found = select(sightings.c.version_id).select_from(joined).where(documents.c.parse_id == parse).distinct()
    return list(connection.execute(found).scalars())
