"""The table of what `feedmill check` read back: which originals, when, and how closely."""

from __future__ import annotations

from sqlalchemy import Column, Table

from feedmill.warehouse.tables.columns import Digest, Instant, Words, metadata

checks = Table(
    "checks",
    metadata,
    Column("original", Digest, primary_key=True, comment="an original that was read back and found whole"),
    Column("checked_at", Instant, nullable=False, index=True, comment="when it last was"),
    Column("stages", Words, comment="the stages by which it was parsed again; NULL: its bytes were hashed"),
    comment="What was read back from the archive and is as it should be. What is not named here is checked first.",
)
