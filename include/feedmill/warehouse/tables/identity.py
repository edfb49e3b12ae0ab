"""The tables of identity: what contents are found by, what ties them, what people decided, what was learned.

A content is all that identity looks at of a version; versions with one `content_id` are the same. What stands here is
a function of the contents alone, whatever order they came in; only the numbers tell who came first, and mean nothing.
"""

from __future__ import annotations

from sqlalchemy import BigInteger, CheckConstraint, Column, ForeignKey, Integer, PrimaryKeyConstraint, Table

from feedmill.warehouse.tables import schema  # noqa: F401 -- documents, which a table here refers to
from feedmill.warehouse.tables.columns import Bytes, Digest, Instant, Number, Structure, Word, Words, metadata

contents = Table(
    "contents",
    metadata,
    Column("number", Number, primary_key=True, comment="short name in the tables of identity; not the same everywhere"),
    Column("content_id", Digest, nullable=False, unique=True, comment="hash of the form; versions.content_id"),
    Column("norm_id", Digest, nullable=False, index=True, comment="hash of the words of the body, folded"),
    Column("kind", Word, nullable=False, comment="full or excerpt"),
    Column("length", Integer, nullable=False, comment="words of the body, as identity counts them"),
    Column("form", Bytes, nullable=False, comment="hashes of its words, facts among them, headline where it counts"),
    comment="All that identity looks at of a version, once for each that is different.",
)

fingerprints = Table(
    "fingerprints",
    metadata,
    Column("fingerprint", BigInteger, primary_key=True, comment="hash of five words in a row, chosen by winnowing"),
    Column("content", Number, primary_key=True, comment="the content that holds them: contents.number"),
    Column("prints", Integer, nullable=False, comment="how many that content has under the current epoch"),
    PrimaryKeyConstraint("fingerprint", "content", postgresql_include=["prints"]),
    comment="What contents with common runs of words are found by.",
    sqlite_with_rowid=False,
)

identifiers = Table(
    "identifiers",
    metadata,
    Column("identifier", BigInteger, primary_key=True, comment="hash of an address or id that a document states"),
    Column("content", Number, primary_key=True, index=True, comment="a content of which it is stated: contents.number"),
    comment="Stated identities: evidence that two contents are one story, never proof.",
    sqlite_with_rowid=False,
)

document_identifiers = Table(
    "document_identifiers",
    metadata,
    Column("document_id", Digest, ForeignKey("documents.document_id"), primary_key=True, comment="a document"),
    Column("identifier", BigInteger, primary_key=True, index=True, comment="hash of an address or id that it states"),
    comment="Of documents that state a status: which stories it is said of, by their identity.",
)

edges = Table(
    "edges",
    metadata,
    Column("a", Number, ForeignKey("contents.number"), primary_key=True, comment="the part, or the shorter content"),
    Column("b", Number, ForeignKey("contents.number"), primary_key=True, index=True, comment="the other content"),
    Column("relation", Word, nullable=False, comment="same, version_of, excerpt_of or within"),
    Column("condition", Word, comment="near or stated: under what it holds; NULL: always"),
    Column("evidence", Structure, nullable=False, comment="on what the tie rests: shares, places, facts"),
    Column("rule", Word, nullable=False, comment="version of the rules that decided"),
    CheckConstraint("a <> b", name="two_contents"),
    CheckConstraint("relation IN ('same', 'version_of', 'excerpt_of', 'within')", name="relation"),
    comment="A verified tie between two contents. `within` (a whole story in a round-up) joins nothing.",
)

decisions = Table(
    "decisions",
    metadata,
    Column("decision_id", Digest, primary_key=True, comment="hash of all that was decided, and when"),
    Column("decided_at", Instant, nullable=False, comment="when; of two about one pair the later one stands"),
    Column("verb", Word, nullable=False, comment="link or unlink"),
    Column("relation", Word, comment="of a link: same, version_of or excerpt_of (a is the excerpt)"),
    Column("a_original", Digest, nullable=False, index=True, comment="original in which the first story stands"),
    Column("a_member", Words, comment="member of it"),
    Column("a_byte_start", BigInteger, comment="first byte of the document in it, where the format allows"),
    Column("a_byte_end", BigInteger, comment="byte after the last"),
    Column("a_document", Integer, nullable=False, comment="number of the document in it"),
    Column(
        "a_spans", Structure, nullable=False, comment="where the story stands in the document's text: [[start, end]]"
    ),
    Column("b_original", Digest, nullable=False, index=True, comment="the same of the second story"),
    Column("b_member", Words, comment="member of it"),
    Column("b_byte_start", BigInteger, comment="first byte of the document in it, where the format allows"),
    Column("b_byte_end", BigInteger, comment="byte after the last"),
    Column("b_document", Integer, nullable=False, comment="number of the document in it"),
    Column(
        "b_spans", Structure, nullable=False, comment="where the story stands in the document's text: [[start, end]]"
    ),
    Column("note", Words, nullable=False, comment="why, in the words of who decided"),
    Column("a", Number, index=True, comment="the content that stands at the first place now; NULL: none, to review"),
    Column("b", Number, index=True, comment="the content that stands at the second place now; NULL: none, to review"),
    comment="What people decided of two stories, anchored on the originals. It stands over the machine's ties.",
)

epochs = Table(
    "epochs",
    metadata,
    Column("epoch", Integer, primary_key=True, comment="the greatest number holds; before the first it is 0"),
    Column("learned_at", Instant, nullable=False, comment="when it was derived from the corpus"),
    Column("contents", Integer, nullable=False, comment="contents that it was derived from"),
    comment="States of what was learned. Loading never changes one; `feedmill learn --apply` makes the next.",
)

stop_fingerprints = Table(
    "stop_fingerprints",
    metadata,
    Column("epoch", Integer, ForeignKey("epochs.epoch"), primary_key=True, comment="the epoch that learned it"),
    Column("fingerprint", BigInteger, primary_key=True, comment="a fingerprint that tells no stories apart"),
    comment="Fingerprints of text that many stories share: footers, boilerplate. Learned from the corpus, in epochs.",
    sqlite_with_rowid=False,
)
