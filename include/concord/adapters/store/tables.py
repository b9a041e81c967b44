"""The tables of Concord's own database.

Texts sort by code point on every database.  Figures are kept exactly, as text: fractions as
`num/den`, decimals as written.  Lists, pairs and targets are kept as JSON text.
"""

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    UniqueConstraint,
)

from concord.adapters.store.columns import count, moment, parent, place, texts, words

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
    *texts("partner", "source", "service", "file", "sha256"),
    count("size"),
    moment("arrived"),
    words("period", null=True),
    moment("due", null=True),
    words("verdict"),
    count("rows_read"),
    count("rows_accepted"),
    words("observations", null=True),
    words("agreement"),
    words("medians"),
    Column("reading", Integer, nullable=False),
    UniqueConstraint("partner", "source", "sha256", "reading"),
    Index(None, "partner", "source", "period"),
)

SUBMISSION_EVENT = Table(
    "submission_event",
    METADATA,
    Column("id", Integer, primary_key=True),
    *texts("partner", "source", "sha256"),
    Column("reading", Integer, nullable=False),
    *texts("kind", "by"),
    moment("at"),
    *texts("origin", "note"),
    Index(None, "partner", "source", "sha256"),
)

ARRIVAL = Table(
    "arrival",
    METADATA,
    Column("id", Integer, primary_key=True),
    *texts("partner", "source", "sha256", "file", "drive_file", "revision"),
    count("size"),
    moment("at"),
    Column("restored", Boolean, nullable=False),
    UniqueConstraint("partner", "source", "drive_file", "revision", "file"),
)

WAITING_FILE = Table(
    "waiting_file",
    METADATA,
    *texts("partner", "source", "drive_file", "revision", key=True),
    Column("polls", Integer, nullable=False),
)

FINDING = Table(
    "finding",
    METADATA,
    parent("submission"),
    place(),
    *texts("severity", "rule", "place", "found", "expected", "message"),
    sqlite_with_rowid=False,
)

RESTATEMENT = Table(
    "restatement",
    METADATA,
    *texts("partner", "source", "period", "from_sha256", "to_sha256", key=True),
    count("added"),
    count("removed"),
    words("changed"),
)

COLLECTED = Table(
    "collected",
    METADATA,
    *texts("partner", "source", key=True),
    moment("at"),
    words("mark"),
)

LEGAL_HOLD = Table(
    "legal_hold",
    METADATA,
    Column("id", Integer, primary_key=True),
    words("partner"),
    *texts("source", "period", null=True),
    *texts("reason", "set_by"),
    moment("set_at"),
    words("lifted_by", null=True),
    moment("lifted_at", null=True),
    Index(None, "partner"),
)

REMOVED_FILE = Table(
    "removed_file",
    METADATA,
    words("sha256", key=True),
    moment("at"),
    *texts("by", "rule"),
)

ASSESSMENT = Table(
    "assessment",
    METADATA,
    Column("id", Integer, primary_key=True),
    *texts("partner", "period"),
    Column("revision", Integer, nullable=False),
    *texts("inputs", "agreement", "unknown_charges"),
    UniqueConstraint("partner", "period", "revision"),
)

MEASUREMENT = Table(
    "measurement",
    METADATA,
    parent("assessment"),
    place(),
    *texts("kpi", "service", "period", "dimension", "unit"),
    *texts("value", "numerator", "denominator", null=True),
    *texts("volume", "submissions"),
    sqlite_with_rowid=False,
)

OUTCOME = Table(
    "outcome",
    METADATA,
    parent("assessment"),
    place(),
    *texts("service_level", "kpi", "service", "period", "dimension", "kind"),
    *texts("band", "value", "compared_value", "target", "volume", null=True),
    words("completeness"),
    words("points", null=True),
    Column("repeat", Boolean, nullable=False),
    *texts("excluded", "basis"),
    sqlite_with_rowid=False,
)

CREDIT = Table(
    "credit",
    METADATA,
    parent("assessment"),
    place(),
    *texts("service", "period", "amount", "currency"),
    words("points", null=True),
    Column("capped", Boolean, nullable=False),
    *texts("lines", "regime"),
    sqlite_with_rowid=False,
)

LEDGER_ENTRY = Table(
    "ledger_entry",
    METADATA,
    Column("id", Integer, primary_key=True),
    *texts("partner", "service", "regime", "currency", "period", "posted_to", "kind"),
    Column("number", Integer, nullable=False),
    *texts("amount", "cause", "by"),
    moment("at"),
    *texts("cites", "agreement"),
    UniqueConstraint(
        *("partner", "service", "regime", "currency", "period", "kind", "number"),
        name="uq_ledger_entry_identity",
    ),
)

LEDGER_EVENT = Table(
    "ledger_event",
    METADATA,
    Column("id", Integer, primary_key=True),
    *texts("partner", "service", "period", "kind", "subject", "by"),
    moment("at"),
    *texts("origin", "note"),
    words("amount", null=True),
    words("owner"),
    Column("due", Date, nullable=True),
    Index(None, "partner"),
)

ISSUE = Table(
    "issue",
    METADATA,
    *texts("partner", "service", "kind", "subject", "period", key=True),
    *texts("severity", "headline", "facts", "state"),
    moment("raised_at"),
    words("policy"),
    Column("opening", Integer, nullable=False),
    Column("step", Integer, nullable=False),
)

ISSUE_EVENT = Table(
    "issue_event",
    METADATA,
    Column("id", Integer, primary_key=True),
    *texts("partner", "service", "issue_kind", "subject", "period"),
    moment("at"),
    *texts("kind", "by", "origin", "note"),
    Index(None, "partner", "service", "issue_kind", "subject", "period"),
)

REPORT_VERSION = Table(
    "report_version",
    METADATA,
    *texts("partner", "period", key=True),
    place("version"),
    words("content_sha256"),
    moment("issued"),
    words("figures"),
)

DECISION = Table(
    "decision",
    METADATA,
    *texts("partner", "obligation", key=True),
    *texts("decision", "by"),
    moment("at"),
    words("note"),
)

LIVE_PARTNER = Table(
    "live_partner",
    METADATA,
    words("partner", key=True),
    moment("since"),
    words("from_period", null=True),
    *texts("by", "note"),
)

ABSENCE = Table(
    "absence",
    METADATA,
    Column("id", Integer, primary_key=True),
    words("person"),
    Column("first_day", Date, nullable=False),
    Column("last_day", Date, nullable=False),
    words("set_by"),
    moment("set_at"),
    words("note"),
    moment("cancelled_at", null=True),
    Index(None, "person"),
)

AGREEMENT_VERSION = Table(
    "agreement_version",
    METADATA,
    *texts("partner", "version", key=True),
    Column("content", LargeBinary, nullable=False),
    moment("seen"),
)

AGREEMENT_EVENT = Table(
    "agreement_event",
    METADATA,
    Column("id", Integer, primary_key=True),
    *texts("partner", "version", "kind", "by"),
    moment("at"),
    *texts("origin", "note"),
    Index(None, "partner"),
)
