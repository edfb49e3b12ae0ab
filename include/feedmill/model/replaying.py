"""What is replayed, what came of it, and what it changes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from feedmill.model.outcomes import Summary

OTHER = "other"
"""As a parser: whatever is not what parses now."""


@dataclass(frozen=True, slots=True)
class Selection:
    """Which originals to parse again; by default all. Conditions hold together.

    Args:
        since: a delivery of the original was received at this moment or later.
        until: and before this one.
        source: and came from this source.
        format: one of its documents has this format.
        originals: its SHA-256, or the first 8 digits or more of it, is one of these.
        parser: a stage of the parse that holds has this version, as `splitting/3`; `other`: not all have the present.
        start: its SHA-256 is this or sorts after it. With `end`, a part of a larger selection.
        end: its SHA-256 sorts before this.
    """

    since: datetime | None = None
    until: datetime | None = None
    source: str | None = None
    format: str | None = None
    originals: tuple[str, ...] = ()
    parser: str | None = None
    start: str = ""
    end: str | None = None


@dataclass(frozen=True, slots=True)
class Replayed:
    """An original that was parsed again, or entered again, with what the load did."""

    original: str
    name: str
    summary: Summary


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that a replay changes, with what holds before and after it; None where there is nothing.

    `what`: `reading` (documents, rejected places, failure of an original), `document` (one that comes or goes),
    `stated` (fields of a document), `split` (stories that stand otherwise), `text`, `kind`, `certainty`, `relation`
    (what a sighting is, and where its story begins), `furniture`, or `decision` (what comes of one).
    """

    what: str
    original: str | None
    name: str | None
    document: int | None
    before: Any
    after: Any
