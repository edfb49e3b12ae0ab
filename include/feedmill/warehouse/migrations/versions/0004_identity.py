"""Contents, what they are found by, what ties them, what people decided; what a wire states of a story's life.

Ties were between versions until now, and only `same`: they are made anew for every version that is there. An epoch of
stop-fingerprints holds where one was learned.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from feedmill.warehouse.tables import columns

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward."""
    op.create_table(
        "contents",
        sa.Column(
            "number",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            nullable=False,
            comment="short name in the tables of identity; not the same everywhere",
        ),
        sa.Column("content_id", sa.String(length=64), nullable=False, comment="hash of the form; versions.content_id"),
        sa.Column("norm_id", sa.String(length=64), nullable=False, comment="hash of the words of the body, folded"),
        sa.Column("kind", sa.String(length=64), nullable=False, comment="full or excerpt"),
        sa.Column("length", sa.Integer(), nullable=False, comment="words of the body, as identity counts them"),
        sa.Column("prints", sa.Integer(), nullable=False, comment="fingerprints that it has under the current epoch"),
        sa.Column(
            "form",
            sa.LargeBinary(),
            nullable=False,
            comment="hashes of its words, facts among them, headline where it counts",
        ),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_contents")),
        sa.UniqueConstraint("content_id", name=op.f("uq_contents_content_id")),
        comment="All that identity looks at of a version, once for each that is different.",
    )
    op.create_index(op.f("ix_contents_norm_id"), "contents", ["norm_id"], unique=False)

    op.create_table(
        "decisions",
        sa.Column(
            "decision_id", sa.String(length=64), nullable=False, comment="hash of all that was decided, and when"
        ),
        sa.Column(
            "decided_at", columns.Instant(), nullable=False, comment="when; of two about one pair the later one stands"
        ),
        sa.Column("verb", sa.String(length=64), nullable=False, comment="link or unlink"),
        sa.Column(
            "relation",
            sa.String(length=64),
            nullable=True,
            comment="of a link: same, version_of or excerpt_of (a is the excerpt)",
        ),
        sa.Column(
            "a_original", sa.String(length=64), nullable=False, comment="original in which the first story stands"
        ),
        sa.Column("a_member", sa.Text(), nullable=True, comment="member of it"),
        sa.Column(
            "a_byte_start",
            sa.BigInteger(),
            nullable=True,
            comment="first byte of the document in it, where the format allows",
        ),
        sa.Column("a_byte_end", sa.BigInteger(), nullable=True, comment="byte after the last"),
        sa.Column("a_document", sa.Integer(), nullable=False, comment="number of the document in it"),
        sa.Column(
            "a_spans",
            columns.Structure,
            nullable=False,
            comment="where the story stands in the document's text: [[start, end]]",
        ),
        sa.Column("b_original", sa.String(length=64), nullable=False, comment="the same of the second story"),
        sa.Column("b_member", sa.Text(), nullable=True, comment="member of it"),
        sa.Column(
            "b_byte_start",
            sa.BigInteger(),
            nullable=True,
            comment="first byte of the document in it, where the format allows",
        ),
        sa.Column("b_byte_end", sa.BigInteger(), nullable=True, comment="byte after the last"),
        sa.Column("b_document", sa.Integer(), nullable=False, comment="number of the document in it"),
        sa.Column(
            "b_spans",
            columns.Structure,
            nullable=False,
            comment="where the story stands in the document's text: [[start, end]]",
        ),
        sa.Column("note", sa.Text(), nullable=False, comment="why, in the words of who decided"),
        sa.Column(
            "a",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            nullable=True,
            comment="the content that stands at the first place now; NULL: none, to review",
        ),
        sa.Column(
            "b",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            nullable=True,
            comment="the content that stands at the second place now; NULL: none, to review",
        ),
        sa.PrimaryKeyConstraint("decision_id", name=op.f("pk_decisions")),
        comment="What people decided of two stories, anchored on the originals. It stands over the machine's ties.",
    )
    op.create_index(op.f("ix_decisions_a"), "decisions", ["a"], unique=False)
    op.create_index(op.f("ix_decisions_a_original"), "decisions", ["a_original"], unique=False)
    op.create_index(op.f("ix_decisions_b"), "decisions", ["b"], unique=False)
    op.create_index(op.f("ix_decisions_b_original"), "decisions", ["b_original"], unique=False)

    op.create_table(
        "epochs",
        sa.Column(
            "epoch",
            sa.Integer(),
            nullable=False,
            comment="the greatest number holds; before the first it is 0",
        ),
        sa.Column("learned_at", columns.Instant(), nullable=False, comment="when it was derived from the corpus"),
        sa.Column("contents", sa.Integer(), nullable=False, comment="contents that it was derived from"),
        sa.PrimaryKeyConstraint("epoch", name=op.f("pk_epochs")),
        comment="States of what was learned. Loading never changes one; `feedmill learn --apply` makes the next.",
    )
    op.create_table(
        "fingerprints",
        sa.Column(
            "fingerprint", sa.BigInteger(), nullable=False, comment="hash of five words in a row, chosen by winnowing"
        ),
        sa.Column(
            "content",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            nullable=False,
            comment="the content that holds them: contents.number",
        ),
        sa.PrimaryKeyConstraint("fingerprint", "content", name=op.f("pk_fingerprints")),
        comment="What contents with common runs of words are found by.",
        sqlite_with_rowid=False,
    )
    op.create_table(
        "identifiers",
        sa.Column(
            "identifier", sa.BigInteger(), nullable=False, comment="hash of an address or id that a document states"
        ),
        sa.Column(
            "content",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            nullable=False,
            comment="a content of which it is stated: contents.number",
        ),
        sa.PrimaryKeyConstraint("identifier", "content", name=op.f("pk_identifiers")),
        comment="Stated identities: evidence that two contents are one story, never proof.",
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_identifiers_content"), "identifiers", ["content"], unique=False)

    op.create_table(
        "document_identifiers",
        sa.Column("document_id", sa.String(length=64), nullable=False, comment="a document"),
        sa.Column("identifier", sa.BigInteger(), nullable=False, comment="hash of an address or id that it states"),
        sa.ForeignKeyConstraint(
            ["document_id"], ["documents.document_id"], name=op.f("fk_document_identifiers_document_id_documents")
        ),
        sa.PrimaryKeyConstraint("document_id", "identifier", name=op.f("pk_document_identifiers")),
        comment="Of documents that state a status: which stories it is said of, by their identity.",
    )
    op.create_table(
        "stop_fingerprints",
        sa.Column("epoch", sa.Integer(), nullable=False, comment="the epoch that learned it"),
        sa.Column("fingerprint", sa.BigInteger(), nullable=False, comment="a fingerprint that tells no stories apart"),
        sa.ForeignKeyConstraint(["epoch"], ["epochs.epoch"], name=op.f("fk_stop_fingerprints_epoch_epochs")),
        sa.PrimaryKeyConstraint("epoch", "fingerprint", name=op.f("pk_stop_fingerprints")),
        comment="Fingerprints of text that many stories share: footers, boilerplate. Learned from the corpus, in epochs.",
        sqlite_with_rowid=False,
    )
    op.add_column(
        "documents",
        sa.Column(
            "status",
            sa.String(length=64),
            nullable=True,
            comment="usable, withheld or canceled, as the format states it",
        ),
    )
    op.add_column(
        "documents",
        sa.Column("embargoed_until", columns.Instant(), nullable=True, comment="as the format states it, in UTC"),
    )
    op.add_column(
        "documents", sa.Column("version", sa.Text(), nullable=True, comment="the version number that a wire states")
    )
    op.drop_table("edges")
    op.create_table(
        "edges",
        sa.Column(
            "a",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            nullable=False,
            comment="the part, or the shorter content",
        ),
        sa.Column(
            "b", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False, comment="the other content"
        ),
        sa.Column("relation", sa.String(length=64), nullable=False, comment="same, version_of, excerpt_of or within"),
        sa.Column(
            "condition",
            sa.String(length=64),
            nullable=True,
            comment="near or stated: under what it holds; NULL: always",
        ),
        sa.Column(
            "evidence", columns.Structure, nullable=False, comment="on what the tie rests: shares, places, facts"
        ),
        sa.Column("rule", sa.String(length=64), nullable=False, comment="version of the rules that decided"),
        sa.CheckConstraint("a <> b", name=op.f("ck_edges_two_contents")),
        sa.CheckConstraint(
            "relation IN ('same', 'version_of', 'excerpt_of', 'within')", name=op.f("ck_edges_relation")
        ),
        sa.ForeignKeyConstraint(["a"], ["contents.number"], name=op.f("fk_edges_a_contents")),
        sa.ForeignKeyConstraint(["b"], ["contents.number"], name=op.f("fk_edges_b_contents")),
        sa.PrimaryKeyConstraint("a", "b", name=op.f("pk_edges")),
        comment="A verified tie between two contents. `within` (a whole story in a round-up) joins nothing.",
    )
    op.create_index(op.f("ix_edges_b"), "edges", ["b"], unique=False)
    op.add_column(
        "versions",
        sa.Column(
            "parent_id",
            sa.String(length=64),
            nullable=True,
            comment="of an excerpt: the version of its story that it is an excerpt of; NULL where none is known",
        ),
    )


def downgrade() -> None:
    """Go back: the ties of versions are lost, and made again by loading."""
    op.drop_column("versions", "parent_id")
    for column in ("version", "embargoed_until", "status"):
        op.drop_column("documents", column)
    for table in (
        "document_identifiers",
        "stop_fingerprints",
        "epochs",
        "identifiers",
        "fingerprints",
        "edges",
        "decisions",
        "contents",
    ):
        op.drop_table(table)
    op.create_table(
        "edges",
        sa.Column("a", sa.String(64), sa.ForeignKey("versions.version_id"), primary_key=True),
        sa.Column("b", sa.String(64), sa.ForeignKey("versions.version_id"), primary_key=True),
        sa.Column("relation", sa.String(64), primary_key=True),
        sa.Column("evidence", columns.Structure, nullable=False),
        sa.Column("rule", sa.String(64), nullable=False),
    )
