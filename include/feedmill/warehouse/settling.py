"""Ties and stories in the tables: reads what identity needs to decide, and writes what it decided."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from sqlalchemy import Connection, Row, bindparam, or_, select, update

from feedmill.identity import RULE, Member, edges, story_ids
from feedmill.model import Edge, Kind, Relation, Version
from feedmill.warehouse import schema
from feedmill.warehouse.store import groups, insert_new

JOINING = (Relation.SAME, Relation.VERSION_OF)


def tie(connection: Connection, versions: list[Version]) -> None:
    """Write the edges that these versions have to any other."""
    candidates: dict[str, list[Version]] = {}
    for row in _with_content(connection, {version.content_id for version in versions}):
        candidates.setdefault(row.content_id, []).append(_version(row))
    found = [edge for version in versions for edge in edges(version, candidates.get(version.content_id, []))]
    insert_new(connection, schema.edges, [_edge_row(edge) for edge in set_of(found)])


def settle(connection: Connection, version_ids: Iterable[str]) -> None:
    """Give these versions, and all that are tied to them, the story that canonical order says."""
    stories = stories_of(connection, set(version_ids))
    changes = [{"name": name, "story": story} for name, story in stories.items()]
    table = schema.versions
    statement = (
        update(table)
        .where(table.c.version_id == bindparam("name"))
        .where(table.c.story_id.is_distinct_from(bindparam("story")))
        .values(story_id=bindparam("story"))
    )
    for group in groups(changes):
        connection.execute(statement, group)


def stories_of(connection: Connection, version_ids: set[str]) -> dict[str, str]:
    """The story that canonical order says, for these versions and all that are tied to them."""
    names, ties = _component(connection, version_ids)
    return story_ids(_members(connection, names), ties)


def set_of(found: list[Edge]) -> list[Edge]:
    """Each edge once, in a fixed order."""
    return list({(edge.a, edge.b, edge.relation): edge for edge in sorted(found, key=lambda e: (e.a, e.b))}.values())


def _with_content(connection: Connection, contents: set[str]) -> list[Row[Any]]:
    table = schema.versions
    rows: list[Row[Any]] = []
    for group in groups(sorted(contents)):
        rows += connection.execute(select(table).where(table.c.content_id.in_(group))).all()
    return rows


def _version(row: Row[Any]) -> Version:
    return Version(
        row.version_id, row.content_id, Kind(row.kind), row.truncated, row.headline, row.kicker, row.deck, row.text
    )


def _edge_row(edge: Edge) -> dict[str, Any]:
    return asdict(edge) | {"relation": str(edge.relation), "rule": RULE}


def _component(connection: Connection, start: set[str]) -> tuple[set[str], list[tuple[str, str]]]:
    """All versions that joining edges lead to from `start`, with those edges."""
    names, frontier, ties = set(start), set(start), []
    while frontier:
        found = _ties(connection, frontier)
        ties += found
        frontier = {name for pair in found for name in pair} - names
        names |= frontier
    return names, ties


def _ties(connection: Connection, names: set[str]) -> list[tuple[str, str]]:
    table = schema.edges
    found: list[tuple[str, str]] = []
    for group in groups(sorted(names)):
        touching = or_(table.c.a.in_(group), table.c.b.in_(group))
        statement = select(table.c.a, table.c.b).where(touching, table.c.relation.in_([str(r) for r in JOINING]))
        found += [(row.a, row.b) for row in connection.execute(statement)]
    return found


def _members(connection: Connection, names: set[str]) -> list[Member]:
    """The versions with their first places in canonical order; those that no completed parse shows are left out."""
    first: dict[str, Member] = {}
    for group in groups(sorted(names)):
        for row in connection.execute(_places(group)):
            place = (row.first_received_at, row.original, row.member or "", row.document_ordinal, row.ordinal)
            member = Member(row.version_id, Kind(row.kind), place)
            standing = first.get(row.version_id)
            if standing is None or place < standing.place:
                first[row.version_id] = member
    return list(first.values())


def _places(names: list[str]) -> Any:
    s, d, p, o, v = schema.sightings, schema.documents, schema.parses, schema.originals, schema.versions
    joined = (
        s.join(d, s.c.document_id == d.c.document_id)
        .join(p, d.c.parse_id == p.c.parse_id)
        .join(o, d.c.original == o.c.sha256)
        .join(v, s.c.version_id == v.c.version_id)
    )
    columns = (v.c.version_id, v.c.kind, o.c.first_received_at, d.c.original, d.c.member,
               d.c.ordinal.label("document_ordinal"), s.c.ordinal)  # fmt: skip
    shown = p.c.current & p.c.completed_at.is_not(None) & o.c.first_received_at.is_not(None)
    return select(*columns).select_from(joined).where(s.c.version_id.in_(names), shown)
