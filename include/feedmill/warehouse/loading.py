"""Loading a parse: rows by chunks, each idempotent, the completion last and alone in deciding stories."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, Select, bindparam, delete, exists, func, select, update

from feedmill.errors import reason_of
from feedmill.model import Context, Parse, RejectedDocument
from feedmill.model.context import taken_apart
from feedmill.warehouse import killing
from feedmill.warehouse.anchoring import CONCERNING, map_anew
from feedmill.warehouse.appending import settle_loaded
from feedmill.warehouse.making import Chunk, chunks, parse_id
from feedmill.warehouse.quarantining import PATIENT, Patience, note_failures, solve
from feedmill.warehouse.relating import EPOCH, LastEpoch, Prepared, current_epoch, prepare, relate
from feedmill.warehouse.repeating import repeated
from feedmill.warehouse.sending import change
from feedmill.warehouse.settling import settle_versions, settled_of, write_stories
from feedmill.warehouse.store import Store, insert_new, last_later
from feedmill.warehouse.superseding import settle_superseding, standing
from feedmill.warehouse.tables import schema
from feedmill.warehouse.tables.columns import Instant
from feedmill.warehouse.tables.identity import document_identifiers
from feedmill.warehouse.telling import said_of

AHEAD = timedelta(days=2)
"""How far ahead of its arrival an original may date its stories: clocks and zones go wrong, papers are postdated."""

_p, _d, _o, _q, _b = schema.parses, schema.deliveries, schema.originals, schema.quarantine, schema.batches

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
ARRIVAL: Select[Any] = (
    select(
        _d.c.original,
        _d.c.received_at,
        _o.c.first_received_at,
        exists().where(_b.c.batch_key == _d.c.batch_key, _b.c.finished_at.is_(None)).label("batched"),
    )
    .select_from(_d.join(_o, _d.c.original == _o.c.sha256))
    .where(_d.c.delivery_id == bindparam("delivery"))
)
BEFORE = ARRIVAL.add_columns(
    said_of(_d.c.original).label("context"),
    EPOCH.scalar_subquery().label("epoch"),
    exists().where(_p.c.original == bindparam("original")).label("read"),
    exists().where(_q.c.original == bindparam("original"), _q.c.state == "open").label("failed"),
    exists().where(CONCERNING).label("decided"),
)
"""What a load has to know of all that is there, asked at once: the arrival, what is said of its original, the epoch;
whether the original was read before, has open rows in quarantine, and is one of which people decided something."""
HELD = select(_p.c.parse_id).where(_p.c.original == _d.c.original, _p.c.current, _p.c.completed_at.is_not(None))
DONE = update(_d).where(_d.c.delivery_id == bindparam("delivery")).values(parse_id=HELD.scalar_subquery())
MOVED = (
    update(_o)
    .where(_o.c.sha256 == bindparam("whole"))
    .values(first_received_at=bindparam("first"), believed_until=bindparam("until"))
)


def load(
    store: Store,
    parse: Parse,
    delivery: str,
    *,
    chunk: int,
    now: datetime,
    patience: Patience = PATIENT,
    learned: LastEpoch | None = None,
) -> bool:
    """Load a parse for the delivery that brought it; it shows once the last chunk is through.

    A parse of at most `chunk` stories is one transaction. Called again, after a crash at any point, it ends in the
    same rows. A failure takes the place of no stories: where some stand, it is noted, and they stay; unless it comes of
    what is said of the original, by which a rebuild fails too. False, and nothing shows, where something else is said
    of it by now. `learned` is what the loads before this one saw of the epoch.
    """
    if parse.failure and _stays(store, parse, parse.failure):
        with store.write() as connection:
            note_failures(connection, parse.failures(), now, patience)
        complete_delivery(store, delivery)
        return True
    learned = learned or LastEpoch()
    *first, last = chunks(parse, chunk)
    for some in first:
        prepared = prepare(store, learned, some.sightings)
        with store.write(deciding=True) as connection:
            _open(connection, parse)
            _insert(connection, some, prepared, current_epoch(connection))
    prepared = prepare(store, learned, last.sightings)
    with store.write(deciding=True) as connection:
        before = connection.execute(BEFORE, {"delivery": delivery, "original": parse.original}).one()
        if Context.of(before.context).word != taken_apart(parse.stages)[0]:
            return False
        if before.epoch != prepared.epoch:
            learned.epoch = None
        _load_last(connection, parse, delivery, last, prepared, before, now)
        note_failures(connection, parse.failures(), now, patience)
    return True


def _load_last(
    connection: Connection,
    parse: Parse,
    delivery: str,
    chunk: Chunk,
    prepared: Prepared,
    before: Row[Any],
    now: datetime,
) -> None:
    """Load the last chunk, and all that shows it. Of an original that was never read before nothing has to give way."""
    _open(connection, parse, None if before.read else now)
    settled, unchanged = _insert(connection, chunk, prepared, before.epoch, alone=not before.read)
    if before.failed:
        solve(connection, parse.original)
    held = standing(connection, parse.original) if before.read else None
    if before.read:
        _complete(connection, parse, now, held)
    moved = _deliver(connection, before, delivery)
    decided = map_anew(connection, parse.original) if before.decided else set()
    versions = {one.version.version_id for document in parse.documents for one in document.sightings}
    settled |= repeated(connection, parse.original, parse.stages, unchanged)
    _settle(connection, parse, held, decided, versions - settled, moved=moved)
    killing.tell(connection, parse, now)


def _settle(
    connection: Connection, parse: Parse, before: Row[Any] | None, decided: set[int], versions: set[str], *, moved: bool
) -> None:
    """Give what came, and what it takes the place of, the stories that canonical order says."""
    after = standing(connection, parse.original) if before else None
    if before is None or after is None or before.parse_id == after.parse_id:
        settle_loaded(connection, versions)
        write_stories(connection, settled_of(connection, decided))
        return
    settle_superseding(connection, before, after, decided)
    if moved:
        settle_versions(connection, versions)


def complete_delivery(store: Store, delivery: str) -> None:
    """Mark the delivery as done by the parse of its original that stands already.

    An arrival that is earlier than all others moves the original in canonical order: its stories are settled anew.
    """
    with store.write(deciding=True) as connection:
        arrival = connection.execute(ARRIVAL, {"delivery": delivery}).one()
        if _deliver(connection, arrival, delivery):
            settle_versions(connection, _versions_in(connection, delivery))


def _stays(store: Store, parse: Parse, failure: RejectedDocument) -> bool:
    """Whether the parse that holds shows documents, and a failure to read its original again is not to change that."""
    asked = select(_p.c.stages).where(_p.c.original == parse.original, _p.c.current, _p.c.completed_at.is_not(None))
    with store.read() as connection:
        shown = connection.execute(asked.where(_p.c.documents > 0)).scalar()
    if shown is None:
        return False
    (told, versions), (now_told, now) = taken_apart(shown), taken_apart(parse.stages)
    reason = reason_of(failure.reason)
    lasting = reason is not None and not reason.transient
    return not (lasting and versions == now and told != now_told)


def _counts(parse: Parse) -> dict[str, int]:
    """What a parse made: its rows must equal it."""
    return {
        "documents": len(parse.documents),
        "rejected": len(parse.rejected),
        "sightings": sum(len(document.sightings) for document in parse.documents),
        "furniture": sum(len(document.furniture) for document in parse.documents),
    }


def _open(connection: Connection, parse: Parse, completed: datetime | None = None) -> None:
    """Write the row of a parse; with an instant, as the one that holds since then."""
    row = _counts(parse) | {
        "parse_id": parse_id(parse.original, parse.stages),
        "original": parse.original,
        "stages": parse.stages,
        "failure": parse.failure.reason if parse.failure else None,
        "current": completed is not None,
    }
    if insert_new(connection, _p, [row | {"completed_at": completed}]):
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


def _insert(
    connection: Connection, chunk: Chunk, prepared: Prepared, epoch: int, *, alone: bool = False
) -> tuple[set[str], set[str]]:
    """Write the rows of a chunk. Returns the versions that have their story by that, and the contents that came again.

    Where the chunk stands `alone`, as all that its original ever held, a content that is new and joined to nothing is
    a story of its own, named by its one version; whatever is not plainly that is settled later.
    """
    untied, unchanged = relate(connection, prepared, epoch)
    own = _only_versions(chunk, untied) if alone else set()
    for row in chunk.rows[schema.versions]:
        row["story_id"] = row["version_id"] if row["version_id"] in own else None
    written = {table: insert_new(connection, table, rows) for table, rows in chunk.rows.items()}
    names = {row["version_id"] for row in chunk.rows[schema.versions]}
    return own if written[schema.versions] == len(names) else set(), unchanged if alone else set()


def _only_versions(chunk: Chunk, contents: set[str]) -> set[str]:
    """Of those of these contents that stand in the chunk in one wording, that version."""
    versions: dict[str, set[str]] = defaultdict(set)
    for row in chunk.rows[schema.versions]:
        versions[row["content_id"]].add(row["version_id"])
    return {min(found) for content, found in versions.items() if content in contents and len(found) == 1}


def _complete(connection: Connection, parse: Parse, now: datetime, before: Row[Any] | None) -> None:
    """Make this the current parse of its original. Read again by the same stages, it may have grown: never shrunk."""
    names = {"parse": parse_id(parse.original, parse.stages), "whole": parse.original}
    if before is not None:
        change(connection, OTHERS, names)
        change(connection, EARLIER, names)
        counts = _counts(parse)
        grown = [_p.c[one] <= counts[one] for one in ("documents", "sightings", "furniture")]
        connection.execute(update(_p).where(_p.c.parse_id == names["parse"], *grown).values(counts))
    change(connection, HOLDS, {"parse": names["parse"], "now": now})


def _deliver(connection: Connection, arrival: Row[Any], delivery: str) -> bool:
    """Complete the delivery by the parse that holds, and put its original where its earliest arrival says.

    True when that moved it. What an open batch holds is brought to the disk when that is finished, at the latest.
    """
    change(connection, DONE, {"delivery": delivery})
    if arrival.batched:
        last_later(connection)
    first, received = arrival.first_received_at, arrival.received_at
    if first is not None and first <= received:
        return False
    change(connection, MOVED, {"whole": arrival.original, "first": received, "until": received + AHEAD})
    return True


def _versions_in(connection: Connection, delivery: str) -> list[str]:
    """The versions in the parse that completed a delivery."""
    parse = select(_d.c.parse_id).where(_d.c.delivery_id == delivery).scalar_subquery()
    sightings, documents = schema.sightings, schema.documents
    joined = sightings.join(documents, sightings.c.document_id == documents.c.document_id)
    found = select(sightings.c.version_id).select_from(joined).where(documents.c.parse_id == parse).distinct()
    return list(connection.execute(found).scalars())
