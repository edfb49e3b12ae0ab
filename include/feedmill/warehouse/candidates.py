"""What a content may be tied to: the contents that share enough of its fingerprints, and those of the very same words.

Looked up for all new contents of a load at once. Whether two are tied is for identity to say.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable
from functools import cache
from typing import Any, NamedTuple

import structlog
from sqlalchemy import Connection, select

from feedmill import identity
from feedmill.model import Kind
from feedmill.warehouse.inserting import numbers
from feedmill.warehouse.sending import ask
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
AT_ONCE = {"sqlite": 1, "postgresql": 25}
"""Contents looked up by one statement: SQLite answers at once, and gives none of several an end of its own."""

SHARED = """
    SELECT {number} AS number, other, count(*) AS shared, prints FROM {postings} q GROUP BY other, {group} prints
    HAVING other <> {number} AND (count(*) >= {least} * prints OR count(*) >= {least} * {fewest})"""
"""Of what shares fingerprints with some contents, of which none has fewer than `fewest`, what may share enough."""
READ = """
    WITH r AS MATERIALIZED ({postings}) {shared}
    UNION ALL SELECT {number}, 0, count(*), 0 FROM r {each} HAVING count(*) >= {most}"""
"""The same of those of which no more is read than their end, and which of them come to it. What changes from one
look-up to the next is given beside the statement: the same words are made ready once."""
POSTINGS = {
    "sqlite": """
        SELECT f.content AS other, f.prints
        FROM json_each(?2) w CROSS JOIN fingerprints f ON f.fingerprint = w.value LIMIT {most}""",
    "postgresql": """
        SELECT n.number, f.content AS other, f.prints
        FROM (SELECT number, array_agg(print) AS own FROM unnest(%s::bigint[], %s::bigint[]) AS w(number, print)
              GROUP BY number) n,
            LATERAL (SELECT p.content, p.prints FROM unnest(n.own) AS v(print),
                LATERAL (SELECT content, prints FROM fingerprints WHERE fingerprint = v.print LIMIT {most}) p
                LIMIT {most}) f""",
}
"""Which contents hold the fingerprints of some. Each row is read once, and there is one way to go about it, by the
keys: a server that has not counted its rows yet would read whole tables."""
NAMED = {
    "sqlite": {"number": "?1", "group": "", "each": "", "fewest": "?3"},
    "postgresql": {"number": "number", "group": "number,", "each": "GROUP BY number", "fewest": "%s"},
}
"""How each says whose fingerprints they are: SQLite, which sorts the rows to count them, is told of one at a time."""
SOME_OF_EACH = """
    SELECT content AS other, prints
    FROM (SELECT content, prints FROM fingerprints WHERE fingerprint = {one} ORDER BY content LIMIT {most}) p"""

FIRST_OF_EACH = """
    SELECT * FROM (SELECT {columns} FROM {table} WHERE {key} = {mark} ORDER BY {order} LIMIT {most}) p"""

MARKS = {"sqlite": "?", "postgresql": "%s"}
"""What stands in a statement for a value."""

KINDS = select(contents.c.number, contents.c.content_id, contents.c.kind).where(contents.c.number.in_(NAMES))

Pair = tuple[int, int]
Prints = dict[int, list[int]]


class Equal(NamedTuple):
    """A content by its words."""

    norm_id: str
    content_id: str
    number: int


class Named(NamedTuple):
    """A content by an identity that is stated of it."""

    identifier: int
    content: int


class Sharing(NamedTuple):
    """A content, and another of so many fingerprints, some of them shared; 0: there are too many rows to read."""

    number: int
    other: int
    shared: int
    prints: int


def pair(one: int, other: int) -> Pair:
    """The two numbers, the lesser first."""
    return (one, other) if one < other else (other, one)


def equal_to(connection: Connection, norms: Iterable[str]) -> list[Equal]:
    """The first contents with each of these words, by number."""
    return [Equal(*row) for row in _first_of_each(connection, "contents", Equal._fields, sorted(set(norms)))]


def stating(connection: Connection, names: Iterable[int]) -> list[Named]:
    """The first contents of which each of these identities is stated, by content."""
    return [Named(*row) for row in _first_of_each(connection, "identifiers", Named._fields, sorted(set(names)))]


def _first_of_each(connection: Connection, table: str, columns: tuple[str, ...], keys: list[Any]) -> list[Any]:
    """Rows by their key, the first column, in the order of the last: one more of each than is looked at.

    Read by one statement for many, each to an end of its own: thousands share the words of a stock phrase.
    """
    found: list[Any] = []
    known = {"table": table, "columns": ", ".join(columns), "key": columns[0], "order": columns[-1]}
    one = FIRST_OF_EACH.format(**known, mark=MARKS[connection.dialect.name], most=MOST_EQUAL + 1)
    for some in groups(keys, MOST_TERMS):
        found += ask(connection, " UNION ALL ".join([one] * len(some)), some)
    return sorted(found, key=lambda row: row[-1])


def of_equal_words(rows: Iterable[Equal], norms: dict[int, str]) -> set[Pair]:
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
    for some in groups([number for _, number in asked], AT_ONCE[connection.dialect.name]):
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


def _postings(connection: Connection, prints: Prints) -> list[Sharing]:
    """What may share enough fingerprints with each. Text that very many contents share is read in part."""
    rows = _asked(connection, prints)
    large = sorted(row.number for row in rows if not row.other)
    found = [row for row in rows if row.number not in large]
    return found + [row for number in large for row in _in_part(connection, number, prints[number])]


def _in_part(connection: Connection, number: int, own: list[int]) -> list[Sharing]:
    log.warning("fingerprints read in part", content=number, fingerprints=len(own), most=MOST_POSTINGS)
    each = (SOME_OF_EACH.format(one=one, most=MOST_POSTINGS) for one in own[:MOST_TERMS])
    postings, named = f"({' UNION ALL '.join(each)})", {"number": number, "group": "", "fewest": len(own)}
    statement = SHARED.format(postings=postings, least=identity.LEAST_SHARED_FINGERPRINTS, **named)
    return [Sharing(*row) for row in ask(connection, statement, ())]


def _asked(connection: Connection, prints: Prints) -> list[Sharing]:
    dialect = connection.dialect.name
    given: tuple[Any, ...]
    if dialect == "sqlite":
        ((number, own),) = prints.items()
        given = (number, json.dumps(own))
    else:
        pairs = [(number, one) for number, own in prints.items() for one in own]
        given = (numbers(number for number, _ in pairs), numbers(one for _, one in pairs))
    fewest = min(map(len, prints.values()))
    return [Sharing(*row) for row in ask(connection, _reading(dialect, MOST_READ), (*given, fewest))]


@cache
def _reading(dialect: str, most: int) -> str:
    named = {**NAMED[dialect], "least": identity.LEAST_SHARED_FINGERPRINTS, "most": most}
    shared = SHARED.format(postings="r", **named)
    return READ.format(postings=POSTINGS[dialect].format(most=most), shared=shared, **named)
