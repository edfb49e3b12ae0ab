"""The short way to settle: what a new content is tied to stands, so that it can be added without reading all of it.

Settling anew reads every tie that leads on from a content: right always, and slow for a story of thousands of
versions or teasers. Where nothing but the new content can change its place, its own ties are enough. Whatever is not
plainly such a case goes the long way.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, bindparam, select, update

from feedmill.identity import JOINING, Bond, Place, Settled, rank
from feedmill.model import Kind, Relation
from feedmill.warehouse.settling import (
    DECIDED,
    Seen,
    Settlement,
    bonds_of,
    contents_of,
    reached,
    rows_of,
    seen_of,
    settled_among,
    settled_of,
    touching,
    write_stories,
)
from feedmill.warehouse.store import NAMES, by_names, groups
from feedmill.warehouse.tables import schema
from feedmill.warehouse.tables.identity import contents, decisions, edges

LONG_WAY = 200
"""Contents that ties lead to, beside those of the load, up to which the long way is taken: it costs milliseconds."""

JOIN = update(schema.versions).where(schema.versions.c.story_id.in_(NAMES)).values(story_id=bindparam("story"))
"""Makes one story of several, all versions and excerpts of theirs."""


@dataclass(frozen=True, slots=True)
class Added:
    """Where a new content belongs, and the stories that it makes one with that one."""

    settlement: Settlement
    story_id: str
    joined: frozenset[str]


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A content that the new one is tied to: its kind, where it belongs, and the version that it is an excerpt of."""

    kind: Kind
    story_id: str
    parent_id: str | None


def settle_loaded(connection: Connection, version_ids: Iterable[str]) -> None:
    """Give the versions of a load, and all that are tied to them, the story that canonical order says."""
    numbers = contents_of(connection, version_ids)
    if not numbers:
        return
    most = len(numbers) + LONG_WAY + 1
    known = reached(connection, numbers, most)
    if len(known) < most:
        write_stories(connection, settled_among(connection, known))
        return
    done: set[int] = set()
    for number in sorted(numbers):
        if number in done:
            continue
        added = _added(connection, number)
        if added is None:
            settled = settled_of(connection, {number})
            write_stories(connection, settled)
            done |= settled.stories.keys()
        else:
            write_stories(connection, added.settlement)
            if added.joined:
                connection.execute(JOIN, {"story": added.story_id, "names": sorted(added.joined)})


def _added(connection: Connection, number: int) -> Added | None:
    """Where a new content belongs by its own ties alone, of which those count that hold; None where these do not tell.

    Contents of the same load that are not placed yet are passed over: they find this one when their turn comes.
    """
    ties = list(touching(connection, {number}))
    rows = rows_of(connection, {number, *(row.a for row in ties), *(row.b for row in ties)})
    seen = seen_of(connection, rows)
    if number not in seen or _placed(connection, rows[number].content_id):
        return None
    mine = {bond.whole if bond.part == number else bond.part: bond for bond in bonds_of(connection, ties, seen)}
    if mine:
        return _beside(connection, number, mine, rows, seen)
    return _alone(connection, number, seen[number].version_id)


def _beside(
    connection: Connection, number: int, mine: dict[int, Bond], rows: dict[int, Row[Any]], seen: dict[int, Seen]
) -> Added | None:
    """Where a new content belongs that these ties hold to others."""
    around = _neighbours(connection, {one: rows[one].content_id for one in mine})
    rivals = _rivals(connection, around)
    further = rows_of(connection, {one for row in rivals for one in (row.a, row.b)} - rows.keys())
    rows |= further
    seen |= seen_of(connection, further)
    firsts = _firsts(connection, {one.story_id for one in around.values()})
    if not firsts or _decided(connection, set(firsts)):
        return None
    story = min(firsts, key=lambda name: firsts[name])
    if max(firsts.values()) >= seen[number].place:
        return None
    bonds = [*(mine[one] for one in around), *bonds_of(connection, rivals, seen)]
    place = _Place(number, bonds, around, seen, story)
    full = Kind(rows[number].kind) is Kind.FULL
    if full and rows[number].length > max(rows[one].length for one in around):
        return None
    found = place.of_full() if full else place.of_excerpt()
    if found is None:
        return None
    names = {one: row.content_id for one, row in rows.items()}
    settlement = Settlement(found, {one: where.version_id for one, where in seen.items()}, names)
    return Added(settlement, story, frozenset(firsts.keys() - {story}))


def _alone(connection: Connection, number: int, version_id: str) -> Added | None:
    """A new content that no tie holds to any other, and of which nobody decided, is a story of its own."""
    if any(by_names(connection, DECIDED, {number})):
        return None
    return Added(settled_among(connection, {number}), version_id, frozenset())


class _Place:
    """A new content among what it is tied to, and what the excerpts around it are excerpts of until now."""

    def __init__(
        self, number: int, bonds: list[Bond], around: dict[int, Neighbour], seen: dict[int, Seen], story: str
    ) -> None:
        self._number = number
        self._mine = [bond for bond in bonds if number in (bond.part, bond.whole)]
        self._rival = {bond.part: bond for bond in bonds if number not in (bond.part, bond.whole)}
        self._around = around
        self._seen = seen
        self._story = story
        self._stories = {one.story_id for one in around.values()}

    def of_full(self) -> dict[int, Settled] | None:
        """A further version of full ones that are no brief of another story; maybe the better parent of excerpts."""
        found = {self._number: Settled(self._story)}
        fulls = [one for one in self._around.values() if one.kind is Kind.FULL]
        if not {one.story_id for one in fulls} >= self._stories:
            return None
        for bond in self._mine:
            other = self._around[self._other(bond)]
            if other.kind is Kind.FULL and (bond.relation not in JOINING or other.parent_id is not None):
                return None
            if other.kind is Kind.EXCERPT:
                rival = self._rival.get(bond.part)
                if bond.whole != self._number or rival is None:
                    return None
                if self._order(bond) < self._order(rival):
                    found[bond.part] = Settled(self._story, self._number)
        return found

    def of_excerpt(self) -> dict[int, Settled] | None:
        """A further excerpt of full versions, or like excerpts that all have their parents, or that all have none."""
        if len(self._stories) != 1:
            return None
        orphans = [one.parent_id is None for one in self._around.values() if one.kind is Kind.EXCERPT]
        wholes = [bond for bond in self._mine if self._around[self._other(bond)].kind is Kind.FULL]
        if any(bond.part != self._number for bond in wholes if bond.relation is Relation.EXCERPT_OF):
            return None
        if not wholes:
            return {self._number: Settled(self._story)} if len(set(orphans)) == 1 else None
        if any(orphans):
            return None
        return {self._number: Settled(self._story, self._other(min(wholes, key=self._order)))}

    def _other(self, bond: Bond) -> int:
        return bond.whole if bond.part == self._number else bond.part

    def _order(self, bond: Bond) -> tuple[Any, ...]:
        whole = self._seen[bond.whole]
        return rank(bond, (whole.place, whole.version_id), self._seen[bond.part].version_id)


def _rivals(connection: Connection, around: dict[int, Neighbour]) -> list[Row[Any]]:
    """The ties of excerpts to the parents that they have."""
    names = {one: where.parent_id for one, where in around.items() if where.kind is Kind.EXCERPT and where.parent_id}
    v = schema.versions
    joined = v.join(contents, v.c.content_id == contents.c.content_id)
    wholes: dict[str, int] = {}
    for group in groups(sorted(set(names.values()))):
        asked = select(v.c.version_id, contents.c.number).select_from(joined).where(v.c.version_id.in_(group))
        wholes |= {row.version_id: row.number for row in connection.execute(asked)}
    parents = {(one, wholes[name]) for one, name in names.items()}
    found: list[Row[Any]] = []
    for some in groups(sorted(names)):
        ties = select(edges).where(edges.c.a.in_(some), edges.c.b.in_(wholes.values()))
        found += [row for row in connection.execute(ties).all() if (row.a, row.b) in parents]
    return found


def _placed(connection: Connection, content: str) -> bool:
    """Whether the content belongs somewhere already."""
    table = schema.versions
    asked = select(table.c.version_id).where(table.c.content_id == content, table.c.story_id.is_not(None)).limit(1)
    return connection.execute(asked).first() is not None


def _neighbours(connection: Connection, names: dict[int, str]) -> dict[int, Neighbour]:
    """Those of these contents that belong somewhere."""
    table = schema.versions
    numbers = {content: number for number, content in names.items()}
    found: dict[int, Neighbour] = {}
    for group in groups(sorted(numbers)):
        asked = select(table.c.content_id, table.c.kind, table.c.story_id, table.c.parent_id)
        for row in connection.execute(asked.where(table.c.content_id.in_(group), table.c.story_id.is_not(None))):
            found[numbers[row.content_id]] = Neighbour(Kind(row.kind), row.story_id, row.parent_id)
    return found


def _decided(connection: Connection, stories: set[str]) -> bool:
    """Whether people decided anything of a version of these stories. They decide seldom, and stories may be large."""
    v = schema.versions
    held = select(v.c.version_id).select_from(contents.join(v, v.c.content_id == contents.c.content_id))
    mine = held.where(contents.c.number.in_([decisions.c.a, decisions.c.b]), v.c.story_id.in_(stories))
    asked = select(decisions.c.decision_id).where(mine.correlate(decisions).exists()).limit(1)
    return connection.execute(asked).first() is not None


def _firsts(connection: Connection, stories: set[str]) -> dict[str, Place]:
    """The place in canonical order of the version that names each story."""
    seen = seen_of(connection, rows_of(connection, contents_of(connection, stories)))
    return {one.version_id: one.place for one in seen.values() if one.version_id in stories}
