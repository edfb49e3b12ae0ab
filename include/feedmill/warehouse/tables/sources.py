"""The tables of sources that are fetched: what is known of each, every check, what is wrong, what hosts want.

Operational: a rebuild of the warehouse does not bring them back, and needs none of it.
"""

from __future__ import annotations

from sqlalchemy import BigInteger, CheckConstraint, Column, Float, Index, Integer, Table, text

from feedmill.warehouse.tables.columns import Digest, Instant, Word, Words, metadata

source_states = Table(
    "source_states",
    metadata,
    Column("source", Word, primary_key=True, comment="name of the configured source"),
    Column(
        "configured", Words, nullable=False, comment="its address in the file of sources; another one starts afresh"
    ),
    Column("url", Words, nullable=False, comment="its address in force: where the host says that it has moved to"),
    Column("due_at", Instant, nullable=False, index=True, comment="when it is looked at next"),
    Column("validated_url", Words, comment="the address that gave the validators"),
    Column("etag", Words, comment="ETag of the last content, as it was written"),
    Column("last_modified", Words, comment="Last-Modified of the last content, as it was written"),
    Column("body", Digest, comment="SHA-256 of the last content"),
    Column("checked_at", Instant, comment="when it was last looked at"),
    Column("changed_at", Instant, comment="when its content last changed"),
    Column("changes", Integer, nullable=False, comment="changes that were seen"),
    Column("rhythm", Float, comment="mean time between two changes, in seconds, late ones weighing more"),
    Column("failures", Integer, nullable=False, comment="checks that failed in a row"),
    Column("not_found", Integer, nullable=False, comment="answers of 404 in a row"),
    Column("moved_to", Words, comment="where the host says that it has moved to for good, not yet believed"),
    Column("moved_times", Integer, nullable=False, comment="how often in a row it said so"),
    Column("stopped", Word, comment="reason code for which it is asked no more"),
    Column("lease", Words, comment="the run that is fetching it"),
    Column("leased_until", Instant, comment="until when that run is trusted to be alive"),
    comment="What is known of a source that is fetched, between two checks.",
)

source_checks = Table(
    "source_checks",
    metadata,
    Column("check_id", Word, primary_key=True, comment="when, and a random part; the token of its delivery"),
    Column("source", Word, nullable=False, comment="name of the configured source"),
    Column("at", Instant, nullable=False, comment="when it began"),
    Column("outcome", Word, nullable=False, comment="changed, same, unchanged (304), put_off or failed"),
    Column("url", Words, nullable=False, comment="the address that answered, or that was asked"),
    Column("status", Integer, comment="HTTP status; NULL where there was no answer"),
    Column("reason", Word, comment="reason code where nothing usable came"),
    Column("detail", Words, comment="what was wrong in this case"),
    Column("bytes", BigInteger, nullable=False, comment="bytes of the body as they came over the wire"),
    Column("milliseconds", Integer, nullable=False, comment="how long it took"),
    Column("delivery_id", Digest, index=True, comment="the delivery that it made"),
    Column("items", Integer, comment="documents in what came; NULL until it is loaded"),
    Column("new_stories", Integer, comment="sightings in it of stories that were not known; NULL until it is loaded"),
    CheckConstraint("outcome IN ('changed', 'same', 'unchanged', 'put_off', 'failed')", name="outcome"),
    Index("ix_source_checks_source_at", "source", "at"),
    comment="One look at a source, and what came of it.",
)

source_alerts = Table(
    "source_alerts",
    metadata,
    Column("source", Word, primary_key=True, comment="name of the configured source"),
    Column("kind", Word, primary_key=True, comment="failing, quiet, shrinking, repeating, turned_to_html or stopped"),
    Column("opened_at", Instant, primary_key=True, comment="when it was found"),
    Column("cleared_at", Instant, comment="when it was over; NULL while it lasts"),
    Column("detail", Words, nullable=False, comment="what is wrong, with figures"),
    comment="What is wrong with a source for longer than one check. Of each kind one is open at most.",
)
Index(
    "uq_source_alerts_open",
    source_alerts.c.source,
    source_alerts.c.kind,
    unique=True,
    sqlite_where=text("cleared_at IS NULL"),
    postgresql_where=text("cleared_at IS NULL"),
)

hosts = Table(
    "hosts",
    metadata,
    Column("host", Words, primary_key=True, comment="scheme, name and port, as https://news.example"),
    Column("robots", Words, nullable=False, comment="its robots.txt, at most 500 KiB"),
    Column("robots_status", Integer, comment="HTTP status that it was answered with; NULL where there was no answer"),
    Column("robots_until", Instant, comment="until when that is believed"),
    Column("asked_at", Instant, comment="when the host was last asked for anything"),
    comment="What hosts that are fetched from want of those who fetch.",
)

followed = Table(
    "followed",
    metadata,
    Column("url", Words, primary_key=True, comment="canonical address of an article"),
    Column("source", Word, nullable=False, index=True, comment="the source whose item led there"),
    Column("at", Instant, nullable=False, comment="when it was fetched, or last tried"),
    Column("tries", Integer, nullable=False, comment="how often it was tried"),
    Column("reason", Word, comment="reason code where nothing usable came"),
    Column("delivery_id", Digest, comment="the delivery of the page; NULL where there is none"),
    comment="Articles that items of sources lead to and that were fetched, or tried.",
)
