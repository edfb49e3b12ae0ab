"""Uncertain sightings. Those that were loaded before are not marked: nothing compared them with a limit."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward."""
    op.add_column(
        "sightings",
        sa.Column(
            "uncertain",
            sa.Boolean(),
            server_default=sa.false(),
            nullable=False,
            comment="whether its confidence was below FEEDMILL_UNCERTAIN_BELOW when it was loaded",
        ),
    )
    _describe_confidence("probability of the least sure decision about its extent")


def downgrade() -> None:
    """Go back."""
    _describe_confidence("probability that its outer boundaries are right")
    op.drop_column("sightings", "uncertain")


def _describe_confidence(comment: str) -> None:
    """Only a database that keeps comments has one to change; SQLite would copy the whole table for it."""
    if op.get_bind().dialect.supports_comments:
        op.alter_column("sightings", "confidence", existing_type=sa.Float(), existing_nullable=False, comment=comment)
