"""The views that readers query. Each is plain SQL that means the same on SQLite and PostgreSQL.

Only completed, current parses show. Canonical order is (first_received_at, original, member, ordinal): the order of
the records, never that of processing; every relation and every current version is derived from it here.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, text


@dataclass(frozen=True, slots=True)
class View:
    """A view's name, what it shows, and its SELECT."""

    name: str
    shows: str
    select: str


CANONICAL = "first_received_at, original, coalesce(member, ''), document_ordinal, ordinal"

STANDING = f"""
    WITH placed AS (
        SELECT s.sighting_id, s.document_id, s.ordinal, s.version_id, s.truncated, s.confidence, s.spans, s.parts,
               d.original, d.member, d.byte_start, d.byte_end, d.ordinal AS document_ordinal, d.shape,
               d.published_at, d.updated_at, d.language, d.url, d.byline,
               o.first_received_at, v.content_id, v.kind, v.story_id
        FROM sightings s
        JOIN documents d ON d.document_id = s.document_id
        JOIN parses p ON p.parse_id = d.parse_id
        JOIN originals o ON o.sha256 = d.original
        JOIN versions v ON v.version_id = s.version_id
        WHERE p.current AND p.completed_at IS NOT NULL AND o.first_received_at IS NOT NULL AND {{only}}
    ), ranked AS (
        SELECT placed.*,
               row_number() OVER (PARTITION BY story_id ORDER BY {CANONICAL}) AS place_in_story,
               row_number() OVER (PARTITION BY story_id, content_id ORDER BY {CANONICAL}) AS place_in_content
        FROM placed
    )
    SELECT ranked.*,
           CASE WHEN place_in_story = 1 THEN 'new'
                WHEN place_in_content > 1 THEN 'same'
                WHEN kind = 'excerpt' THEN 'excerpt_of'
                ELSE 'version_of' END AS relation
    FROM ranked"""  # noqa: S608 -- made of constants of this module

EVERYTHING = "1 = 1"

VIEWS = (
    View(
        "standing_sightings",
        "Every sighting of the current parses: its place in canonical order, its relation to what stands before.",
        STANDING.format(only=EVERYTHING),
    ),
    View(
        "story_history",
        "Every version of every story, numbered in the order in which it was first seen.",
        """
        WITH firsts AS (
            SELECT version_id, min(place_in_story) AS first_place, count(*) AS sightings,
                   min(first_received_at) AS first_seen_at, max(first_received_at) AS last_seen_at
            FROM standing_sightings GROUP BY version_id
        )
        SELECT v.story_id, row_number() OVER (PARTITION BY v.story_id ORDER BY f.first_place) AS number,
               v.version_id, v.kind, v.truncated, v.headline, v.kicker, v.deck, v.text, v.words,
               f.first_seen_at, f.last_seen_at, f.sightings
        FROM firsts f JOIN versions v ON v.version_id = f.version_id
        """,
    ),
    View(
        "stories",
        "Every live story in its current version. Dates, language and URL are those of the first document in "
        "canonical order that states them for this story alone; NULL where none does.",
        """
        WITH current AS (
            SELECT h.*, row_number() OVER (
                       PARTITION BY story_id ORDER BY CASE kind WHEN 'full' THEN 0 ELSE 1 END, number DESC) AS choice,
                   count(*) OVER (PARTITION BY story_id) AS versions
            FROM story_history h
        ), seen AS (
            SELECT story_id, count(*) AS sightings, count(DISTINCT original) AS originals,
                   min(first_received_at) AS first_seen_at, max(first_received_at) AS last_seen_at
            FROM standing_sightings GROUP BY story_id
        ), told AS (
            SELECT story_id,
                   min(CASE WHEN published_at IS NOT NULL THEN place_in_story END) AS published_place,
                   min(CASE WHEN language IS NOT NULL THEN place_in_story END) AS language_place,
                   min(CASE WHEN url IS NOT NULL THEN place_in_story END) AS url_place
            FROM standing_sightings WHERE shape = 'item' GROUP BY story_id
        ), carried AS (
            SELECT s.story_id, count(DISTINCT d.source) AS sources
            FROM standing_sightings s JOIN deliveries d ON d.original = s.original GROUP BY s.story_id
        )
        SELECT c.story_id, 'live' AS status, c.kind, c.version_id, c.truncated, c.headline, c.kicker, c.deck, c.text,
               c.words, p.published_at, l.language, u.url, c.versions, n.sightings, n.originals, k.sources,
               n.first_seen_at, n.last_seen_at
        FROM current c
        JOIN seen n ON n.story_id = c.story_id
        JOIN carried k ON k.story_id = c.story_id
        LEFT JOIN told t ON t.story_id = c.story_id
        LEFT JOIN standing_sightings p ON p.story_id = t.story_id AND p.place_in_story = t.published_place
        LEFT JOIN standing_sightings l ON l.story_id = t.story_id AND l.place_in_story = t.language_place
        LEFT JOIN standing_sightings u ON u.story_id = t.story_id AND u.place_in_story = t.url_place
        WHERE c.choice = 1
        """,
    ),
    View(
        "delivery_states",
        "What became of each delivery: pending, loaded, partly loaded, known or quarantined.",
        """
        SELECT d.delivery_id, d.way, d.source, d.name, d.original, d.received_at, d.batch_key,
               CASE WHEN d.parse_id IS NULL THEN 'pending'
                    WHEN p.failure IS NOT NULL OR (p.documents = 0 AND p.rejected > 0) THEN 'quarantined'
                    WHEN row_number() OVER (PARTITION BY d.original, d.parse_id IS NULL
                                            ORDER BY d.received_at, d.delivery_id) > 1 THEN 'known'
                    WHEN p.rejected > 0 THEN 'partly loaded'
                    ELSE 'loaded' END AS state
        FROM deliveries d LEFT JOIN parses p ON p.parse_id = d.parse_id
        """,
    ),
    View(
        "ledger",
        "The balance: what came in against what became of it, over everything.",
        """
        SELECT (SELECT count(*) FROM deliveries) + (SELECT count(*) FROM quarantine WHERE original IS NULL) AS arrivals,
               (SELECT count(*) FROM deliveries) AS deliveries,
               (SELECT count(*) FROM quarantine WHERE original IS NULL) AS refused,
               (SELECT count(*) FROM delivery_states WHERE state = 'pending') AS pending,
               (SELECT count(*) FROM delivery_states WHERE state = 'loaded') AS loaded,
               (SELECT count(*) FROM delivery_states WHERE state = 'partly loaded') AS partly_loaded,
               (SELECT count(*) FROM delivery_states WHERE state = 'known') AS known,
               (SELECT count(*) FROM delivery_states WHERE state = 'quarantined') AS quarantined,
               (SELECT coalesce(sum(documents), 0) FROM parses WHERE current AND completed_at IS NOT NULL) AS documents,
               (SELECT coalesce(sum(rejected), 0) FROM parses WHERE current AND completed_at IS NOT NULL) AS rejected,
               (SELECT count(*) FROM standing_sightings) AS sightings,
               (SELECT count(*) FROM standing_sightings WHERE relation = 'new') AS new,
               (SELECT count(*) FROM standing_sightings WHERE relation = 'same') AS same,
               (SELECT count(*) FROM standing_sightings WHERE relation = 'version_of') AS version_of,
               (SELECT count(*) FROM standing_sightings WHERE relation = 'excerpt_of') AS excerpt_of
        """,
    ),
)


def scoped(only: str) -> str:
    """A WITH clause in which the views of stories stand for some stories alone.

    `only` is a condition on `v.story_id`. The result is what the views give under that condition, without ranking
    what it leaves out: a story's rank depends on nothing but its own sightings.
    """
    selects = {view.name: view.select for view in VIEWS if view.name in {"story_history", "stories"}}
    standing = STANDING.format(only=only)
    return (
        f"WITH standing_sightings AS ({standing}), "
        f"story_history AS ({selects['story_history']}), stories AS ({selects['stories']}) "
    )


def create_views(connection: Connection) -> None:
    """Create all views anew, so that they are as this module says."""
    drop_views(connection)
    for view in VIEWS:
        connection.execute(text(f"CREATE VIEW {view.name} AS {view.select}"))


def drop_views(connection: Connection) -> None:
    """Drop all views, the dependent ones first."""
    for view in reversed(VIEWS):
        connection.execute(text(f"DROP VIEW IF EXISTS {view.name}"))
