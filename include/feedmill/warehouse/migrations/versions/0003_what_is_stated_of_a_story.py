"""What a document states is stated of an item's story, and of the main story of a page: said with the sighting.

And until when an original's dates are believed.
"""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa
from alembic import op

from feedmill.warehouse.tables import columns

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

TWO_DAYS_LATER = {
    "postgresql": "first_received_at + interval '2 days'",
    "sqlite": "strftime('%Y-%m-%d %H:%M:%f', first_received_at, '+2 days') || '000'",
}


def upgrade() -> None:
    """Go forward: until now only items stated anything of their story."""
    op.add_column(
        "sightings",
        sa.Column(
            "stated",
            sa.Boolean(),
            server_default=sa.false(),
            nullable=False,
            comment="whether what its document states (dates, address, byline) is stated of this story",
        ),
    )
    sightings = sa.table("sightings", sa.column("stated", sa.Boolean()), sa.column("document_id", sa.String()))
    documents = sa.table("documents", sa.column("document_id", sa.String()), sa.column("shape", sa.String()))
    items = sa.select(documents.c.document_id).where(documents.c.shape == "item")
    op.execute(sightings.update().where(sightings.c.document_id.in_(items)).values(stated=sa.true()))

    until: sa.Column[datetime] = sa.Column(
        "believed_until",
        columns.Instant(),
        nullable=True,
        comment="two days after that: a date it states that is later is not believed",
    )
    op.add_column("originals", until)
    ahead = TWO_DAYS_LATER[op.get_bind().dialect.name]
    op.execute(f"UPDATE originals SET believed_until = {ahead}")  # noqa: S608 -- a constant of this module


def downgrade() -> None:
    """Go back."""
    op.drop_column("originals", "believed_until")
    op.drop_column("sightings", "stated")
