"""The first tables."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from feedmill.warehouse.tables import columns

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward."""
    op.create_table(
        "batches",
        sa.Column(
            "batch_key",
            sa.String(length=64),
            nullable=False,
            comment="the partition key that the run of `ingest` carries",
        ),
        sa.Column("created_at", columns.Instant(), nullable=False, comment="when the intake made it"),
        sa.Column("announced_at", columns.Instant(), nullable=True, comment="when it was last announced to `ingest`"),
        sa.Column("lease_owner", sa.Text(), nullable=True, comment="the run that works on it"),
        sa.Column(
            "leased_until", columns.Instant(), nullable=True, comment="until when that run is trusted to be alive"
        ),
        sa.Column(
            "finished_at",
            columns.Instant(),
            nullable=True,
            comment="when its last delivery was completed; NULL while it is open",
        ),
        sa.PrimaryKeyConstraint("batch_key", name=op.f("pk_batches")),
        comment="Deliveries that one run of `ingest` loads. An outbox: an open batch is announced until it is finished.",
    )
    with op.batch_alter_table("batches", schema=None) as batch_op:
        batch_op.create_index(
            "ix_batches_open",
            ["created_at"],
            unique=False,
            sqlite_where=sa.text("finished_at IS NULL"),
            postgresql_where=sa.text("finished_at IS NULL"),
        )

    op.create_table(
        "originals",
        sa.Column(
            "sha256",
            sa.String(length=64),
            nullable=False,
            comment="SHA-256 of the bytes; the name of the original everywhere",
        ),
        sa.Column("size", sa.BigInteger(), nullable=False, comment="length in bytes"),
        sa.Column(
            "first_received_at",
            columns.Instant(),
            nullable=True,
            comment="earliest arrival among its completed deliveries: the original's place in canonical order",
        ),
        sa.CheckConstraint("size >= 0", name=op.f("ck_originals_size")),
        sa.PrimaryKeyConstraint("sha256", name=op.f("pk_originals")),
        comment="The bytes of one file as received. The bytes themselves stand in the archive.",
    )
    op.create_table(
        "versions",
        sa.Column(
            "version_id",
            sa.String(length=64),
            nullable=False,
            comment="hash of the wording as shown, its kind, and whether cut",
        ),
        sa.Column("content_id", sa.String(length=64), nullable=False, comment="hash of all that identity looks at"),
        sa.Column(
            "story_id",
            sa.String(length=64),
            nullable=True,
            comment="the story that it is a version of: the id of that story's first version",
        ),
        sa.Column("kind", sa.String(length=64), nullable=False, comment="full or excerpt"),
        sa.Column("truncated", sa.Boolean(), nullable=False, comment="whether the text was cut"),
        sa.Column("headline", sa.Text(), nullable=True, comment="as shown with the story; NULL where none is stated"),
        sa.Column("kicker", sa.Text(), nullable=True, comment="as shown with the story"),
        sa.Column("deck", sa.Text(), nullable=True, comment="as shown with the story"),
        sa.Column("text", sa.Text(), nullable=False, comment="the body, normalised"),
        sa.Column("words", sa.Integer(), nullable=False, comment="words in the body, split at blanks"),
        sa.CheckConstraint("kind IN ('full', 'excerpt')", name=op.f("ck_versions_kind")),
        sa.ForeignKeyConstraint(["story_id"], ["versions.version_id"], name=op.f("fk_versions_story_id_versions")),
        sa.PrimaryKeyConstraint("version_id", name=op.f("pk_versions")),
        comment="One wording of a story. Never overwritten, never deleted.",
    )
    with op.batch_alter_table("versions", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_versions_content_id"), ["content_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_versions_story_id"), ["story_id"], unique=False)

    op.create_table(
        "edges",
        sa.Column("a", sa.String(length=64), nullable=False, comment="one version; the excerpt in excerpt_of"),
        sa.Column("b", sa.String(length=64), nullable=False, comment="the other version"),
        sa.Column("relation", sa.String(length=64), nullable=False, comment="same, version_of or excerpt_of"),
        sa.Column(
            "evidence",
            columns.Structure,
            nullable=False,
            comment="on what the tie rests",
        ),
        sa.Column("rule", sa.String(length=64), nullable=False, comment="version of the rules that decided"),
        sa.CheckConstraint("relation IN ('same', 'version_of', 'excerpt_of')", name=op.f("ck_edges_relation")),
        sa.CheckConstraint("a <> b", name=op.f("ck_edges_two_versions")),
        sa.ForeignKeyConstraint(["a"], ["versions.version_id"], name=op.f("fk_edges_a_versions")),
        sa.ForeignKeyConstraint(["b"], ["versions.version_id"], name=op.f("fk_edges_b_versions")),
        sa.PrimaryKeyConstraint("a", "b", "relation", name=op.f("pk_edges")),
        comment="A verified tie between two versions.",
    )
    with op.batch_alter_table("edges", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_edges_b"), ["b"], unique=False)

    op.create_table(
        "parses",
        sa.Column("parse_id", sa.String(length=64), nullable=False, comment="hash of original and stages"),
        sa.Column("original", sa.String(length=64), nullable=False, comment="what was parsed"),
        sa.Column(
            "stages", sa.Text(), nullable=False, comment="the versions of reading, splitting, normalising and identity"
        ),
        sa.Column(
            "documents", sa.Integer(), nullable=False, comment="documents that the pipeline made; rows must equal it"
        ),
        sa.Column("rejected", sa.Integer(), nullable=False, comment="places of which no document could be made"),
        sa.Column(
            "sightings", sa.Integer(), nullable=False, comment="sightings that the pipeline made; rows must equal it"
        ),
        sa.Column(
            "furniture",
            sa.Integer(),
            nullable=False,
            comment="furniture spans that the pipeline made; rows must equal it",
        ),
        sa.Column(
            "failure",
            sa.String(length=64),
            nullable=True,
            comment="reason code where the original as a whole could not be read",
        ),
        sa.Column("current", sa.Boolean(), nullable=False, comment="whether this is the parse that the views show"),
        sa.Column(
            "completed_at",
            columns.Instant(),
            nullable=True,
            comment="when the last chunk was loaded; views show completed parses only",
        ),
        sa.ForeignKeyConstraint(["original"], ["originals.sha256"], name=op.f("fk_parses_original_originals")),
        sa.PrimaryKeyConstraint("parse_id", name=op.f("pk_parses")),
        sa.UniqueConstraint("original", "stages", name=op.f("uq_parses_original_stages")),
        comment="One reading of one original by one set of stage versions, with the counts that it must keep.",
    )
    with op.batch_alter_table("parses", schema=None) as batch_op:
        batch_op.create_index(
            "uq_parses_current",
            ["original"],
            unique=True,
            sqlite_where=sa.text("current"),
            postgresql_where=sa.text("current"),
        )

    op.create_table(
        "quarantine",
        sa.Column("quarantine_id", sa.String(length=64), nullable=False, comment="hash of stage, reason and place"),
        sa.Column("stage", sa.String(length=64), nullable=False, comment="intake, archive, reading or pipeline"),
        sa.Column(
            "reason", sa.String(length=64), nullable=False, comment="reason code; docs/operating.md says what to do"
        ),
        sa.Column("detail", sa.Text(), nullable=False, comment="what is wrong in this case, and where"),
        sa.Column(
            "original", sa.String(length=64), nullable=True, comment="the original; NULL where no bytes were taken"
        ),
        sa.Column(
            "source", sa.Text(), nullable=True, comment="the source that it came from, where no bytes were taken"
        ),
        sa.Column("name", sa.Text(), nullable=True, comment="the name that it arrived under"),
        sa.Column(
            "member", sa.Text(), nullable=True, comment="the member of the original, where one part of it failed"
        ),
        sa.Column("byte_start", sa.BigInteger(), nullable=True, comment="first byte of the part that failed"),
        sa.Column("byte_end", sa.BigInteger(), nullable=True, comment="byte after the last"),
        sa.Column("attempts", sa.Integer(), nullable=False, comment="how often it was tried"),
        sa.Column("first_at", columns.Instant(), nullable=False, comment="when it first failed"),
        sa.Column("last_at", columns.Instant(), nullable=False, comment="when it last failed"),
        sa.Column("state", sa.String(length=64), nullable=False, comment="open, solved or dismissed"),
        sa.Column("note", sa.Text(), nullable=True, comment="what the person who dismissed it wrote"),
        sa.CheckConstraint("state IN ('open', 'solved', 'dismissed')", name=op.f("ck_quarantine_state")),
        sa.ForeignKeyConstraint(["original"], ["originals.sha256"], name=op.f("fk_quarantine_original_originals")),
        sa.PrimaryKeyConstraint("quarantine_id", name=op.f("pk_quarantine")),
        comment="What could not go on. Rows stay as history when solved.",
    )
    op.create_table(
        "deliveries",
        sa.Column(
            "delivery_id", sa.String(length=64), nullable=False, comment="hash of way, source, name, original and token"
        ),
        sa.Column("way", sa.String(length=64), nullable=False, comment="drop, s3, fetch, manual, cli or replay"),
        sa.Column("source", sa.Text(), nullable=False, comment="the configured source that it came from"),
        sa.Column(
            "name",
            sa.Text(),
            nullable=False,
            comment="file name or URL; control characters and undecodable bytes escaped",
        ),
        sa.Column("raw_name", sa.LargeBinary(), nullable=False, comment="the name as received"),
        sa.Column("original", sa.String(length=64), nullable=False, comment="what arrived"),
        sa.Column(
            "token", sa.Text(), nullable=False, comment="tells two arrivals of the same bytes by the same name apart"
        ),
        sa.Column(
            "received_at", columns.Instant(), nullable=False, comment="when it was first taken; kept over retries"
        ),
        sa.Column("batch_key", sa.String(length=64), nullable=True, comment="the batch that loads it, if any"),
        sa.Column(
            "parse_id", sa.String(length=64), nullable=True, comment="the parse that completed it; NULL: pending"
        ),
        sa.ForeignKeyConstraint(["batch_key"], ["batches.batch_key"], name=op.f("fk_deliveries_batch_key_batches")),
        sa.ForeignKeyConstraint(["original"], ["originals.sha256"], name=op.f("fk_deliveries_original_originals")),
        sa.ForeignKeyConstraint(["parse_id"], ["parses.parse_id"], name=op.f("fk_deliveries_parse_id_parses")),
        sa.PrimaryKeyConstraint("delivery_id", name=op.f("pk_deliveries")),
        sa.UniqueConstraint(
            "way",
            "source",
            "raw_name",
            "original",
            "token",
            name=op.f("uq_deliveries_way_source_raw_name_original_token"),
        ),
        comment="One arrival of an original. What became of it: the view delivery_states.",
    )
    with op.batch_alter_table("deliveries", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_deliveries_batch_key"), ["batch_key"], unique=False)
        batch_op.create_index(batch_op.f("ix_deliveries_original"), ["original"], unique=False)

    op.create_table(
        "documents",
        sa.Column("document_id", sa.String(length=64), nullable=False, comment="hash of parse and ordinal"),
        sa.Column("parse_id", sa.String(length=64), nullable=False, comment="the parse that found it"),
        sa.Column("original", sa.String(length=64), nullable=False, comment="where it stands"),
        sa.Column("ordinal", sa.Integer(), nullable=False, comment="its number in the original, from 0"),
        sa.Column("member", sa.Text(), nullable=True, comment="path inside an archive file, where the original is one"),
        sa.Column(
            "byte_start",
            sa.BigInteger(),
            nullable=True,
            comment="first byte in the original (or member), where the format allows",
        ),
        sa.Column("byte_end", sa.BigInteger(), nullable=True, comment="byte after the last"),
        sa.Column("format", sa.String(length=64), nullable=False, comment="the format that the reader recognised"),
        sa.Column(
            "shape",
            sa.String(length=64),
            nullable=False,
            comment="item: the format says it is one story; page: any number",
        ),
        sa.Column("headline", sa.Text(), nullable=True, comment="as the format states it"),
        sa.Column("kicker", sa.Text(), nullable=True, comment="as the format states it"),
        sa.Column("deck", sa.Text(), nullable=True, comment="as the format states it"),
        sa.Column("byline", sa.Text(), nullable=True, comment="as the format states it"),
        sa.Column("credit", sa.Text(), nullable=True, comment="as the format states it"),
        sa.Column("dateline", sa.Text(), nullable=True, comment="as the format states it"),
        sa.Column(
            "published_at",
            columns.Instant(),
            nullable=True,
            comment="as the format states it, in UTC; never from prose",
        ),
        sa.Column("published_raw", sa.Text(), nullable=True, comment="what was written there"),
        sa.Column("updated_at", columns.Instant(), nullable=True, comment="as the format states it, in UTC"),
        sa.Column("updated_raw", sa.Text(), nullable=True, comment="what was written there"),
        sa.Column("language", sa.Text(), nullable=True, comment="as the format states it"),
        sa.Column("url", sa.Text(), nullable=True, comment="as the format states it"),
        sa.Column("guid", sa.Text(), nullable=True, comment="as the format states it; not unique"),
        sa.Column(
            "stated",
            columns.Structure,
            nullable=False,
            comment="whatever else the format states, by field",
        ),
        sa.Column(
            "notes",
            columns.Structure,
            nullable=False,
            comment="what the reader had to put up with: a list of `code: detail`",
        ),
        sa.Column("characters", sa.Integer(), nullable=False, comment="non-blank characters in its decoded text"),
        sa.ForeignKeyConstraint(["original"], ["originals.sha256"], name=op.f("fk_documents_original_originals")),
        sa.ForeignKeyConstraint(["parse_id"], ["parses.parse_id"], name=op.f("fk_documents_parse_id_parses")),
        sa.PrimaryKeyConstraint("document_id", name=op.f("pk_documents")),
        sa.UniqueConstraint("parse_id", "ordinal", name=op.f("uq_documents_parse_id_ordinal")),
        comment="One unit that a reader found in an original, with what the format states about it.",
    )
    with op.batch_alter_table("documents", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_documents_original"), ["original"], unique=False)

    op.create_table(
        "furniture",
        sa.Column("document_id", sa.String(length=64), nullable=False, comment="where it stands"),
        sa.Column("ordinal", sa.Integer(), nullable=False, comment="its number in the document, from 0"),
        sa.Column(
            "label",
            sa.String(length=64),
            nullable=False,
            comment="credit, caption, byline, share, related, navigation, ...",
        ),
        sa.Column(
            "spans",
            columns.Structure,
            nullable=False,
            comment="[[start, end], ...] in code points of the decoded text",
        ),
        sa.Column("characters", sa.Integer(), nullable=False, comment="non-blank characters in its spans"),
        sa.ForeignKeyConstraint(
            ["document_id"], ["documents.document_id"], name=op.f("fk_furniture_document_id_documents")
        ),
        sa.PrimaryKeyConstraint("document_id", "ordinal", name=op.f("pk_furniture")),
        comment="Text that belongs to no story.",
    )
    op.create_table(
        "sightings",
        sa.Column("sighting_id", sa.String(length=64), nullable=False, comment="hash of document and ordinal"),
        sa.Column("document_id", sa.String(length=64), nullable=False, comment="where it stands"),
        sa.Column("ordinal", sa.Integer(), nullable=False, comment="its number in the document, from 0"),
        sa.Column("version_id", sa.String(length=64), nullable=False, comment="what stands there"),
        sa.Column("truncated", sa.Boolean(), nullable=False, comment="whether it was cut here"),
        sa.Column("confidence", sa.Float(), nullable=False, comment="probability that its outer boundaries are right"),
        sa.Column(
            "spans",
            columns.Structure,
            nullable=False,
            comment="[[start, end], ...] in code points of the decoded text",
        ),
        sa.Column(
            "parts",
            columns.Structure,
            nullable=False,
            comment="spans of headline, kicker, deck and body",
        ),
        sa.Column("characters", sa.Integer(), nullable=False, comment="non-blank characters in its spans"),
        sa.CheckConstraint("confidence BETWEEN 0 AND 1", name=op.f("ck_sightings_confidence")),
        sa.ForeignKeyConstraint(
            ["document_id"], ["documents.document_id"], name=op.f("fk_sightings_document_id_documents")
        ),
        sa.ForeignKeyConstraint(["version_id"], ["versions.version_id"], name=op.f("fk_sightings_version_id_versions")),
        sa.PrimaryKeyConstraint("sighting_id", name=op.f("pk_sightings")),
        sa.UniqueConstraint("document_id", "ordinal", name=op.f("uq_sightings_document_id_ordinal")),
        comment="The place where a version stands in an original.",
    )
    with op.batch_alter_table("sightings", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_sightings_version_id"), ["version_id"], unique=False)


def downgrade() -> None:
    """Go back."""
    with op.batch_alter_table("sightings", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_sightings_version_id"))

    op.drop_table("sightings")
    op.drop_table("furniture")
    with op.batch_alter_table("documents", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_documents_original"))

    op.drop_table("documents")
    with op.batch_alter_table("deliveries", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_deliveries_original"))
        batch_op.drop_index(batch_op.f("ix_deliveries_batch_key"))

    op.drop_table("deliveries")
    op.drop_table("quarantine")
    with op.batch_alter_table("parses", schema=None) as batch_op:
        batch_op.drop_index("uq_parses_current", sqlite_where=sa.text("current"), postgresql_where=sa.text("current"))

    op.drop_table("parses")
    with op.batch_alter_table("edges", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_edges_b"))

    op.drop_table("edges")
    with op.batch_alter_table("versions", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_versions_story_id"))
        batch_op.drop_index(batch_op.f("ix_versions_content_id"))

    op.drop_table("versions")
    op.drop_table("originals")
    with op.batch_alter_table("batches", schema=None) as batch_op:
        batch_op.drop_index(
            "ix_batches_open",
            sqlite_where=sa.text("finished_at IS NULL"),
            postgresql_where=sa.text("finished_at IS NULL"),
        )

    op.drop_table("batches")
