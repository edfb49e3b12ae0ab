"""Kills: which stories a message takes back, and until when. Plain SQL that means the same on SQLite and PostgreSQL.

A message that carries a story's own words takes that story back. One in words of its own names a story by an address or
id, which may have been given to several: it means the one that held the identity last before the message. Where that
cannot be told it is said of all of them, for a story shown in error does more harm than one withheld.

A kill stands until a later message says usable of the story in the story's own words: an id that is used again for
another story revives none. All of it follows from what messages state and when they were first received.
"""

from __future__ import annotations

from datetime import datetime

import structlog
from sqlalchemy import Connection, bindparam, text

from feedmill.model import Parse
from feedmill.warehouse.making import digest, parse_id
from feedmill.warehouse.tables.columns import Instant

log = structlog.get_logger("feedmill")

CANCELED = "canceled"
UNSURE = "unsure"

SHOWN = "p.current AND p.completed_at IS NOT NULL AND o.first_received_at IS NOT NULL"
"""The condition under which a document of parse `p` and original `o` shows."""

STATED_AT = """
    CASE WHEN d.updated_at <= o.believed_until AND coalesce(d.stated ->> 'updated_precision', '') <> 'day'
         THEN d.updated_at
         WHEN d.published_at <= o.believed_until AND coalesce(d.stated ->> 'published_precision', '') <> 'day'
         THEN d.published_at END"""
"""The moment that a document states of its wording: update, else publication; NULL where it names no more than a day,
or one that is not believed."""

MOMENT = f"coalesce({STATED_AT}, o.first_received_at)"

EMBARGOED = "(d.embargoed_until > {now} OR (d.status = 'withheld' AND d.embargoed_until IS NULL))"

CONCERNED = """d.document_id IN (
    SELECT s.document_id FROM versions v JOIN sightings s ON s.version_id = v.version_id WHERE {only}
    UNION
    SELECT n.document_id
    FROM versions v JOIN contents c ON c.content_id = v.content_id JOIN identifiers i ON i.content = c.number
    JOIN document_identifiers n ON n.identifier = i.identifier WHERE {only})"""
"""The documents that may be of some stories: they carry them, or state an identity of theirs."""


def _later(one: str, other: str) -> str:
    """Whether the first document speaks after the second: by the moments of the two, at one moment by version.

    What was received after it though it states an earlier version is not later, where one of the two states no moment.
    """
    newer = f"(length({one}.version), {one}.version) > (length({other}.version), {other}.version)"
    unknown = f"({one}.version IS NULL OR {other}.version IS NULL)"
    return f"""(({one}.moment > {other}.moment OR ({one}.moment = {other}.moment AND {newer}))
               AND (({one}.stated_at IS NOT NULL AND {other}.stated_at IS NOT NULL) OR {unknown} OR {newer}))"""


# CROSS JOIN: SQLite keeps to that order, from the few kills by the keys, and would read every sighting otherwise.
KILLS = f"""
    WITH told AS (
        SELECT d.document_id, d.url, d.guid, d.stated ->> 'doc_id' AS doc_id, d.version, d.original, d.member,
               d.ordinal, o.first_received_at, {STATED_AT} AS stated_at, {MOMENT} AS moment
        FROM documents d JOIN parses p ON p.parse_id = d.parse_id JOIN originals o ON o.sha256 = d.original
        WHERE d.status = 'canceled' AND {SHOWN} AND {{known}} AND {{concerned}}
    ), worded AS (
        SELECT DISTINCT t.document_id, v.story_id
        FROM told t JOIN sightings s ON s.document_id = t.document_id JOIN versions v ON v.version_id = s.version_id
        WHERE s.stated AND v.story_id IS NOT NULL
    ), stating AS (
        SELECT n.document_id AS kill, n.identifier, v.story_id, d.version, {STATED_AT} AS stated_at,
               {MOMENT} AS moment
        FROM told t CROSS JOIN document_identifiers n CROSS JOIN identifiers i CROSS JOIN contents c
        CROSS JOIN versions v CROSS JOIN sightings s CROSS JOIN documents d CROSS JOIN parses p CROSS JOIN originals o
        WHERE n.document_id = t.document_id AND i.identifier = n.identifier AND c.number = i.content
              AND v.content_id = c.content_id AND v.story_id IS NOT NULL
              AND s.version_id = v.version_id AND s.stated
              AND d.document_id = s.document_id AND coalesce(d.status, '') <> 'canceled'
              AND p.parse_id = d.parse_id AND o.sha256 = d.original AND {SHOWN} AND {{known}}
              AND (d.url = t.url OR d.guid IN (t.guid, t.doc_id) OR d.stated ->> 'doc_id' IN (t.guid, t.doc_id))
    ), held AS (
        SELECT h.kill, h.identifier, h.story_id, h.version, h.moment,
               CASE WHEN {_later("h", "t")} THEN 1 ELSE 0 END AS later
        FROM stating h JOIN told t ON t.document_id = h.kill
    ), ranked AS (
        SELECT kill, story_id,
               rank() OVER (PARTITION BY kill, identifier ORDER BY later, CASE WHEN later = 0 THEN moment END DESC,
                            CASE WHEN later = 0 THEN length(coalesce(version, '')) END DESC,
                            CASE WHEN later = 0 THEN coalesce(version, '') END DESC) AS back
        FROM held
    ), meant AS (
        SELECT kill, story_id,
               CASE WHEN min(story_id) OVER (PARTITION BY kill) = max(story_id) OVER (PARTITION BY kill)
                    THEN 1 ELSE 0 END AS sure
        FROM ranked WHERE back = 1
    ), said AS (
        SELECT document_id AS kill, story_id, 2 AS sure FROM worded
        UNION ALL
        SELECT kill, story_id, sure FROM meant m
        WHERE NOT EXISTS (SELECT 1 FROM worded w JOIN held h ON h.kill = w.document_id AND h.story_id = w.story_id
                          WHERE w.document_id = m.kill)
    ), v AS (
        SELECT kill, story_id, max(sure) AS sure FROM said GROUP BY kill, story_id
    )
    SELECT v.story_id, t.document_id, t.moment, t.version, t.first_received_at, t.original, t.member, t.ordinal,
           CASE v.sure WHEN 2 THEN 'words' WHEN 1 THEN 'identity' ELSE 'unsure' END AS told_by,
           CASE WHEN EXISTS (
               SELECT 1 FROM (
                   SELECT w.story_id, d.version, {STATED_AT} AS stated_at, {MOMENT} AS moment
                   FROM versions w JOIN sightings s ON s.version_id = w.version_id
                   JOIN documents d ON d.document_id = s.document_id JOIN parses p ON p.parse_id = d.parse_id
                   JOIN originals o ON o.sha256 = d.original
                   WHERE s.stated AND d.status IN ('usable', 'withheld') AND NOT coalesce({EMBARGOED}, FALSE)
                         AND {SHOWN} AND {{known}}
               ) e WHERE e.story_id = v.story_id AND {_later("e", "t")}
           ) THEN 0 ELSE 1 END AS stands
    FROM v JOIN told t ON t.document_id = v.kill WHERE {{only}}"""  # noqa: S608 -- made of constants of this module

EVENTS = f"""
    SELECT v.story_id, d.document_id, d.status, {MOMENT} AS moment, d.version, o.first_received_at, d.original,
           d.member, d.ordinal, 'words' AS told_by
    FROM documents d JOIN parses p ON p.parse_id = d.parse_id JOIN originals o ON o.sha256 = d.original
    JOIN sightings s ON s.document_id = d.document_id JOIN versions v ON v.version_id = s.version_id
    WHERE s.stated AND d.status <> 'canceled' AND v.story_id IS NOT NULL AND {SHOWN}
    UNION
    SELECT story_id, document_id, 'canceled', moment, version, first_received_at, original, member, ordinal, told_by
    FROM kills"""  # noqa: S608 -- made of constants of this module

OF_ONE = KILLS.format(only="1 = 1", known="1 = 1", now=":now", concerned="d.document_id = :document")


def tell(connection: Connection, parse: Parse, now: datetime) -> None:
    """Log what each kill of a parse takes back: a warning where what it states was given to several stories."""
    name = parse_id(parse.original, parse.stages)
    for one in parse.documents:
        if one.document.stated.status == CANCELED:
            document = digest("document", name, one.document.ordinal)
            asked = text(OF_ONE).bindparams(bindparam("now", type_=Instant()))
            rows = connection.execute(asked, {"document": document, "now": now}).all()
            told = {"document": document, "stories": sorted(row.story_id for row in rows)}
            if any(row.told_by == UNSURE for row in rows):
                log.warning("kill of stories that are not told apart", **told, look="feedmill story ID --why")
            else:
                log.info("kill", **told, standing=sum(row.stands for row in rows))
