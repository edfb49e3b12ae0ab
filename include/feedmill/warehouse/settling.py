"""Stories in the tables: reads ties, places and dates, has identity settle them, and writes where contents belong."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, Select, bindparam, case, or_, select, update

from feedmill.identity import Bond, Member, Settled, settle
from feedmill.model import Condition, Kind, Relation
from feedmill.warehouse.store import NAMES, by_names, groups
from feedmill.warehouse.tables import schema
from feedmill.warehouse.tables.identity import contents, decisions, edges, identifiers

NEAR = timedelta(hours=48)
"""How far apart two instances of a daily notice may have appeared, to be taken for one that was corrected."""

WITHIN = str(Relation.WITHIN)
BY_HAND = (9.0,)
"""The weight of a person's link: no tie of the machine's has as much."""
WEIGHTS = {Relation.SAME: 2.0, Relation.VERSION_OF: 1.0, Relation.EXCERPT_OF: 1.0}


_s, _d, _p, _o, _v = schema.sightings, schema.documents, schema.parses, schema.originals, schema.versions

HELD = (
    select(contents.c.number)
    .select_from(_v.join(contents, _v.c.content_id == contents.c.content_id))
    .where(_v.c.version_id.in_(NAMES))
)
CONTENTS = select(contents.c.number, contents.c.content_id, contents.c.kind, contents.c.length).where(
    contents.c.number.in_(NAMES)
)
TOUCHING = select(edges).where(or_(edges.c.a.in_(NAMES), edges.c.b.in_(NAMES)), edges.c.relation != WITHIN)
JOINING_FROM = select(edges).where(edges.c.a.in_(NAMES), edges.c.relation != WITHIN)
DECIDED = select(decisions).where(or_(decisions.c.a.in_(NAMES), decisions.c.b.in_(NAMES)))
STATING = select(identifiers).where(identifiers.c.content.in_(NAMES))
PLACES = (
    select(
        _v.c.content_id, _v.c.version_id, _o.c.first_received_at, _o.c.believed_until, _d.c.original, _d.c.member,
        _d.c.ordinal.label("document_ordinal"), _s.c.ordinal, _s.c.stated, _d.c.published_at,
    )
    .select_from(
        _v.join(_s, _s.c.version_id == _v.c.version_id)
        .join(_d, _s.c.document_id == _d.c.document_id)
        .join(_p, _d.c.parse_id == _p.c.parse_id)
        .join(_o, _d.c.original == _o.c.sha256)
    )
    .where(_v.c.content_id.in_(NAMES))
    .where(_p.c.current, _p.c.completed_at.is_not(None), _o.c.first_received_at.is_not(None))
)  # fmt: skip
MOVE = (
    update(_v)
    .where(
        _v.c.content_id == bindparam("name"),
        or_(
            _v.c.story_id.is_distinct_from(bindparam("story")),
            _v.c.parent_id.is_distinct_from(bindparam("parent")),
        ),
    )
    .values(story_id=bindparam("story"), parent_id=bindparam("parent"))
)


def _reach() -> Select[tuple[int]]:
    """Every content that joining edges lead to from some, those among them; not many more than are wanted."""
    reached = select(contents.c.number.label("n")).where(contents.c.number.in_(NAMES)).cte("reached", recursive=True)
    onward = select(case((edges.c.a == reached.c.n, edges.c.b), else_=edges.c.a)).where(
        or_(edges.c.a == reached.c.n, edges.c.b == reached.c.n), edges.c.relation != WITHIN
    )
    return select(reached.union(onward).c.n).limit(bindparam("most"))


REACH = _reach()
EVERYTHING = 1 << 40


@dataclass(frozen=True, slots=True)
class Seen:
    """Where and when a content was seen: its first version and place, and each sighting's date, None where unknown."""

    version_id: str
    place: tuple[datetime, str, str, int, int]
    dates: frozenset[datetime | None]
    received: datetime


def settle_versions(connection: Connection, version_ids: Iterable[str]) -> None:
    """Give these versions, and all that are tied to them, the story that canonical order says."""
    write_stories(connection, settled_of(connection, contents_of(connection, version_ids)))


def write_stories(connection: Connection, settled: Settlement) -> None:
    """Write where contents belong, where that is not what stands there."""
    changes = [
        {"name": settled.names[content], "story": found.story_id, "parent": settled.firsts.get(found.parent or 0)}
        for content, found in settled.stories.items()
    ]
    for group in groups(changes):
        connection.execute(MOVE, group)


@dataclass(frozen=True, slots=True)
class Settlement:
    """What was settled: stories by content, the first version of each, and the content ids by number."""

    stories: dict[int, Settled]
    firsts: dict[int, str]
    names: dict[int, str]


def settled_of(connection: Connection, numbers: set[int]) -> Settlement:
    """Where these contents, and all that are tied to them, belong by canonical order."""
    return settled_among(connection, reached(connection, numbers))


def settled_among(connection: Connection, numbers: set[int]) -> Settlement:
    """Where these contents belong: no tie and no decision may lead to any other."""
    if not numbers:
        return Settlement({}, {}, {})
    rows = rows_of(connection, numbers)
    seen = seen_of(connection, rows)
    members = [
        Member(number, Kind(rows[number].kind), rows[number].length, one.version_id, one.place)
        for number, one in seen.items()
    ]
    ties = by_names(connection, JOINING_FROM, numbers)
    by_hand = list(_decided(connection, numbers))
    decided = {frozenset((bond.part, bond.whole)) for bond in by_hand}
    found = [bond for bond in bonds_of(connection, ties, seen) if frozenset((bond.part, bond.whole)) not in decided]
    bonds = [*found, *by_hand]
    firsts = {number: one.version_id for number, one in seen.items()}
    return Settlement(settle(members, bonds), firsts, {number: row.content_id for number, row in rows.items()})


def contents_of(connection: Connection, version_ids: Iterable[str]) -> set[int]:
    """The contents that these versions hold."""
    return {row.number for row in by_names(connection, HELD, version_ids)}


def reached(connection: Connection, start: set[int], most: int = EVERYTHING) -> set[int]:
    """All contents that ties and decisions lead to from `start`, those among them; where `most` are found, a part."""
    known: set[int] = set()
    fresh = start
    while fresh and len(known) < most:
        for group in groups(sorted(fresh)):
            known |= {row.n for row in connection.execute(REACH, {"names": group, "most": most})}
        linked = {number for row in by_names(connection, DECIDED, known) for number in (row.a, row.b)}
        fresh = linked - known - {None}
    return known


def rows_of(connection: Connection, numbers: set[int]) -> dict[int, Row[Any]]:
    """The contents of these numbers, without their forms."""
    return {row.number: row for row in by_names(connection, CONTENTS, numbers)}


def touching(connection: Connection, numbers: set[int]) -> Iterator[Row[Any]]:
    """The joining edges that touch these contents."""
    return by_names(connection, TOUCHING, numbers)


def seen_of(connection: Connection, rows: dict[int, Row[Any]]) -> dict[int, Seen]:
    """What was seen of each content; those that no completed parse shows are left out."""
    numbers = {row.content_id: number for number, row in rows.items()}
    sightings: dict[int, list[Row[Any]]] = defaultdict(list)
    for row in by_names(connection, PLACES, numbers):
        sightings[numbers[row.content_id]].append(row)
    return {number: _seen(found) for number, found in sightings.items()}


def _seen(found: list[Row[Any]]) -> Seen:
    first = min(found, key=_place)
    dates = frozenset(row.published_at if _believed(row) else None for row in found)
    return Seen(first.version_id, _place(first), dates, first.first_received_at)


def _place(row: Row[Any]) -> tuple[datetime, str, str, int, int]:
    return row.first_received_at, row.original, row.member or "", row.document_ordinal, row.ordinal


def _believed(row: Row[Any]) -> bool:
    return bool(row.stated and row.published_at and row.published_at <= row.believed_until)


def bonds_of(connection: Connection, ties: Iterable[Row[Any]], seen: dict[int, Seen]) -> Iterator[Bond]:
    """The ties that hold, each with what speaks for it."""
    known = [row for row in ties if row.a in seen and row.b in seen]
    stated = _stating(connection, {number for row in known for number in (row.a, row.b)}) if known else {}
    for row in known:
        one_identity = not stated.get(row.a, frozenset()).isdisjoint(stated.get(row.b, frozenset()))
        if not _holds(row.condition, seen[row.a], seen[row.b], one_identity=one_identity):
            continue
        relation = Relation(row.relation)
        weight = (WEIGHTS[relation], float(one_identity), *row.evidence["preference"])
        yield Bond(row.a, row.b, relation, weight)


def _holds(condition: str | None, one: Seen, other: Seen, *, one_identity: bool) -> bool:
    if condition == Condition.STATED:
        return one_identity
    return condition is None or one_identity or near(one, other)


def near(one: Seen, other: Seen) -> bool:
    """Whether some sightings of the two were published within two days; of undated ones, when they were received."""
    if one.dates == other.dates == {None}:
        return abs(one.received - other.received) <= NEAR
    if None in one.dates or None in other.dates:
        return True
    return any(abs(a - b) <= NEAR for a in one.dates for b in other.dates if a and b)


def _stating(connection: Connection, numbers: set[int]) -> dict[int, frozenset[int]]:
    found: dict[int, set[int]] = defaultdict(set)
    for row in by_names(connection, STATING, numbers):
        found[row.content].add(row.identifier)
    return {number: frozenset(names) for number, names in found.items()}


def _decided(connection: Connection, numbers: set[int]) -> Iterator[Bond]:
    """What people decided of these contents: of two decisions about one pair, the later one."""
    latest: dict[frozenset[int], Row[Any]] = {}
    for row in sorted(by_names(connection, DECIDED, numbers), key=lambda row: (row.decided_at, row.decision_id)):
        if None not in (row.a, row.b) and row.a != row.b:
            latest[frozenset((row.a, row.b))] = row
    for row in latest.values():
        apart = row.verb == "unlink"
        yield Bond(row.a, row.b, Relation(row.relation or Relation.VERSION_OF), BY_HAND, apart=apart, by_hand=True)
