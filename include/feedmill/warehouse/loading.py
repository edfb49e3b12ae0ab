"""Loading a parse: rows by chunks, each idempotent, the completion last and alone in deciding stories."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Table, delete, func, literal, select, update

from feedmill.identity import identifiers
from feedmill.model import Document, Furniture, Parse, ParsedDocument, Sighting, Span, Version
from feedmill.warehouse import schema
from feedmill.warehouse.anchoring import map_anew
from feedmill.warehouse.appending import settle_loaded
from feedmill.warehouse.columns import Instant
from feedmill.warehouse.quarantining import note_failures, solve
from feedmill.warehouse.relating import Prepared, prepare, relate
from feedmill.warehouse.settling import settle_versions, settled_of, write_stories
from feedmill.warehouse.store import Store, insert_new
from feedmill.warehouse.tying import document_identifiers

Rows = dict[Table, list[dict[str, Any]]]

ROOMS = (schema.documents, document_identifiers, schema.versions, schema.sightings, schema.furniture)
"""The tables that hold a parse, each after those that it refers to."""

NOBODY: frozenset[int] = frozenset()

ALL = 1 << 60

AHEAD = timedelta(days=2)
"""How far ahead of its arrival an original may date its stories: clocks and zones go wrong, papers are postdated."""

OWN_COLUMNS = (
    "headline", "kicker", "deck", "byline", "credit", "dateline", "published_at", "published_raw",
    "updated_at", "updated_raw", "language", "url", "guid", "status", "embargoed_until", "version",
)  # fmt: skip


def digest(*names: object) -> str:
    """A SHA-256 over names, each told apart from its neighbours."""
    return hashlib.sha256(json.dumps([str(name) for name in names]).encode()).hexdigest()


def parse_id(original: str, stages: str) -> str:
    """The id of a parse."""
    return digest("parse", original, stages)


def load(store: Store, parse: Parse, delivery: str, *, chunk: int, now: datetime) -> None:
    """Load a parse for the delivery that brought it; it shows once the last chunk is through.

    A parse of at most `chunk` stories is one transaction. Called again, after a crash at any point, it ends in the
    same rows.
    """
    *first, last = _chunks(parse, chunk)
    for some in first:
        prepared = prepare(store, some.sightings)
        with store.write(deciding=True) as connection:
            _insert(connection, parse, some, prepared)
    prepared = prepare(store, last.sightings)
    with store.write(deciding=True) as connection:
        _insert(connection, parse, last, prepared)
        if parse.failure is None:
            solve(connection, parse.original)
        note_failures(connection, parse.failures(), now)
        _complete(connection, parse, now)
        _deliver(connection, delivery, parse_id(parse.original, parse.stages))
        decided = map_anew(connection, parse.original)
        settle_loaded(connection, {one.version.version_id for d in parse.documents for one in d.sightings})
        write_stories(connection, settled_of(connection, decided))


def expected(parse: Parse) -> Iterator[tuple[Table, str, set[str]]]:
    """The rows that a parse makes: for each table its key column, and the keys."""
    keys = {schema.documents: "document_id", schema.sightings: "version_id", schema.furniture: "document_id"}
    made: dict[Table, set[str]] = {table: set() for table in keys}
    for some in _chunks(parse, size=ALL):
        for table, key in keys.items():
            made[table] |= {str(row[key]) for row in some.rows[table]}
    yield from ((table, key, made[table]) for table, key in keys.items())


def complete_delivery(store: Store, delivery: str, parse: str) -> None:
    """Mark the delivery as done by a parse that stands already.

    An arrival that is earlier than all others moves the original in canonical order: its stories are settled anew.
    """
    with store.write(deciding=True) as connection:
        if _deliver(connection, delivery, parse):
            settle_versions(connection, _versions_in(connection, parse))


def _open(connection: Connection, parse: Parse) -> None:
    row = {
        "parse_id": parse_id(parse.original, parse.stages),
        "original": parse.original,
        "stages": parse.stages,
        "documents": len(parse.documents),
        "rejected": len(parse.rejected),
        "sightings": sum(len(document.sightings) for document in parse.documents),
        "furniture": sum(len(document.furniture) for document in parse.documents),
        "failure": parse.failure.reason if parse.failure else None,
        "current": False,
    }
    parses = schema.parses
    insert_new(connection, parses, [row])
    replaceable = parses.c.completed_at.is_(None) | parses.c.failure.is_not(None)
    mine = update(parses).where(parses.c.parse_id == row["parse_id"], replaceable)
    if connection.execute(mine.values(row)).rowcount and parse.failure:
        _clear(connection, str(row["parse_id"]))


def _clear(connection: Connection, parse: str) -> None:
    """Take away what an interrupted load left of a parse that now turns out to fail."""
    documents = schema.documents
    mine = select(documents.c.document_id).where(documents.c.parse_id == parse)
    for table in (schema.sightings, schema.furniture, document_identifiers, documents):
        connection.execute(delete(table).where(table.c.document_id.in_(mine)))


@dataclass(frozen=True, slots=True)
class Chunk:
    """Rows that go in together, and the sightings among them with the identities that are stated of them."""

    rows: Rows = field(default_factory=lambda: {table: [] for table in ROOMS})
    sightings: list[tuple[Sighting, frozenset[int]]] = field(default_factory=list)


def _chunks(parse: Parse, size: int) -> Iterator[Chunk]:
    """The rows of the parse, at most `size` sightings at a time, each document's row with its first part."""
    chunk = Chunk()
    for parsed in parse.documents:
        document = _document_row(parse, parsed)
        named = identifiers(parsed.document.stated)
        chunk.rows[schema.documents].append(document)
        if document["status"]:
            name = document["document_id"]
            chunk.rows[document_identifiers].extend({"document_id": name, "identifier": one} for one in sorted(named))
        chunk.rows[schema.furniture].extend(_furniture_row(document, parsed, at) for at in range(len(parsed.furniture)))
        for sighting in parsed.sightings:
            chunk.rows[schema.versions].append(_version_row(sighting.version))
            chunk.rows[schema.sightings].append(_sighting_row(document["document_id"], parsed.document, sighting))
            chunk.sightings.append((sighting, named if sighting.story.stated else NOBODY))
            if len(chunk.sightings) >= size:
                yield chunk
                chunk = Chunk()
    yield chunk


def _insert(connection: Connection, parse: Parse, chunk: Chunk, prepared: Prepared) -> None:
    _open(connection, parse)
    for table, some in chunk.rows.items():
        insert_new(connection, table, some)
    relate(connection, prepared)


def _complete(connection: Connection, parse: Parse, now: datetime) -> None:
    """Make this the current parse of its original."""
    name = parse_id(parse.original, parse.stages)
    parses = schema.parses
    others = update(parses).where(parses.c.original == parse.original, parses.c.parse_id != name)
    connection.execute(others.values(current=False))
    mine = update(parses).where(parses.c.parse_id == name)
    connection.execute(
        mine.values(current=True, completed_at=func.coalesce(parses.c.completed_at, literal(now, Instant)))
    )


def _deliver(connection: Connection, delivery: str, parse: str) -> bool:
    """Complete the delivery, and put its original where its earliest arrival says. True when that moved it."""
    table, originals = schema.deliveries, schema.originals
    row = connection.execute(select(table).where(table.c.delivery_id == delivery)).one()
    connection.execute(update(table).where(table.c.delivery_id == delivery).values(parse_id=parse))
    mine = originals.c.sha256 == row.original
    standing = connection.execute(select(originals.c.first_received_at).where(mine)).scalar_one()
    if standing is not None and standing <= row.received_at:
        return False
    moved = {"first_received_at": row.received_at, "believed_until": row.received_at + AHEAD}
    connection.execute(update(originals).where(mine).values(**moved))
    return True


def _versions_in(connection: Connection, parse: str) -> list[str]:
    sightings, documents = schema.sightings, schema.documents
    joined = sightings.join(documents, sightings.c.document_id == documents.c.document_id)
    found = select(sightings.c.version_id).select_from(joined).where(documents.c.parse_id == parse).distinct()
    return list(connection.execute(found).scalars())


def nonblank(text: str, spans: tuple[Span, ...] | None = None) -> int:
    """Non-blank characters in the text, or in these spans of it."""
    pieces = [text] if spans is None else [text[start:end] for start, end in spans]
    return sum(len("".join(piece.split())) for piece in pieces)


def _document_row(parse: Parse, parsed: ParsedDocument) -> dict[str, Any]:
    document = parsed.document
    stated = asdict(document.stated)
    name = parse_id(parse.original, parse.stages)
    return {
        "document_id": digest("document", name, document.ordinal),
        "parse_id": name,
        "original": parse.original,
        "ordinal": document.ordinal,
        "member": document.locator.member,
        "byte_start": document.locator.byte_start,
        "byte_end": document.locator.byte_end,
        "format": document.format,
        "shape": str(document.shape),
        "notes": list(document.notes),
        "characters": nonblank(document.text),
        "stated": {key: value for key, value in stated.items() if key not in OWN_COLUMNS and value},
    } | {key: stated[key] for key in OWN_COLUMNS}


def _version_row(version: Version) -> dict[str, Any]:
    return {
        "version_id": version.version_id,
        "content_id": version.content_id,
        "kind": str(version.kind),
        "truncated": version.truncated,
        "headline": version.headline,
        "kicker": version.kicker,
        "deck": version.deck,
        "text": version.text,
        "words": len(version.text.split()),
    }


def _sighting_row(document_id: str, document: Document, sighting: Sighting) -> dict[str, Any]:
    story = sighting.story
    return {
        "sighting_id": digest("sighting", document_id, story.ordinal),
        "document_id": document_id,
        "ordinal": story.ordinal,
        "version_id": sighting.version.version_id,
        "truncated": story.truncated,
        "confidence": story.confidence,
        "uncertain": story.uncertain,
        "stated": story.stated,
        "spans": story.spans,
        "parts": asdict(story.parts),
        "characters": nonblank(document.text, story.spans),
    }


def _furniture_row(document: dict[str, Any], parsed: ParsedDocument, at: int) -> dict[str, Any]:
    piece: Furniture = parsed.furniture[at]
    return {
        "document_id": document["document_id"],
        "ordinal": at,
        "label": str(piece.label),
        "spans": piece.spans,
        "characters": nonblank(parsed.document.text, piece.spans),
    }
