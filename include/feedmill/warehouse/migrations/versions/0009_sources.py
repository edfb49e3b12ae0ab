"""Sources, their checks and their health."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from feedmill.warehouse.tables import columns

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward."""
    op.create_table(
        "followed",
        sa.Column("url", sa.Text(), nullable=False, comment="canonical address of an article"),
        sa.Column("source", sa.String(length=64), nullable=False, comment="the source whose item led there"),
        sa.Column("at", columns.Instant(), nullable=False, comment="when it was fetched, or last tried"),
        sa.Column("tries", sa.Integer(), nullable=False, comment="how often it was tried"),
        sa.Column("reason", sa.String(length=64), nullable=True, comment="reason code where nothing usable came"),
        sa.Column(
            "delivery_id",
            sa.String(length=64),
            nullable=True,
            comment="the delivery of the page; NULL where there is none",
        ),
        sa.PrimaryKeyConstraint("url", name=op.f("pk_followed")),
        comment="Articles that items of sources lead to and that were fetched, or tried.",
    )
    op.create_index(op.f("ix_followed_source"), "followed", ["source"], unique=False)
    op.create_table(
        "hosts",
        sa.Column("host", sa.Text(), nullable=False, comment="scheme, name and port, as https://news.example"),
        sa.Column("robots", sa.Text(), nullable=False, comment="its robots.txt, at most 500 KiB"),
        sa.Column(
            "robots_status",
            sa.Integer(),
            nullable=True,
            comment="HTTP status that it was answered with; NULL where there was no answer",
        ),
        sa.Column("robots_until", columns.Instant(), nullable=True, comment="until when that is believed"),
        sa.Column("asked_at", columns.Instant(), nullable=True, comment="when the host was last asked for anything"),
        sa.PrimaryKeyConstraint("host", name=op.f("pk_hosts")),
        comment="What hosts that are fetched from want of those who fetch.",
    )
    op.create_table(
        "source_alerts",
        sa.Column("source", sa.String(length=64), nullable=False, comment="name of the configured source"),
        sa.Column(
            "kind",
            sa.String(length=64),
            nullable=False,
            comment="failing, quiet, shrinking, repeating, turned_to_html or stopped",
        ),
        sa.Column("opened_at", columns.Instant(), nullable=False, comment="when it was found"),
        sa.Column("cleared_at", columns.Instant(), nullable=True, comment="when it was over; NULL while it lasts"),
        sa.Column("detail", sa.Text(), nullable=False, comment="what is wrong, with figures"),
        sa.PrimaryKeyConstraint("source", "kind", "opened_at", name=op.f("pk_source_alerts")),
        comment="What is wrong with a source for longer than one check. Of each kind one is open at most.",
    )
    op.create_index(
        "uq_source_alerts_open",
        "source_alerts",
        ["source", "kind"],
        unique=True,
        sqlite_where=sa.text("cleared_at IS NULL"),
        postgresql_where=sa.text("cleared_at IS NULL"),
    )
    op.create_table(
        "source_checks",
        sa.Column(
            "check_id",
            sa.String(length=64),
            nullable=False,
            comment="when, and a random part; the token of its delivery",
        ),
        sa.Column("source", sa.String(length=64), nullable=False, comment="name of the configured source"),
        sa.Column("at", columns.Instant(), nullable=False, comment="when it began"),
        sa.Column(
            "outcome", sa.String(length=64), nullable=False, comment="changed, same, unchanged (304), put_off or failed"
        ),
        sa.Column("url", sa.Text(), nullable=False, comment="the address that answered, or that was asked"),
        sa.Column("status", sa.Integer(), nullable=True, comment="HTTP status; NULL where there was no answer"),
        sa.Column("reason", sa.String(length=64), nullable=True, comment="reason code where nothing usable came"),
        sa.Column("detail", sa.Text(), nullable=True, comment="what was wrong in this case"),
        sa.Column("bytes", sa.BigInteger(), nullable=False, comment="bytes of the body as they came over the wire"),
        sa.Column("milliseconds", sa.Integer(), nullable=False, comment="how long it took"),
        sa.Column("delivery_id", sa.String(length=64), nullable=True, comment="the delivery that it made"),
        sa.Column("items", sa.Integer(), nullable=True, comment="documents in what came; NULL until it is loaded"),
        sa.Column(
            "new_stories",
            sa.Integer(),
            nullable=True,
            comment="sightings in it of stories that were not known; NULL until it is loaded",
        ),
        sa.CheckConstraint(
            "outcome IN ('changed', 'same', 'unchanged', 'put_off', 'failed')", name=op.f("ck_source_checks_outcome")
        ),
        sa.PrimaryKeyConstraint("check_id", name=op.f("pk_source_checks")),
        comment="One look at a source, and what came of it.",
    )
    op.create_index(op.f("ix_source_checks_delivery_id"), "source_checks", ["delivery_id"], unique=False)
    op.create_index("ix_source_checks_source_at", "source_checks", ["source", "at"], unique=False)
    op.create_table(
        "source_states",
        sa.Column("source", sa.String(length=64), nullable=False, comment="name of the configured source"),
        sa.Column(
            "configured",
            sa.Text(),
            nullable=False,
            comment="its address in the file of sources; another one starts afresh",
        ),
        sa.Column(
            "url", sa.Text(), nullable=False, comment="its address in force: where the host says that it has moved to"
        ),
        sa.Column("due_at", columns.Instant(), nullable=False, comment="when it is looked at next"),
        sa.Column("validated_url", sa.Text(), nullable=True, comment="the address that gave the validators"),
        sa.Column("etag", sa.Text(), nullable=True, comment="ETag of the last content, as it was written"),
        sa.Column(
            "last_modified", sa.Text(), nullable=True, comment="Last-Modified of the last content, as it was written"
        ),
        sa.Column("body", sa.String(length=64), nullable=True, comment="SHA-256 of the last content"),
        sa.Column("checked_at", columns.Instant(), nullable=True, comment="when it was last looked at"),
        sa.Column("changed_at", columns.Instant(), nullable=True, comment="when its content last changed"),
        sa.Column("changes", sa.Integer(), nullable=False, comment="changes that were seen"),
        sa.Column(
            "rhythm",
            sa.Float(),
            nullable=True,
            comment="mean time between two changes, in seconds, late ones weighing more",
        ),
        sa.Column("failures", sa.Integer(), nullable=False, comment="checks that failed in a row"),
        sa.Column("not_found", sa.Integer(), nullable=False, comment="answers of 404 in a row"),
        sa.Column(
            "moved_to",
            sa.Text(),
            nullable=True,
            comment="where the host says that it has moved to for good, not yet believed",
        ),
        sa.Column("moved_times", sa.Integer(), nullable=False, comment="how often in a row it said so"),
        sa.Column("stopped", sa.String(length=64), nullable=True, comment="reason code for which it is asked no more"),
        sa.Column("lease", sa.Text(), nullable=True, comment="the run that is fetching it"),
        sa.Column(
            "leased_until", columns.Instant(), nullable=True, comment="until when that run is trusted to be alive"
        ),
        sa.PrimaryKeyConstraint("source", name=op.f("pk_source_states")),
        comment="What is known of a source that is fetched, between two checks.",
    )
    op.create_index(op.f("ix_source_states_due_at"), "source_states", ["due_at"], unique=False)


def downgrade() -> None:
    """Go back: what is known of sources is forgotten, and learned anew."""
    for table in ("followed", "hosts", "source_alerts", "source_checks", "source_states"):
        op.drop_table(table)
