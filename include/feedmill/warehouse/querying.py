"""What readers ask of the warehouse, as rows ready for JSON. Everything comes from the views."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import islice
from typing import Any

from sqlalchemy import Boolean, Connection, bindparam, text
from sqlalchemy.types import TypeEngine

from feedmill.errors import UsageError
from feedmill.model import Parse
from feedmill.warehouse import quarantining
from feedmill.warehouse.making import parse_id
from feedmill.warehouse.quarantining import SHORTEST_ID
from feedmill.warehouse.reasons import WarehouseReason
from feedmill.warehouse.store import Store, groups
from feedmill.warehouse.superseding import SUCCEEDED
from feedmill.warehouse.tables.columns import Instant, Structure
from feedmill.warehouse.views import BY_THEN, EVERYTHING, scoped

Row = dict[str, Any]

PAGE = 200

STORY = """story_id AS id, status, kind, headline, published_at, language, text, versions, sightings, originals, url,
    kicker, deck, truncated, uncertain, words, version_id AS version, first_seen_at"""
SIGHTING = """original, member, byte_start, byte_end, document_ordinal, ordinal, spans, parts, truncated, confidence,
    uncertain, relation, story_id AS story, version_id AS version, kind,
    CASE WHEN embargoed = 0 THEN url END AS url, embargoed = 1 AS embargoed"""
NEWEST = """
    SELECT v.story_id AS id, min(o.first_received_at) AS seen
    FROM versions v JOIN sightings s ON s.version_id = v.version_id JOIN documents d ON d.document_id = s.document_id
    JOIN parses p ON p.parse_id = d.parse_id JOIN originals o ON o.sha256 = d.original
    WHERE p.current AND p.completed_at IS NOT NULL AND o.first_received_at IS NOT NULL AND {known}
    GROUP BY v.story_id ORDER BY seen DESC, v.story_id"""
VERSION = """number, version_id AS version, kind, truncated, embargoed, headline, kicker, deck, text, words, moment,
    first_seen_at, sightings, parent_id AS excerpt_of"""
THIS_ONE = "v.story_id = :name"
NAMED = f"{SUCCEEDED} SELECT DISTINCT story_id FROM succeeded WHERE story_id IS NOT NULL"  # noqa: S608 -- a constant
QUARANTINE = """
    SELECT q.quarantine_id AS id, q.original, coalesce(q.name, (
               SELECT min(d.name) FROM deliveries d WHERE d.original = q.original)) AS name,
           q.stage, q.reason, q.detail, q.member, q.byte_start, q.byte_end, q.attempts, q.first_at, q.last_at,
           q.next_at, q.state, q.note
    FROM quarantine q"""
IN_PARSE = """v.story_id IN (
    SELECT w.story_id FROM versions w JOIN sightings t ON t.version_id = w.version_id
    JOIN documents e ON e.document_id = t.document_id WHERE e.parse_id = :parse)"""
TYPES: dict[str, TypeEngine[Any]] = {
    "published_at": Instant(), "first_seen_at": Instant(), "received_at": Instant(),
    "first_at": Instant(), "truncated": Boolean(), "uncertain": Boolean(),
    "last_at": Instant(), "next_at": Instant(), "spans": Structure, "parts": Structure, "embargoed": Boolean(),
    "moment": Instant(),
}  # fmt: skip


def stories(store: Store, *, now: datetime, limit: int | None = None, as_of: bool = False) -> Iterator[Row]:
    """The live stories, newest first: each with the names of the sources that carried it.

    `as_of`: as they were known at `now`, from what had been received by then.
    """
    known = BY_THEN if as_of else EVERYTHING
    with store.read() as connection:
        names = [row["id"] for row in _rows(connection, NEWEST.format(known=known), **({"now": now} if as_of else {}))]
        yield from islice(_live(connection, names, known, now), limit)


def _live(connection: Connection, names: list[str], known: str, now: datetime) -> Iterator[Row]:
    for group in groups(names, PAGE):
        some, values = _marks(group)
        asked = f"{scoped(f'v.story_id IN ({some})', known=known)} SELECT {STORY} FROM stories"  # noqa: S608 -- constants
        rows = _rows(connection, asked, now=now, **values)
        found = {row["id"]: row for row in _with_sources(connection, rows, now if known == BY_THEN else None)}
        yield from (found[name] for name in group if name in found)


def story(store: Store, any_id: str, *, now: datetime) -> Row:
    """One story by its id, or by that of any of its versions, or by a unique beginning of one (8 digits or more).

    With its lineage (every place where it stands) and its history (every version). Of what is embargoed, no text.
    Raises `UsageError` when there is none, or more than one.
    """
    with store.read() as connection:
        name = resolve(connection, any_id)
        one = scoped(THIS_ONE)
        asked = f"{one} SELECT {STORY} FROM every_story"  # noqa: S608 -- constants
        rows = _with_sources(connection, _rows(connection, asked, name=name, now=now))
        if not rows:
            raise UsageError(WarehouseReason.UNKNOWN_STORY, any_id)
        places = f"{one} SELECT {SIGHTING} FROM standing_sightings ORDER BY place_in_story"  # noqa: S608 -- constants
        lineage = _with_names(connection, _rows(connection, places, name=name, now=now))
        history = list(history_of(connection, [name], now=now))
    return rows[0] | {"lineage": lineage, "history": history}


def history_of(connection: Connection, names: Iterable[str], *, now: datetime) -> Iterator[Row]:
    """The versions of stories in their order, story by story; of what is embargoed, no text."""
    for group in groups(sorted(names), PAGE):
        some, values = _marks(group)
        one = scoped(f"v.story_id IN ({some})")
        told = f"{one} SELECT {VERSION} FROM story_history ORDER BY story_id, number"  # noqa: S608 -- constants
        yield from _rows(connection, told, now=now, **values)


def sightings(store: Store, *, delivery: str | None = None) -> Iterator[Row]:
    """All sightings in canonical order; with a delivery, those in its original."""
    where = "WHERE original = (SELECT original FROM deliveries WHERE delivery_id = :delivery)" if delivery else ""
    order = "ORDER BY first_received_at, original, coalesce(member, ''), document_ordinal, ordinal"
    statement = f"SELECT {SIGHTING} FROM standing_sightings {where} {order}"  # noqa: S608 -- constants
    with store.read() as connection:
        rows = _rows(connection, statement, **({"delivery": delivery} if delivery else {}))
        for group in groups(rows, PAGE):
            yield from _with_names(connection, group)


def quarantine(store: Store, *, state: str | None = "open", reason: str | None = None) -> Iterator[Row]:
    """Quarantine rows, oldest first, each with a name that its original was delivered under."""
    asked = {name: value for name, value in (("state", state), ("reason", reason)) if value}
    where = f"WHERE {' AND '.join(f'q.{name} = :{name}' for name in asked)}" if asked else ""
    with store.read() as connection:
        rows = _rows(connection, f"{QUARANTINE} {where} ORDER BY q.first_at, q.quarantine_id", **asked)
    yield from ({**row, "delivery": row["name"]} for row in rows)


def quarantine_row(store: Store, any_id: str) -> Row:
    """One row by its id, or a unique beginning of it (8 digits or more), with every name that its original came by.

    Raises `UsageError` when there is none, or more than one.
    """
    name = quarantining.row(store, any_id).quarantine_id
    with store.read() as connection:
        (row,) = _with_names(connection, _rows(connection, f"{QUARANTINE} WHERE q.quarantine_id = :id", id=name))
    return {**row, "delivery": row["name"]}


def ledger(store: Store) -> Row:
    """The balance over everything."""
    return next(ledgers(store))


def ledgers(store: Store, by: str | None = None) -> Iterator[Row]:
    """The balance by `day`, `batch` or `source`, a row each in their order; without, the one over everything."""
    asked = f"SELECT * FROM ledger_by_{by} ORDER BY {by} IS NULL, {by}" if by else "SELECT * FROM ledger"  # noqa: S608 -- a word of ours
    with store.read() as connection:
        yield from _rows(connection, asked)


def relations(store: Store, parse: Parse, *, now: datetime) -> dict[str, int]:
    """How many sightings of a parse stand in each relation."""
    statement = f"""{scoped(IN_PARSE)}
        SELECT relation, count(*) AS sightings FROM standing_sightings
        WHERE document_id IN (SELECT document_id FROM documents WHERE parse_id = :parse) GROUP BY relation"""  # noqa: S608 -- constants
    name = parse_id(parse.original, parse.stages)
    with store.read() as connection:
        return {row["relation"]: row["sightings"] for row in _rows(connection, statement, parse=name, now=now)}


def _rows(connection: Connection, statement: str, **values: object) -> list[Row]:
    asked = text(statement)
    if "now" in values:
        asked = asked.bindparams(bindparam("now", type_=Instant()))
    known = {name: kind for name, kind in TYPES.items() if name in statement}
    return [dict(row) for row in connection.execute(asked.columns(**known), values).mappings()]


def resolve(connection: Connection, any_id: str) -> str:
    """The id of the one story of which a version's id begins so, or that stands in its place. Raises `UsageError`."""
    start = any_id.lower()
    found = _rows(connection, NAMED, start=start, end=f"{start}g") if len(start) >= SHORTEST_ID else []
    if len(found) != 1:
        raise UsageError(WarehouseReason.UNKNOWN_STORY, f"{any_id} ({len(found)} found)")
    return str(found[0]["story_id"])


def _with_sources(connection: Connection, rows: list[Row], by: datetime | None = None) -> list[Row]:
    statement = f"""
        SELECT DISTINCT v.story_id AS story, d.source
        FROM versions v JOIN sightings s ON s.version_id = v.version_id
        JOIN documents e ON e.document_id = s.document_id JOIN parses p ON p.parse_id = e.parse_id AND p.current
        JOIN deliveries d ON d.original = e.original {"AND d.received_at <= :now" if by else ""}
        WHERE v.story_id IN ({{}}) ORDER BY v.story_id, d.source"""  # noqa: S608 -- constants
    found = _by_first(_asked(connection, statement, [row["id"] for row in rows], **({"now": by} if by else {})))
    return [{**row, "sources": found.get(row["id"], [])} for row in rows]


def _with_names(connection: Connection, rows: list[Row]) -> list[Row]:
    statement = "SELECT original, name FROM deliveries WHERE original IN ({}) ORDER BY received_at, delivery_id"
    found = _by_first(_asked(connection, statement, sorted({row["original"] for row in rows} - {None})))
    return [{**row, "names": found.get(row["original"], [])} for row in rows]


def _asked(connection: Connection, statement: str, names: Iterable[str], **more: object) -> list[Row]:
    marks, values = _marks(names)
    return _rows(connection, statement.format(marks), **values, **more) if values else []


def _marks(names: Iterable[str]) -> tuple[str, dict[str, str]]:
    """Bind marks for so many names, and their values."""
    values = {f"n{at}": name for at, name in enumerate(names)}
    return ", ".join(f":{key}" for key in values), values


def _by_first(rows: list[Row]) -> dict[str, list[str]]:
    """The second column's values by the first's."""
    found: dict[str, list[str]] = {}
    for row in rows:
        key, value = row.values()
        found.setdefault(key, []).append(value)
    return found
