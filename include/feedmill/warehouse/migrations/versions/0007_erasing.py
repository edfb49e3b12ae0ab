"""What was erased, and by whom."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from feedmill.warehouse.tables import columns

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward."""
    op.create_table(
        "erasures",
        sa.Column(
            "erasure_id",
            sa.String(length=64),
            nullable=False,
            comment="hash of all of it; its record stands in the archive",
        ),
        sa.Column(
            "original", sa.String(length=64), nullable=False, comment="the original in which something was erased"
        ),
        sa.Column("whole", sa.Boolean(), nullable=False, comment="whether nothing of the original is left"),
        sa.Column(
            "passages",
            columns.Structure,
            nullable=False,
            comment="where the erased stories stood, with the hash of each",
        ),
        sa.Column(
            "redacted",
            sa.String(length=64),
            nullable=True,
            comment="SHA-256 of what stands in the archive under the original's name since",
        ),
        sa.Column("erased_at", columns.Instant(), nullable=False, comment="when"),
        sa.Column("reason", sa.Text(), nullable=False, comment="why, in the words of who did it"),
        sa.Column(
            "kept_until",
            columns.Instant(),
            nullable=True,
            comment="until when Object Lock keeps the bytes, hidden; NULL: they are gone",
        ),
        sa.PrimaryKeyConstraint("erasure_id", name=op.f("pk_erasures")),
        comment="What was taken away for good. A rebuild obeys it; the bytes are not stored again when they arrive.",
    )
    op.create_index(op.f("ix_erasures_original"), "erasures", ["original"], unique=False)

    op.create_table(
        "audit",
        sa.Column(
            "number",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            nullable=False,
            comment="in the order in which it was done",
        ),
        sa.Column("done_at", columns.Instant(), nullable=False, comment="when"),
        sa.Column("who", sa.Text(), nullable=False, comment="the user of the system, or of Airflow, who did it"),
        sa.Column("what", sa.String(length=64), nullable=False, comment="erase"),
        sa.Column(
            "object",
            sa.Text(),
            nullable=False,
            comment="the story or original that was named, and the original concerned",
        ),
        sa.Column("why", sa.Text(), nullable=False, comment="the reason that was given"),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_audit")),
        comment="Who did what that cannot be undone. It names and never quotes.",
    )


def downgrade() -> None:
    """Go back: the archive's tombstones stay, and are obeyed."""
    op.drop_table("audit")
    op.drop_table("erasures")
