"""The rows that a parse makes: a pure function of it, chunk by chunk."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, field, fields
from typing import Any

from sqlalchemy import Table

from feedmill.identity import identifiers
from feedmill.model import Document, Furniture, Parse, ParsedDocument, Parts, Sighting, Span, Stated, Version
from feedmill.warehouse.tables import schema
from feedmill.warehouse.tables.identity import document_identifiers

Rows = dict[Table, list[dict[str, Any]]]

ROOMS = (schema.documents, document_identifiers, schema.versions, schema.sightings, schema.furniture)
"""The tables that hold a parse, each after those that it refers to."""

NOBODY: frozenset[int] = frozenset()

ALL = 1 << 60

PART = 64 * 1024
"""Characters of a text that are counted at a time."""

OWN_COLUMNS = (
    "headline", "kicker", "deck", "byline", "credit", "dateline", "published_at", "published_raw",
    "updated_at", "updated_raw", "language", "url", "guid", "status", "embargoed_until", "version",
)  # fmt: skip
OTHER_FIELDS = tuple(one.name for one in fields(Stated) if one.name not in OWN_COLUMNS)
PARTS = tuple(one.name for one in fields(Parts))


def digest(*names: object) -> str:
    """A SHA-256 over names, each told apart from its neighbours."""
    return hashlib.sha256(json.dumps([str(name) for name in names]).encode()).hexdigest()


def parse_id(original: str, stages: str) -> str:
    """The id of a parse."""
    return digest("parse", original, stages)


@dataclass(frozen=True, slots=True)
class Chunk:
    """Rows that go in together, and the sightings among them with the identities that are stated of them."""

    rows: Rows = field(default_factory=lambda: {table: [] for table in ROOMS})
    sightings: list[tuple[Sighting, frozenset[int]]] = field(default_factory=list)


def chunks(parse: Parse, size: int) -> Iterator[Chunk]:
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


def expected(parse: Parse) -> Iterator[tuple[Table, str, set[str]]]:
    """The rows that a parse makes: for each table its key column, and the keys."""
    keys = {schema.documents: "document_id", schema.sightings: "version_id", schema.furniture: "document_id"}
    made: dict[Table, set[str]] = {table: set() for table in keys}
    for some in chunks(parse, size=ALL):
        for table, key in keys.items():
            made[table] |= {str(row[key]) for row in some.rows[table]}
    yield from ((table, key, made[table]) for table, key in keys.items())


def nonblank(text: str, spans: tuple[Span, ...] | None = None) -> int:
    """Non-blank characters in the text, or in these spans of it."""
    pieces = [text] if spans is None else [text[start:end] for start, end in spans]
    return sum(len("".join(part.split())) for piece in pieces for part in _parts(piece))


def words(text: str) -> int:
    """How many words a text has: runs of what is no blank."""
    cut = sum(not text[at - 1].isspace() and not text[at].isspace() for at in range(PART, len(text), PART))
    return sum(len(part.split()) for part in _parts(text)) - cut


def _parts(text: str) -> Iterator[str]:
    """A text in parts: the words of all of a long one take many times its size in memory."""
    return (text[at : at + PART] for at in range(0, len(text), PART))


def _document_row(parse: Parse, parsed: ParsedDocument) -> dict[str, Any]:
    document, stated = parsed.document, parsed.document.stated
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
        "stated": {key: value for key in OTHER_FIELDS if (value := getattr(stated, key))},
    } | {key: getattr(stated, key) for key in OWN_COLUMNS}


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
        "words": words(version.text),
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
        "parts": {key: getattr(story.parts, key) for key in PARTS},
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
