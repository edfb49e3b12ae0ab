"""The table of claims: which objects of S3 prefixes were taken, and which are in somebody's hands."""

from __future__ import annotations

from sqlalchemy import Column, Index, Table, text

from feedmill.warehouse.tables.columns import Bytes, Digest, Instant, Words, metadata

claims = Table(
    "claims",
    metadata,
    Column("claim_id", Digest, primary_key=True, comment="hash of source, address and token"),
    Column("source", Words, nullable=False, comment="the configured source under whose prefix the object stands"),
    Column("raw_name", Bytes, nullable=False, comment="the object's address, s3://bucket/key, as bytes"),
    Column("token", Words, nullable=False, comment="its ETag and when it was last modified: the token of its delivery"),
    Column("claimed_at", Instant, nullable=False, comment="when it was first claimed"),
    Column("tried_at", Instant, nullable=False, comment="when somebody last took it in hand"),
    Column("owner", Words, comment="the sweep that has it in hand; NULL: none"),
    Column("completed_at", Instant, comment="when its delivery was recorded; NULL until then"),
    comment="An object in somebody else's bucket, in one state of it. What is completed is not read again.",
)
Index("ix_claims_source_raw_name", claims.c.source, claims.c.raw_name)
Index(
    "ix_claims_open",
    claims.c.source,
    claims.c.raw_name,
    sqlite_where=text("completed_at IS NULL"),
    postgresql_where=text("completed_at IS NULL"),
)
