"""Every story settled anew, and compared with what stands: the ties of a story at a time, never all of them at once."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import numpy as np
from sqlalchemy import Connection, func, select, text

from feedmill.model import Finding
from feedmill.warehouse.anchoring import mapped
from feedmill.warehouse.settling import reached, settled_among
from feedmill.warehouse.store import NAMES, by_names
from feedmill.warehouse.tables import schema
from feedmill.warehouse.tables.columns import Structure
from feedmill.warehouse.tables.identity import contents, decisions

AT_ONCE = 500

NOT_PLAIN = text("""
    SELECT c.number FROM contents c
    WHERE EXISTS (SELECT 1 FROM edges e WHERE e.a = c.number AND e.relation <> 'within')
       OR EXISTS (SELECT 1 FROM edges e WHERE e.b = c.number AND e.relation <> 'within')
       OR EXISTS (SELECT 1 FROM decisions d WHERE d.a = c.number OR d.b = c.number)
       OR (SELECT count(*) FROM versions v WHERE v.content_id = c.content_id) <> 1
       OR EXISTS (SELECT 1 FROM versions v WHERE v.content_id = c.content_id
                  AND (v.story_id IS NULL OR v.story_id <> v.version_id OR v.parent_id IS NOT NULL))
    ORDER BY c.number""")
"""Contents whose story has to be settled: the others are tied to nothing, and their one version is its own story."""

STANDING = (
    select(contents.c.number, schema.versions.c.version_id, schema.versions.c.story_id, schema.versions.c.parent_id)
    .select_from(schema.versions.join(contents, schema.versions.c.content_id == contents.c.content_id))
    .where(contents.c.number.in_(NAMES))
)

SPANS = text("""
    SELECT document_id, spans FROM sightings UNION ALL SELECT document_id, spans FROM furniture
    ORDER BY document_id""").columns(spans=Structure)


def misplaced(connection: Connection) -> Finding:
    """Versions whose story or parent is not the one that ties and canonical order say; decisions mapped elsewhere."""
    counted = connection.execute(select(func.count()).select_from(schema.versions)).scalar_one()
    greatest = connection.execute(select(func.max(contents.c.number))).scalar_one() or 0
    done = np.zeros(greatest + 1, np.bool_)
    broken: list[str] = []
    numbers = connection.execution_options(yield_per=AT_ONCE).execute(NOT_PLAIN)
    for some in numbers.scalars().partitions(AT_ONCE):
        fresh = {number for number in some if not done[number]}
        if fresh:
            group = reached(connection, fresh)
            done[list(group)] = True
            broken.extend(_differing(connection, group))
    return Finding(counted, (*broken, *_mismapped(connection)))


def _differing(connection: Connection, group: set[int]) -> Iterator[str]:
    settled = settled_among(connection, group)
    for row in by_names(connection, STANDING, group):
        found = settled.stories.get(row.number)
        if found is None:
            continue
        parent = settled.firsts.get(found.parent or 0)
        if row.story_id != found.story_id:
            yield f"version {row.version_id}: story {row.story_id}, should be {found.story_id}"
        elif row.parent_id != parent:
            yield f"version {row.version_id}: excerpt of {row.parent_id}, should be {parent}"


def _mismapped(connection: Connection) -> Iterator[str]:
    for row, found in mapped(connection, connection.execute(select(decisions)).all()):
        if found != (row.a, row.b):
            yield f"decision {row.decision_id}: of contents {row.a} and {row.b}, should be {found.a} and {found.b}"


def overlapping(connection: Connection) -> Finding:
    """Documents of which two spans share characters."""
    rows = connection.execution_options(yield_per=AT_ONCE).execute(SPANS)
    broken: list[str] = []
    at: str | None = None
    places: list[tuple[int, int]] = []
    for row in rows:
        if row.document_id != at:
            broken.extend(_shared(at, places))
            at, places = row.document_id, []
        places.extend((start, end) for start, end in row.spans)
    broken.extend(_shared(at, places))
    return Finding(0, tuple(broken))


def _shared(document: str | None, places: list[tuple[int, int]]) -> list[str]:
    ordered = sorted(places)
    apart = all(first[1] <= second[0] for first, second in pairwise(ordered))
    return [] if apart else [f"document {document}: spans overlap"]
