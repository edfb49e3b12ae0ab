"""Quarantine as work, and what was checked when.

Open rows whose reason may pass are tried again by themselves from now on.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from feedmill.warehouse.tables import columns

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

TRANSIENT = (
    "original_missing", "original_differs", "changed_while_sent", "unreadable", "unmovable", "changed_while_read",
    "replaced_while_read", "reader_timeout", "reader_memory", "reader_crashed", "no_reader", "unexpected",
    "warehouse_refused",
)  # fmt: skip
"""The reasons that may pass, as they stood when this was written."""


def upgrade() -> None:
    """Go forward."""
    op.add_column(
        "quarantine",
        sa.Column(
            "next_at", columns.Instant(), nullable=True, comment="when it is tried again by itself; NULL: by a person"
        ),
    )
    op.create_index(op.f("ix_quarantine_original"), "quarantine", ["original"], unique=False)
    op.create_index(
        "ix_quarantine_due",
        "quarantine",
        ["next_at"],
        unique=False,
        sqlite_where=sa.text("next_at IS NOT NULL"),
        postgresql_where=sa.text("next_at IS NOT NULL"),
    )
    rows = sa.table("quarantine", sa.column("reason"), sa.column("state"), sa.column("last_at"), sa.column("next_at"))
    waiting = sa.update(rows).where(rows.c.state == "open", rows.c.reason.in_(TRANSIENT))
    op.execute(waiting.values(next_at=rows.c.last_at))

    op.create_table(
        "checks",
        sa.Column(
            "original",
            sa.String(length=64),
            nullable=False,
            comment="an original that was read back and found whole",
        ),
        sa.Column("checked_at", columns.Instant(), nullable=False, comment="when it last was"),
        sa.Column(
            "stages",
            sa.Text(),
            nullable=True,
            comment="the stages by which it was parsed again; NULL: its bytes were hashed",
        ),
        sa.PrimaryKeyConstraint("original", name=op.f("pk_checks")),
        comment="What was read back from the archive and is as it should be. What is not named here is checked first.",
    )
    op.create_index(op.f("ix_checks_checked_at"), "checks", ["checked_at"], unique=False)


def downgrade() -> None:
    """Go back: what was checked is forgotten."""
    op.drop_table("checks")
    op.drop_index("ix_quarantine_due", table_name="quarantine")
    op.drop_index(op.f("ix_quarantine_original"), table_name="quarantine")
    op.drop_column("quarantine", "next_at")
