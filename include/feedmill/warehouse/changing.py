"""What a replay changes: a warehouse compared with a copy of it in which originals were parsed again.

Both are read in canonical order of originals, side by side. Ids are none of it: stages that change nothing else give
new ones. What a sighting is, is told by its relation and by where its story begins.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from typing import Any, NamedTuple

from sqlalchemy import Boolean, Connection, Row, Select, String, column, select, table

from feedmill.model.replaying import Change
from feedmill.warehouse import deciding
from feedmill.warehouse.comparing import PARSES, Key, beside, in_order
from feedmill.warehouse.selecting import NAME
from feedmill.warehouse.store import Store
from feedmill.warehouse.tables import schema
from feedmill.warehouse.tables.columns import Structure

AT_ONCE = 500
WORDING = ("headline", "kicker", "deck", "text")
NO_STATEMENT = frozenset({"document_id", "parse_id", "original", "name", "ordinal", "characters"})
"""Columns of a document that name it, and say nothing about it."""

_o, _p, _d, _f, _v = schema.originals, schema.parses, schema.documents, schema.furniture, schema.versions

Rows = list[Row[Any]]

READINGS = (
    select(_p.c.original, NAME, _p.c.documents, _p.c.rejected, _p.c.failure)
    .select_from(_p.join(_o, _p.c.original == _o.c.sha256))
    .where(_p.c.parse_id.in_(PARSES))
)
DOCUMENTS = (
    select(_d.c.original, NAME, *(one for one in _d.c if one.name != "original"))
    .select_from(_d.join(_o, _d.c.original == _o.c.sha256))
    .where(_d.c.parse_id.in_(PARSES))
)
FURNITURE = (
    select(_d.c.original, _d.c.ordinal.label("document"), NAME, _f.c.ordinal, _f.c.label, _f.c.spans)
    .select_from(_f.join(_d, _f.c.document_id == _d.c.document_id).join(_o, _d.c.original == _o.c.sha256))
    .where(_d.c.parse_id.in_(PARSES))
)


def _sightings() -> Select[Any]:
    said: tuple[Any, ...] = (
        column("sighting_id"), column("original", String), column("document_ordinal"), column("ordinal"),
        column("spans", Structure), column("kind"), column("truncated", Boolean), column("uncertain", Boolean),
        column("version_id"), column("relation"), column("story_id"), column("place_in_story"),
    )  # fmt: skip
    view = table("standing_sightings", *said)
    s, first = view.alias("s"), view.alias("first")
    begins = (s.c.story_id == first.c.story_id) & (first.c.place_in_story == 1)
    shown = [s.c[name] for name in ("spans", "kind", "truncated", "uncertain", "version_id", "relation")]
    return select(
        s.c.original, s.c.document_ordinal.label("document"), NAME, s.c.ordinal, *shown,
        first.c.original.label("first_original"), first.c.document_ordinal.label("first_document"),
    ).select_from(s.join(first, begins).join(_o, s.c.original == _o.c.sha256))  # fmt: skip


SIGHTINGS = _sightings()


class Sides(NamedTuple):
    """The warehouse as it is, and the copy in which originals were parsed again."""

    before: Connection
    after: Connection


def changes(warehouse: Store, trial: Store) -> Iterator[Change]:
    """Everything in which the two differ: readings, documents, stories, furniture, and what comes of decisions."""
    with warehouse.read() as before, trial.read() as after:
        sides = Sides(before, after)
        yield from _compared(sides, READINGS, 1, _readings)
        yield from _compared(sides, DOCUMENTS, 1, _documents, "ordinal")
        yield from _compared(sides, SIGHTINGS, 2, lambda one, other: _stories(sides, one, other), "ordinal")
        yield from _compared(sides, FURNITURE, 2, _furniture, "ordinal")
    yield from _decisions(warehouse, trial)


def _compared(
    sides: Sides, asked: Select[Any], keys: int, differ: Callable[[Rows, Rows], Iterator[Change]], *order: str
) -> Iterator[Change]:
    """What differs, group by group of rows with one key: the first `keys` columns."""
    ones, others = (_grouped(side, asked, keys, order) for side in sides)
    for _, mine, its in beside(ones, others):
        yield from differ(mine or [], its or [])


def _grouped(connection: Connection, asked: Select[Any], keys: int, order: Iterable[str]) -> Iterator[tuple[Key, Rows]]:
    columns = asked.selected_columns
    by = [in_order(connection, one) for one in list(columns)[:keys]] + [columns[name] for name in order]
    rows = connection.execute(asked.order_by(*by).execution_options(yield_per=AT_ONCE))
    for key, group in groupby(rows, key=lambda row: tuple(row[:keys])):
        yield key, list(group)


def _change(what: str, row: Any, document: int | None, before: Any, after: Any) -> Change:
    return Change(what, row.original, row.name, document, before, after)


def _readings(before: Rows, after: Rows) -> Iterator[Change]:
    one, other = ([_told(row, ("documents", "rejected", "failure")) for row in rows] for rows in (before, after))
    if one != other:
        yield _change("reading", (before or after)[0], None, one[0] if one else None, other[0] if other else None)


def _told(row: Any, names: Iterable[str]) -> dict[str, Any]:
    return {name: getattr(row, name) for name in names}


def _documents(before: Rows, after: Rows) -> Iterator[Change]:
    """Documents by their numbers: those that come and go, and the fields in which others differ."""
    ones, others = ({row.ordinal: row for row in rows} for rows in (before, after))
    fields = [name for name in (before or after)[0]._fields if name not in NO_STATEMENT]
    for number in sorted(ones.keys() | others.keys()):
        one, other = ones.get(number), others.get(number)
        if one is None or other is None:
            told = [row and _told(row, ("format", "headline")) for row in (one, other)]
            yield _change("document", one or other, number, *told)
            continue
        differing = [name for name in fields if getattr(one, name) != getattr(other, name)]
        if differing:
            yield _change("stated", one, number, _told(one, differing), _told(other, differing))


def _stories(sides: Sides, before: Rows, after: Rows) -> Iterator[Change]:
    """Stories of one document: those of the same spans are compared, the others stand otherwise."""
    ones, others = ({_spans(row.spans): row for row in rows} for rows in (before, after))
    row = (before or after)[0]
    lone, new = ([_story(one) for span, one in a.items() if span not in b] for a, b in ((ones, others), (others, ones)))
    if lone or new:
        yield _change("split", row, row.document, lone, new)
    for span, one in ones.items():
        if span in others:
            yield from _story_changes(sides, one, others[span])


def _story_changes(sides: Sides, one: Any, other: Any) -> Iterator[Change]:
    if one.version_id != other.version_id:
        texts = _wording(sides.before, one.version_id), _wording(sides.after, other.version_id)
        differing = [name for name in WORDING if texts[0][name] != texts[1][name]]
        if differing:
            yield _change("text", one, one.document, *({name: text[name] for name in differing} for text in texts))
    for what, names in (("kind", ("kind", "truncated")), ("certainty", ("uncertain",))):
        if _told(one, names) != _told(other, names):
            yield _change(what, one, one.document, _told(one, names), _told(other, names))
    ties = _relation(one), _relation(other)
    if ties[0] != ties[1]:
        yield _change("relation", one, one.document, *ties)


def _spans(spans: Any) -> tuple[tuple[int, int], ...]:
    return tuple((start, end) for start, end in spans)


def _story(row: Any) -> dict[str, Any]:
    return {**_told(row, ("ordinal", "spans", "kind")), **_relation(row)}


def _relation(row: Any) -> dict[str, Any]:
    """What a sighting is, and where its story begins: the original, and the number of the document in it."""
    return {"relation": row.relation, "story_begins": [row.first_original, row.first_document]}


def _wording(connection: Connection, version: str) -> dict[str, Any]:
    asked = select(*(_v.c[name] for name in WORDING)).where(_v.c.version_id == version)
    return dict(connection.execute(asked).mappings().one())


def _furniture(before: Rows, after: Rows) -> Iterator[Change]:
    ones, others = ({(row.label, _spans(row.spans)) for row in rows} for rows in (before, after))
    if ones != others:
        row = (before or after)[0]
        gone, come = sorted(ones - others), sorted(others - ones)
        told = ([{"label": label, "spans": spans} for label, spans in some] for some in (gone, come))
        yield _change("furniture", row, row.document, *told)


def _decisions(warehouse: Store, trial: Store) -> Iterator[Change]:
    """Decisions of which other things come."""
    after = {row["id"]: row for row in deciding.links(trial)}
    for row in deciding.links(warehouse):
        other = after[row["id"]]
        if row["state"] != other["state"]:
            told = ({"id": one["id"], "state": one["state"]} for one in (row, other))
            yield Change("decision", row["a_place"]["original"], None, row["a_place"]["document"], *told)
