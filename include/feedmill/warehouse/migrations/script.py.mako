"""${message}"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from feedmill.warehouse import columns
from feedmill.warehouse.views import create_views, drop_views

revision = ${repr(up_revision)}
down_revision = ${repr(down_revision)}
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward."""
    drop_views(op.get_bind())
    ${upgrades if upgrades else "pass"}
    create_views(op.get_bind())


def downgrade() -> None:
    """Go back."""
    drop_views(op.get_bind())
    ${downgrades if downgrades else "pass"}
