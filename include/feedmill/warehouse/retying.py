"""Every tie found anew from the contents alone, and compared with those that stand: some contents at a time.

Of each content those pairs are looked at that its own load had to look at: with what came before it. The others belong
to the loads of what came later, which had more to choose from.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, exists, or_, select

from feedmill import identity
from feedmill.model import Finding
from feedmill.warehouse.candidates import pair
from feedmill.warehouse.relating import Content, alike, current_epoch, edge_of, forms_of, stops_of
from feedmill.warehouse.store import NAMES, by_names
from feedmill.warehouse.tables.identity import contents, edges

AT_ONCE = 200

MOST_BROKEN = 1000

ROWS = select(contents.c.number, contents.c.content_id, contents.c.form).order_by(contents.c.number)
TOUCHING = select(edges).where(or_(edges.c.a.in_(NAMES), edges.c.b.in_(NAMES)))
OTHER_RULES = select(exists().where(edges.c.rule != identity.RULE))


def untied(connection: Connection) -> Finding:
    """Ties that are missing, and ties that the contents do not bear out.

    Ties that other rules decided are left alone; where some stand, the present rules may find more, and none is missed.
    """
    stops = stops_of(connection, current_epoch(connection))
    complete = not connection.execute(OTHER_RULES).scalar_one()
    counted = 0
    broken: list[str] = []
    for some in connection.execution_options(yield_per=AT_ONCE).execute(ROWS).partitions(AT_ONCE):
        counted += len(some)
        fresh = {row.number: _content(row, stops) for row in some}
        if len(broken) < MOST_BROKEN:
            broken.extend(_differing(connection, fresh, stops, complete=complete))
    return Finding(counted, tuple(broken))


def _content(row: Any, stops: identity.Fingerprints) -> Content:
    form = identity.unpacked(row.form)
    return Content(row.content_id, form, row.form, form.without(stops).fingerprints, frozenset())


def _differing(
    connection: Connection, fresh: dict[int, Content], stops: identity.Fingerprints, *, complete: bool
) -> Iterator[str]:
    standing = {pair(row.a, row.b): row for row in by_names(connection, TOUCHING, fresh) if max(row.a, row.b) in fresh}
    found = {each for each in alike(connection, fresh) if max(each) in fresh} if complete else set()
    pairs = found | standing.keys()
    forms = forms_of(connection, {number for each in pairs for number in each}, stops)
    for one, other in sorted(pairs):
        row, tie = standing.get((one, other)), edge_of(one, other, forms)
        should = tie["relation"] if tie else "none"
        if row is None and tie:
            yield f"edge of contents {one} and {other}: missing, should be {should}"
        elif row is not None and row.rule == identity.RULE and _told(tie) != tuple(row[:4]):
            yield f"edge of contents {one} and {other}: {row.relation}, should be {should}"


def _told(tie: dict[str, Any] | None) -> tuple[Any, ...]:
    return (tie["a"], tie["b"], tie["relation"], tie["condition"]) if tie else ()
