"""Why a story is one, and why it is killed: its ties with their evidence, whether they hold, the words that matched.

Knows nothing of how it is shown. Of what is embargoed it gives no words.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Connection, Row, bindparam, or_, select, text

from feedmill import identity
from feedmill.model import Relation
from feedmill.warehouse.deciding import decided_of
from feedmill.warehouse.querying import THIS_ONE, history_of, resolve
from feedmill.warehouse.relating import current_epoch, stops_of
from feedmill.warehouse.settling import Seen, bonds_of, rows_of, seen_of
from feedmill.warehouse.store import NAMES, Store, by_names
from feedmill.warehouse.tables import schema
from feedmill.warehouse.tables.columns import Instant
from feedmill.warehouse.tables.identity import contents, edges
from feedmill.warehouse.views import scoped

_v = schema.versions

KILLED = f"""{scoped(THIS_ONE)}
    SELECT k.document_id, k.moment, k.version, k.told_by, k.stands, min(w.version_id) AS a, min(w.story_id) AS a_story
    FROM kills k JOIN sightings s ON s.document_id = k.document_id AND s.stated
    JOIN versions w ON w.version_id = s.version_id
    GROUP BY k.document_id, k.moment, k.version, k.told_by, k.stands
    ORDER BY k.moment, k.document_id"""  # noqa: S608 -- constants
KILLS = text(KILLED).bindparams(bindparam("now", type_=Instant())).columns(moment=Instant())


class Side(NamedTuple):
    """One side of a tie: its first version, that one's story, and its text; None while it is embargoed."""

    version: str
    story: str
    text: str | None


def why(store: Store, any_id: str, *, now: datetime) -> Iterator[dict[str, Any]]:
    """The ties of a story's contents: what people decided of them, then its kills, then what identity found.

    Of a kill, `a` is the message and `b` the story; `condition` says how it is told which story is meant, `holds`
    whether it stands. Of a tie, `holds`: whether its condition is met now; also a tie that holds joins nothing where it
    is `within`, or where an excerpt has a better parent; `matched`: how the words that the two share begin on either
    side. Raises `UsageError` for an unknown id.
    """
    with store.read() as connection:
        name = resolve(connection, any_id)
        numbers = _contents_of(connection, name)
        yield from decided_of(connection, numbers)
        for row in connection.execute(KILLS, {"name": name, "now": now}):
            yield _kill(row, name)
        ties = list(_ties(connection, numbers).values())
        seen = seen_of(connection, rows_of(connection, {number for row in ties for number in (row.a, row.b)}))
        ties = [row for row in ties if row.a in seen and row.b in seen]
        holding = {(bond.part, bond.whole) for bond in bonds_of(connection, ties, seen)}
        sides = _sides(connection, seen, now)
        stops = stops_of(connection, current_epoch(connection))
        for row in sorted(ties, key=lambda row: (row.relation, sides[row.a].version, sides[row.b].version)):
            yield _shown(row, sides[row.a], sides[row.b], stops, holds=(row.a, row.b) in holding)


def _contents_of(connection: Connection, story: str) -> set[int]:
    joined = contents.join(_v, _v.c.content_id == contents.c.content_id)
    return set(
        connection.execute(select(contents.c.number).select_from(joined).where(_v.c.story_id == story)).scalars()
    )


def _ties(connection: Connection, numbers: Iterable[int]) -> dict[tuple[int, int], Row[Any]]:
    touching = select(edges).where(or_(edges.c.a.in_(NAMES), edges.c.b.in_(NAMES)))
    return {(row.a, row.b): row for row in by_names(connection, touching, numbers)}


def _sides(connection: Connection, seen: dict[int, Seen], now: datetime) -> dict[int, Side]:
    firsts = {one.version_id: number for number, one in seen.items()}
    asked = select(_v.c.version_id, _v.c.story_id).where(_v.c.version_id.in_(NAMES))
    stories = {row.version_id: row.story_id for row in by_names(connection, asked, firsts)}
    texts = {row["version"]: row["text"] for row in history_of(connection, set(stories.values()), now=now)}
    return {number: Side(name, stories[name], texts.get(name)) for name, number in firsts.items()}


def _shown(row: Row[Any], a: Side, b: Side, stops: identity.Fingerprints, *, holds: bool) -> dict[str, Any]:
    evidence = row.evidence
    matched = None if a.text is None or b.text is None else identity.matching(a.text, b.text, evidence, stops)
    return {
        "relation": row.relation,
        "a": a.version,
        "b": b.version,
        "a_story": a.story,
        "b_story": b.story,
        "condition": row.condition,
        "holds": holds or row.relation == Relation.WITHIN,
        "evidence": evidence,
        "matched": matched and dict(zip("ab", matched, strict=True)),
        "rule": row.rule,
        "decision": None,
    }


def _kill(row: Row[Any], story: str) -> dict[str, Any]:
    """A message that takes the story back, as a tie of its wording to the story."""
    return {
        "relation": "kill",
        "a": row.a,
        "b": story,
        "a_story": row.a_story,
        "b_story": story,
        "condition": row.told_by,
        "holds": bool(row.stands),
        "evidence": {"document": row.document_id, "moment": row.moment, "version": row.version},
        "matched": None,
        "rule": "as stated",
        "decision": None,
    }
