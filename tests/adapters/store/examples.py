"""Valid records by default; a test states only what matters to it."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction

from concord.domain.arrival import Arrival
from concord.domain.assessment import Assessment
from concord.domain.charges import ChargeGap, MonthCharges
from concord.domain.credit import CreditLine, ServiceCredit
from concord.domain.finding import Finding, Severity
from concord.domain.issue import (
    Issue,
    IssueEvent,
    IssueEventKind,
    IssueKey,
    IssueKind,
    IssueSeverity,
    IssueState,
)
from concord.domain.kpi import Measurement
from concord.domain.message import MessageKind, OnUncertain
from concord.domain.outbox import OutgoingMail
from concord.domain.period import MeasurementPeriod
from concord.domain.quantity import Direction, Target
from concord.domain.relief import Drops, ReliefCause, ReliefState
from concord.domain.report import ReportVersion
from concord.domain.service_level import (
    CountedDays,
    Exclusion,
    FailedDay,
    Outcome,
    OutcomeKind,
    TargetPart,
)
from concord.domain.submission import ChangedCell, Restatement, Submission, Verdict

OCTOBER = MeasurementPeriod.parse("2026-10")
NOVEMBER = MeasurementPeriod.parse("2026-11")
NOON = datetime(2026, 11, 2, 12, tzinfo=UTC)

WARNING = Finding(
    severity=Severity.WARNING,
    rule="not-a-number",
    where="October!D17",
    found="'n/a'",
    expected="a count",
    message="Row 17 is left out.",
)
SUBMISSION = Submission(
    partner="acme",
    source="daily",
    service="voice",
    file="acme 2026-10.xlsx",
    sha256="a" * 64,
    size=20_000,
    arrived=NOON,
    period=OCTOBER,
    due=datetime(2026, 11, 4, 17, tzinfo=UTC),
    verdict=Verdict.ACCEPTED_WITH_WARNINGS,
    rows_read=31,
    rows_accepted=30,
    findings=(WARNING, replace(WARNING, where="October!D18")),
    observations="b" * 64,
    agreement="v1",
    medians=(("offered", Decimal("500.5")),),
)
RESTATEMENT = Restatement(
    partner="acme",
    source="daily",
    period=OCTOBER,
    from_sha256="a" * 64,
    to_sha256="c" * 64,
    added=1,
    removed=0,
    changed=(ChangedCell(key="2026-10-03", column="answered", old="100", new=None),),
)
MEASUREMENT = Measurement(
    kpi="answered_in_20s",
    service="voice",
    period=OCTOBER,
    dimension=(("site", "Mänila"),),
    unit="%",
    value=Fraction(100, 3),
    numerator=Fraction(1),
    denominator=Fraction(3),
    volume=Fraction(3),
    submissions=("a" * 64, "c" * 64),
)
OUTCOME = Outcome(
    service_level="speed",
    kpi="answered_in_20s",
    service="voice",
    period=OCTOBER,
    dimension=(("site", "Mänila"),),
    kind=OutcomeKind.MISSED,
    band="severe",
    value=Fraction(100, 3),
    compared_value=Fraction(333, 10),
    target=Target(direction=Direction.AT_LEAST, limit=Decimal("80.0")),
    volume=Fraction(3),
    completeness=Fraction(30, 31),
    points=Decimal("7.50"),
    repeat=True,
    excluded=(
        Exclusion(
            relief="outage",
            cause=ReliefCause.CLIENT,
            drops=Drops.ROWS,
            approved_by="kim",
            evidence="INC-1 Störung",
            days=(date(2026, 10, 14), date(2026, 10, 15)),
            rows=40,
            value_without=Fraction(97, 3),
        ),
        Exclusion(
            relief="storm",
            cause=ReliefCause.FORCE_MAJEURE,
            drops=Drops.DAY,
            state=ReliefState.REQUESTED,
        ),
    ),
    days=CountedDays(
        target=Target(direction=Direction.AT_MOST, limit=Decimal(30)),
        counted=20,
        failed=(FailedDay(day=date(2026, 10, 3), value=Fraction(100, 3)),),
    ),
    target_parts=(
        TargetPart(
            since=date(2026, 1, 1),
            days=14,
            target=Target(direction=Direction.WITHIN, limit=Decimal(1), upper=Decimal("2.5")),
        ),
    ),
)
CREDIT = ServiceCredit(
    service="voice",
    period=OCTOBER,
    amount=Decimal("1234.50"),
    currency="GBP",
    points=Decimal("7.50"),
    capped=True,
    lines=(
        CreditLine(cause="speed 2026-10 severe", amount=Decimal("1300.00")),
        CreditLine(cause="cap of 10 %", amount=Decimal("-65.5")),
    ),
)
ASSESSMENT = Assessment(
    partner="acme",
    period=OCTOBER,
    inputs="d" * 64,
    agreement="v1",
    measurements=(MEASUREMENT, replace(MEASUREMENT, dimension=(), value=None)),
    outcomes=(OUTCOME,),
    credits=(CREDIT,),
    unknown_charges=(MonthCharges(service="voice", month=OCTOBER, gap=ChargeGap.NOT_KNOWN_YET),),
)
KEY = IssueKey(
    partner="acme",
    service="voice",
    kind=IssueKind.MISSED_SERVICE_LEVEL,
    subject="speed",
    period="2026-10",
)
ISSUE = Issue(
    key=KEY,
    severity=IssueSeverity.SEVERE,
    headline="Speed missed in October",
    facts=(("value", "33.3 %"), ("target", "at least 80 %")),
    state=IssueState.OPEN,
    raised_at=NOON,
    policy="standard",
)
EVENT = IssueEvent(key=KEY, at=NOON, kind=IssueEventKind.RAISED, by="concord", origin="assess")
REPORT = ReportVersion(
    partner="acme",
    period=OCTOBER,
    version=1,
    content_sha256="a" * 64,
    issued=NOON,
    figures=(("Overall score", "98.4 of 100"),),
)
MAIL = OutgoingMail(
    key="1" * 64,
    kind=MessageKind.ESCALATION,
    to=("ann@client.example", "bo@partner.example"),
    subject="Speed missed in October",
    payload=b"Subject: Speed\r\n\r\n\x00\xff",
    content_sha256="e" * 64,
    message_id="<1@concord.example>",
    mail_date=NOON,
    on_uncertain=OnUncertain.RESEND,
    attachments=("report.xlsx",),
)


def arrival(**changes: object) -> Arrival:
    """Return when the content of SUBMISSION came."""
    default = Arrival(
        partner="acme",
        source="daily",
        sha256=SUBMISSION.sha256,
        file=SUBMISSION.file,
        drive_file="inbound/acme 2026-10.xlsx",
        revision="r1",
        size=SUBMISSION.size,
        at=NOON,
    )
    return replace(default, **changes)  # type: ignore[arg-type] # any field may be overridden
