"""What a content may be tied to: the contents that share enough of its fingerprints, and those of the very same words.

Looked up for all new contents of a load at once. Whether two are tied is for identity to say.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cache
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
MOST_READ = 6_000
"""Rows of `fingerprints` read for one content: ten times what a story comes to among a million. Where there are more,
`MOST_POSTINGS` of each fingerprint are."""
MOST_POSTINGS = 200
"""Contents read for one fingerprint: what more contents share than that tells no stories apart. An epoch of
stop-fingerprints takes such text out of the comparison before it comes to this."""
MOST_TERMS = 400
"""Parts of one statement: SQLite takes 500."""
AT_ONCE = 25
"""Contents looked up by one statement."""

SHARED = """
    SELECT number, other, count(*) AS shared, prints FROM ({postings}) q GROUP BY other, number, prints
    HAVING other <> number AND (count(*) >= {least} * prints OR count(*) >= {least} * {fewest})"""
"""Of what shares fingerprints with some contents, of which none has fewer than those given last, what may share enough.
What changes from one look-up to the next is given beside the statement: the same words are made ready once."""
READ = "{given}, {sizes} {shared} UNION ALL SELECT number, NULL, size, NULL FROM sizes"
"""The same of those that have an end, and for each how many rows are to be read for it, as far as that is counted."""
GIVEN = {
    "sqlite": "WITH w AS MATERIALIZED (SELECT value ->> 0 AS number, value ->> 1 AS print FROM json_each(?))",
    "postgresql": "WITH w AS MATERIALIZED (SELECT * FROM unnest(%s::bigint[], %s::bigint[]) AS w(number, print))",
}
SIZES = {
    "sqlite": """
        sizes AS MATERIALIZED (SELECT number, (SELECT count(*) FROM (
            SELECT 1 FROM w AS v CROSS JOIN fingerprints f ON f.fingerprint = v.print
            WHERE v.number = n.number LIMIT {most}) p) AS size
        FROM (SELECT DISTINCT number FROM w) n)""",
    "postgresql": """
        sizes AS MATERIALIZED (SELECT number, own, (SELECT count(*) FROM (
            SELECT 1 FROM unnest(own) AS v(print),
                LATERAL (SELECT 1 FROM fingerprints WHERE fingerprint = v.print LIMIT {most}) f LIMIT {most}) p) AS size
        FROM (SELECT number, array_agg(print) AS own FROM w GROUP BY number) n)""",
}
"""How many rows are to be read for each; counting ends where a content is read in part."""
POSTINGS = {
    "sqlite": """
        SELECT w.number, f.content AS other, f.prints
        FROM w CROSS JOIN fingerprints f ON f.fingerprint = w.print
        WHERE w.number IN (SELECT number FROM sizes WHERE size < {most})""",
    "postgresql": """
        SELECT s.number, f.content AS other, f.prints
        FROM sizes s, unnest(s.own) AS v(print),
            LATERAL (SELECT content, prints FROM fingerprints WHERE fingerprint = v.print LIMIT {most}) f
        WHERE s.size < {most}""",
}
"""Which contents hold the fingerprints of some. Written so that there is one way to go about it, by the keys: a server
that has not counted its rows yet would read whole tables."""
SOME_OF_EACH = """
    SELECT {number} AS number, content AS other, prints
    FROM (SELECT content, prints FROM fingerprints WHERE fingerprint = {one} ORDER BY content LIMIT {most}) p"""

FIRST_OF_EACH = """
    SELECT * FROM (SELECT {columns} FROM {table} WHERE {key} = {mark} ORDER BY {order} LIMIT {most}) p"""

MARKS = {"sqlite": "?", "postgresql": "%s"}
"""What stands in a statement for a value."""

KINDS = select(contents.c.number, contents.c.content_id, contents.c.kind).where(contents.c.number.in_(NAMES))

Pair = tuple[int, int]
Prints = dict[int, list[int]]


def pair(one: int, other: int) -> Pair:
    """The two numbers, the lesser first."""
    return (one, other) if one < other else (other, one)


def equal_to(connection: Connection, norms: Iterable[str]) -> list[Row[Any]]:
    """The first contents with each of these words: `norm_id`, `content_id` and `number`, by number."""
    columns = ("norm_id", "content_id", "number")
    return _first_of_each(connection, "contents", columns, sorted(set(norms)))


def stating(connection: Connection, names: Iterable[int]) -> list[Row[Any]]:
    """The first contents of which each of these identities is stated: `identifier` and `content`, by content."""
    return _first_of_each(connection, "identifiers", ("identifier", "content"), sorted(set(names)))


def _first_of_each(connection: Connection, table: str, columns: tuple[str, ...], keys: list[Any]) -> list[Row[Any]]:
    """Rows by their key, the first column, in the order of the last: one more of each than is looked at.

    Read by one statement for many, each to an end of its own: thousands share the words of a stock phrase.
    """
    found: list[Row[Any]] = []
    known = {"table": table, "columns": ", ".join(columns), "key": columns[0], "order": columns[-1]}
    one = FIRST_OF_EACH.format(**known, mark=MARKS[connection.dialect.name], most=MOST_EQUAL + 1)
    for some in groups(keys, MOST_TERMS):
        found += connection.exec_driver_sql(" UNION ALL ".join([one] * len(some)), tuple(some)).all()
    return sorted(found, key=lambda row: row[-1])


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
    asked = sorted((len(own), number) for number, own in prints.items() if own)
    for some in groups([number for _, number in asked], AT_ONCE):
        shares: dict[int, dict[int, float]] = defaultdict(dict)
        for row in _postings(connection, {number: prints[number] for number in some}):
            share = row.shared / min(row.prints, len(prints[row.number]))
            if share >= identity.LEAST_SHARED_FINGERPRINTS:
                shares[row.number][row.other] = share
        for number, share_of in shares.items():
            found |= {pair(number, other) for other in _most_alike(connection, number, share_of)}
    return found


def _most_alike(connection: Connection, number: int, share: dict[int, float]) -> Iterable[int]:
    """Of what shares enough fingerprints with a content, that which shares most."""
    if len(share) <= min(MOST_COMPARED.values()):
        return share
    known = sorted(by_names(connection, KINDS, share), key=lambda row: (-share[row.number], row.content_id))
    best = [row.number for kind, most in MOST_COMPARED.items() for row in [r for r in known if r.kind == kind][:most]]
    if len(best) < len(share):
        log.info("candidates left out", content=number, found=len(share), compared=len(best))
    return best


def _postings(connection: Connection, prints: Prints) -> list[Row[Any]]:
    """What may share enough fingerprints with each. Text that very many contents share is read in part."""
    rows = _asked(connection, prints)
    large = sorted(row.number for row in rows if row.other is None and row.shared >= MOST_READ)
    found = [row for row in rows if row.other is not None]
    return found + [row for number in large for row in _in_part(connection, number, prints[number])]


def _in_part(connection: Connection, number: int, own: list[int]) -> Sequence[Row[Any]]:
    log.warning("fingerprints read in part", content=number, fingerprints=len(own), most=MOST_POSTINGS)
    each = (SOME_OF_EACH.format(number=number, one=one, most=MOST_POSTINGS) for one in own[:MOST_TERMS])
    statement = _shared(" UNION ALL ".join(each), connection.dialect.name)
    return connection.exec_driver_sql(statement, (len(own),)).all()


def _asked(connection: Connection, prints: Prints) -> Sequence[Row[Any]]:
    pairs = [(number, one) for number, own in prints.items() for one in own]
    dialect = connection.dialect.name
    if dialect == "sqlite":
        given: tuple[Any, ...] = (json.dumps(pairs),)
    else:
        given = (numbers(number for number, _ in pairs), numbers(one for _, one in pairs))
    return connection.exec_driver_sql(_reading(dialect, MOST_READ), (*given, min(map(len, prints.values())))).all()


@cache
def _reading(dialect: str, most: int) -> str:
    sizes, postings = (one[dialect].format(most=most) for one in (SIZES, POSTINGS))
    return READ.format(given=GIVEN[dialect], sizes=sizes, shared=_shared(postings, dialect))


def _shared(postings: str, dialect: str) -> str:
    return SHARED.format(postings=postings, fewest=MARKS[dialect], least=identity.LEAST_SHARED_FINGERPRINTS)
