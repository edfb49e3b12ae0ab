"""The tables. Each column says what it holds: docs/warehouse.md is made from here.

Names are the words of the design, tables in the plural. Ids are hashes of what they name, so that loading twice is
loading once; the constraints make doubles impossible.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    Table,
    UniqueConstraint,
    false,
    text,
)

from feedmill.warehouse.tables.columns import Bytes, Digest, Instant, Said, Structure, Word, Words, metadata

originals = Table(
    "originals",
    metadata,
    Column("sha256", Digest, primary_key=True, comment="SHA-256 of the bytes; the name of the original everywhere"),
    Column("size", BigInteger, nullable=False, comment="length in bytes"),
    Column(
        "first_received_at",
        Instant,
        comment="earliest arrival among its completed deliveries: the original's place in canonical order",
    ),
    Column("believed_until", Instant, comment="two days after that: a date it states that is later is not believed"),
    CheckConstraint("size >= 0", name="size"),
    comment="The bytes of one file as received. The bytes themselves stand in the archive.",
)

batches = Table(
    "batches",
    metadata,
    Column("batch_key", Word, primary_key=True, comment="the partition key that the run of `ingest` carries"),
    Column("created_at", Instant, nullable=False, comment="when the intake made it"),
    Column("announced_at", Instant, comment="when it was last announced to `ingest`"),
    Column("lease_owner", Words, comment="the run that works on it"),
    Column("leased_until", Instant, comment="until when that run is trusted to be alive"),
    Column("finished_at", Instant, comment="when its last delivery was completed; NULL while it is open"),
    comment="Deliveries that one run of `ingest` loads. An outbox: an open batch is announced until it is finished.",
)
Index(
    "ix_batches_open",
    batches.c.created_at,
    sqlite_where=text("finished_at IS NULL"),
    postgresql_where=text("finished_at IS NULL"),
)

parses = Table(
    "parses",
    metadata,
    Column("parse_id", Digest, primary_key=True, comment="hash of original and stages"),
    Column("original", Digest, ForeignKey("originals.sha256"), nullable=False, comment="what was parsed"),
    Column(
        "stages",
        Words,
        nullable=False,
        comment="the versions of reading, splitting, normalising and identity; before them told/ and a hash of what "
        "they were told of the original, where that is anything",
    ),
    Column("documents", Integer, nullable=False, comment="documents that the pipeline made; rows must equal it"),
    Column("rejected", Integer, nullable=False, comment="places of which no document could be made"),
    Column("sightings", Integer, nullable=False, comment="sightings that the pipeline made; rows must equal it"),
    Column("furniture", Integer, nullable=False, comment="furniture spans that the pipeline made; rows must equal it"),
    Column("failure", Word, comment="reason code where the original as a whole could not be read"),
    Column("current", Boolean, nullable=False, comment="whether this is the parse that the views show"),
    Column("completed_at", Instant, comment="when the last chunk was loaded; views show completed parses only"),
    UniqueConstraint("original", "stages"),
    comment="One reading of one original by one set of stage versions, with the counts that it must keep.",
)
Index(
    "uq_parses_current", parses.c.original, unique=True, sqlite_where=text("current"), postgresql_where=text("current")
)

deliveries = Table(
    "deliveries",
    metadata,
    Column("delivery_id", Digest, primary_key=True, comment="hash of way, source, name, original and token"),
    Column("way", Word, nullable=False, comment="drop, s3, fetch, manual, cli or replay"),
    Column("source", Words, nullable=False, comment="the configured source that it came from"),
    Column("name", Words, nullable=False, comment="file name or URL; control characters and undecodable bytes escaped"),
    Column("raw_name", Bytes, nullable=False, comment="the name as received"),
    Column("original", Digest, ForeignKey("originals.sha256"), nullable=False, index=True, comment="what arrived"),
    Column("token", Words, nullable=False, comment="tells two arrivals of the same bytes by the same name apart"),
    Column("received_at", Instant, nullable=False, comment="when it was first taken; kept over retries"),
    Column("batch_key", Word, ForeignKey("batches.batch_key"), index=True, comment="the batch that loads it, if any"),
    Column("parse_id", Digest, ForeignKey("parses.parse_id"), comment="the parse that completed it; NULL: pending"),
    Column(
        "context",
        Said,
        comment="what its source and its transfer say of the original: charset, language, time_zone, columns",
    ),
    UniqueConstraint("way", "source", "raw_name", "original", "token"),
    comment="One arrival of an original. What became of it: the view delivery_states.",
)
Index(
    "ix_deliveries_context",
    deliveries.c.original,
    deliveries.c.received_at,
    deliveries.c.delivery_id,
    sqlite_where=text("context IS NOT NULL"),
    postgresql_where=text("context IS NOT NULL"),
)

documents = Table(
    "documents",
    metadata,
    Column("document_id", Digest, primary_key=True, comment="hash of parse and ordinal"),
    Column("parse_id", Digest, ForeignKey("parses.parse_id"), nullable=False, comment="the parse that found it"),
    Column("original", Digest, ForeignKey("originals.sha256"), nullable=False, index=True, comment="where it stands"),
    Column("ordinal", Integer, nullable=False, comment="its number in the original, from 0"),
    Column("member", Words, comment="path inside an archive file, where the original is one"),
    Column("byte_start", BigInteger, comment="first byte in the original (or member), where the format allows"),
    Column("byte_end", BigInteger, comment="byte after the last"),
    Column("format", Word, nullable=False, comment="the format that the reader recognised"),
    Column("shape", Word, nullable=False, comment="item: the format says it is one story; page: any number"),
    Column("headline", Words, comment="as the format states it"),
    Column("kicker", Words, comment="as the format states it"),
    Column("deck", Words, comment="as the format states it"),
    Column("byline", Words, comment="as the format states it"),
    Column("credit", Words, comment="as the format states it"),
    Column("dateline", Words, comment="as the format states it"),
    Column("published_at", Instant, comment="as the format states it, in UTC; never from prose"),
    Column("published_raw", Words, comment="what was written there"),
    Column("updated_at", Instant, comment="as the format states it, in UTC"),
    Column("updated_raw", Words, comment="what was written there"),
    Column("language", Words, comment="as the format states it"),
    Column("url", Words, comment="as the format states it"),
    Column("guid", Words, comment="as the format states it; not unique"),
    Column("status", Word, comment="usable, withheld or canceled, as the format states it"),
    Column("embargoed_until", Instant, comment="as the format states it, in UTC"),
    Column("version", Words, comment="the version number that a wire states"),
    Column("stated", Structure, nullable=False, comment="whatever else the format states, by field"),
    Column("notes", Structure, nullable=False, comment="what the reader had to put up with: a list of `code: detail`"),
    Column("characters", Integer, nullable=False, comment="non-blank characters in its decoded text"),
    UniqueConstraint("parse_id", "ordinal"),
    comment="One unit that a reader found in an original, with what the format states about it.",
)

versions = Table(
    "versions",
    metadata,
    Column("version_id", Digest, primary_key=True, comment="hash of the wording as shown, its kind, and whether cut"),
    Column("content_id", Digest, nullable=False, index=True, comment="hash of all that identity looks at"),
    Column(
        "story_id",
        Digest,
        ForeignKey("versions.version_id"),
        index=True,
        comment="the story that it is a version of: the id of that story's first version",
    ),
    Column(
        "parent_id",
        Digest,
        comment="of an excerpt: the version of its story that it is an excerpt of; NULL where none is known",
    ),
    Column(
        "superseded_by",
        Digest,
        comment="where story_id is NULL, because no current parse carries it: the version that stands in its place",
    ),
    Column("kind", Word, nullable=False, comment="full or excerpt"),
    Column("truncated", Boolean, nullable=False, comment="whether the text was cut"),
    Column("headline", Words, comment="as shown with the story; NULL where none is stated"),
    Column("kicker", Words, comment="as shown with the story"),
    Column("deck", Words, comment="as shown with the story"),
    Column("text", Words, nullable=False, comment="the body, normalised"),
    Column("words", Integer, nullable=False, comment="words in the body, split at blanks"),
    CheckConstraint("kind IN ('full', 'excerpt')", name="kind"),
    comment="One wording of a story. Never overwritten, never deleted.",
)

sightings = Table(
    "sightings",
    metadata,
    Column("sighting_id", Digest, primary_key=True, comment="hash of document and ordinal"),
    Column("document_id", Digest, ForeignKey("documents.document_id"), nullable=False, comment="where it stands"),
    Column("ordinal", Integer, nullable=False, comment="its number in the document, from 0"),
    Column(
        "version_id", Digest, ForeignKey("versions.version_id"), nullable=False, index=True, comment="what stands there"
    ),
    Column("truncated", Boolean, nullable=False, comment="whether it was cut here"),
    Column("confidence", Float, nullable=False, comment="probability of the least sure decision about its extent"),
    Column(
        "uncertain",
        Boolean,
        nullable=False,
        server_default=false(),
        comment="whether its confidence was below FEEDMILL_UNCERTAIN_BELOW when it was loaded",
    ),
    Column(
        "stated",
        Boolean,
        nullable=False,
        server_default=false(),
        comment="whether what its document states (dates, address, byline) is stated of this story",
    ),
    Column("spans", Structure, nullable=False, comment="[[start, end], ...] in code points of the decoded text"),
    Column("parts", Structure, nullable=False, comment="spans of headline, kicker, deck and body"),
    Column("characters", Integer, nullable=False, comment="non-blank characters in its spans"),
    UniqueConstraint("document_id", "ordinal"),
    CheckConstraint("confidence BETWEEN 0 AND 1", name="confidence"),
    comment="The place where a version stands in an original.",
)

furniture = Table(
    "furniture",
    metadata,
    Column("document_id", Digest, ForeignKey("documents.document_id"), primary_key=True, comment="where it stands"),
    Column("ordinal", Integer, primary_key=True, comment="its number in the document, from 0"),
    Column("label", Word, nullable=False, comment="credit, caption, byline, share, related, navigation, ..."),
    Column("spans", Structure, nullable=False, comment="[[start, end], ...] in code points of the decoded text"),
    Column("characters", Integer, nullable=False, comment="non-blank characters in its spans"),
    comment="Text that belongs to no story.",
)

quarantine = Table(
    "quarantine",
    metadata,
    Column("quarantine_id", Digest, primary_key=True, comment="hash of stage, reason and place"),
    Column("stage", Word, nullable=False, comment="intake, archive, reading or pipeline"),
    Column("reason", Word, nullable=False, comment="reason code; docs/operating.md says what to do"),
    Column("detail", Words, nullable=False, comment="what is wrong in this case, and where"),
    Column(
        "original",
        Digest,
        ForeignKey("originals.sha256"),
        index=True,
        comment="the original; NULL where no bytes were taken",
    ),
    Column("source", Words, comment="the source that it came from, where no bytes were taken"),
    Column("name", Words, comment="the name that it arrived under"),
    Column("member", Words, comment="the member of the original, where one part of it failed"),
    Column("byte_start", BigInteger, comment="first byte of the part that failed"),
    Column("byte_end", BigInteger, comment="byte after the last"),
    Column("attempts", Integer, nullable=False, comment="how often it was tried"),
    Column("first_at", Instant, nullable=False, comment="when it first failed"),
    Column("last_at", Instant, nullable=False, comment="when it last failed"),
    Column("next_at", Instant, comment="when it is tried again by itself; NULL: by a person"),
    Column("state", Word, nullable=False, comment="open, solved or dismissed"),
    Column("note", Words, comment="what the person who dismissed it wrote"),
    CheckConstraint("state IN ('open', 'solved', 'dismissed')", name="state"),
    comment="What could not go on. Rows stay as history when solved.",
)
Index(
    "ix_quarantine_due",
    quarantine.c.next_at,
    sqlite_where=text("next_at IS NOT NULL"),
    postgresql_where=text("next_at IS NOT NULL"),
)
