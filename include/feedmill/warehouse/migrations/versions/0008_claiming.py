"""Claims of what stands in other places than the inbox: objects under S3 prefixes."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from feedmill.warehouse.tables import columns

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward."""
    op.create_table(
        "claims",
        sa.Column("claim_id", sa.String(length=64), nullable=False, comment="hash of source, address and token"),
        sa.Column(
            "source", sa.Text(), nullable=False, comment="the configured source under whose prefix the object stands"
        ),
        sa.Column(
            "raw_name", sa.LargeBinary(), nullable=False, comment="the object's address, s3://bucket/key, as bytes"
        ),
        sa.Column(
            "token",
            sa.Text(),
            nullable=False,
            comment="its ETag and when it was last modified: the token of its delivery",
        ),
        sa.Column("claimed_at", columns.Instant(), nullable=False, comment="when it was first claimed"),
        sa.Column("tried_at", columns.Instant(), nullable=False, comment="when somebody last took it in hand"),
        sa.Column("owner", sa.Text(), nullable=True, comment="the sweep that has it in hand; NULL: none"),
        sa.Column(
            "completed_at", columns.Instant(), nullable=True, comment="when its delivery was recorded; NULL until then"
        ),
        sa.PrimaryKeyConstraint("claim_id", name=op.f("pk_claims")),
        comment="An object in somebody else's bucket, in one state of it. What is completed is not read again.",
    )
    op.create_index("ix_claims_source_raw_name", "claims", ["source", "raw_name"], unique=False)
    op.create_index(
        "ix_claims_open",
        "claims",
        ["source", "raw_name"],
        unique=False,
        sqlite_where=sa.text("completed_at IS NULL"),
        postgresql_where=sa.text("completed_at IS NULL"),
    )


def downgrade() -> None:
    """Go back: objects are read anew, and found to be known."""
    op.drop_table("claims")
