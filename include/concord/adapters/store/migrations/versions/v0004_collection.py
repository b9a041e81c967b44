"""What collection in full keeps: arrivals, readings, decisions on files, holds and removals.

Submissions recorded before were answered in their time, and arrived as they were recorded.
"""

from datetime import datetime

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_WORDS = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    """Let contents be read again, make the tables, and take over what was collected."""
    _add_reading()
    _make_life()
    _make_drives()
    _make_retention()
    _take_over()


def _add_reading() -> None:
    with op.batch_alter_table("submission") as submission:
        submission.add_column(sa.Column("medians", _WORDS, nullable=False, server_default="[]"))
        submission.add_column(
            sa.Column("reading", sa.Integer, nullable=False, server_default=sa.text("1"))
        )
        submission.drop_constraint(op.f("uq_submission_partner_source_sha256"), type_="unique")
        submission.create_unique_constraint(
            op.f("uq_submission_partner_source_sha256_reading"),
            ["partner", "source", "sha256", "reading"],
        )
    with op.batch_alter_table("submission") as submission:
        submission.alter_column("medians", server_default=None)
        submission.alter_column("reading", server_default=None)
    op.create_index(
        op.f("ix_submission_partner_source_period"), "submission", ["partner", "source", "period"]
    )


def _make_life() -> None:
    op.create_table(
        "submission_event",
        sa.Column("id", sa.Integer, primary_key=True),
        *_words("partner", "source", "sha256"),
        sa.Column("reading", sa.Integer, nullable=False),
        *_words("kind", "by"),
        _moment("at"),
        *_words("origin", "note"),
    )
    op.create_index(
        op.f("ix_submission_event_partner_source_sha256"),
        "submission_event",
        ["partner", "source", "sha256"],
    )


def _make_drives() -> None:
    op.create_table(
        "arrival",
        sa.Column("id", sa.Integer, primary_key=True),
        *_words("partner", "source", "sha256", "file", "drive_file", "revision"),
        sa.Column("size", sa.BigInteger, nullable=False),
        _moment("at"),
        sa.Column("restored", sa.Boolean, nullable=False),
        sa.UniqueConstraint("partner", "source", "drive_file", "revision", "file"),
    )
    op.create_table(
        "waiting_file",
        *_words("partner", "source", "drive_file", "revision", key=True),
        sa.Column("polls", sa.Integer, nullable=False),
    )
    with op.batch_alter_table("collected") as collected:
        collected.add_column(sa.Column("mark", _WORDS, nullable=False, server_default=""))
    with op.batch_alter_table("collected") as collected:
        collected.alter_column("mark", server_default=None)


def _make_retention() -> None:
    op.create_table(
        "legal_hold",
        sa.Column("id", sa.Integer, primary_key=True),
        *_words("partner"),
        *_words("source", "period", null=True),
        *_words("reason", "set_by"),
        _moment("set_at"),
        *_words("lifted_by", null=True),
        _moment("lifted_at", null=True),
    )
    op.create_index(op.f("ix_legal_hold_partner"), "legal_hold", ["partner"])
    op.create_table(
        "removed_file", *_words("sha256", key=True), _moment("at"), *_words("by", "rule")
    )


def _take_over() -> None:
    op.execute("""
        INSERT INTO submission_event
            (partner, source, sha256, reading, kind, "by", at, origin, note)
        SELECT partner, source, sha256, 1, 'answered', 'concord', arrived, 'upgrade', ''
        FROM submission
    """)
    op.execute("""
        INSERT INTO arrival
            (partner, source, sha256, file, drive_file, revision, size, at, restored)
        SELECT partner, source, sha256, file, '', sha256, size, arrived, FALSE
        FROM submission
    """)


def _words(*names: str, null: bool = False, key: bool = False) -> list[sa.Column[str]]:
    return [sa.Column(name, _WORDS, nullable=null, primary_key=key) for name in names]


def _moment(name: str, *, null: bool = False) -> sa.Column[datetime]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=null)
