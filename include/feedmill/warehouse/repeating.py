"""What came again in the same words, and moves nothing: a feed brings most of its items at every look.

Settling reads every place where a content was seen. Where an earlier one has the date of this one, the first place, the
dates and so the ties that hold are what they were.
"""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection, text

from feedmill.warehouse.making import parse_id
from feedmill.warehouse.store import NAMES, by_names

DATE = "CASE WHEN {s}.stated AND {d}.published_at <= {o}.believed_until THEN {d}.published_at END"

AGAIN = text(f"""
    SELECT v.version_id
    FROM documents d JOIN sightings s ON s.document_id = d.document_id JOIN originals o ON o.sha256 = d.original
    JOIN versions v ON v.version_id = s.version_id
    WHERE d.parse_id = :parse AND v.story_id IS NOT NULL AND v.content_id IN :names
    GROUP BY v.version_id
    HAVING min(CASE WHEN EXISTS (
        SELECT 1
        FROM versions w JOIN sightings t ON t.version_id = w.version_id
        JOIN documents e ON e.document_id = t.document_id
        JOIN parses q ON q.parse_id = e.parse_id JOIN originals r ON r.sha256 = e.original
        WHERE w.content_id = v.content_id AND q.current AND q.completed_at IS NOT NULL
              AND r.first_received_at < o.first_received_at
              AND {DATE.format(s="t", d="e", o="r")} IS NOT DISTINCT FROM {DATE.format(s="s", d="d", o="o")}
    ) THEN 1 ELSE 0 END) = 1""").bindparams(NAMES)  # noqa: S608 -- constants


def repeated(connection: Connection, original: str, stages: str, contents: Iterable[str]) -> set[str]:
    """The versions in a parse that hold one of these contents, and were seen before with the dates that they have here.

    Of the contents nothing new may be stated by the parse, and its original must stand at its place in canonical order.
    """
    asked = AGAIN.bindparams(parse=parse_id(original, stages))
    return {row.version_id for row in by_names(connection, asked, contents)}
