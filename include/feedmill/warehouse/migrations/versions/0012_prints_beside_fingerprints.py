"""How many fingerprints a content has stands beside each of them: whoever is found by one needs no second look."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

BESIDE = "how many that content has under the current epoch"
BEFORE = "fingerprints that it has under the current epoch"
KEY = ("fingerprint", "content")


def upgrade() -> None:
    """Go forward: what was found by fingerprints is found by them, with all that is to be known of it."""
    op.rename_table("fingerprints", "fingerprints_before")
    _made(sa.Column("prints", sa.Integer(), nullable=False, comment=BESIDE), included=["prints"])
    op.execute("CREATE TEMPORARY TABLE counted (number BIGINT PRIMARY KEY, prints INTEGER NOT NULL)")
    op.execute("INSERT INTO counted SELECT number, prints FROM contents")  # rows of contents are large
    op.execute("""
        INSERT INTO fingerprints (fingerprint, content, prints)
        SELECT f.fingerprint, f.content, c.prints
        FROM fingerprints_before f JOIN counted c ON c.number = f.content ORDER BY f.fingerprint, f.content""")
    op.execute("DROP TABLE counted")
    op.drop_table("fingerprints_before")
    op.drop_column("contents", "prints")


def downgrade() -> None:
    """Go back."""
    op.add_column("contents", sa.Column("prints", sa.Integer(), nullable=False, server_default="0", comment=BEFORE))
    op.execute("UPDATE contents SET prints = (SELECT count(*) FROM fingerprints f WHERE f.content = contents.number)")
    op.rename_table("fingerprints", "fingerprints_before")
    _made()
    op.execute("""
        INSERT INTO fingerprints (fingerprint, content)
        SELECT fingerprint, content FROM fingerprints_before ORDER BY fingerprint, content""")
    op.drop_table("fingerprints_before")


def _made(*more: sa.Column[int], included: list[str] | None = None) -> None:
    """Make the table with these columns beside its key. The key of the one before gives its name up first."""
    if op.get_bind().dialect.name == "postgresql":
        op.execute("ALTER INDEX pk_fingerprints RENAME TO pk_fingerprints_before")
    op.create_table(
        "fingerprints",
        sa.Column(
            "fingerprint", sa.BigInteger(), nullable=False, comment="hash of five words in a row, chosen by winnowing"
        ),
        sa.Column(
            "content",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            nullable=False,
            comment="the content that holds them: contents.number",
        ),
        *more,
        sa.PrimaryKeyConstraint(*KEY, name=op.f("pk_fingerprints"), postgresql_include=included or []),
        comment="What contents with common runs of words are found by.",
        sqlite_with_rowid=False,
    )
