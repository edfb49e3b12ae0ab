"""Whether two warehouses hold the same: row by row, in the order of their keys, without holding either in memory.

What is compared is what a rebuild from the archive gives again. What it does not is named here, and nowhere else.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, TypeVar

from sqlalchemy import Column, ColumnElement, Connection, Row, Select, String, Table, func, select, table
from sqlalchemy import column as a_column

from feedmill.warehouse.store import Store
from feedmill.warehouse.tables import schema
from feedmill.warehouse.tables.columns import Instant
from feedmill.warehouse.tables.erasures import erasures
from feedmill.warehouse.tables.identity import (
    contents,
    decisions,
    document_identifiers,
    edges,
    epochs,
    fingerprints,
    identifiers,
    stop_fingerprints,
)

NOT_COMPARED = frozenset({
    "audit", "batches", "checks", "claims", "quarantine", "followed", "hosts", "source_alerts", "source_checks",
    "source_states",
})  # fmt: skip
"""Tables that tell of the running and not of what is held: attempts, leases, times, and what failed meanwhile."""

VOLATILE = frozenset({
    "deliveries.batch_key", "parses.completed_at", "versions.superseded_by", "contents.number", "erasures.kept_until",
})  # fmt: skip
"""Columns that say when, in which order or from what something came to be. Numbers of contents are compared as their
ids."""

AT_ONCE = 500
SHOWN = 60
"""Characters of a value that a line shows."""

DATES = frozenset({"published_at", "first_seen_at", "last_seen_at"})

MOD = 1_000_000_007
"""By which the fingerprints of a content are summed up: any loss changes their count, a change most likely the sum."""

_p, _d, _s, _v = schema.parses, schema.documents, schema.sightings, schema.versions
PARSES = select(_p.c.parse_id).where(_p.c.current, _p.c.completed_at.is_not(None))
DOCUMENTS = select(_d.c.document_id).where(_d.c.parse_id.in_(PARSES))
VERSIONS = select(_s.c.version_id).where(_s.c.document_id.in_(DOCUMENTS))
CONTENTS = select(_v.c.content_id).where(_v.c.version_id.in_(VERSIONS))


Key = tuple[Any, ...]
Found = TypeVar("Found")


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows that both have to have, by a name for them; the first `keys` columns of `asked` tell them apart."""

    name: str
    keys: int
    asked: Select[Any]


def differences(one: Store, other: Store) -> Iterator[str]:
    """In what two warehouses differ, a line a row: the table, the row's key, and what each of the two has.

    Superseded parses, and what only they hold, are left out; so are `NOT_COMPARED` and `VOLATILE`. Both are read as
    they stood when this began. Memory does not grow with them.
    """
    with one.read() as first, other.read() as second:
        for rows in COMPARED:
            for key, mine, its in beside(_stream(first, rows), _stream(second, rows)):
                yield from (f"{rows.name} {' '.join(map(str, key))}: {said}" for said in _unequal(mine, its))


def beside(
    ones: Iterator[tuple[Key, Found]], others: Iterator[tuple[Key, Found]]
) -> Iterator[tuple[Key, Found | None, Found | None]]:
    """What two streams have under each key, None where one has nothing; both are in the order of their keys."""
    one, other = next(ones, None), next(others, None)
    while one is not None or other is not None:
        key = min(found[0] for found in (one, other) if found is not None)
        mine = one if one is not None and one[0] == key else None
        its = other if other is not None and other[0] == key else None
        yield key, mine and mine[1], its and its[1]
        one = next(ones, None) if mine else one
        other = next(others, None) if its else other


def in_order(connection: Connection, column: ColumnElement[Any]) -> ColumnElement[Any]:
    """The column by code points, whatever order of words the database has."""
    worded = isinstance(column.type, String) and connection.dialect.name == "postgresql"
    return column.collate("C") if worded else column


def _stream(connection: Connection, rows: Rows) -> Iterator[tuple[Key, Row[Any]]]:
    keys = [in_order(connection, column) for column in list(rows.asked.selected_columns)[: rows.keys]]
    for row in connection.execute(rows.asked.order_by(*keys).execution_options(yield_per=AT_ONCE)):
        yield tuple(row[: rows.keys]), row


def _unequal(one: Any, other: Any) -> Iterator[str]:
    if one is None or other is None:
        yield f"only in the {'second' if one is None else 'first'}"
        return
    for column, first, second in zip(one._fields, one, other, strict=True):
        if first != second:
            yield f"{column} is {_shown(first)} in the first, {_shown(second)} in the second"


def _shown(value: object) -> str:
    said = repr(value)
    return said if len(said) <= SHOWN else f"{said[:SHOWN]}..."


def _columns(of: Table) -> list[Column[Any]]:
    return [column for column in of.columns if f"{of.name}.{column.name}" not in VOLATILE]


def _all(of: Table, *only: ColumnElement[bool], keys: int = 1) -> Rows:
    """Rows of a table as they are; its key stands first in it."""
    return Rows(of.name, keys, select(*_columns(of)).where(*only))


def _fingerprints() -> Rows:
    one, prints = fingerprints.c.fingerprint, fingerprints.c.prints
    summed = (func.count(), func.min(one), func.max(one), func.min(prints), func.max(prints))
    asked = (
        select(contents.c.content_id, *summed, func.sum(one % MOD).label("sum"))
        .select_from(contents.join(fingerprints, contents.c.number == fingerprints.c.content))
        .where(contents.c.content_id.in_(CONTENTS))
        .group_by(contents.c.content_id)
    )
    return Rows("fingerprints", 1, asked)


def _identifiers() -> Rows:
    joined = identifiers.join(contents, contents.c.number == identifiers.c.content)
    asked = select(identifiers.c.identifier, contents.c.content_id).select_from(joined)
    return Rows("identifiers", 2, asked.where(contents.c.content_id.in_(CONTENTS)))


def _edges() -> Rows:
    a, b = contents.alias("content_a"), contents.alias("content_b")
    said = [column for column in _columns(edges) if column.name not in {"a", "b"}]
    asked = select(a.c.content_id.label("a"), b.c.content_id.label("b"), *said).select_from(
        edges.join(a, a.c.number == edges.c.a).join(b, b.c.number == edges.c.b)
    )
    return Rows("edges", 2, asked.where(a.c.content_id.in_(CONTENTS), b.c.content_id.in_(CONTENTS)))


def _decisions() -> Rows:
    a, b = contents.alias("content_a"), contents.alias("content_b")
    said = [column for column in _columns(decisions) if column.name not in {"a", "b"}]
    joined = decisions.outerjoin(a, a.c.number == decisions.c.a).outerjoin(b, b.c.number == decisions.c.b)
    return Rows("decisions", 1, select(*said, a.c.content_id.label("a"), b.c.content_id.label("b")).select_from(joined))


def _view(name: str, key: str, *columns: str, instants: frozenset[str] = frozenset()) -> Rows:
    said: list[ColumnElement[Any]] = [a_column(one, Instant() if one in instants else None) for one in columns]
    return Rows(name, 1, select(a_column(key, String), *said).select_from(table(name)))


COMPARED = (
    _all(schema.originals),
    _all(schema.deliveries),
    _all(_p, _p.c.parse_id.in_(PARSES)),
    _all(_d, _d.c.document_id.in_(DOCUMENTS)),
    _all(document_identifiers, document_identifiers.c.document_id.in_(DOCUMENTS), keys=2),
    _all(_v, _v.c.version_id.in_(VERSIONS)),
    _all(_s, _s.c.document_id.in_(DOCUMENTS)),
    _all(schema.furniture, schema.furniture.c.document_id.in_(DOCUMENTS), keys=2),
    Rows("contents", 1, select(*_columns(contents)).where(contents.c.content_id.in_(CONTENTS))),
    _fingerprints(),
    _identifiers(),
    _edges(),
    _decisions(),
    _all(epochs),
    _all(stop_fingerprints, keys=2),
    _all(erasures),
    _view("standing_sightings", "sighting_id", "relation", "story_id", "place_in_story"),
    _view(
        "every_story",
        "story_id",
        *("status", "kind", "version_id", "uncertain", "language", "url", "versions", "sightings", "originals"),
        *("sources", *sorted(DATES)),
        instants=DATES,
    ),
)
"""Everything that is compared, each table after those that it stands on."""
