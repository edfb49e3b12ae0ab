"""Rows are taken away for good: all that was made of an original, in one transaction with its tombstone.

What is erased goes at once, everywhere: texts, what was stated, forms, fingerprints, ties, parses of earlier stages.
The deliveries of the original are pending afterwards, in no batch: they are loaded again from what is left of it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update
from sqlalchemy import Row as SqlRow

from feedmill.errors import UsageError
from feedmill.identity import identifiers
from feedmill.model import Erasure, Stated, Way
from feedmill.warehouse import querying
from feedmill.warehouse.anchoring import map_anew
from feedmill.warehouse.reasons import WarehouseReason
from feedmill.warehouse.settling import contents_of, reached, settled_of, write_stories
from feedmill.warehouse.store import NAMES, Store, by_names, groups, insert_new
from feedmill.warehouse.superseding import PLACES, standing
from feedmill.warehouse.tables import schema
from feedmill.warehouse.tables.checks import checks
from feedmill.warehouse.tables.erasures import audit, erasures
from feedmill.warehouse.tables.identity import contents, document_identifiers
from feedmill.warehouse.withdrawing import carried, withdraw, withdraw_identities

SHORTEST_ID = 8

_d, _p, _s, _v = schema.documents, schema.parses, schema.sightings, schema.versions
ROOMS = (schema.sightings, schema.furniture, document_identifiers)
SIGHTED_IN = (
    select(_s.c.version_id, _d.c.original, _p.c.current)
    .select_from(_s.join(_d, _s.c.document_id == _d.c.document_id).join(_p, _d.c.parse_id == _p.c.parse_id))
    .distinct()
)
BEHIND = select(_v.c.version_id).where(_v.c.superseded_by.in_(NAMES))
GONE = "erased"
SWEPT = ("versions", "documents", "contents", "fingerprints", "quarantine")
"""The tables in whose dead rows PostgreSQL would keep what was erased."""


@dataclass(frozen=True, slots=True)
class Audited:
    """Who erases, and what was named."""

    who: str
    named: str


def story_targets(store: Store, any_id: str) -> tuple[str, dict[str, set[str]]]:
    """The story of this id, and by original the versions of it that stand there, in whatever parse.

    What a later parse put in the place of earlier wordings of it counts as well. Raises `UsageError`.
    """
    with store.read() as connection:
        story = querying.resolve(connection, any_id)
        asked = select(_v.c.version_id).where(_v.c.story_id == story)
        wanted = set(connection.execute(asked).scalars())
        fresh = wanted
        while fresh:
            fresh = {row.version_id for row in by_names(connection, BEHIND, fresh)} - wanted
            wanted |= fresh
        found: dict[str, set[str]] = {}
        for row in by_names(connection, SIGHTED_IN.where(_s.c.version_id.in_(NAMES)), wanted):
            found.setdefault(row.original, set()).add(row.version_id)
    return story, found


def original_named(store: Store, start: str) -> str:
    """The one original whose hash begins so (8 digits or more). Raises `UsageError`."""
    table = schema.originals
    asked = select(table.c.sha256).where(table.c.sha256.startswith(start.lower(), autoescape=True)).limit(2)
    with store.read() as connection:
        found = list(connection.execute(asked).scalars()) if len(start) >= SHORTEST_ID else []
    if len(found) != 1:
        raise UsageError(WarehouseReason.UNKNOWN_ORIGINAL, f"{start} ({len(found)} found)")
    return str(found[0])


def known(store: Store) -> set[str]:
    """Ids of the erasures that were entered."""
    with store.read() as connection:
        return set(connection.execute(select(erasures.c.erasure_id)).scalars())


def listed(store: Store) -> list[dict[str, Any]]:
    """What was erased, the latest first."""
    asked = select(erasures).order_by(erasures.c.erased_at.desc(), erasures.c.erasure_id)
    with store.read() as connection:
        return [_shown(row) for row in connection.execute(asked)]


def _shown(row: SqlRow[Any]) -> dict[str, Any]:
    return {
        "id": row.erasure_id,
        "original": row.original,
        "whole": row.whole,
        "passages": len(row.passages),
        "redacted": row.redacted,
        "erased_at": row.erased_at,
        "reason": row.reason,
        "kept_until": row.kept_until,
    }


def audited(store: Store) -> list[dict[str, Any]]:
    """Who did what that cannot be undone, the latest first."""
    with store.read() as connection:
        rows = connection.execute(select(audit).order_by(audit.c.number.desc())).mappings()
        return [dict(row) for row in rows]


def deliveries_of(store: Store, original: str) -> list[str]:
    """Ids of the deliveries of an original, in the order of their arrival."""
    table = schema.deliveries
    asked = select(table.c.delivery_id).where(table.c.original == original)
    with store.read() as connection:
        return list(connection.execute(asked.order_by(table.c.received_at, table.c.delivery_id)).scalars())


def enter(store: Store, erasure: Erasure, by: Audited | None, *, kept_until: datetime | None, now: datetime) -> None:
    """Enter an erasure: all that was made of its original goes. Without `by`, somebody did it before."""
    with store.write(deciding=True) as connection:
        if connection.dialect.name == "sqlite":
            connection.exec_driver_sql("PRAGMA secure_delete = ON")
        _take_away(connection, erasure.original)
        insert_new(connection, erasures, [_row(erasure, kept_until)])
        if by:
            what = f"{by.named}; original {erasure.original}"
            row = {"done_at": now, "who": by.who, "what": "erase", "object": what, "why": erasure.reason}
            connection.execute(insert(audit).values(row))


def is_erased(store: Store, original: str) -> bool:
    """Whether anything of an original was erased."""
    asked = select(erasures.c.erasure_id).where(erasures.c.original == original).limit(1)
    with store.read() as connection:
        return connection.execute(asked).first() is not None


def dropped(store: Store) -> list[str]:
    """The originals of which something was erased, and that were dropped into a folder."""
    table = schema.deliveries
    asked = select(erasures.c.original).join(table, table.c.original == erasures.c.original).distinct()
    with store.read() as connection:
        return list(connection.execute(asked.where(table.c.way == Way.DROP.value)).scalars())


def sweep_out(store: Store) -> None:
    """Leave nothing of what was taken away in the files of the database, as far as it lets us."""
    with store.alone() as cursor:
        if store.engine.dialect.name == "sqlite":
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        else:
            cursor.execute(f"VACUUM {', '.join(SWEPT)}")


def released(store: Store, erasure_id: str, kept_until: datetime | None) -> None:
    """Note until when the bytes of an erasure are kept now."""
    mine = update(erasures).where(erasures.c.erasure_id == erasure_id)
    with store.write() as connection:
        connection.execute(mine.values(kept_until=kept_until))


def due(store: Store, now: datetime) -> list[tuple[str, str]]:
    """Erasures, each with its original, whose bytes were kept until now."""
    asked = select(erasures.c.erasure_id, erasures.c.original).where(erasures.c.kept_until <= now)
    with store.read() as connection:
        return [(row.erasure_id, row.original) for row in connection.execute(asked.order_by(erasures.c.kept_until))]


def _take_away(connection: Connection, original: str) -> None:
    """All rows that were made of an original, in any parse, and all that rests on them alone."""
    parses = select(_p.c.parse_id).where(_p.c.original == original)
    documents = select(_d.c.document_id).where(_d.c.original == original)
    versions = set(connection.execute(select(_s.c.version_id).where(_s.c.document_id.in_(documents))).scalars())
    stated = _identities_in(connection, original)
    numbers = contents_of(connection, versions)
    around = reached(connection, numbers)
    arrivals = schema.deliveries
    connection.execute(update(arrivals).where(arrivals.c.original == original).values(parse_id=None, batch_key=None))
    for table in ROOMS:
        connection.execute(delete(table).where(table.c.document_id.in_(documents)))
    connection.execute(delete(_d).where(_d.c.parse_id.in_(parses)))
    connection.execute(delete(_p).where(_p.c.original == original))
    _hush(connection, original)
    lost = numbers - carried(connection, numbers)
    decided = map_anew(connection, original)
    _unname(connection, lost)
    withdraw(connection, lost)
    withdraw_identities(connection, {one: names for one, names in stated.items() if one not in lost})
    write_stories(connection, settled_of(connection, (around | decided) - lost))
    _delete_unsighted(connection, versions)


def _identities_in(connection: Connection, original: str) -> dict[int, set[int]]:
    """The identities that the standing parse of an original states of contents."""
    parse = standing(connection, original)
    found: dict[int, set[int]] = defaultdict(set)
    for row in connection.execute(PLACES, {"parse": parse.parse_id}) if parse else ():
        said = Stated(url=row.url, guid=row.guid, doc_id=row.said.get("doc_id")) if row.stated else Stated()
        found[row.number] |= identifiers(said)
    return found


def _hush(connection: Connection, original: str) -> None:
    """What quarantine says of an original may quote it."""
    table = schema.quarantine
    mine = update(table).where(table.c.original == original)
    connection.execute(mine.values(detail=GONE, next_at=None))
    connection.execute(mine.where(table.c.state == "open").values(state="solved"))
    connection.execute(delete(checks).where(checks.c.original == original))


def _unname(connection: Connection, lost: set[int]) -> None:
    names = {row.content_id for row in by_names(connection, select(contents).where(contents.c.number.in_(NAMES)), lost)}
    for group in groups(sorted(names)):
        gone = update(_v).where(_v.c.content_id.in_(group))
        connection.execute(gone.values(story_id=None, parent_id=None, superseded_by=None))


def _delete_unsighted(connection: Connection, versions: Iterable[str]) -> None:
    """Wordings that stand nowhere any more, and what refers to them."""
    for group in groups(sorted(versions)):
        sighted = select(_s.c.version_id).where(_s.c.version_id == _v.c.version_id).exists()
        gone = list(connection.execute(select(_v.c.version_id).where(_v.c.version_id.in_(group), ~sighted)).scalars())
        for column in (_v.c.superseded_by, _v.c.parent_id):
            connection.execute(update(_v).where(column.in_(gone)).values({column: None}))
        connection.execute(delete(_v).where(_v.c.version_id.in_(gone)))


def _row(erasure: Erasure, kept_until: datetime | None) -> dict[str, Any]:
    return {
        "erasure_id": erasure.id,
        "original": erasure.original,
        "whole": erasure.redacted is None,
        "passages": [asdict(one) for one in erasure.passages],
        "redacted": erasure.redacted,
        "erased_at": erasure.erased_at,
        "reason": erasure.reason,
        "kept_until": kept_until,
    }
