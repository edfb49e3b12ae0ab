"""Where people's decisions are anchored, and what stands there now: columns `a` and `b` of `decisions`.

An anchor names bytes that never change. What is made of them does, so the content at a place is found by overlap; what
no longer stands there is left to a person.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from sqlalchemy import Connection, Row, bindparam, or_, select, update

from feedmill.model import Anchor, Locator, Span
from feedmill.warehouse.store import groups
from feedmill.warehouse.tables import schema
from feedmill.warehouse.tables.identity import contents, decisions

COLUMNS = ("original", "member", "byte_start", "byte_end", "document", "spans")
"""The columns of an anchor, each with `a_` or `b_` before it."""

LEAST = 0.5
"""Share of the anchored text, or of the story that stands there now, that both have to have in common."""

_s, _d, _p, _v = schema.sightings, schema.documents, schema.parses, schema.versions
STANDING = (
    select(contents.c.number, _d.c.ordinal.label("document"), _d.c.byte_start, _d.c.byte_end, _s.c.spans)
    .select_from(
        _d.join(_p, _d.c.parse_id == _p.c.parse_id)
        .join(_s, _s.c.document_id == _d.c.document_id)
        .join(_v, _s.c.version_id == _v.c.version_id)
        .join(contents, _v.c.content_id == contents.c.content_id)
    )
    .where(_d.c.original == bindparam("original"), _d.c.member.is_not_distinct_from(bindparam("member")))
    .where(_p.c.current, _p.c.completed_at.is_not(None))
    .order_by(_d.c.ordinal, _s.c.ordinal)
)
CONCERNING = or_(decisions.c.a_original == bindparam("original"), decisions.c.b_original == bindparam("original"))
CONCERNED = select(decisions).where(CONCERNING)
MAP = update(decisions).where(decisions.c.decision_id == bindparam("name")).values(a=bindparam("a"), b=bindparam("b"))


class Mapped(NamedTuple):
    """The contents that stand at the two places of a decision now; None: none."""

    a: int | None
    b: int | None


def map_anew(connection: Connection, original: str) -> set[int]:
    """Map the decisions that concern an original, of which a parse came to hold.

    Returns the contents of which something else is decided now: they have to be settled.
    """
    rows = connection.execute(CONCERNED, {"original": original}).all()
    changes = [(row, found) for row, found in mapped(connection, rows) if found != (row.a, row.b)]
    for group in groups([{"name": row.decision_id, **found._asdict()} for row, found in changes]):
        connection.execute(MAP, group)
    touched = {number for row, found in changes for number in (row.a, row.b, *found)}
    return {number for number in touched if number is not None}


def mapped(connection: Connection, rows: Iterable[Row[Any]]) -> Iterator[tuple[Row[Any], Mapped]]:
    """Rows of `decisions`, each with what stands at its places now."""
    places = Places(connection)
    for row in rows:
        yield row, places.of(anchor_in(row, "a"), anchor_in(row, "b"))


class Places:
    """What stands in originals now; each is read once."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._standing: dict[tuple[str, str | None], Sequence[Any]] = {}

    def of(self, a: Anchor, b: Anchor) -> Mapped:
        """The contents that stand at two places."""
        return Mapped(content_at(a, self._in(a)), content_at(b, self._in(b)))

    def _in(self, anchor: Anchor) -> Sequence[Any]:
        key = (anchor.original, anchor.locator.member)
        if key not in self._standing:
            asked = {"original": key[0], "member": key[1]}
            self._standing[key] = self._connection.execute(STANDING, asked).all()
        return self._standing[key]


def content_at(anchor: Anchor, standing: Sequence[Any]) -> int | None:
    """Of what stands in the anchor's member, the content that overlaps it most; None where nothing does enough.

    Where bytes are known of both, they say which documents are meant: numbers and offsets shift as readers change.
    Else the document of the anchor's number is preferred.
    """
    where = anchor.locator
    known = [row for row in standing if None not in (where.byte_start, row.byte_start)]
    candidates = [row for row in known if _shared_bytes(where, row)] if known else standing
    overlaps = [(row, _shared(anchor.spans, row.spans)) for row in candidates]
    length = _length(anchor.spans)
    enough = [(row, shared) for row, shared in overlaps if shared >= LEAST * max(1, min(length, _length(row.spans)))]
    if not enough:
        return None
    best, _ = max(enough, key=lambda one: (_shared_bytes(where, one[0]), one[0].document == anchor.document, one[1]))
    return int(best.number)


def anchor_in(row: Row[Any], side: str) -> Anchor:
    """The anchor that a row of `decisions` has on one side."""
    original, member, start, end, document, spans = (getattr(row, f"{side}_{name}") for name in COLUMNS)
    return Anchor(original, Locator(member, start, end), document, tuple((first, last) for first, last in spans))


def columns_of(anchor: Anchor, side: str) -> dict[str, Any]:
    """The columns of an anchor in `decisions`."""
    place = anchor.locator
    values = (anchor.original, place.member, place.byte_start, place.byte_end, anchor.document, anchor.spans)
    return {f"{side}_{name}": value for name, value in zip(COLUMNS, values, strict=True)}


def _shared_bytes(where: Locator, row: Any) -> int:
    """Bytes that a document has in common with the anchor's; 0 where they are not known."""
    start, end = where.byte_start, where.byte_end
    if start is None or end is None or row.byte_start is None or row.byte_end is None:
        return 0
    return max(0, min(end, int(row.byte_end)) - max(start, int(row.byte_start)))


def _shared(spans: Iterable[Span], others: Sequence[Span]) -> int:
    """Code points that two lists of spans have in common."""
    return sum(max(0, min(end, stop) - max(start, begin)) for start, end in spans for begin, stop in others)


def _length(spans: Iterable[Span]) -> int:
    return sum(end - start for start, end in spans)
