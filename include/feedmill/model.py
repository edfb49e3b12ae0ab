"""The records that travel between the rooms. All are frozen; none knows how it was made or where it is kept."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from datetime import datetime
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


class Relation(StrEnum):
    """What a sighting is to what stands before it in canonical order."""

    NEW = "new"
    SAME = "same"
    VERSION_OF = "version_of"
    EXCERPT_OF = "excerpt_of"


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


@dataclass(frozen=True, slots=True)
class Original:
    """The bytes of one file: named by their SHA-256 (64 hex digits), `size` in bytes."""

    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class Delivery:
    """One arrival of an original. Its id and its record in the archive are made by the intake.

    `name` is for people (control characters and undecodable bytes escaped); `raw_name` the bytes as received.
    `token` tells two arrivals of the same bytes under the same name apart.
    """

    id: str
    way: Way
    source: str
    name: str
    raw_name: bytes
    original: Original
    token: str
    received_at: datetime


@dataclass(frozen=True, slots=True)
class Locator:
    """Where a document stands in its original: the member of an archive, and bytes where the format allows."""

    member: str | None = None
    byte_start: int | None = None
    byte_end: int | None = None


@dataclass(frozen=True, slots=True)
class Stated:
    """What a format states about a document. What it does not state is None; nothing is read from prose.

    Dates are UTC. `published_raw` and `updated_raw` keep what was written there.
    """

    headline: str | None = None
    kicker: str | None = None
    deck: str | None = None
    byline: str | None = None
    credit: str | None = None
    dateline: str | None = None
    published_at: datetime | None = None
    published_raw: str | None = None
    updated_at: datetime | None = None
    updated_raw: str | None = None
    language: str | None = None
    url: str | None = None
    guid: str | None = None
    doc_id: str | None = None
    version: str | None = None
    kind: str | None = None
    status: str | None = None
    urgency: str | None = None
    slugline: str | None = None
    keywords: tuple[str, ...] = ()
    ednote: str | None = None
    take_key: str | None = None
    rights: str | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """A run of a document's text with what its format says of it."""

    span: Span
    role: Role = Role.TEXT


@dataclass(frozen=True, slots=True)
class Document:
    """One unit that a reader found in an original.

    `text` is the decoded text (BOM removed, line ends kept) that all spans count in. `blocks` may be empty where the
    format has no structure (plain text). `notes` say what the reader had to put up with, in the form `code: detail`.
    """

    ordinal: int
    format: str
    shape: Shape
    text: str
    stated: Stated = Stated()
    locator: Locator = Locator()
    blocks: tuple[Block, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """A feed or page that a list (OPML, sitemap) names. Not a document, and not fetched by reading."""

    url: str
    title: str | None = None


@dataclass(frozen=True, slots=True)
class RejectedDocument:
    """A place in an original of which no document could be made, and why."""

    reason: str
    detail: str
    locator: Locator = Locator()
    stage: str = "reading"


@dataclass(frozen=True, slots=True)
class Parts:
    """The spans of a story's parts. Empty where the text has no such part."""

    headline: tuple[Span, ...] = ()
    kicker: tuple[Span, ...] = ()
    deck: tuple[Span, ...] = ()
    body: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Story:
    """A story as it stands in one document.

    `spans` cover all its parts, in order, disjoint. `text` is the body. `confidence` is the probability (0 to 1) that
    its outer boundaries are right. After normalising, the wording is normalised and the spans are as they were.
    """

    ordinal: int
    kind: Kind
    truncated: bool
    spans: tuple[Span, ...]
    parts: Parts
    confidence: float
    headline: str | None
    kicker: str | None
    deck: str | None
    text: str


@dataclass(frozen=True, slots=True)
class Furniture:
    """Text that belongs to no story."""

    label: Label
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Segmentation:
    """A document's text, all of it: every non-blank character stands in exactly one story or furniture span."""

    stories: tuple[Story, ...]
    furniture: tuple[Furniture, ...]


@dataclass(frozen=True, slots=True)
class Version:
    """One wording of a story, with the two names that identity gives it.

    `content_id` names all that identity looks at; `version_id` the wording as shown (both 64 hex digits).
    """

    version_id: str
    content_id: str
    kind: Kind
    truncated: bool
    headline: str | None
    kicker: str | None
    deck: str | None
    text: str


@dataclass(frozen=True, slots=True)
class Edge:
    """A verified tie between two versions; `evidence` says on what it rests (JSON-able)."""

    a: str
    b: str
    relation: Relation
    evidence: dict[str, str | int | float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Sighting:
    """A version's place in a document."""

    story: Story
    version: Version


@dataclass(frozen=True, slots=True)
class ParsedDocument:
    """A document with all that was made of it: what the warehouse loads."""

    document: Document
    sightings: tuple[Sighting, ...]
    furniture: tuple[Furniture, ...]


@dataclass(frozen=True, slots=True)
class Failure:
    """What could not go on: at which stage, why, and where. Without an original, no bytes were taken."""

    stage: str
    reason: str
    detail: str
    original: str | None = None
    source: str | None = None
    name: str | None = None
    locator: Locator = Locator()

    @property
    def id(self) -> str:
        """The same thing failing again has the same id."""
        arrival = () if self.original else (self.source, self.name)
        place = (self.stage, self.reason, self.original, *arrival, self.locator.member, self.locator.byte_start)
        return hashlib.sha256(json.dumps(place).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Parse:
    """One original, read through with one set of stages; with a `failure`, no document of it could be made."""

    original: str
    stages: str
    documents: tuple[ParsedDocument, ...]
    rejected: tuple[RejectedDocument, ...]
    failure: RejectedDocument | None = None

    def failures(self) -> list[Failure]:
        """Everything in it that could not go on: the whole original, or places in it."""
        whole = [self.failure] if self.failure else []
        return [
            Failure(one.stage, one.reason, one.detail, self.original, locator=one.locator)
            for one in (*whole, *self.rejected)
        ]


@dataclass(frozen=True, slots=True)
class Summary:
    """What one ingest did. All counts are of this call; `new + same + version_of + excerpt_of` = sightings loaded."""

    deliveries: int = 0
    originals: int = 0
    known: int = 0
    documents: int = 0
    stories: int = 0
    new: int = 0
    same: int = 0
    version_of: int = 0
    excerpt_of: int = 0
    furniture: int = 0
    rejected: int = 0
    quarantined: int = 0
    seconds: float = 0.0

    def __add__(self, other: Summary) -> Summary:
        """Both together."""
        return Summary(*(getattr(self, name) + getattr(other, name) for name in self.__slots__))


@dataclass(frozen=True, slots=True)
class Finding:
    """What the rows say of one invariant: how many cases there are, and those that break it."""

    counted: int
    broken: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Invariant:
    """One invariant: whether it holds, over how many cases, and the first few that break it."""

    name: str
    holds: bool
    counted: int
    broken: tuple[str, ...] = ()
