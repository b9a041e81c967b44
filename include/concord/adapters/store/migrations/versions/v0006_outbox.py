"""What the outbox keeps in full: whose mails they are, what came back, and who decided.

Beside it: which rounds came to their end, and which alarms were told.

Mails that were there before belong to whoever sends them: their installation is unknown.
"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

_WORDS = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
_MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Add to mails and attempts what was not asked before; make the tables beside them."""
    _add("outbox", "installation", "provider", "provider_id", "created_by", "about", "released_by")
    _add("outbox_attempt", "provider", "batch")
    _make_events()
    _make_decisions()
    _make_delivery()
    _make_watching()


def _add(table: str, *names: str) -> None:
    with op.batch_alter_table(table) as altered:
        for name in names:
            altered.add_column(sa.Column(name, _WORDS, nullable=False, server_default=""))
    with op.batch_alter_table(table) as altered:
        for name in names:
            altered.alter_column(name, server_default=None)


def _make_events() -> None:
    identity = ("provider", "key", "attempt", "recipient", "kind", "at")
    op.create_table(
        "outbox_event",
        sa.Column("id", sa.Integer, primary_key=True),
        *_words("provider", "key"),
        sa.Column("attempt", sa.Integer, nullable=False),
        *_words("recipient", "kind"),
        sa.Column("at", _MOMENT, nullable=False),
        sa.Column("received", _MOMENT, nullable=False),
        *_words("detail", "raw"),
        sa.ForeignKeyConstraint(["key"], ["outbox.key"], name="fk_outbox_event_outbox"),
        sa.UniqueConstraint(
            *identity, name="uq_outbox_event_provider_key_attempt_recipient_kind_at"
        ),
    )
    op.create_index(op.f("ix_outbox_event_key"), "outbox_event", ["key"])
    op.create_index(op.f("ix_outbox_event_recipient_at"), "outbox_event", ["recipient", "at"])


def _make_decisions() -> None:
    op.create_table(
        "outbox_decision",
        sa.Column("id", sa.Integer, primary_key=True),
        *_words("key"),
        sa.Column("attempt", sa.Integer, nullable=False),
        *_words("decision", "by"),
        sa.Column("at", _MOMENT, nullable=False),
        *_words("origin", "note"),
        sa.ForeignKeyConstraint(["key"], ["outbox.key"], name="fk_outbox_decision_outbox"),
    )
    op.create_index(op.f("ix_outbox_decision_key"), "outbox_decision", ["key"])


def _make_delivery() -> None:
    op.create_table(
        "delivery_hold",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("since", _MOMENT, nullable=False),
        *_words("reason", "set_by"),
        sa.Column("older_records", sa.Boolean, nullable=False),
        sa.Column("released", _MOMENT, nullable=True),
        sa.Column("released_by", _WORDS, nullable=True),
        *_words("note"),
    )
    op.create_table(
        "delivery_round",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("number", sa.Integer, nullable=False),
    )


def _make_watching() -> None:
    op.create_table(
        "finished_round",
        sa.Column("name", _WORDS, primary_key=True),
        sa.Column("first", _MOMENT, nullable=False),
        sa.Column("last", _MOMENT, nullable=False),
    )
    op.create_table(
        "told_alarm",
        sa.Column("kind", _WORDS, primary_key=True),
        sa.Column("subject", _WORDS, primary_key=True),
        sa.Column("since", _MOMENT, nullable=False),
        sa.Column("told", _MOMENT, nullable=False),
        sa.Column("ended", _MOMENT, nullable=True),
    )


def _words(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, _WORDS, nullable=False) for name in names]
