"""A parse takes the place of an older one of the same original: stories are settled by what stands there now.

The older parse stays as history. Of what only it held, identity keeps nothing: contents, ties and stated identities
are those of the parses that hold, as if no other had ever been loaded.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Connection, Row, Select, bindparam, select, update

from feedmill import identity
from feedmill.model import Anchor, Locator, Stated
from feedmill.warehouse.anchoring import content_at
from feedmill.warehouse.appending import settle_loaded
from feedmill.warehouse.settling import reached, rows_of, settled_of, write_stories
from feedmill.warehouse.tables import schema
from feedmill.warehouse.tables.identity import contents
from feedmill.warehouse.withdrawing import carried, retie, withdraw, withdraw_identities

_s, _d, _v = schema.sightings, schema.documents, schema.versions

PLACES: Select[Any] = (
    select(
        contents.c.number, _v.c.version_id, _d.c.member, _d.c.ordinal.label("document"), _d.c.byte_start,
        _d.c.byte_end, _d.c.published_at, _d.c.url, _d.c.guid, _d.c.stated.label("said"), _s.c.ordinal, _s.c.stated,
        _s.c.spans,
    )
    .select_from(
        _d.join(_s, _s.c.document_id == _d.c.document_id)
        .join(_v, _s.c.version_id == _v.c.version_id)
        .join(contents, _v.c.content_id == contents.c.content_id)
    )
    .where(_d.c.parse_id == bindparam("parse"))
    .order_by(_d.c.ordinal, _s.c.ordinal)
)  # fmt: skip
FORWARD = (
    update(_v)
    .where(_v.c.content_id == bindparam("content"))
    .values(story_id=None, parent_id=None, superseded_by=bindparam("successor"))
)
SUCCEEDED = """
    WITH RECURSIVE succeeded AS (
        SELECT version_id, story_id, superseded_by FROM versions WHERE version_id >= :start AND version_id < :end
        UNION
        SELECT v.version_id, v.story_id, v.superseded_by
        FROM succeeded s JOIN versions v ON v.version_id = s.superseded_by AND s.story_id IS NULL
    )"""
"""The versions whose ids begin so, and those that stand in the place of the ones among them that stand no more."""


class Place(NamedTuple):
    """All that settling asks of a sighting."""

    number: int
    version_id: str
    member: str | None
    document: int
    ordinal: int
    published_at: datetime | None
    identities: frozenset[int]


def standing(connection: Connection, original: str) -> Row[Any] | None:
    """The row of the parse of an original that holds; None before the first."""
    table = schema.parses
    mine = select(table).where(table.c.original == original, table.c.current, table.c.completed_at.is_not(None))
    return connection.execute(mine).one_or_none()


def settle_superseding(connection: Connection, old: Row[Any], new: Row[Any], decided: set[int]) -> None:
    """Settle what the change from one parse to another moves, and the contents of which other things are decided now.

    `new` holds already. Where it adds to what the old one held and takes nothing away, it is settled as any load.
    """
    before, after = (connection.execute(PLACES, {"parse": parse.parse_id}).all() for parse in (old, new))
    were, are = {_place(row) for row in before}, {_place(row) for row in after}
    other_rules = _rules(old.stages) != _rules(new.stages)
    if not (were - are or other_rules):
        settle_loaded(connection, {place.version_id for place in are - were})
        write_stories(connection, settled_of(connection, decided))
        return
    renewed = {place.number for place in are} if other_rules else set()
    around = reached(connection, {place.number for place in were ^ are} | decided | renewed)
    gone = {place.number for place in were - are}
    lost = gone - carried(connection, gone)
    _forward(connection, lost, before, after)
    withdraw(connection, lost)
    withdraw_identities(connection, _unsaid(were, are, gone - lost))
    retie(connection, renewed)
    write_stories(connection, settled_of(connection, (around | renewed) - lost))


def _place(row: Row[Any]) -> Place:
    said = Stated(url=row.url, guid=row.guid, doc_id=row.said.get("doc_id")) if row.stated else Stated()
    dated = row.published_at if row.stated else None
    return Place(
        row.number, row.version_id, row.member, row.document, row.ordinal, dated, identity.identifiers(said)
    )  # fmt: skip


def _rules(stages: str) -> str:
    """The stage that decides what contents are to each other: the last one named."""
    return stages.rpartition(" ")[2]


def _unsaid(were: set[Place], are: set[Place], numbers: set[int]) -> dict[int, set[int]]:
    """Identities that the old parse stated of these contents, and the new one does not."""
    said: dict[int, set[int]] = defaultdict(set)
    for place in were:
        said[place.number] |= place.identities
    for place in are:
        said[place.number] -= place.identities
    return {number: said[number] for number in numbers if said[number]}


def _forward(connection: Connection, lost: set[int], before: Iterable[Row[Any]], after: Iterable[Row[Any]]) -> None:
    """Note of versions that stand nowhere any more which one stands in their place, so that their ids still lead on."""
    if not lost:
        return
    standing: dict[str | None, list[Row[Any]]] = defaultdict(list)
    versions: dict[int, str] = {}
    for row in after:
        standing[row.member].append(row)
        versions.setdefault(row.number, row.version_id)
    successors: dict[int, str] = {}
    for row in before:
        if row.number in lost and row.number not in successors:
            anchor = Anchor("", Locator(row.member, row.byte_start, row.byte_end), row.document, row.spans)
            found = content_at(anchor, standing[row.member])
            successors |= {row.number: versions[found]} if found is not None else {}
    names = {number: row.content_id for number, row in rows_of(connection, lost).items()}
    rows = [{"content": name, "successor": successors.get(number)} for number, name in names.items()]
    connection.execute(FORWARD, rows)
