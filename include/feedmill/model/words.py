"""The fixed vocabularies of the records."""

from __future__ import annotations

from enum import StrEnum

Span = tuple[int, int]
"""A half-open range `[start, end)` of Unicode code points in a document's decoded text."""


class Way(StrEnum):
    """How a delivery arrived."""

    DROP = "drop"
    S3 = "s3"
    FETCH = "fetch"
    MANUAL = "manual"
    CLI = "cli"
    REPLAY = "replay"


class Kind(StrEnum):
    """Whether a story is whole or the cut part of one."""

    FULL = "full"
    EXCERPT = "excerpt"


class Shape(StrEnum):
    """What a format says of a document: one story, or a page that may hold any number."""

    ITEM = "item"
    PAGE = "page"


class Role(StrEnum):
    """What a format says of a block of text. Evidence for splitting, never its decision."""

    TEXT = "text"
    HEADING = "heading"
    ITEM = "item"


class Part(StrEnum):
    """What a page's markup makes of a block of text. Evidence for splitting, never its decision."""

    MAIN = "main"
    TEASER = "teaser"
    AROUND = "around"


class Relation(StrEnum):
    """What a sighting is to what stands before it in canonical order."""

    NEW = "new"
    SAME = "same"
    VERSION_OF = "version_of"
    EXCERPT_OF = "excerpt_of"
    WITHIN = "within"
    """Of two contents only, never of a sighting: a whole story stands in a round-up or in another story."""


class Verb(StrEnum):
    """What a person decided of two stories."""

    LINK = "link"
    UNLINK = "unlink"


class Condition(StrEnum):
    """Under what a tie holds that the two texts alone do not decide."""

    NEAR = "near"
    """Some sightings of the two were published within two days of each other, or when is not known."""
    STATED = "stated"
    """Some sightings of the two state one identity: the same address, the same id of a wire."""


class Label(StrEnum):
    """What a piece of furniture is."""

    CREDIT = "credit"
    CAPTION = "caption"
    BYLINE = "byline"
    SHARE = "share"
    RELATED = "related"
    NAVIGATION = "navigation"
    SUBSCRIPTION = "subscription"
    COPYRIGHT = "copyright"
    TIMESTAMP = "timestamp"
    ADVERTISEMENT = "advertisement"
    CONTACT = "contact"
    OTHER = "other"
