"""What identity knows is taken back: contents that stand nowhere any more, identities that nothing states any more.

What is left is what it would be, had only what stands been loaded.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np
from sqlalchemy import Connection, Row, Select, and_, bindparam, delete, or_, select

from feedmill import identity
from feedmill.model import Stated
from feedmill.warehouse.relating import Content, alike, current_epoch, stops_of, tie_pairs
from feedmill.warehouse.store import NAMES, by_names, groups
from feedmill.warehouse.tables import schema
from feedmill.warehouse.tables.identity import contents, edges, fingerprints, identifiers

_s, _d, _p, _v = schema.sightings, schema.documents, schema.parses, schema.versions

SIGHTED = (
    _v.join(_s, _s.c.version_id == _v.c.version_id)
    .join(_d, _s.c.document_id == _d.c.document_id)
    .join(_p, _d.c.parse_id == _p.c.parse_id)
)
HOLDS = or_(_p.c.completed_at.is_(None), _p.c.current)
"""A parse that is being loaded will hold: what it carries is kept for it."""

CARRIED = select(contents.c.number).where(
    contents.c.number.in_(NAMES),
    select(_s.c.sighting_id).select_from(SIGHTED).where(_v.c.content_id == contents.c.content_id, HOLDS).exists(),
)
SAID = (
    select(contents.c.number, _d.c.url, _d.c.guid, _d.c.stated)
    .select_from(SIGHTED.join(contents, _v.c.content_id == contents.c.content_id))
    .where(contents.c.number.in_(NAMES), _s.c.stated, HOLDS)
)
ROWS = select(contents.c.number, contents.c.content_id, contents.c.form).where(contents.c.number.in_(NAMES))
FORGET = delete(fingerprints).where(
    fingerprints.c.fingerprint == bindparam("one"), fingerprints.c.content == bindparam("number")
)
TIED: Select[Any] = select(edges.c.a, edges.c.b).where(
    or_(
        and_(edges.c.a == bindparam("number"), edges.c.b.in_(NAMES)),
        and_(edges.c.b == bindparam("number"), edges.c.a.in_(NAMES)),
    )
)
NAMED = select(identifiers).where(identifiers.c.identifier.in_(NAMES))
NAMES_OF = select(identifiers).where(identifiers.c.content.in_(NAMES))


def carried(connection: Connection, numbers: Iterable[int]) -> set[int]:
    """Those of these contents that a parse carries that holds, or is being loaded."""
    return {row.number for row in by_names(connection, CARRIED, numbers)}


def withdraw(connection: Connection, numbers: set[int]) -> None:
    """Forget these contents: what they are found by, what ties them, what is stated of them. Versions stay."""
    made = _made(connection, numbers)
    for number, content in made.items():
        prints = [{"one": one, "number": number} for one in content.prints.tolist()]
        if prints:
            connection.execute(FORGET, prints)
    for group in groups(sorted(numbers)):
        connection.execute(delete(edges).where(or_(edges.c.a.in_(group), edges.c.b.in_(group))))
        connection.execute(delete(identifiers).where(identifiers.c.content.in_(group)))
        connection.execute(delete(contents).where(contents.c.number.in_(group)))


def withdraw_identities(connection: Connection, unsaid: dict[int, set[int]]) -> None:
    """Forget identities of contents where nothing states them, and the ties that were found by them alone."""
    said: dict[int, set[int]] = {number: set() for number in unsaid}
    for row in by_names(connection, SAID, unsaid):
        stated = Stated(url=row.url, guid=row.guid, doc_id=row.stated.get("doc_id"))
        said[row.number] |= identity.identifiers(stated)
    for number, names in unsaid.items():
        gone = names - said[number]
        if gone:
            _untie(connection, number, gone)


def _untie(connection: Connection, number: int, gone: set[int]) -> None:
    sharing = {row.content for row in by_names(connection, NAMED, gone)} - {number}
    for group in groups(sorted(gone)):
        mine = and_(identifiers.c.content == number, identifiers.c.identifier.in_(group))
        connection.execute(delete(identifiers).where(mine))
    left = {row.identifier for row in by_names(connection, NAMES_OF, [number])}
    sharing -= {row.content for row in by_names(connection, NAMED, left)}
    ties = [row for group in groups(sorted(sharing)) for row in _tied(connection, number, group)]
    made = _made(connection, {one for row in ties for one in (row.a, row.b)})
    for row in ties:
        if not _found_by_words(made[row.a], made[row.b]):
            connection.execute(delete(edges).where(edges.c.a == row.a, edges.c.b == row.b))


def retie(connection: Connection, numbers: set[int]) -> None:
    """Decide by the rules that hold now what these contents are to any other."""
    for group in groups(sorted(numbers)):
        touching = or_(edges.c.a.in_(group), edges.c.b.in_(group))
        connection.execute(delete(edges).where(touching, edges.c.rule != identity.RULE))
    if not numbers:
        return
    stops = stops_of(connection, current_epoch(connection))
    named = {(row.content, row.identifier) for row in by_names(connection, NAMES_OF, numbers)}
    pairs = alike(connection, _made(connection, numbers))
    for number, one in named:
        others = (row.content for row in by_names(connection, NAMED, [one]) if row.content != number)
        pairs |= {(min(number, other), max(number, other)) for other in others}
    tie_pairs(connection, pairs, stops)


def _tied(connection: Connection, number: int, others: list[int]) -> list[Row[Any]]:
    return list(connection.execute(TIED, {"number": number, "names": others}).all())


def _found_by_words(one: Content, other: Content) -> bool:
    """Whether two contents are compared whatever is stated of them."""
    shared = len(np.intersect1d(one.prints, other.prints, assume_unique=True))
    least = identity.LEAST_SHARED_FINGERPRINTS * min(len(one.prints), len(other.prints))
    return one.form.norm_id == other.form.norm_id or shared >= max(1.0, least)


def _made(connection: Connection, numbers: Iterable[int]) -> dict[int, Content]:
    """Contents as they were entered, under the epoch that holds."""
    stops = stops_of(connection, current_epoch(connection))
    found: dict[int, Content] = {}
    for row in by_names(connection, ROWS, numbers):
        form = identity.unpacked(row.form)
        prints = form.without(stops).fingerprints
        found[row.number] = Content(row.content_id, form, row.form, prints, frozenset())
    return found
