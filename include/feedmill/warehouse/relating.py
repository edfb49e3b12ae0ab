"""Ties in the tables: enters contents, and writes what identity decides of them and what they may be tied to.

All of it is a function of the contents: it may stand before the sightings show, and settling leaves out what does not.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, fields
from functools import partial
from typing import Any, NamedTuple

import numpy as np
import structlog
from sqlalchemy import Connection, bindparam, func, select

from feedmill import identity
from feedmill.model import Sighting
from feedmill.warehouse.candidates import MOST_EQUAL, Equal, Pair, equal_to, of_equal_words, pair, sharing, stating
from feedmill.warehouse.inserting import array
from feedmill.warehouse.sending import ask
from feedmill.warehouse.settling import WITHIN
from feedmill.warehouse.store import NAMES, Store, by_names, groups, insert_new, insert_values
from feedmill.warehouse.tables.identity import contents, edges, epochs, fingerprints, identifiers, stop_fingerprints

log = structlog.get_logger("feedmill")

PAIRS_AT_ONCE = 2_000
"""Pairs whose forms are held in memory together."""

EPOCH = select(func.coalesce(func.max(epochs.c.epoch), 0))
STOPS = (
    select(stop_fingerprints.c.fingerprint)
    .where(stop_fingerprints.c.epoch == bindparam("epoch"))
    .order_by(stop_fingerprints.c.fingerprint)
)
NUMBERS = {
    "sqlite": "SELECT content_id, number FROM contents WHERE content_id IN (SELECT value FROM json_each(?))",
    "postgresql": "SELECT content_id, number FROM contents WHERE content_id = ANY (%s::text[])",
}
GIVEN: dict[str, Callable[[list[str]], str]] = {"sqlite": json.dumps, "postgresql": partial(array, str)}
"""How ids are given to it."""
FORMS = select(contents.c.number, contents.c.form).where(contents.c.number.in_(NAMES))
STATED = select(identifiers).where(identifiers.c.content.in_(NAMES))

MEASURES = tuple(one.name for one in fields(identity.Likeness))
PRINTS = ("fingerprint", "content", "prints")

Numbers = dict[str, int]


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


@dataclass(slots=True)
class LastEpoch:
    """The epoch that was seen last, and its stop-fingerprints: read once, and again when another came to hold."""

    epoch: int | None = None
    stops: identity.Fingerprints = field(default_factory=lambda: np.empty(0, np.int64))

    def read(self, store: Store) -> None:
        """Read them, unless they were."""
        if self.epoch is None:
            with store.read() as connection:
                epoch = current_epoch(connection)
                self.stops = stops_of(connection, epoch)
                self.epoch = epoch


def prepare(store: Store, learned: LastEpoch, sightings: Iterable[tuple[Sighting, frozenset[int]]]) -> Prepared:
    """What these sightings hold, by content id; each with the identities that its document states of it."""
    learned.read(store)
    return made_ready(sightings, learned.epoch or 0, learned.stops)


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
    found = {name: _content(name, form, stated[name], stops) for name, form in forms.items()}
    for content in found.values():
        _tell(content)
    return Prepared(epoch, stops, found)


def _tell(content: Content) -> None:
    """Log of what is compared in part, or with nothing at all."""
    form = content.form
    if form.length > len(form.words):
        log.info("text compared by its beginning", content=content.content_id, words=form.length, by=len(form.words))
    if not len(content.prints) and len(form.fingerprints):
        log.info("text of furniture alone", content=content.content_id, words=form.length)


def _content(name: str, packed: bytes, said: frozenset[int], stops: identity.Fingerprints) -> Content:
    form = identity.unpacked(packed)
    return Content(name, form, packed, form.without(stops).fingerprints, said)


class Related(NamedTuple):
    """What became of contents: new ones that no tie joins to another, and known ones of which nothing new is stated."""

    untied: set[str]
    unchanged: set[str]


def relate(connection: Connection, prepared: Prepared, epoch: int) -> Related:
    """Enter these contents under the epoch that holds, and write the ties that the new ones have to any other."""
    found, stops = _under(connection, prepared, epoch)
    before = _numbers(connection, found)
    fresh = sorted((content for name, content in found.items() if name not in before), key=lambda one: one.content_id)
    insert_new(connection, contents, [content.row for content in fresh])
    equal = equal_to(connection, {content.form.norm_id for content in fresh})
    numbers = before | {row.content_id: row.number for row in equal if row.content_id in found}
    numbers |= _numbers(connection, found.keys() - numbers.keys())
    entered = {numbers[content.content_id]: content for content in fresh}
    joined = enter(connection, entered, stops, equal)
    said = _newly_stated(connection, found, numbers, set(before.values()))
    joined |= tie_pairs(connection, _named_alike(connection, said), stops)
    unchanged = before.keys() - {name for name, number in before.items() if number in {content for _, content in said}}
    return Related({one.content_id for number, one in entered.items() if number not in joined}, set(unchanged))


def enter(
    connection: Connection,
    fresh: dict[int, Content],
    stops: identity.Fingerprints,
    equal: list[Equal] | None = None,
) -> set[int]:
    """Enter the fingerprints of these contents, by number, and write their ties to whatever is found by them.

    `equal`: the contents of equal words, where they were looked up. Returns the contents that are joined by ties.
    """
    prints = sorted(
        (one, number, len(content.prints)) for number, content in fresh.items() for one in content.prints.tolist()
    )
    insert_values(connection, fingerprints, PRINTS, prints, fresh=True)
    return tie_pairs(connection, alike(connection, fresh, equal), stops)


def _under(connection: Connection, prepared: Prepared, epoch: int) -> tuple[dict[str, Content], identity.Fingerprints]:
    """What was prepared, made anew where another epoch came to hold meanwhile."""
    if epoch == prepared.epoch:
        return prepared.contents, prepared.stops
    stops = stops_of(connection, epoch)
    return {name: _content(name, one.packed, one.identifiers, stops) for name, one in prepared.contents.items()}, stops


def _numbers(connection: Connection, names: Iterable[str]) -> Numbers:
    found, dialect = sorted(names), connection.dialect.name
    return dict(ask(connection, NUMBERS[dialect], (GIVEN[dialect](found),))) if found else {}


def alike(connection: Connection, fresh: dict[int, Content], equal: list[Equal] | None = None) -> set[Pair]:
    """Pairs of a new content and another that shares enough fingerprints with it, or all of its words."""
    norms = {number: content.form.norm_id for number, content in fresh.items()}
    found = equal_to(connection, norms.values()) if equal is None else equal
    shared = sharing(connection, {number: content.prints.tolist() for number, content in fresh.items()})
    return shared | of_equal_words(found, norms)


def _newly_stated(
    connection: Connection, found: dict[str, Content], numbers: Numbers, known: set[int]
) -> list[tuple[int, int]]:
    """Identities that are stated of these contents for the first time, each with the content; `known` were there."""
    rows = {(one, numbers[name]) for name, content in found.items() for one in content.identifiers}
    held = {content for _, content in rows} & known
    before = {(row.identifier, row.content) for row in by_names(connection, STATED, held)} if held else set()
    return sorted(rows - before)


def _named_alike(connection: Connection, fresh: list[tuple[int, int]]) -> set[Pair]:
    """Enter newly stated identities. Pairs of contents of which one of these is stated."""
    held: dict[int, list[int]] = {}
    for row in stating(connection, {one for one, _ in fresh}):
        held.setdefault(row.identifier, []).append(row.content)
    insert_new(connection, identifiers, [{"identifier": one, "content": content} for one, content in fresh])
    for one, content in fresh:
        held.setdefault(one, []).append(content)
    return {pair(content, other) for one, content in fresh for other in held[one][:MOST_EQUAL] if other != content}


def tie_pairs(connection: Connection, pairs: set[Pair], stops: identity.Fingerprints) -> set[int]:
    """Decide each pair that was not decided before, and write the ties. Returns the contents that they join."""
    joined: set[int] = set()
    for group in groups(sorted(pairs), PAIRS_AT_ONCE):
        forms = forms_of(connection, {number for pair in group for number in pair}, stops)
        rows = [row for one, other in group if (row := edge_of(one, other, forms))]
        insert_new(connection, edges, rows)
        joined |= {number for row in rows if row["relation"] != WITHIN for number in (row["a"], row["b"])}
    return joined


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
