"""Ties in the tables: enters contents, looks up what each may be tied to, and writes what identity decides.

All of it is a function of the contents: it may stand before the sightings show, and settling leaves out what does not.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from typing import Any

import numpy as np
import structlog
from sqlalchemy import Connection, Row, bindparam, func, select

from feedmill import identity
from feedmill.model import Kind, Sighting
from feedmill.warehouse.store import NAMES, Store, by_names, groups, insert_new
from feedmill.warehouse.tying import contents, edges, epochs, identifiers, stop_fingerprints

log = structlog.get_logger("feedmill")

MOST_COMPARED = {Kind.FULL: 48, Kind.EXCERPT: 16}
"""Candidates that one content is compared with, those first that share most: whole texts, and excerpts. Where there are
more, the log tells."""
MOST_EQUAL = 64
"""Contents of equal words, or of one stated identity, that one content is compared with."""
MOST_READ = 20_000
"""Rows of `fingerprints` read for one content. Where there are more, `MOST_POSTINGS` of each fingerprint are."""
MOST_POSTINGS = 500
"""Contents read for one fingerprint: what more contents share than that tells no stories apart. An epoch of
stop-fingerprints takes such text out of the comparison before it comes to this."""
MOST_TERMS = 400
"""Parts of one statement: SQLite takes 500."""

SHARED = """
    SELECT c.number, c.content_id, c.kind, c.prints, s.shared
    FROM (SELECT content, count(*) AS shared FROM ({postings}) q GROUP BY content) s
    JOIN contents c ON c.number = s.content"""
PAIRS_AT_ONCE = 2_000
"""Pairs whose forms are held in memory together."""

PRINTS = {
    "sqlite": "INSERT INTO fingerprints (fingerprint, content) VALUES (?, ?)",
    "postgresql": "INSERT INTO fingerprints (fingerprint, content) VALUES (%s, %s)",
}
"""The one statement that is run fifty times a story, in the words of each driver."""

EPOCH = select(func.coalesce(func.max(epochs.c.epoch), 0))
STOPS = (
    select(stop_fingerprints.c.fingerprint)
    .where(stop_fingerprints.c.epoch == bindparam("epoch"))
    .order_by(stop_fingerprints.c.fingerprint)
)
NUMBERS = select(contents.c.content_id, contents.c.number).where(contents.c.content_id.in_(NAMES))
FORMS = select(contents.c.number, contents.c.form).where(contents.c.number.in_(NAMES))
EQUAL = select(contents.c.norm_id, contents.c.number).where(contents.c.norm_id.in_(NAMES)).order_by(contents.c.number)
NAMED = select(identifiers).where(identifiers.c.identifier.in_(NAMES)).order_by(identifiers.c.content)

MEASURES = tuple(field.name for field in fields(identity.Likeness))

Numbers = dict[str, int]
Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Content:
    """A content made ready outside the lock: its form as stored, its fingerprints, and what is stated of it."""

    content_id: str
    form: identity.Form
    packed: bytes
    prints: identity.Fingerprints
    identifiers: frozenset[int]

    @property
    def row(self) -> dict[str, Any]:
        """The row of `contents`."""
        form = self.form
        return {
            "content_id": self.content_id,
            "norm_id": form.norm_id,
            "kind": str(form.kind),
            "length": form.length,
            "prints": len(self.prints),
            "form": self.packed,
        }


def current_epoch(connection: Connection) -> int:
    """The number of the epoch that holds; 0: nothing was learned yet."""
    return int(connection.execute(EPOCH).scalar_one())


def stops_of(connection: Connection, epoch: int) -> identity.Fingerprints:
    """The stop-fingerprints of an epoch, sorted."""
    if epoch == 0:
        return np.empty(0, np.int64)
    return np.array(connection.execute(STOPS, {"epoch": epoch}).scalars().all(), np.int64)


@dataclass(frozen=True, slots=True)
class Prepared:
    """Contents made ready outside the lock, under the epoch that held then."""

    epoch: int
    stops: identity.Fingerprints
    contents: dict[str, Content]


def prepare(store: Store, sightings: Iterable[tuple[Sighting, frozenset[int]]]) -> Prepared:
    """What these sightings hold, by content id; each with the identities that its document states of it."""
    with store.read() as connection:
        epoch = current_epoch(connection)
        stops = stops_of(connection, epoch)
    return made_ready(sightings, epoch, stops)


def made_ready(
    sightings: Iterable[tuple[Sighting, frozenset[int]]], epoch: int, stops: identity.Fingerprints
) -> Prepared:
    """What these sightings hold, made ready under this epoch."""
    stated: dict[str, frozenset[int]] = {}
    forms: dict[str, bytes] = {}
    for sighting, said in sightings:
        name = sighting.version.content_id
        forms[name] = sighting.version.form
        stated[name] = stated.get(name, frozenset()) | said
    return Prepared(epoch, stops, {name: _content(name, form, stated[name], stops) for name, form in forms.items()})


def _content(name: str, packed: bytes, said: frozenset[int], stops: identity.Fingerprints) -> Content:
    form = identity.unpacked(packed)
    return Content(name, form, packed, form.without(stops).fingerprints, said)


def relate(connection: Connection, prepared: Prepared) -> None:
    """Enter these contents, and write the ties that the new ones have to any other."""
    found, stops = _under_this_epoch(connection, prepared)
    before = _numbers(connection, found)
    fresh = sorted((content for name, content in found.items() if name not in before), key=lambda one: one.content_id)
    insert_new(connection, contents, [content.row for content in fresh])
    numbers = _numbers(connection, found)
    enter(connection, {numbers[content.content_id]: content for content in fresh}, stops)
    tie_pairs(connection, _named_alike(connection, found, numbers), stops)


def enter(connection: Connection, fresh: dict[int, Content], stops: identity.Fingerprints) -> None:
    """Enter the fingerprints of these contents, by number, and write their ties to whatever is found by them."""
    prints = sorted((one, number) for number, content in fresh.items() for one in content.prints.tolist())
    if prints:
        connection.exec_driver_sql(PRINTS[connection.dialect.name], prints)
    tie_pairs(connection, alike(connection, fresh), stops)


def _under_this_epoch(connection: Connection, prepared: Prepared) -> tuple[dict[str, Content], identity.Fingerprints]:
    """What was prepared, made anew where another epoch came to hold meanwhile."""
    epoch = current_epoch(connection)
    if epoch == prepared.epoch:
        return prepared.contents, prepared.stops
    stops = stops_of(connection, epoch)
    return {name: _content(name, one.packed, one.identifiers, stops) for name, one in prepared.contents.items()}, stops


def _numbers(connection: Connection, names: Iterable[str]) -> Numbers:
    return {row.content_id: row.number for row in by_names(connection, NUMBERS, names)}


def alike(connection: Connection, fresh: dict[int, Content]) -> set[Pair]:
    """Pairs of a new content and another that shares enough fingerprints with it, or all of its words."""
    pairs = {
        _pair(number, other) for number, content in fresh.items() for other in sharing(connection, content, number)
    }
    equal: dict[str, list[int]] = {}
    for row in by_names(connection, EQUAL, {content.form.norm_id for content in fresh.values()}):
        equal.setdefault(row.norm_id, []).append(row.number)
    for number, content in fresh.items():
        others = [other for other in equal.get(content.form.norm_id, []) if other != number]
        pairs |= {_pair(number, other) for other in others[:MOST_EQUAL]}
    return pairs


def sharing(connection: Connection, content: Content, number: int) -> list[int]:
    """The contents that share most fingerprints with this one."""
    if not len(content.prints):
        return []
    rows = _postings(connection, content.prints.tolist(), number)
    least = identity.LEAST_SHARED_FINGERPRINTS
    enough = [row for row in rows if row.shared >= max(1.0, least * min(row.prints, len(content.prints)))]
    if len(enough) <= min(MOST_COMPARED.values()):
        return [row.number for row in enough]
    enough.sort(key=lambda row: (-row.shared / min(row.prints, len(content.prints)), row.content_id))
    best = [row.number for kind, most in MOST_COMPARED.items() for row in [r for r in enough if r.kind == kind][:most]]
    if len(best) < len(enough):
        log.info("candidates left out", content=content.content_id[:12], found=len(enough), compared=len(best))
    return best


def _postings(connection: Connection, prints: list[int], number: int) -> Sequence[Row[Any]]:
    """How many of these fingerprints each other content has. Text that very many contents share is read in part."""
    listed = ", ".join(map(str, prints))
    everywhere = f"SELECT content FROM fingerprints WHERE fingerprint IN ({listed}) LIMIT {MOST_READ}"  # noqa: S608 -- numbers
    rows = connection.exec_driver_sql(SHARED.format(postings=everywhere)).all()
    if sum(row.shared for row in rows) == MOST_READ:
        log.warning("fingerprints read in part", content=number, fingerprints=len(prints), most=MOST_POSTINGS)
        some = "SELECT content FROM (SELECT content FROM fingerprints WHERE fingerprint = {} LIMIT {}) p"
        each = " UNION ALL ".join(some.format(one, MOST_POSTINGS) for one in prints[:MOST_TERMS])
        rows = connection.exec_driver_sql(SHARED.format(postings=each)).all()
    return [row for row in rows if row.number != number]


def _named_alike(connection: Connection, found: dict[str, Content], numbers: Numbers) -> set[Pair]:
    """Pairs of which one identity is stated, one of them for the first time."""
    rows = {(one, numbers[name]) for name, content in found.items() for one in content.identifiers}
    known: set[tuple[int, int]] = set()
    held: dict[int, list[int]] = {}
    for row in by_names(connection, NAMED, {one for one, _ in rows}):
        known.add((row.identifier, row.content))
        held.setdefault(row.identifier, []).append(row.content)
    fresh = sorted(rows - known)
    insert_new(connection, identifiers, [{"identifier": one, "content": content} for one, content in fresh])
    for one, content in fresh:
        held.setdefault(one, []).append(content)
    return {_pair(content, other) for one, content in fresh for other in held[one][:MOST_EQUAL] if other != content}


def _pair(one: int, other: int) -> Pair:
    return (one, other) if one < other else (other, one)


def tie_pairs(connection: Connection, pairs: set[Pair], stops: identity.Fingerprints) -> None:
    """Decide each pair that was not decided before, and write the ties."""
    for group in groups(sorted(pairs), PAIRS_AT_ONCE):
        forms = forms_of(connection, {number for pair in group for number in pair}, stops)
        rows = [row for one, other in group if (row := edge_of(one, other, forms))]
        insert_new(connection, edges, rows)


def forms_of(connection: Connection, numbers: set[int], stops: identity.Fingerprints) -> dict[int, identity.Form]:
    """The forms of these contents, without what is stopped."""
    return {row.number: identity.unpacked(row.form).without(stops) for row in by_names(connection, FORMS, numbers)}


def edge_of(one: int, other: int, forms: dict[int, identity.Form]) -> dict[str, Any] | None:
    """The row of the tie between two contents, None where there is none."""
    found = identity.tie(forms[one], forms[other])
    if found is None:
        return None
    part, whole = (one, other) if found.part is forms[one] else (other, one)
    measured = {name: getattr(found.likeness, name) for name in MEASURES} if found.likeness else {}
    shown = {name: round(value, 3) if isinstance(value, float) else value for name, value in measured.items()}
    return {
        "a": part,
        "b": whole,
        "relation": str(found.relation),
        "condition": str(found.condition) if found.condition else None,
        "evidence": shown | {"preference": [round(share, 3) for share in identity.preference(found)]},
        "rule": identity.RULE,
    }
