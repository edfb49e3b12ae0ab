"""The warehouse's side of the invariants: what its rows say, compared among themselves and with a parse made anew."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Any

from sqlalchemy import Connection, Table, func, select, text

from feedmill.model import Finding, Parse
from feedmill.warehouse import learning, loading, schema
from feedmill.warehouse.anchoring import mapped
from feedmill.warehouse.deciding import known
from feedmill.warehouse.settling import contents_of, settled_of
from feedmill.warehouse.store import Store, groups
from feedmill.warehouse.tying import decisions

STRANDED_AFTER = timedelta(hours=1)

UNCOVERED = """
    SELECT d.document_id, d.characters,
           coalesce((SELECT sum(s.characters) FROM sightings s WHERE s.document_id = d.document_id), 0) +
           coalesce((SELECT sum(f.characters) FROM furniture f WHERE f.document_id = d.document_id), 0) AS covered
    FROM documents d JOIN parses p ON p.parse_id = d.parse_id WHERE p.completed_at IS NOT NULL"""

UNEQUAL = """
    SELECT p.parse_id, p.documents, p.sightings, p.furniture,
           (SELECT count(*) FROM documents d WHERE d.parse_id = p.parse_id) AS document_rows,
           (SELECT count(*) FROM sightings s JOIN documents d ON d.document_id = s.document_id
            WHERE d.parse_id = p.parse_id) AS sighting_rows,
           (SELECT count(*) FROM furniture f JOIN documents d ON d.document_id = f.document_id
            WHERE d.parse_id = p.parse_id) AS furniture_rows
    FROM parses p WHERE p.completed_at IS NOT NULL"""

MADE = "SELECT coalesce(sum(sightings), 0) AS sightings FROM parses WHERE current"


class Audit:
    """The rows of one warehouse, as `feedmill check` asks for them."""

    def __init__(self, store: Store, now: datetime) -> None:
        self._store = store
        self._now = now

    def originals(self) -> dict[str, int]:
        """Size in bytes of each original, by SHA-256."""
        table = schema.originals
        return {row.sha256: row.size for row in self._ask(select(table.c.sha256, table.c.size))}

    def delivery_ids(self) -> set[str]:
        """Ids of all recorded deliveries."""
        return {row.delivery_id for row in self._ask(select(schema.deliveries.c.delivery_id))}

    def decision_ids(self) -> set[str]:
        """Ids of all that people decided."""
        return known(self._store)

    def epoch_ids(self) -> set[str]:
        """Ids of the epochs that were applied."""
        return learning.known(self._store)

    def unbalanced(self) -> Finding:
        """Parses whose counts are not their rows', and the sums of the ledger."""
        with self._store.read() as connection:
            rows = list(connection.execute(text(UNEQUAL)))
            sums = connection.execute(text("SELECT * FROM ledger")).one()
            made = connection.execute(text(MADE)).one()
        broken = [_unequal(row) for row in rows]
        became = sums.pending + sums.loaded + sums.partly_loaded + sums.known + sums.quarantined
        related = sums.new + sums.same + sums.version_of + sums.excerpt_of
        broken += [f"{sums.deliveries} deliveries, {became} accounted for"] * (sums.deliveries != became)
        broken += [f"{made.sightings} sightings made, {related} related"] * (made.sightings != related)
        return Finding(len(rows) + sums.deliveries, tuple(filter(None, broken)))

    def uncovered(self) -> Finding:
        """Documents whose characters are not those of their stories and furniture, or are shared by two."""
        rows = self._ask(text(UNCOVERED))
        broken = [
            f"document {row.document_id}: {row.characters} characters, {row.covered} in stories and furniture"
            for row in rows
            if row.characters != row.covered
        ]
        return Finding(len(rows), (*broken, *self._overlapping()))

    def _overlapping(self) -> Iterator[str]:
        spans: dict[str, list[tuple[int, int]]] = {}
        for table in (schema.sightings, schema.furniture):
            for row in self._ask(select(table.c.document_id, table.c.spans)):
                spans.setdefault(row.document_id, []).extend((start, end) for start, end in row.spans)
        for document, places in spans.items():
            ordered = sorted(places)
            if any(first[1] > second[0] for first, second in pairwise(ordered)):
                yield f"document {document}: spans overlap"

    def misplaced(self) -> Finding:
        """Versions whose story is not the one that ties and canonical order say; decisions mapped to something else."""
        table = schema.versions
        asked = select(table.c.version_id, table.c.content_id, table.c.story_id)
        broken = []
        with self._store.read() as connection:
            standing = {row.version_id: row for row in connection.execute(asked)}
            for group in groups(sorted(standing)):
                settled = settled_of(connection, contents_of(connection, group))
                stories = {settled.names[number]: found.story_id for number, found in settled.stories.items()}
                broken += [
                    f"version {row.version_id}: story {row.story_id}, should be {story}"
                    for row in map(standing.__getitem__, group)
                    if (story := stories.get(row.content_id)) not in (None, row.story_id)
                ]
            broken += _mismapped(connection)
        return Finding(len(standing), tuple(broken))

    def unstated(self) -> Finding:
        """Dates without the field that said so."""
        table = schema.documents
        dates = (table.c.published_at.is_not(None) & table.c.published_raw.is_(None)) | (
            table.c.updated_at.is_not(None) & table.c.updated_raw.is_(None)
        )
        broken = self._ask(select(table.c.document_id).where(dates))
        (rows,) = self._ask(select(func.count().label("all")).select_from(table))
        return Finding(rows.all, tuple(f"document {row.document_id}: a date that no field states" for row in broken))

    def stranded(self) -> Finding:
        """Deliveries that have been pending for longer than any run takes."""
        table = schema.deliveries
        waiting = self._ask(select(table.c.delivery_id, table.c.received_at).where(table.c.parse_id.is_(None)))
        late = [row for row in waiting if row.received_at < self._now - STRANDED_AFTER]
        return Finding(
            len(waiting), tuple(f"delivery {row.delivery_id}: pending since {row.received_at}" for row in late)
        )

    def differing(self, parse: Parse) -> Iterator[str]:
        """How the current rows of an original differ from what its bytes give now, under the same stages."""
        name = loading.parse_id(parse.original, parse.stages)
        for table, key, made in loading.expected(parse):
            standing = self._keys(table, key, name)
            yield from (f"{table.name} {one}: missing" for one in sorted(made - standing))
            yield from (f"{table.name} {one}: not in the bytes" for one in sorted(standing - made))

    def _keys(self, table: Table, key: str, parse: str) -> set[str]:
        documents = schema.documents
        if table is documents:
            asked = select(documents.c[key]).where(documents.c.parse_id == parse)
        else:
            joined = table.join(documents, table.c.document_id == documents.c.document_id)
            asked = select(table.c[key]).select_from(joined).where(documents.c.parse_id == parse)
        return {str(row[0]) for row in self._ask(asked)}

    def _ask(self, statement: Any) -> list[Any]:
        with self._store.read() as connection:
            return list(connection.execute(statement).all())


def _mismapped(connection: Connection) -> Iterator[str]:
    for row, found in mapped(connection, connection.execute(select(decisions)).all()):
        if found != (row.a, row.b):
            yield f"decision {row.decision_id}: of contents {row.a} and {row.b}, should be {found.a} and {found.b}"


def _unequal(row: Any) -> str | None:
    said = (row.documents, row.sightings, row.furniture)
    found = (row.document_rows, row.sighting_rows, row.furniture_rows)
    return (
        None if said == found else f"parse {row.parse_id}: made {said}, rows {found} (documents, sightings, furniture)"
    )
