"""Alembic's entry: runs in the transaction that `migrating.migrate` opened."""

from __future__ import annotations

from alembic import context

from feedmill.warehouse.tables import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata, render_as_batch=True)
context.run_migrations()
