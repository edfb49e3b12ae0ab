"""What kills are said of is found by the identity that they state, from either side. The views are made anew."""

from __future__ import annotations

from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward."""
    op.create_index(op.f("ix_document_identifiers_identifier"), "document_identifiers", ["identifier"], unique=False)


def downgrade() -> None:
    """Go back."""
    op.drop_index(op.f("ix_document_identifiers_identifier"), table_name="document_identifiers")
