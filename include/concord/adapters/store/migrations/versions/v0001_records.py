"""Submissions, assessments, issues, reports, decisions and the outbox."""

from datetime import datetime

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

_WORDS = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    """Make all tables."""
    _submissions()
    _assessments()
    _issues()
    _reports_and_decisions()
    _outbox()


def _submissions() -> None:
    op.create_table(
        "submission",
        _number("id"),
        *_words("partner", "source", "service", "file", "sha256"),
        _count("size"),
        _moment("arrived"),
        *_words("period", null=True),
        _moment("due", null=True),
        *_words("verdict"),
        _count("rows_read"),
        _count("rows_accepted"),
        *_words("observations", null=True),
        *_words("agreement"),
        sa.UniqueConstraint("partner", "source", "sha256"),
    )
    op.create_table(
        "finding",
        sa.Column("submission_id", sa.Integer, sa.ForeignKey("submission.id"), primary_key=True),
        _place("position"),
        *_words("severity", "rule", "place", "found", "expected", "message"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "restatement",
        *_words("partner", "source", "period", "from_sha256", "to_sha256", key=True),
        _count("added"),
        _count("removed"),
        *_words("changed"),
    )
    op.create_table("collected", *_words("partner", "source", key=True), _moment("at"))


def _assessments() -> None:
    op.create_table(
        "assessment",
        _number("id"),
        *_words("partner", "period"),
        sa.Column("revision", sa.Integer, nullable=False),
        *_words("inputs", "agreement"),
        sa.UniqueConstraint("partner", "period", "revision"),
    )
    _figures(
        "measurement",
        *_words("kpi", "service", "period", "dimension", "unit"),
        *_words("value", "numerator", "denominator", null=True),
        *_words("volume", "submissions"),
    )
    _figures(
        "outcome",
        *_words("service_level", "kpi", "service", "period", "dimension", "kind"),
        *_words("band", "value", "compared_value", "target", "volume", null=True),
        *_words("completeness"),
        *_words("points", null=True),
        sa.Column("repeat", sa.Boolean, nullable=False),
    )
    _figures(
        "credit",
        *_words("service", "period", "amount", "currency", "points"),
        sa.Column("capped", sa.Boolean, nullable=False),
        *_words("lines"),
    )


def _figures(table: str, *columns: sa.Column[str] | sa.Column[bool]) -> None:
    op.create_table(
        table,
        sa.Column("assessment_id", sa.Integer, sa.ForeignKey("assessment.id"), primary_key=True),
        _place("position"),
        *columns,
        sqlite_with_rowid=False,
    )


def _issues() -> None:
    op.create_table(
        "issue",
        *_words("partner", "service", "kind", "subject", "period", key=True),
        *_words("severity", "headline", "facts", "state"),
        _moment("raised_at"),
        *_words("policy"),
        sa.Column("opening", sa.Integer, nullable=False),
        sa.Column("step", sa.Integer, nullable=False),
    )
    key = ("partner", "service", "issue_kind", "subject", "period")
    op.create_table(
        "issue_event",
        _number("id"),
        *_words(*key),
        _moment("at"),
        *_words("kind", "by", "origin", "note"),
    )
    op.create_index(
        op.f("ix_issue_event_partner_service_issue_kind_subject_period"), "issue_event", list(key)
    )


def _reports_and_decisions() -> None:
    op.create_table(
        "report_version",
        *_words("partner", "period", key=True),
        _place("version"),
        *_words("content_sha256"),
        _moment("issued"),
        *_words("figures"),
    )
    op.create_table(
        "decision",
        *_words("partner", "obligation", key=True),
        *_words("decision", "by"),
        _moment("at"),
        *_words("note"),
    )


def _outbox() -> None:
    op.create_table(
        "outbox",
        *_words("key", key=True),
        *_words("kind", "recipients", "subject"),
        sa.Column("payload", sa.LargeBinary, nullable=False),
        *_words("content_sha256", "message_id"),
        _moment("mail_date"),
        *_words("on_uncertain", "attachments", "state"),
        sa.Column("attempt", sa.Integer, nullable=False),
        *_words("lease_owner", null=True),
        _moment("lease_until", null=True),
        _moment("not_before", null=True),
        *_words("last_error"),
    )
    op.create_index(op.f("ix_outbox_state_mail_date_key"), "outbox", ["state", "mail_date", "key"])
    op.create_table(
        "outbox_attempt",
        sa.Column("key", _WORDS, sa.ForeignKey("outbox.key"), primary_key=True),
        _place("number"),
        *_words("owner"),
        _moment("started"),
        _moment("finished", null=True),
        *_words("verdict", null=True),
        sa.Column("fenced", sa.Boolean, nullable=False),
        *_words("detail", "provider_id"),
    )


def _words(*names: str, null: bool = False, key: bool = False) -> list[sa.Column[str]]:
    return [sa.Column(name, _WORDS, nullable=null, primary_key=key) for name in names]


def _moment(name: str, *, null: bool = False) -> sa.Column[datetime]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=null)


def _count(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.BigInteger, nullable=False)


def _number(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer, primary_key=True)


def _place(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer, primary_key=True, autoincrement=False)
