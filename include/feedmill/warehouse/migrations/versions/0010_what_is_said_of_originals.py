"""What sources and transfers say of originals: with the delivery that said so, and in what parses are made by."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from feedmill.warehouse.tables import columns

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

BEFORE = "the versions of reading, splitting, normalising and identity"
NOW = f"{BEFORE}; before them told/ and a hash of what they were told of the original, where that is anything"


def upgrade() -> None:
    """Go forward: nothing is said of what was delivered before."""
    op.add_column(
        "deliveries",
        sa.Column(
            "context",
            columns.Said,
            nullable=True,
            comment="what its source and its transfer say of the original: charset, language, time_zone, columns",
        ),
    )
    op.create_index(
        "ix_deliveries_context",
        "deliveries",
        ["original", "received_at", "delivery_id"],
        unique=False,
        sqlite_where=sa.text("context IS NOT NULL"),
        postgresql_where=sa.text("context IS NOT NULL"),
    )
    _stages_mean(NOW, BEFORE)


def downgrade() -> None:
    """Go back: what is said is forgotten here, and stands in the archive."""
    op.drop_index("ix_deliveries_context", table_name="deliveries")
    op.drop_column("deliveries", "context")
    _stages_mean(BEFORE, NOW)


def _stages_mean(comment: str, before: str) -> None:
    if op.get_bind().dialect.name == "postgresql":  # the other keeps no comments
        op.alter_column("parses", "stages", comment=comment, existing_comment=before)
