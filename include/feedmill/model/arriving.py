"""What arrives, and what a reader finds in it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from feedmill.model.context import NOTHING_SAID, Context
from feedmill.model.words import Part, Role, Shape, Span, Way


@dataclass(frozen=True, slots=True)
class Original:
    """The bytes of one file: named by their SHA-256 (64 hex digits), `size` in bytes."""

    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class Listed:
    """An object as a listing showed it: its address `s3://bucket/key`, its size in bytes, its ETag.

    `token` tells two states of it apart: its ETag and when it was last modified.
    """

    address: str
    size: int
    etag: str
    token: str

    @property
    def raw_name(self) -> bytes:
        """The address as bytes: they sort as the server sorts keys."""
        return self.address.encode("utf-8", "surrogateescape")


@dataclass(frozen=True, slots=True)
class Delivery:
    """One arrival of an original. Its id and its record in the archive are made by the intake.

    `name` is for people (control characters and undecodable bytes escaped); `raw_name` the bytes as received.
    `token` tells two arrivals of the same bytes under the same name apart. `headers` are those of the HTTP answer that
    it came by, as far as they tell of the content, with small letters in their names. `context` is what its source and
    its transfer say of the original.
    """

    id: str
    way: Way
    source: str
    name: str
    raw_name: bytes
    original: Original
    token: str
    received_at: datetime
    headers: tuple[tuple[str, str], ...] = ()
    context: Context = NOTHING_SAID


@dataclass(frozen=True, slots=True)
class Holding:
    """An object of the archive as a listing shows it.

    `kind` is original, delivery, erasure, refusal, decision, dismissal or epoch;
    `name` is the id of what it holds, `original` of a delivery or an erasure the original that it is about. Under a key
    that feedmill writes nothing to, `kind` is None. `stored_at` is None where the archive does not say.
    """

    key: str
    size: int
    stored_at: datetime | None = None
    kind: str | None = None
    name: str = ""
    original: str | None = None


@dataclass(frozen=True, slots=True)
class Locator:
    """Where a document stands in its original: the member of an archive, and bytes where the format allows."""

    member: str | None = None
    byte_start: int | None = None
    byte_end: int | None = None


@dataclass(frozen=True, slots=True)
class Stated:
    """What a format states about a document. What it does not state is None; nothing is read from prose.

    Dates are UTC, as exact as their `precision` says (`year`, `month`, `day`, `minute`, `second`); `zone` is the zone
    as it was written, or else that of its source; None where there is neither. The fields in `_raw` keep what was
    written there. `url` is the canonical address, without tracking parameters. `language` is stated, or that of its
    source, or found in the text: then `language_confidence` (0 to 1) says how surely. `fields` names, for each of
    these, which field of the format said so; `source.time_zone` and `source.language` are settings of its source.
    """

    headline: str | None = None
    kicker: str | None = None
    deck: str | None = None
    byline: str | None = None
    authors: tuple[str, ...] = ()
    agency: str | None = None
    credit: str | None = None
    dateline: str | None = None
    place: str | None = None
    published_at: datetime | None = None
    published_raw: str | None = None
    published_precision: str | None = None
    published_zone: str | None = None
    updated_at: datetime | None = None
    updated_raw: str | None = None
    updated_precision: str | None = None
    updated_zone: str | None = None
    embargoed_until: datetime | None = None
    embargoed_raw: str | None = None
    language: str | None = None
    language_confidence: float | None = None
    url: str | None = None
    url_raw: str | None = None
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
    subjects: tuple[str, ...] = ()
    media: tuple[str, ...] = ()
    fields: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Block:
    """A run of a document's text with what its format says of it.

    `level` is a heading's (1 to 6; 0 where none is stated), `article` the number of the article element that holds it,
    `links` the share of its text that is links (0 to 1). `part` is what the format's markup makes of it, of a page with
    several things on it: the main story, a teaser (blocks of one teaser share their `group`), or what is around them;
    None where the format says nothing.
    """

    span: Span
    role: Role = Role.TEXT
    level: int = 0
    article: int | None = None
    links: float = 0.0
    part: Part | None = None
    group: int | None = None


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
