"""What the database itself is asked of the invariants: each question counts its cases, and names those that break it.

Plain SQL that means the same on SQLite and PostgreSQL; every row of an answer is a sentence. What holds is not read.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import Connection, text

from feedmill.model import Finding
from feedmill.warehouse.tables.columns import metadata

MOST_NAMED = 1000
"""So many broken cases are read of one question."""


@dataclass(frozen=True, slots=True)
class Question:
    """An invariant, the SELECT that counts its cases, and the one whose rows say what breaks it."""

    invariant: str
    counts: str
    breaks: str

    def answer(self, connection: Connection) -> Finding:
        """What the database answers."""
        counted = connection.execute(text(self.counts)).scalar_one()
        broken = connection.execute(text(f"{self.breaks} LIMIT {MOST_NAMED}")).scalars().all()
        return Finding(int(counted), tuple(map(str, broken)))


UNCOVERED = Question(
    "every_character_once",
    "SELECT count(*) FROM documents",
    """
    SELECT 'document ' || d.document_id || ' of original ' || d.original || ': ' || d.characters || ' characters, '
           || coalesce(c.covered, 0) || ' in stories and furniture'
    FROM documents d JOIN parses p ON p.parse_id = d.parse_id
    LEFT JOIN (
        SELECT document_id, sum(characters) AS covered FROM (
            SELECT document_id, characters FROM sightings UNION ALL SELECT document_id, characters FROM furniture
        ) spanned GROUP BY document_id
    ) c ON c.document_id = d.document_id
    WHERE p.completed_at IS NOT NULL AND d.characters <> coalesce(c.covered, 0)""",
)

_ROWS_OF_A_PARSE = """
    LEFT JOIN (SELECT d.parse_id, count(*) AS found FROM {rows} GROUP BY d.parse_id) {name}
           ON {name}.parse_id = p.parse_id"""
_MADE = ("documents", "sightings", "furniture")
_JOINED = {
    "documents": "documents d",
    "sightings": "sightings s JOIN documents d ON d.document_id = s.document_id",
    "furniture": "furniture f JOIN documents d ON d.document_id = f.document_id",
}
_MADE_AND_FOUND = " || ', ' || ".join(
    f"p.{name} || ' {name} made and ' || coalesce(in_{name}.found, 0) || ' found'" for name in _MADE
)
UNEQUAL = Question(
    "ledger_balances",
    "SELECT count(*) FROM parses",
    f"""
    SELECT 'original ' || p.original || ', parse ' || p.parse_id || ': ' || {_MADE_AND_FOUND}
    FROM parses p {" ".join(_ROWS_OF_A_PARSE.format(rows=_JOINED[one], name=f"in_{one}") for one in _MADE)}
    WHERE p.completed_at IS NOT NULL
          AND ({" OR ".join(f"p.{one} <> coalesce(in_{one}.found, 0)" for one in _MADE)})""",  # noqa: S608 -- names of this module
)

UNDELIVERED = Question(
    "ledger_balances",
    "SELECT 0",
    """
    SELECT 'original ' || p.original || ': loaded, and no delivery of it'
    FROM parses p WHERE p.current AND NOT EXISTS (SELECT 1 FROM deliveries d WHERE d.original = p.original)""",
)

SHOWN_BY_NONE = Question(
    "ledger_balances",
    "SELECT 0",
    """
    SELECT 'delivery ' || d.delivery_id || ' of original ' || d.original || ': completed, and its original has no '
           || 'current parse'
    FROM deliveries d WHERE d.parse_id IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM parses p WHERE p.original = d.original AND p.current AND p.completed_at IS NOT NULL)""",
)

_FAILED = "CASE WHEN coalesce(p.failure, 'erased') = 'erased' THEN 0 ELSE 1 END"
FAILED_WITHOUT_ROW = Question(
    "ledger_balances",
    "SELECT coalesce(sum(rejected), 0) FROM parses WHERE current",
    f"""
    SELECT 'original ' || p.original || ': ' || (p.rejected + {_FAILED})
           || ' failures, ' || coalesce(q.noted, 0) || ' in quarantine'
    FROM parses p LEFT JOIN (
        SELECT original, count(*) AS noted FROM quarantine WHERE original IS NOT NULL GROUP BY original
    ) q ON q.original = p.original
    WHERE p.current AND p.completed_at IS NOT NULL
          AND p.rejected + {_FAILED} > coalesce(q.noted, 0)""",  # noqa: S608 -- made of constants
)

MISDATED = Question(
    "order_does_not_matter",
    "SELECT count(*) FROM originals",
    """
    SELECT 'original ' || o.sha256 || ': its place in canonical order is not that of its earliest delivery'
    FROM originals o JOIN (
        SELECT original, min(received_at) AS first_at FROM deliveries WHERE parse_id IS NOT NULL GROUP BY original
    ) d ON d.original = o.sha256
    WHERE o.first_received_at IS NULL OR o.first_received_at <> d.first_at""",
)

UNSTATED = Question(
    "honest_fields",
    "SELECT count(*) FROM documents",
    """
    SELECT 'document ' || document_id || ' of original ' || original || ': a date that no field states'
    FROM documents WHERE (published_at IS NOT NULL AND published_raw IS NULL)
                         OR (updated_at IS NOT NULL AND updated_raw IS NULL)""",
)

WITHOUT_CONTENT = Question(
    "nothing_dangles",
    "SELECT 0",
    """
    SELECT DISTINCT 'versions.content_id ' || v.content_id || ': no such row in contents'
    FROM versions v LEFT JOIN contents c ON c.content_id = v.content_id
    WHERE v.story_id IS NOT NULL AND c.content_id IS NULL""",
)
"""A version that no current parse carries any more belongs to no story, and its content is gone."""

QUESTIONS = (UNCOVERED, UNEQUAL, UNDELIVERED, SHOWN_BY_NONE, FAILED_WITHOUT_ROW, MISDATED, UNSTATED, WITHOUT_CONTENT)

IMPLIED = (
    ("versions", "superseded_by", "versions", "version_id"),
    ("versions", "parent_id", "versions", "version_id"),
    ("contents", "content_id", "versions", "content_id"),
    ("identifiers", "content", "contents", "number"),
)
"""References that no constraint holds: table and column, and what they name."""


def references() -> Iterator[Question]:
    """For each reference between tables a question: which rows name what is not there?"""
    stated = sorted(
        (table.name, key.parent.name, key.column.table.name, key.column.name)
        for table in metadata.tables.values()
        for key in table.foreign_keys
    )
    for table, column, other, key in (*stated, *IMPLIED):
        yield Question(
            "nothing_dangles",
            f"SELECT count(*) FROM {table}",  # noqa: S608 -- names of our tables, here and below
            f"""
            SELECT DISTINCT '{table}.{column} ' || t.{column} || ': no such row in {other}'
            FROM {table} t LEFT JOIN {other} o ON o.{key} = t.{column}
            WHERE t.{column} IS NOT NULL AND o.{key} IS NULL""",  # noqa: S608 -- as above
        )
