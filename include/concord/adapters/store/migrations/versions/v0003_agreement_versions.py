"""The texts of agreements, and what was decided about each.

Nothing is taken over: the file that acts when this version starts is approved by the upgrade.
"""

from datetime import datetime

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_WORDS = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    """Make both tables."""
    op.create_table(
        "agreement_version",
        *_words("partner", "version", key=True),
        sa.Column("content", sa.LargeBinary, nullable=False),
        _moment("seen"),
    )
    op.create_table(
        "agreement_event",
        sa.Column("id", sa.Integer, primary_key=True),
        *_words("partner", "version", "kind", "by"),
        _moment("at"),
        *_words("origin", "note"),
    )
    op.create_index(op.f("ix_agreement_event_partner"), "agreement_event", ["partner"])


def _words(*names: str, key: bool = False) -> list[sa.Column[str]]:
    return [sa.Column(name, _WORDS, nullable=False, primary_key=key) for name in names]


def _moment(name: str) -> sa.Column[datetime]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=False)
