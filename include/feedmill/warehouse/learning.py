"""The next epoch of stop-fingerprints: derived from the corpus, shown before it holds, applied to what it touches.

Loading never learns. What an epoch changes is made anew as if it had held from the first load on: the fingerprints and
ties of the contents that hold text it stops, and the stories of those and of what they were tied to.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

import numpy as np
from sqlalchemy import Connection, delete, func, insert, or_, select, text

from feedmill import identity
from feedmill.model import Epoch
from feedmill.warehouse.relating import Content, current_epoch, enter, stops_of, tie_pairs
from feedmill.warehouse.settling import reached, settled_among, write_stories
from feedmill.warehouse.store import NAMES, Store, by_names, groups
from feedmill.warehouse.tables import schema
from feedmill.warehouse.tables.identity import contents, edges, epochs, fingerprints, identifiers, stop_fingerprints

AT_ONCE = 200

SHARED = """
    WITH frequent AS (SELECT fingerprint FROM fingerprints GROUP BY fingerprint HAVING count(*) >= :stories)
    SELECT f.fingerprint
    FROM frequent q CROSS JOIN fingerprints f CROSS JOIN contents c CROSS JOIN versions v
    WHERE f.fingerprint = q.fingerprint AND c.number = f.content AND v.content_id = c.content_id
          AND c.length >= :words AND v.story_id IS NOT NULL
    GROUP BY f.fingerprint HAVING count(DISTINCT v.story_id) >= :stories
    ORDER BY f.fingerprint"""
"""What so many stories share. What fewer contents hold is left out first: most are held by few, and texts are large."""

HOLDING = """
    SELECT c.number, v.story_id
    FROM fingerprints f JOIN contents c ON c.number = f.content JOIN versions v ON v.content_id = c.content_id
    WHERE f.fingerprint = :fingerprint AND c.length >= :words AND v.story_id IS NOT NULL
    ORDER BY c.content_id LIMIT 500"""

ROWS = select(contents.c.number, contents.c.content_id, contents.c.form).where(contents.c.number.in_(NAMES))
OF_VERSIONS = (
    select(schema.versions.c.version_id, schema.versions.c.story_id)
    .select_from(schema.versions.join(contents, schema.versions.c.content_id == contents.c.content_id))
    .where(contents.c.number.in_(NAMES))
)


@dataclass(frozen=True, slots=True)
class Learned:
    """What an epoch is and changes.

    `fresh` fingerprints it stops for the first time, so many `contents` hold them, and so many versions `moved`: they
    belong to another story under it. `applied`: whether it holds now.
    """

    epoch: int
    stops: int
    fresh: int
    contents: int
    moved: int
    applied: bool


def derived(store: Store, now: datetime) -> Epoch | None:
    """The next epoch, from the whole corpus; None where nothing new is to be learned."""
    with store.read() as connection:
        number = current_epoch(connection)
        before = stops_of(connection, number)
        limits = {"words": identity.LEAST_WORDS, "stories": identity.LEAST_STORIES}
        shared = np.array(connection.execute(text(SHARED), limits).scalars().all(), np.int64)
        fresh = np.setdiff1d(shared, before)
        if not len(fresh):
            return None
        stops = np.union1d(before, identity.widened(fresh, _holders(connection, fresh)))
        counted = connection.execute(select(func.count()).select_from(contents)).scalar_one()
    return Epoch(number + 1, now, counted, tuple(stops.tolist()))


def hold(store: Store, epoch: Epoch, *, apply: bool = True) -> Learned:
    """Make an epoch hold; without `apply`, only tell what that would change. One that is no later one changes nothing.

    One transaction, alone among all that decide identity.
    """
    with store.write(deciding=True) as connection:
        standing = current_epoch(connection)
        if epoch.number <= standing:
            return Learned(standing, len(stops_of(connection, standing)), 0, 0, 0, applied=False)
        point = connection.begin_nested()
        learned = _held(connection, epoch, stops_of(connection, standing))
        if not apply:
            point.rollback()
    return replace(learned, applied=apply)


def stands(store: Store) -> Learned:
    """The epoch that holds."""
    with store.read() as connection:
        number = current_epoch(connection)
        return Learned(number, len(stops_of(connection, number)), 0, 0, 0, applied=False)


def known(store: Store) -> set[str]:
    """Ids of the epochs that the warehouse has."""
    with store.read() as connection:
        return {f"{number:06}" for number in connection.execute(select(epochs.c.epoch)).scalars()}


def _held(connection: Connection, epoch: Epoch, before: identity.Fingerprints) -> Learned:
    stops = np.array(epoch.stops, np.int64)
    fresh = np.setdiff1d(stops, before)
    connection.execute(insert(epochs).values(epoch=epoch.number, learned_at=epoch.learned_at, contents=epoch.contents))
    for group in groups(stops.tolist()):
        connection.execute(insert(stop_fingerprints), [{"epoch": epoch.number, "fingerprint": one} for one in group])
    affected = _affected(connection, fresh)
    moved = _renew(connection, affected, stops)
    return Learned(epoch.number, len(stops), len(fresh), len(affected), moved, applied=False)


def _affected(connection: Connection, fresh: identity.Fingerprints) -> set[int]:
    """The contents in which any of these stands."""
    found: set[int] = set()
    numbers = connection.execute(select(contents.c.number).order_by(contents.c.number)).scalars().all()
    for row in by_names(connection, ROWS, numbers):
        if identity.holds(identity.unpacked(row.form), fresh):
            found.add(row.number)
    return found


def _holders(connection: Connection, fresh: identity.Fingerprints) -> Iterator[list[identity.Form]]:
    """Some of the contents of each fingerprint, one a story: those of the least ids."""
    for one in fresh.tolist():
        rows = connection.execute(text(HOLDING), {"fingerprint": one, "words": identity.LEAST_WORDS}).all()
        stories: dict[str, int] = {}
        for row in rows:
            stories.setdefault(row.story_id, row.number)
        numbers = list(stories.values())[: identity.MOST_LOOKED_AT]
        yield [identity.unpacked(row.form) for row in by_names(connection, ROWS, numbers)]


def _renew(connection: Connection, affected: set[int], stops: identity.Fingerprints) -> int:
    """Make fingerprints, ties and stories of these contents anew. Returns how many versions belong elsewhere now."""
    pairs = _pairs(connection, affected)
    around = affected | {number for pair in pairs for number in pair}
    around |= reached(connection, around)
    before = _stories(connection, around)
    for group in groups(sorted(affected)):
        connection.execute(delete(edges).where(or_(edges.c.a.in_(group), edges.c.b.in_(group))))
        connection.execute(delete(fingerprints).where(fingerprints.c.content.in_(group)))
    for group in groups(sorted(affected), AT_ONCE):
        enter(connection, _contents(connection, group, stops), stops)
    tie_pairs(connection, pairs, stops)
    around |= reached(connection, around)
    write_stories(connection, settled_among(connection, around))
    after = _stories(connection, around)
    return sum(story != before.get(name) for name, story in after.items())


def _pairs(connection: Connection, affected: set[int]) -> set[tuple[int, int]]:
    """Pairs to decide again: those that were tied, and those of which one identity is stated."""
    pairs: set[tuple[int, int]] = set()
    for group in groups(sorted(affected)):
        tied = select(edges.c.a, edges.c.b).where(or_(edges.c.a.in_(group), edges.c.b.in_(group)))
        other = identifiers.alias()
        named = (
            select(identifiers.c.content, other.c.content)
            .select_from(identifiers.join(other, identifiers.c.identifier == other.c.identifier))
            .where(identifiers.c.content.in_(group), identifiers.c.content != other.c.content)
        )
        for asked in (tied, named):
            pairs |= {(min(row), max(row)) for row in connection.execute(asked)}
    return pairs


def _contents(connection: Connection, numbers: list[int], stops: identity.Fingerprints) -> dict[int, Content]:
    found: dict[int, Content] = {}
    for row in by_names(connection, ROWS, numbers):
        form = identity.unpacked(row.form)
        found[row.number] = Content(row.content_id, form, row.form, form.without(stops).fingerprints, frozenset())
    return found


def _stories(connection: Connection, numbers: set[int]) -> dict[str, str | None]:
    return {row.version_id: row.story_id for row in by_names(connection, OF_VERSIONS, numbers)}
