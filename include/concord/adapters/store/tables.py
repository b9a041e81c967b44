"""The tables of Concord's own database.

Texts sort by code point on every database.  Figures are kept exactly, as text: fractions as
`num/den`, decimals as written.  Lists, pairs and targets are kept as JSON text.
"""

from sqlalchemy import (
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    UniqueConstraint,
)

from concord.adapters.store.columns import Words, count, moment, parent, place, words

METADATA = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)

SUBMISSION = Table(
    "submission",
    METADATA,
    Column("id", Integer, primary_key=True),
    words("partner"),
    words("source"),
    words("service"),
    words("file"),
    words("sha256"),
    count("size"),
    moment("arrived"),
    words("period", null=True),
    moment("due", null=True),
    words("verdict"),
    count("rows_read"),
    count("rows_accepted"),
    words("observations", null=True),
    words("agreement"),
    UniqueConstraint("partner", "source", "sha256"),
)

FINDING = Table(
    "finding",
    METADATA,
    parent("submission"),
    place(),
    words("severity"),
    words("rule"),
    words("place"),
    words("found"),
    words("expected"),
    words("message"),
    sqlite_with_rowid=False,
)

RESTATEMENT = Table(
    "restatement",
    METADATA,
    words("partner", key=True),
    words("source", key=True),
    words("period", key=True),
    words("from_sha256", key=True),
    words("to_sha256", key=True),
    count("added"),
    count("removed"),
    words("changed"),
)

COLLECTED = Table(
    "collected",
    METADATA,
    words("partner", key=True),
    words("source", key=True),
    moment("at"),
)

ASSESSMENT = Table(
    "assessment",
    METADATA,
    Column("id", Integer, primary_key=True),
    words("partner"),
    words("period"),
    Column("revision", Integer, nullable=False),
    words("inputs"),
    words("agreement"),
    UniqueConstraint("partner", "period", "revision"),
)

MEASUREMENT = Table(
    "measurement",
    METADATA,
    parent("assessment"),
    place(),
    words("kpi"),
    words("service"),
    words("period"),
    words("dimension"),
    words("unit"),
    words("value", null=True),
    words("numerator", null=True),
    words("denominator", null=True),
    words("volume"),
    words("submissions"),
    sqlite_with_rowid=False,
)

OUTCOME = Table(
    "outcome",
    METADATA,
    parent("assessment"),
    place(),
    words("service_level"),
    words("kpi"),
    words("service"),
    words("period"),
    words("dimension"),
    words("kind"),
    words("band", null=True),
    words("value", null=True),
    words("compared_value", null=True),
    words("target", null=True),
    words("volume", null=True),
    words("completeness"),
    words("points", null=True),
    Column("repeat", Boolean, nullable=False),
    sqlite_with_rowid=False,
)

CREDIT = Table(
    "credit",
    METADATA,
    parent("assessment"),
    place(),
    words("service"),
    words("period"),
    words("amount"),
    words("currency"),
    words("points"),
    Column("capped", Boolean, nullable=False),
    words("lines"),
    sqlite_with_rowid=False,
)

ISSUE = Table(
    "issue",
    METADATA,
    words("partner", key=True),
    words("service", key=True),
    words("kind", key=True),
    words("subject", key=True),
    words("period", key=True),
    words("severity"),
    words("headline"),
    words("facts"),
    words("state"),
    moment("raised_at"),
    words("policy"),
    Column("opening", Integer, nullable=False),
    Column("step", Integer, nullable=False),
)

ISSUE_EVENT = Table(
    "issue_event",
    METADATA,
    Column("id", Integer, primary_key=True),
    words("partner"),
    words("service"),
    words("issue_kind"),
    words("subject"),
    words("period"),
    moment("at"),
    words("kind"),
    words("by"),
    words("origin"),
    words("note"),
    Index(None, "partner", "service", "issue_kind", "subject", "period"),
)

REPORT_VERSION = Table(
    "report_version",
    METADATA,
    words("partner", key=True),
    words("period", key=True),
    place("version"),
    words("content_sha256"),
    moment("issued"),
    words("figures"),
)

DECISION = Table(
    "decision",
    METADATA,
    words("partner", key=True),
    words("obligation", key=True),
    words("decision"),
    words("by"),
    moment("at"),
    words("note"),
)

OUTBOX = Table(
    "outbox",
    METADATA,
    words("key", key=True),
    words("kind"),
    words("recipients"),
    words("subject"),
    Column("payload", LargeBinary, nullable=False),
    words("content_sha256"),
    words("message_id"),
    moment("mail_date"),
    words("on_uncertain"),
    words("attachments"),
    words("state"),
    Column("attempt", Integer, nullable=False),
    words("lease_owner", null=True),
    moment("lease_until", null=True),
    moment("not_before", null=True),
    words("last_error"),
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
    words("detail"),
    words("provider_id"),
)
