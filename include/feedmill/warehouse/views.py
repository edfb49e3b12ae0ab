"""The views that readers query. Each is plain SQL that means the same on SQLite and PostgreSQL.

Only completed, current parses show. Canonical order is (first_received_at, original, member, ordinal): the order of
the records, never that of processing; every relation and every current version is derived from it here.
"""

from __future__ import annotations

from sqlalchemy import Connection, text

from feedmill.warehouse.killing import CONCERNED, EMBARGOED, EVENTS, KILLS, SHOWN, STATED_AT
from feedmill.warehouse.ledgers import LEDGERS
from feedmill.warehouse.viewing import View

CANONICAL = "first_received_at, original, coalesce(member, ''), document_ordinal, ordinal"

NOW = "CURRENT_TIMESTAMP"
"""The database's clock, in the views; a query of feedmill's own puts its clock in the place."""

STANDING = f"""
    WITH placed AS (
        SELECT s.sighting_id, s.document_id, s.ordinal, s.version_id, s.truncated, s.confidence, s.uncertain,
               s.stated, s.spans, s.parts, d.original, d.member, d.byte_start, d.byte_end,
               d.ordinal AS document_ordinal, d.shape, d.language, d.url, d.byline,
               CASE WHEN d.published_at <= o.believed_until THEN d.published_at END AS published_at,
               CASE WHEN d.updated_at <= o.believed_until THEN d.updated_at END AS updated_at,
               CASE WHEN s.stated THEN {STATED_AT} END AS stated_at,
               CASE WHEN s.stated THEN d.version END AS stated_version,
               CASE WHEN {EMBARGOED} THEN 1 ELSE 0 END AS embargoed,
               o.first_received_at, c.norm_id, v.kind, v.parent_id, v.story_id
        FROM sightings s
        JOIN documents d ON d.document_id = s.document_id
        JOIN parses p ON p.parse_id = d.parse_id
        JOIN originals o ON o.sha256 = d.original
        JOIN versions v ON v.version_id = s.version_id
        JOIN contents c ON c.content_id = v.content_id
        WHERE {SHOWN} AND {{only}}
    ), ranked AS (
        SELECT placed.*,
               row_number() OVER (PARTITION BY story_id ORDER BY {CANONICAL}) AS place_in_story,
               row_number() OVER (PARTITION BY story_id, norm_id ORDER BY {CANONICAL}) AS place_in_content
        FROM placed
    )
    SELECT ranked.*,
           CASE WHEN place_in_story = 1 THEN 'new'
                WHEN place_in_content > 1 THEN 'same'
                WHEN kind = 'excerpt' OR parent_id IS NOT NULL THEN 'excerpt_of'
                ELSE 'version_of' END AS relation
    FROM ranked"""  # noqa: S608 -- made of constants of this module

EVERYTHING = "1 = 1"

CARRIED = "d.original = e.original"
"""How the deliveries are found that carried a story."""

BY_THEN = "o.first_received_at <= :now"
"""What was known at a moment, as a condition on originals `o`."""

VIEWS = (
    View(
        "standing_sightings",
        "Every sighting of the current parses: its place in canonical order, its relation to what stands before.",
        STANDING.format(only=EVERYTHING, now=NOW),
    ),
    View(
        "kills",
        "What takes stories back: each message that says canceled, with the stories that it is said of. `told_by`: "
        "words, where it carries that story; identity, where that story was the last to hold what it states before "
        "it; unsure, where several may be meant, and all of them are taken back. `stands`: 1, until a later message "
        "that carries the story says usable.",
        KILLS.format(only=EVERYTHING, known=EVERYTHING, concerned=EVERYTHING, now=NOW),
    ),
    View(
        "status_events",
        "What documents say of the life of stories: usable or withheld of the story that they carry, canceled of the "
        "stories that kills names.",
        EVENTS,
    ),
    View(
        "story_history",
        "Every version of every story, in the order that their documents state (update, else publication), else in "
        "which they were first seen. What is embargoed shows no text.",
        """
        WITH firsts AS (
            SELECT version_id, min(place_in_story) AS first_place, count(*) AS sightings,
                   min(first_received_at) AS first_seen_at, max(first_received_at) AS last_seen_at,
                   coalesce(min(stated_at), min(first_received_at)) AS moment,
                   coalesce(max(stated_version), '') AS stated_version, min(embargoed) AS embargoed
            FROM standing_sightings GROUP BY version_id
        )
        SELECT v.story_id,
               row_number() OVER (PARTITION BY v.story_id ORDER BY f.moment, length(f.stated_version),
                                  f.stated_version, f.first_place) AS number,
               v.version_id, v.kind, v.truncated, f.embargoed = 1 AS embargoed,
               CASE WHEN f.embargoed = 0 THEN v.headline END AS headline,
               CASE WHEN f.embargoed = 0 THEN v.kicker END AS kicker,
               CASE WHEN f.embargoed = 0 THEN v.deck END AS deck,
               CASE WHEN f.embargoed = 0 THEN v.text END AS text,
               v.words, f.moment, f.first_seen_at, f.last_seen_at, f.sightings, v.parent_id
        FROM firsts f JOIN versions v ON v.version_id = f.version_id
        """,
    ),
    View(
        "every_story",
        "Every story with its status: live; killed, while a kill of it stands; embargoed, while all of its versions "
        "are. In its current version: of those that show, the latest full one. Dates and URL are "
        "those of the first document in canonical order that states them of this story, the language that of the "
        "first of which it is known; NULL where none is. A story is uncertain when each of its sightings is.",
        """
        WITH seen AS (
            SELECT s.story_id, s.version_id, s.kind, s.parent_id, s.place_in_story,
                   coalesce(min(s.stated_at) OVER one, min(s.first_received_at) OVER one) AS moment,
                   coalesce(max(s.stated_version) OVER one, '') AS stated_version,
                   min(s.place_in_story) OVER one AS first_place, min(s.embargoed) OVER one = 1 AS embargoed,
                   row_number() OVER (PARTITION BY s.story_id, s.version_id ORDER BY s.place_in_story) AS in_version,
                   row_number() OVER (PARTITION BY s.story_id, s.original ORDER BY s.place_in_story) AS in_original,
                   count(*) OVER (PARTITION BY s.story_id) AS sightings,
                   min(CASE WHEN s.uncertain THEN 1 ELSE 0 END) OVER (PARTITION BY s.story_id) = 1 AS uncertain,
                   min(s.first_received_at) OVER (PARTITION BY s.story_id) AS first_seen_at,
                   max(s.first_received_at) OVER (PARTITION BY s.story_id) AS last_seen_at,
                   first_value(CASE WHEN s.stated THEN s.published_at END) OVER (
                       PARTITION BY s.story_id ORDER BY CASE WHEN s.stated AND s.published_at IS NOT NULL
                       THEN 0 ELSE 1 END, s.place_in_story) AS published_at,
                   first_value(s.language) OVER (
                       PARTITION BY s.story_id ORDER BY CASE WHEN s.language IS NOT NULL
                       THEN 0 ELSE 1 END, s.place_in_story) AS language,
                   first_value(CASE WHEN s.stated THEN s.url END) OVER (
                       PARTITION BY s.story_id ORDER BY CASE WHEN s.stated AND s.url IS NOT NULL
                       THEN 0 ELSE 1 END, s.place_in_story) AS url
            FROM standing_sightings s WINDOW one AS (PARTITION BY s.story_id, s.version_id)
        ), chosen AS (
            SELECT seen.*,
                   sum(CASE WHEN in_version = 1 THEN 1 ELSE 0 END) OVER (PARTITION BY story_id) AS versions,
                   sum(CASE WHEN in_original = 1 THEN 1 ELSE 0 END) OVER (PARTITION BY story_id) AS originals,
                   row_number() OVER (
                       PARTITION BY story_id
                       ORDER BY CASE WHEN embargoed THEN 1 ELSE 0 END, CASE kind WHEN 'full' THEN 0 ELSE 1 END,
                                CASE WHEN parent_id IS NULL THEN 0 ELSE 1 END, moment DESC,
                                length(stated_version) DESC, stated_version DESC, first_place DESC, place_in_story
                   ) AS choice
            FROM seen
        )
        SELECT c.story_id,
               CASE WHEN c.story_id IN (SELECT story_id FROM kills WHERE stands = 1) THEN 'killed'
                    WHEN c.embargoed THEN 'embargoed' ELSE 'live' END
                   AS status,
               c.kind, c.version_id, v.truncated, c.uncertain,
               CASE WHEN NOT c.embargoed THEN v.headline END AS headline,
               CASE WHEN NOT c.embargoed THEN v.kicker END AS kicker,
               CASE WHEN NOT c.embargoed THEN v.deck END AS deck,
               CASE WHEN NOT c.embargoed THEN v.text END AS text,
               v.words, c.published_at, c.language, CASE WHEN NOT c.embargoed THEN c.url END AS url,
               c.versions, c.sightings, c.originals,
               (SELECT count(DISTINCT d.source) FROM versions w JOIN sightings t ON t.version_id = w.version_id
                JOIN documents e ON e.document_id = t.document_id
                JOIN parses q ON q.parse_id = e.parse_id AND q.current JOIN deliveries d ON d.original = e.original
                WHERE w.story_id = c.story_id) AS sources,
               c.first_seen_at, c.last_seen_at
        FROM chosen c JOIN versions v ON v.version_id = c.version_id
        WHERE c.choice = 1
        """,
    ),
    View(
        "stories",
        "Every live story in its current version: what every_story shows, without what is killed or embargoed.",
        "SELECT * FROM every_story WHERE status = 'live'",
    ),
    View(
        "ties",
        "The edges by the ids of the contents that they tie: in excerpt_of and within, a is the part.",
        """
        SELECT a.content_id AS a, b.content_id AS b, e.relation, e.condition, e.evidence, e.rule
        FROM edges e JOIN contents a ON a.number = e.a JOIN contents b ON b.number = e.b
        """,
    ),
    View(
        "delivery_states",
        "What became of each delivery: pending, loaded, partly loaded, known, quarantined or erased.",
        """
        SELECT d.delivery_id, d.way, d.source, d.name, d.original, d.received_at, d.batch_key,
               CASE WHEN d.parse_id IS NULL THEN 'pending'
                    WHEN p.failure = 'erased' THEN 'erased'
                    WHEN p.failure IS NOT NULL OR (p.documents = 0 AND p.rejected > 0) THEN 'quarantined'
                    WHEN row_number() OVER (PARTITION BY d.original, d.parse_id IS NULL
                                            ORDER BY d.received_at, d.delivery_id) > 1 THEN 'known'
                    WHEN p.rejected > 0 THEN 'partly loaded'
                    ELSE 'loaded' END AS state
        FROM deliveries d LEFT JOIN parses p ON p.parse_id = d.parse_id
        """,
    ),
    *LEDGERS,
)


def scoped(only: str, *, known: str = EVERYTHING) -> str:
    """A WITH clause in which the views of stories stand for some stories alone, at the moment `:now`.

    `only` is a condition on `v.story_id`. The result is what the views give under that condition, without ranking
    what it leaves out: a story's rank depends on nothing but its own sightings. `known` is a condition on originals
    `o`: what was not known then is left out.
    """
    selects = {view.name: view.select for view in VIEWS}
    concerned = EVERYTHING if only == EVERYTHING else CONCERNED.format(only=only)
    every_story = selects["every_story"]
    if known == BY_THEN:
        every_story = every_story.replace(CARRIED, f"{CARRIED} AND d.received_at <= :now")
    parts = {
        "standing_sightings": STANDING.format(only=f"{only} AND {known}", now=":now"),
        "kills": KILLS.format(only=only, known=known, concerned=concerned, now=":now"),
        "story_history": selects["story_history"],
        "every_story": every_story,
        "stories": selects["stories"],
    }
    return "WITH " + ", ".join(f"{name} AS ({select})" for name, select in parts.items()) + " "


AS_OF = f"{scoped(EVERYTHING, known=BY_THEN)}SELECT * FROM stories"  # noqa: S608 -- made of constants of this module
"""The stories as they were known at `:now`, for SQLite; PostgreSQL has it as the function `stories_as_of(moment)`."""
FUNCTION = f"""
    CREATE FUNCTION stories_as_of(moment timestamp with time zone) RETURNS SETOF stories LANGUAGE sql STABLE
    AS $$ {AS_OF.replace(":now", "moment")} $$"""


def create_views(connection: Connection) -> None:
    """Create all views, and what reads them. None of them may be there."""
    for view in VIEWS:
        connection.execute(text(f"CREATE VIEW {view.name} AS {view.on(connection.dialect.name)}"))
    if connection.dialect.name == "postgresql":
        connection.execute(text(FUNCTION))


def drop_views(connection: Connection) -> None:
    """Drop all views, the dependent ones first."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("DROP FUNCTION IF EXISTS stories_as_of"))
    for view in reversed(VIEWS):
        connection.execute(text(f"DROP VIEW IF EXISTS {view.name}"))
