"""What a replay keeps: which version stands in the place of one that no current parse carries any more."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward."""
    op.add_column(
        "versions",
        sa.Column(
            "superseded_by",
            sa.String(length=64),
            nullable=True,
            comment="where story_id is NULL, because no current parse carries it: the version that stands in its place",
        ),
    )


def downgrade() -> None:
    """Go back."""
    op.drop_column("versions", "superseded_by")
