"""Which partners are live, and who is away.

A partner that something was already raised for or reported about has been live all along:
it must not fall silent by an upgrade.
"""

from datetime import datetime

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_WORDS = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    """Make both tables, and take over the partners that are live."""
    op.create_table(
        "live_partner",
        *_words("partner", key=True),
        _moment("since"),
        *_words("from_period", null=True),
        *_words("by", "note"),
    )
    op.create_table(
        "absence",
        sa.Column("id", sa.Integer, primary_key=True),
        *_words("person"),
        sa.Column("first_day", sa.Date, nullable=False),
        sa.Column("last_day", sa.Date, nullable=False),
        *_words("set_by"),
        _moment("set_at"),
        *_words("note"),
        _moment("cancelled_at", null=True),
    )
    op.create_index(op.f("ix_absence_person"), "absence", ["person"])
    _take_over_live_partners()


def _take_over_live_partners() -> None:
    op.execute("""
        INSERT INTO live_partner (partner, since, from_period, "by", note)
        SELECT partner, min(seen), NULL, 'concord', 'live before partners had a shadow time'
        FROM (
            SELECT partner, issued AS seen FROM report_version
            UNION ALL
            SELECT partner, raised_at AS seen FROM issue
        ) AS before
        GROUP BY partner
    """)


def _words(*names: str, null: bool = False, key: bool = False) -> list[sa.Column[str]]:
    return [sa.Column(name, _WORDS, nullable=null, primary_key=key) for name in names]


def _moment(name: str, *, null: bool = False) -> sa.Column[datetime]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=null)
