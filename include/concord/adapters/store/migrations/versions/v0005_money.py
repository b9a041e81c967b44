"""What money in full keeps: the regime of each credit, and what relief left out of an outcome.

Credits recorded before came of points, and nothing had been left out.
"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

_WORDS = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    """Give every credit its regime and every outcome its exclusions."""
    _add("credit", "regime", taken_over="points")
    _add("outcome", "excluded", taken_over="[]")
    with op.batch_alter_table("credit") as credit:
        credit.alter_column("points", nullable=True)


def _add(table: str, name: str, *, taken_over: str) -> None:
    column = sa.Column(name, _WORDS, nullable=False, server_default=taken_over)
    with op.batch_alter_table(table) as altered:
        altered.add_column(column)
    with op.batch_alter_table(table) as altered:
        altered.alter_column(name, server_default=None)
