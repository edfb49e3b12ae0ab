"""What people decided of stories: proposed by ids, entered with all that follows from it, listed.

A decision is archived before it is entered. What it does to stories is settled like everything else.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy import Connection, Row, and_, func, or_, select, text

from feedmill.errors import UsageError
from feedmill.model import Anchor, Decision, Locator, Relation, Verb
from feedmill.warehouse.anchoring import Places, anchor_in, columns_of
from feedmill.warehouse.quarantining import SHORTEST_ID
from feedmill.warehouse.reasons import WarehouseReason
from feedmill.warehouse.settling import DECIDED, settled_of, write_stories
from feedmill.warehouse.store import NAMES, Store, by_names, insert_new
from feedmill.warehouse.superseding import SUCCEEDED
from feedmill.warehouse.tables import schema
from feedmill.warehouse.tables.identity import contents, decisions

LINKS = frozenset({Relation.SAME, Relation.VERSION_OF, Relation.EXCERPT_OF})
"""What a person may say that one story is to another."""

Shown = dict[str, Any]

TICK = timedelta(microseconds=1)

_s, _d, _p, _o, _v = schema.sightings, schema.documents, schema.parses, schema.originals, schema.versions
FIRST_PLACE = (
    select(_d.c.original, _d.c.member, _d.c.byte_start, _d.c.byte_end, _d.c.ordinal, _s.c.spans)
    .select_from(
        _s.join(_d, _s.c.document_id == _d.c.document_id)
        .join(_p, _d.c.parse_id == _p.c.parse_id)
        .join(_o, _d.c.original == _o.c.sha256)
    )
    .where(_p.c.current, _p.c.completed_at.is_not(None), _o.c.first_received_at.is_not(None))
    .order_by(
        _o.c.first_received_at, _d.c.original, func.coalesce(_d.c.member, ""), _d.c.ordinal, _s.c.ordinal
    )
    .limit(1)
)  # fmt: skip
NAMED = f"""
    {SUCCEEDED} SELECT s.version_id, c.number
    FROM succeeded s JOIN versions v ON v.version_id = s.version_id JOIN contents c ON c.content_id = v.content_id
    WHERE s.story_id IS NOT NULL"""  # noqa: S608 -- a constant
KNOWN = select(decisions.c.decision_id).where(decisions.c.decision_id.in_(NAMES))
SHOWN = (
    select(contents.c.number, func.min(_v.c.version_id).label("version"), func.min(_v.c.story_id).label("story"))
    .select_from(contents.join(_v, _v.c.content_id == contents.c.content_id))
    .where(contents.c.number.in_(NAMES))
    .group_by(contents.c.number)
)


class Named(NamedTuple):
    """A version that was named by its id: its content and its first place."""

    content: int
    anchor: Anchor


def proposed(store: Store, said: tuple[Verb, Relation | None, str], a: str, b: str, *, now: datetime) -> Decision:
    """The decision that a person makes of two versions or stories, by their ids (8 digits or more).

    `said` are verb, relation and note. A story stands for the version that names it; a version is anchored where it
    was first seen. What holds already in the same words is that decision. It is later than all that it takes the
    place of, whatever the clock says. Raises `UsageError`.
    """
    verb, relation, note = said
    if (relation in LINKS) is not (verb is Verb.LINK):
        raise UsageError(WarehouseReason.NOT_A_LINK, str(relation))
    if not note.strip():
        raise UsageError(WarehouseReason.NOTE_MISSING, f"{verb} {a} {b}")
    with store.read() as connection:
        one, other = _named(connection, a), _named(connection, b)
        if one.content == other.content:
            raise UsageError(WarehouseReason.ONE_CONTENT, f"{a} and {b}")
        standing = _standing(connection, one.content, other.content)
    made = Decision(verb, relation, one.anchor, other.anchor, now, _storable(note))
    if standing is None:
        return made
    before = decision_in(standing)
    again = Decision(verb, relation, one.anchor, other.anchor, before.decided_at, made.note)
    if again == before:
        return before
    return Decision(verb, relation, one.anchor, other.anchor, max(now, before.decided_at + TICK), made.note)


def known(store: Store) -> set[str]:
    """The ids of all decisions that are there."""
    with store.read() as connection:
        return set(connection.execute(select(decisions.c.decision_id)).scalars())


def enter(store: Store, found: Iterable[Decision]) -> int:
    """Enter decisions and settle what they are of. Those that are there stay. Returns how many were entered."""
    named = {decision.id: decision for decision in found}
    with store.write(deciding=True) as connection:
        for row in by_names(connection, KNOWN, named):
            del named[row.decision_id]
        places = Places(connection)
        rows = [_row(decision, places) for decision in named.values()]
        insert_new(connection, decisions, rows)
        touched = {number for row in rows for number in (row["a"], row["b"]) if number is not None}
        write_stories(connection, settled_of(connection, touched))
    return len(rows)


def links(store: Store) -> Iterator[Shown]:
    """Everything that people decided, newest first, with what came of it.

    `state`: `stands`; `superseded` by a later one of the same two; `to review`, where a place holds no story any more
    or both hold one; `in conflict`, where other decisions, or two stories that an excerpt cannot join, prevent it.
    """
    with store.read() as connection:
        yield from _listed(connection, connection.execute(select(decisions)).all())


def decided_of(connection: Connection, numbers: set[int]) -> Iterator[Shown]:
    """What people decided of these contents, newest first, as ties of a story."""
    rows = {row.decision_id: row for row in by_names(connection, DECIDED, numbers)}
    for one in _listed(connection, list(rows.values())):
        kept = {name: one[name] for name in ("relation", "a", "b", "a_story", "b_story")}
        nothing = dict.fromkeys(("condition", "evidence", "matched"))
        decision = {name: one[name] for name in ("id", "verb", "decided_at", "note", "state")}
        yield kept | {"holds": one["state"] == "stands"} | nothing | {"rule": "by hand", "decision": decision}


def _listed(connection: Connection, found: Sequence[Row[Any]]) -> Iterator[Shown]:
    rows = sorted(found, key=lambda row: (row.decided_at, row.decision_id))
    numbers = {number for row in rows for number in (row.a, row.b) if number is not None}
    shown = {row.number: row for row in by_names(connection, SHOWN, numbers)}
    latest = {frozenset((row.a, row.b)): row.decision_id for row in rows}
    for row in reversed(rows):
        sides = (shown.get(row.a), shown.get(row.b))
        stands = latest[frozenset((row.a, row.b))] == row.decision_id
        yield _shown(row, sides, _state(row, sides, stands=stands))


def decision_in(row: Row[Any]) -> Decision:
    """The decision that a row of `decisions` holds."""
    relation = None if row.relation is None else Relation(row.relation)
    return Decision(Verb(row.verb), relation, anchor_in(row, "a"), anchor_in(row, "b"), row.decided_at, row.note)


def _named(connection: Connection, any_id: str) -> Named:
    start = any_id.lower()
    asked = {"start": start, "end": f"{start}g"}
    rows = connection.execute(text(NAMED), asked).all() if len(start) >= SHORTEST_ID else []
    place = None
    if len(rows) == 1:
        place = connection.execute(FIRST_PLACE.where(_s.c.version_id == rows[0].version_id)).one_or_none()
    if place is None:
        raise UsageError(WarehouseReason.UNKNOWN_VERSION, any_id)
    locator = Locator(place.member, place.byte_start, place.byte_end)
    spans = tuple((first, last) for first, last in place.spans)
    return Named(rows[0].number, Anchor(place.original, locator, place.ordinal, spans))


def _standing(connection: Connection, one: int, other: int) -> Row[Any] | None:
    """The latest decision of two contents."""
    pair = or_(
        and_(decisions.c.a == one, decisions.c.b == other), and_(decisions.c.a == other, decisions.c.b == one)
    )  # fmt: skip
    asked = select(decisions).where(pair).order_by(decisions.c.decided_at.desc(), decisions.c.decision_id.desc())
    return connection.execute(asked.limit(1)).one_or_none()


def _storable(note: str) -> str:
    """The note without what no database takes: half characters, and NUL."""
    return note.encode("utf-8", "backslashreplace").decode().replace("\0", "\\x00")


def _row(decision: Decision, places: Places) -> dict[str, Any]:
    return {
        "decision_id": decision.id,
        "decided_at": decision.decided_at,
        "verb": str(decision.verb),
        "relation": decision.relation and str(decision.relation),
        **columns_of(decision.a, "a"),
        **columns_of(decision.b, "b"),
        "note": decision.note,
        **places.of(decision.a, decision.b)._asdict(),
    }


def _state(row: Row[Any], sides: tuple[Row[Any] | None, Row[Any] | None], *, stands: bool) -> str:
    a, b = sides
    if a is None or b is None or a.number == b.number:
        return "to review"
    if not stands:
        return "superseded"
    return "stands" if (a.story == b.story) is (row.verb == Verb.LINK) else "in conflict"


def _shown(row: Row[Any], sides: tuple[Row[Any] | None, Row[Any] | None], state: str) -> Shown:
    """A decision as a row: the versions and stories that stand at its places now, and the places."""
    found = {"id": row.decision_id, "decided_at": row.decided_at, "verb": row.verb, "relation": row.relation}
    for name, side in zip("ab", sides, strict=True):
        found |= {name: side and side.version, f"{name}_story": side and side.story}
    found |= {"note": row.note, "state": state}
    for name in "ab":
        anchor = anchor_in(row, name)
        found |= {f"{name}_place": {
            "original": anchor.original, "member": anchor.locator.member, "document": anchor.document,
            "spans": anchor.spans,
        }}  # fmt: skip
    return found
