"""What a content may be tied to: the contents that share enough of its fingerprints, and those of the very same words.

Looked up for all new contents of a load at once. Whether two are tied is for identity to say.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

import structlog
from sqlalchemy import Connection, Row, select

from feedmill import identity
from feedmill.model import Kind
from feedmill.warehouse.inserting import numbers
from feedmill.warehouse.store import NAMES, by_names, groups
from feedmill.warehouse.tables.identity import contents

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
AT_ONCE = 25
"""Contents looked up by one statement."""

SHARED = """
    SELECT number, other, shared, fewer, postings
    FROM (SELECT number, other, shared, postings, CASE WHEN prints < own THEN prints ELSE own END AS fewer
          FROM (SELECT number, own, other, shared, sum(shared) OVER () AS postings,
                       (SELECT c.prints FROM contents c WHERE c.number = other) AS prints
                FROM (SELECT number, own, content AS other, count(*) AS shared
                      FROM ({postings}) q GROUP BY number, own, content) s) t) u
    WHERE other <> number AND fewer > 0 AND shared >= {least} * fewer
    OR postings >= {most}"""
"""Of what shares fingerprints with some contents, what shares enough; everything, where `most` or more rows were read:
then not all were, and another way is taken."""
POSTINGS = {
    "sqlite": """
        SELECT w.value ->> 0 AS number, w.value ->> 2 AS own, f.content
        FROM json_each(?) w CROSS JOIN fingerprints f ON f.fingerprint = w.value ->> 1 LIMIT ?""",
    "postgresql": """
        SELECT w.number, w.own, f.content
        FROM unnest(%s::bigint[], %s::bigint[], %s::bigint[]) AS w(number, print, own),
        LATERAL (SELECT content FROM fingerprints WHERE fingerprint = w.print LIMIT %s) f LIMIT %s""",
}
"""Which contents hold the fingerprints of some. Written so that there is one way to go about it, by the keys: a server
that has not counted its rows yet would read whole tables."""
SOME_OF_EACH = """
    SELECT {number} AS number, {own} AS own, content
    FROM (SELECT content FROM fingerprints WHERE fingerprint = {one} LIMIT {most}) p"""

KINDS = select(contents.c.number, contents.c.content_id, contents.c.kind).where(contents.c.number.in_(NAMES))
EQUAL = (
    select(contents.c.norm_id, contents.c.content_id, contents.c.number)
    .where(contents.c.norm_id.in_(NAMES))
    .order_by(contents.c.number)
)

Pair = tuple[int, int]
Prints = dict[int, list[int]]


def pair(one: int, other: int) -> Pair:
    """The two numbers, the lesser first."""
    return (one, other) if one < other else (other, one)


def equal_to(connection: Connection, norms: Iterable[str]) -> list[Row[Any]]:
    """The contents with these words: `norm_id`, `content_id` and `number` of each, by number."""
    return list(by_names(connection, EQUAL, set(norms)))


def of_equal_words(rows: Iterable[Row[Any]], norms: dict[int, str]) -> set[Pair]:
    """Pairs of a content, given with its `norm_id`, and another with all of its words."""
    equal: dict[str, list[int]] = defaultdict(list)
    for row in rows:
        equal[row.norm_id].append(row.number)
    others = {number: [other for other in equal[norm] if other != number] for number, norm in norms.items()}
    return {pair(number, other) for number, found in others.items() for other in found[:MOST_EQUAL]}


def sharing(connection: Connection, prints: Prints) -> set[Pair]:
    """Pairs of a content, given with its fingerprints, and one of those that share most of them."""
    found: set[Pair] = set()
    for some in groups([number for number, own in prints.items() if own], AT_ONCE):
        rows: dict[int, list[Row[Any]]] = defaultdict(list)
        for row in _alike(connection, {number: prints[number] for number in some}):
            rows[row.number].append(row)
        for number, others in rows.items():
            found |= {pair(number, other) for other in _most_alike(connection, number, others)}
    return found


def _most_alike(connection: Connection, number: int, rows: list[Row[Any]]) -> list[int]:
    """Of what shares enough fingerprints with a content, that which shares most."""
    share = {row.other: row.shared / row.fewer for row in rows}
    enough = list(share)
    if len(enough) <= min(MOST_COMPARED.values()):
        return enough
    known = sorted(by_names(connection, KINDS, enough), key=lambda row: (-share[row.number], row.content_id))
    best = [row.number for kind, most in MOST_COMPARED.items() for row in [r for r in known if r.kind == kind][:most]]
    if len(best) < len(enough):
        log.info("candidates left out", content=number, found=len(enough), compared=len(best))
    return best


def _alike(connection: Connection, prints: Prints) -> Sequence[Row[Any]]:
    """What shares enough fingerprints with each. Text that very many contents share is read in part."""
    rows = _asked(connection, prints)
    if not rows or rows[0].postings < MOST_READ:
        return rows
    if len(prints) > 1:
        return [row for number, own in prints.items() for row in _alike(connection, {number: own})]
    ((number, own),) = prints.items()
    log.warning("fingerprints read in part", content=number, fingerprints=len(own), most=MOST_POSTINGS)
    asked = own[:MOST_TERMS]
    each = (SOME_OF_EACH.format(number=number, own=len(own), one=one, most=MOST_POSTINGS) for one in asked)
    everything = len(asked) * MOST_POSTINGS + 1
    return connection.exec_driver_sql(_shared(" UNION ALL ".join(each), everything)).all()


def _asked(connection: Connection, prints: Prints) -> Sequence[Row[Any]]:
    asked = [(number, one, len(own)) for number, own in prints.items() for one in own]
    dialect = connection.dialect.name
    if dialect == "sqlite":
        given: tuple[Any, ...] = (json.dumps(asked), MOST_READ)
    else:
        columns = zip(*asked, strict=True)
        given = (*map(numbers, columns), MOST_READ, MOST_READ)
    return connection.exec_driver_sql(_shared(POSTINGS[dialect], MOST_READ), given).all()


def _shared(postings: str, most: int) -> str:
    return SHARED.format(postings=postings, most=most, least=identity.LEAST_SHARED_FINGERPRINTS)
