"""What a content may be tied to: the contents that share enough of its fingerprints, and those of the very same words.

Looked up for all new contents of a load at once. Whether two are tied is for identity to say.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
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

PACKED = 1 << 24
"""A row is given as one number, that of its content times this and how many fingerprints that has: all rows of a
look-up come as one text, which is read and counted in half the time that the databases take to sort or count them."""

READ = {
    "sqlite": """
        SELECT ?1, group_concat(packed) FROM (
            SELECT f.content * {packed} + f.prints AS packed
            FROM json_each(?2) w CROSS JOIN fingerprints f ON f.fingerprint = w.value LIMIT {most})""",
    "postgresql": """
        SELECT n.number, (SELECT string_agg((p.content * {packed} + p.prints)::text, ',') FROM (
            SELECT f.content, f.prints FROM unnest(n.own) AS v(print),
                LATERAL (SELECT content, prints FROM fingerprints WHERE fingerprint = v.print LIMIT {most}) f
            LIMIT {most}) p)
        FROM (SELECT number, array_agg(print) AS own FROM unnest(%s::bigint[], %s::bigint[]) AS w(number, print)
              GROUP BY number) n""",
}
"""Which contents hold the fingerprints of some. Each row is read once, and there is one way to go about it, by the
keys: a server that has not counted its rows yet would read whole tables. What changes from one look-up to the next is
given beside the statement: the same words are made ready once."""
PART = "SELECT {joined} FROM ({rows}) q"
JOINED = {"sqlite": "group_concat(packed)", "postgresql": "string_agg(packed::text, ',')"}
SOME_OF_EACH = """
    SELECT content * {packed} + prints AS packed
    FROM (SELECT content, prints FROM fingerprints WHERE fingerprint = {one} ORDER BY content LIMIT {most}) p"""

FIRST_OF_EACH = """
    SELECT * FROM (SELECT {columns} FROM {table} WHERE {key} = {mark} ORDER BY {order} LIMIT {most}) p"""

MARKS = {"sqlite": "?", "postgresql": "%s"}
"""What stands in a statement for a value."""

KINDS = select(contents.c.number, contents.c.content_id, contents.c.kind).where(contents.c.number.in_(NAMES))

Ints = npt.NDArray[np.int64]
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
    asked = sorted(number for number, own in prints.items() if own)
    for some in groups(asked, AT_ONCE[connection.dialect.name]):
        for number, rows in _asked(connection, {number: prints[number] for number in some}):
            own = prints[number]
            alike = _shares(rows if len(rows) < MOST_READ else _in_part(connection, number, own), len(own))
            alike.pop(number, None)
            found |= {pair(number, other) for other in _most_alike(connection, number, alike)}
    return found


def _shares(rows: Ints, own: int) -> dict[int, float]:
    """Which share (0 to 1) of the fingerprints of the lesser each content has in common, where that is enough."""
    packed, shared = np.unique(rows, return_counts=True)
    share = shared / np.minimum(packed % PACKED, own)
    enough = share >= identity.LEAST_SHARED_FINGERPRINTS
    return dict(zip((packed[enough] // PACKED).tolist(), share[enough].tolist(), strict=True))


def _most_alike(connection: Connection, number: int, share: dict[int, float]) -> Iterable[int]:
    """Of what shares enough fingerprints with a content, that which shares most."""
    if len(share) <= min(MOST_COMPARED.values()):
        return share
    known = sorted(by_names(connection, KINDS, share), key=lambda row: (-share[row.number], row.content_id))
    best = [row.number for kind, most in MOST_COMPARED.items() for row in [r for r in known if r.kind == kind][:most]]
    if len(best) < len(share):
        log.info("candidates left out", content=number, found=len(share), compared=len(best))
    return best


def _asked(connection: Connection, prints: Prints) -> list[tuple[int, Ints]]:
    """The rows that hold the fingerprints of each, packed: no more than are read for one."""
    dialect = connection.dialect.name
    given: tuple[Any, ...]
    if dialect == "sqlite":
        ((number, own),) = prints.items()
        given = (number, json.dumps(own))
    else:
        pairs = [(number, one) for number, own in prints.items() for one in own]
        given = (numbers(number for number, _ in pairs), numbers(one for _, one in pairs))
    rows = ask(connection, READ[dialect].format(packed=PACKED, most=MOST_READ), given)
    return [(number, _unpacked(joined)) for number, joined in rows]


def _in_part(connection: Connection, number: int, own: list[int]) -> Ints:
    """The same of text that very many contents share: some rows of each fingerprint."""
    log.warning("fingerprints read in part", content=number, fingerprints=len(own), most=MOST_POSTINGS)
    each = (SOME_OF_EACH.format(packed=PACKED, one=one, most=MOST_POSTINGS) for one in own[:MOST_TERMS])
    joining = PART.format(joined=JOINED[connection.dialect.name], rows=" UNION ALL ".join(each))
    ((joined,),) = ask(connection, joining, ())
    return _unpacked(joined)


def _unpacked(joined: str | None) -> Ints:
    """The numbers of a text that joins them by commas; of none, none."""
    return np.fromstring(joined or "", np.int64, sep=",")
