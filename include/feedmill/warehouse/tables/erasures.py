"""The tables of what was erased, and of who did what that cannot be undone."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Table

from feedmill.warehouse.tables.columns import Digest, Instant, Number, Structure, Word, Words, metadata

erasures = Table(
    "erasures",
    metadata,
    Column("erasure_id", Digest, primary_key=True, comment="hash of all of it; its record stands in the archive"),
    Column("original", Digest, nullable=False, index=True, comment="the original in which something was erased"),
    Column("whole", Boolean, nullable=False, comment="whether nothing of the original is left"),
    Column("passages", Structure, nullable=False, comment="where the erased stories stood, with the hash of each"),
    Column("redacted", Digest, comment="SHA-256 of what stands in the archive under the original's name since"),
    Column("erased_at", Instant, nullable=False, comment="when"),
    Column("reason", Words, nullable=False, comment="why, in the words of who did it"),
    Column("kept_until", Instant, comment="until when Object Lock keeps the bytes, hidden; NULL: they are gone"),
    comment="What was taken away for good. A rebuild obeys it; the bytes are not stored again when they arrive.",
)

audit = Table(
    "audit",
    metadata,
    Column("number", Number, primary_key=True, comment="in the order in which it was done"),
    Column("done_at", Instant, nullable=False, comment="when"),
    Column("who", Words, nullable=False, comment="the user of the system, or of Airflow, who did it"),
    Column("what", Word, nullable=False, comment="erase"),
    Column("object", Words, nullable=False, comment="the story or original that was named, and the original concerned"),
    Column("why", Words, nullable=False, comment="the reason that was given"),
    comment="Who did what that cannot be undone. It names and never quotes.",
)
