"""The tables of the outbox: mails, attempts to send them, what came back, and who decided."""

from sqlalchemy import Boolean, Column, ForeignKey, Index, Integer, LargeBinary, Table
from sqlalchemy import UniqueConstraint as Unique

from concord.adapters.store.columns import Words, moment, place, texts, words
from concord.adapters.store.tables import METADATA

OUTBOX = Table(
    "outbox",
    METADATA,
    words("key", key=True),
    *texts("kind", "recipients", "subject"),
    Column("payload", LargeBinary, nullable=False),
    *texts("content_sha256", "message_id"),
    moment("mail_date"),
    *texts("on_uncertain", "attachments", "state"),
    Column("attempt", Integer, nullable=False),
    words("lease_owner", null=True),
    moment("lease_until", null=True),
    moment("not_before", null=True),
    words("last_error"),
    *texts("installation", "provider", "provider_id", "created_by", "about", "released_by"),
    Index(None, "state", "mail_date", "key"),
)

OUTBOX_ATTEMPT = Table(
    "outbox_attempt",
    METADATA,
    Column("key", Words, ForeignKey("outbox.key"), primary_key=True),
    place("number"),
    words("owner"),
    moment("started"),
    moment("finished", null=True),
    words("verdict", null=True),
    Column("fenced", Boolean, nullable=False),
    *texts("detail", "provider_id", "provider", "batch"),
)

OUTBOX_EVENT = Table(
    "outbox_event",
    METADATA,
    Column("id", Integer, primary_key=True),
    words("provider"),
    Column("key", Words, ForeignKey("outbox.key"), nullable=False, index=True),
    Column("attempt", Integer, nullable=False),
    *texts("recipient", "kind"),
    moment("at"),
    moment("received"),
    *texts("detail", "raw"),
    Unique("provider", "key", "attempt", "recipient", "kind", "at"),
    Index(None, "recipient", "at"),
)

OUTBOX_DECISION = Table(
    "outbox_decision",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("key", Words, ForeignKey("outbox.key"), nullable=False, index=True),
    Column("attempt", Integer, nullable=False),
    *texts("decision", "by"),
    moment("at"),
    *texts("origin", "note"),
)

DELIVERY_HOLD = Table(
    "delivery_hold",
    METADATA,
    Column("id", Integer, primary_key=True),
    moment("since"),
    *texts("reason", "set_by"),
    Column("older_records", Boolean, nullable=False),
    moment("released", null=True),
    words("released_by", null=True),
    words("note"),
)

DELIVERY_ROUND = Table(
    "delivery_round",
    METADATA,
    place("id"),
    Column("number", Integer, nullable=False),
)
