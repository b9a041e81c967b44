"""What money in full keeps: regimes of credits, what relief left out, and the credit ledger.

Credits recorded before came of points, and nothing had been left out.  The ledger is filled by
the next assessment.
"""

from datetime import datetime

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

_WORDS = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    """Give every credit its regime and every outcome its exclusions; make the ledger."""
    _add("credit", "regime", taken_over="points")
    _add("outcome", "excluded", taken_over="[]")
    _add("outcome", "basis", taken_over="[]")
    _add("assessment", "unknown_charges", taken_over="[]")
    with op.batch_alter_table("credit") as credit:
        credit.alter_column("points", nullable=True)
    _make_ledger()
    _keep_appending("ledger_entry")
    _keep_appending("ledger_event")


def _add(table: str, name: str, *, taken_over: str) -> None:
    column = sa.Column(name, _WORDS, nullable=False, server_default=taken_over)
    with op.batch_alter_table(table) as altered:
        altered.add_column(column)
    with op.batch_alter_table(table) as altered:
        altered.alter_column(name, server_default=None)


def _make_ledger() -> None:
    identity = ("partner", "service", "regime", "currency", "period", "kind", "number")
    op.create_table(
        "ledger_entry",
        sa.Column("id", sa.Integer, primary_key=True),
        *_words("partner", "service", "regime", "currency", "period", "posted_to", "kind"),
        sa.Column("number", sa.Integer, nullable=False),
        *_words("amount", "cause", "by"),
        _moment("at"),
        *_words("cites", "agreement"),
        sa.UniqueConstraint(*identity, name="uq_ledger_entry_identity"),
    )
    op.create_table(
        "ledger_event",
        sa.Column("id", sa.Integer, primary_key=True),
        *_words("partner", "service", "period", "kind", "subject", "by"),
        _moment("at"),
        *_words("origin", "note"),
        *_words("amount", null=True),
        *_words("owner"),
        sa.Column("due", sa.Date, nullable=True),
    )
    op.create_index(op.f("ix_ledger_event_partner"), "ledger_event", ["partner"])


def _keep_appending(table: str) -> None:
    """Have the database itself refuse to change or remove a row."""
    if op.get_bind().dialect.name == "postgresql":
        _keep_appending_in_postgresql(table)
        return
    for act in ("update", "delete"):
        op.execute(f"""
            CREATE TRIGGER {table}_{act} BEFORE {act.upper()} ON {table}
            BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END
        """)


def _keep_appending_in_postgresql(table: str) -> None:
    op.execute("""
        CREATE OR REPLACE FUNCTION ledger_is_append_only() RETURNS trigger
        LANGUAGE plpgsql AS 'BEGIN RAISE EXCEPTION ''the ledger is append-only''; END'
    """)
    op.execute(f"""
        CREATE TRIGGER {table}_kept BEFORE UPDATE OR DELETE ON {table}
        FOR EACH ROW EXECUTE FUNCTION ledger_is_append_only()
    """)


def _words(*names: str, null: bool = False) -> list[sa.Column[str]]:
    return [sa.Column(name, _WORDS, nullable=null) for name in names]


def _moment(name: str) -> sa.Column[datetime]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=False)
