"""A made-up partner with a year of outcomes, from which reports are built."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from fractions import Fraction
from zoneinfo import ZoneInfo

from concord.domain.agreement import Agreement, Organisation
from concord.domain.assessment import Assessment
from concord.domain.business_calendar import BusinessCalendar
from concord.domain.contract import Contract, Notice, Renewal, Reviews
from concord.domain.credit import (
    Cap,
    CreditTerms,
    PointsRegime,
    ServiceCredit,
    valuation,
    with_repeats,
)
from concord.domain.finding import Finding, Severity
from concord.domain.issue import Issue, IssueKey, IssueKind, IssueSeverity, IssueState
from concord.domain.kpi import TOTAL, Dimension, Kpi
from concord.domain.monthly_report import ReportFacts
from concord.domain.people import Person, Side
from concord.domain.period import MeasurementPeriod, PeriodLength
from concord.domain.quantity import PERCENT, SECONDS, Direction, DueRule, Span, SpanUnit, Target
from concord.domain.service import Service
from concord.domain.service_level import Band, Bands, Outcome, OutcomeKind, ServiceLevel, Terms
from concord.domain.source import Column, ColumnType, DriveFolder, FilePattern, Source
from concord.domain.submission import Submission, Verdict

ZONE = ZoneInfo("Europe/London")
CALENDAR = BusinessCalendar(name="none", zone=ZONE)
OCTOBER = MeasurementPeriod.parse("2026-10")
NOW = datetime(2026, 11, 10, 9, tzinfo=UTC)

KIM = Person(
    id="kim", name="Kim Weber", side=Side.CLIENT, role="vendor_manager", email="kim@client.example"
)
ANA = Person(
    id="ana",
    name="Ana Reyes",
    side=Side.PARTNER,
    role="operations_manager",
    email="ana@northwind.example",
)
BANDS = Bands(
    steps=(
        Band(name="minor", edge=Decimal(78)),
        Band(name="serious", edge=Decimal(75)),
        Band(name="severe", edge=Decimal(70)),
    )
)
REGIME = PointsRegime(
    service="voice",
    currency="GBP",
    points={"minor": Decimal(1), "serious": Decimal(2), "severe": Decimal(4)},
    percent_per_point=Decimal("0.5"),
    repeat_multiplier=Decimal(2),
    cap=Cap(month=Decimal(10)),
)


def a_kpi(kpi_id: str, name: str, unit: str = PERCENT) -> Kpi:
    """Return a KPI of the voice service."""
    return Kpi(id=kpi_id, name=name, service="voice", source="daily_ops", unit=unit)


def a_level(
    kpi_id: str,
    target: Target,
    bands: Bands = BANDS,
    weight: int = 1,
    period: PeriodLength = PeriodLength.MONTH,
) -> ServiceLevel:
    """Return a service level in force since the contract began."""
    return ServiceLevel(
        id=kpi_id,
        kpi=kpi_id,
        service="voice",
        period=period,
        terms=(Terms(since=date(2024, 4, 1), target=target, bands=bands),),
        weight=Decimal(weight),
    )


def at_least(limit: str) -> Target:
    """Return a lower limit."""
    return Target(direction=Direction.AT_LEAST, limit=Decimal(limit))


def at_most(limit: str) -> Target:
    """Return an upper limit."""
    return Target(direction=Direction.AT_MOST, limit=Decimal(limit))


def within(low: str, high: str) -> Target:
    """Return a range."""
    return Target(direction=Direction.WITHIN, limit=Decimal(low), upper=Decimal(high))


LEVELS = (
    a_level("answered", at_least("80"), weight=3),
    a_level("abandoned", at_most("5"), Bands(steps=(Band(name="minor", edge=Decimal(8)),)), 2),
    a_level("fcr", at_least("72"), weight=2),
    a_level("aht", within("330", "390"), Bands(steps=(Band(name="minor", edge=Decimal(30)),))),
    a_level("csat", at_least("85")),
    a_level("qa", at_least("90")),
)
KPIS = (
    a_kpi("answered", "Calls answered in 20 s"),
    a_kpi("abandoned", "Abandonment rate"),
    a_kpi("fcr", "First contact resolution"),
    a_kpi("aht", "Average handling time", SECONDS),
    a_kpi("csat", "Customer satisfaction"),
    a_kpi("qa", "Quality score"),
)
# Twelve months up to October 2026, as customers of such services would know them.
YEAR = {
    "answered": "81.2 82.4 83.0 81.9 80.6 82.2 83.4 82.9 81.1 80.3 77.6 73.41",
    "abandoned": "4.1 3.9 3.6 4.0 4.4 3.8 3.5 3.7 4.2 4.6 4.9 4.87",
    "fcr": "73.5 73.1 74.2 74.8 75.0 74.1 73.9 74.4 75.2 75.5 75.1 75.83",
    "aht": "352 349 355 361 358 350 347 351 356 362 371 398.2",
    "csat": "86.0 86.4 85.9 86.8 87.1 87.0 86.6 87.4 87.2 86.9 86.1 85.64",
    "qa": "92.1 91.8 92.5 93.0 92.7 93.3 93.1 92.9 93.4 93.8 93.5 94.02",
}
SITES = {"manila": "76.9 71.08", "cebu": "78.3 79.62", "davao": "81.4 82.15"}


def an_agreement() -> Agreement:
    """Return the agreement of a partner whose notice date is near."""
    organisation = Organisation(name="Harbour Bank", zone=ZONE, calendar=CALENDAR, people=(KIM,))
    return Agreement(
        partner="northwind",
        name="Northwind Contact",
        organisation=organisation,
        zone=ZONE,
        calendar=CALENDAR,
        version="5f0c9d2e" * 8,
        people=(KIM, ANA),
        services=(
            Service(id="voice", name="Customer care by phone", currency="GBP", owner="kim"),
        ),
        contract=a_contract(),
        sources=(a_source(),),
        kpis=KPIS,
        service_levels=LEVELS,
        credits=(REGIME,),
    )


def a_contract() -> Contract:
    """Return a contract to be ended by the end of the year, or reviewed."""
    return Contract(
        reference="MSA-7",
        start=date(2024, 4, 1),
        end=date(2027, 3, 31),
        owner="kim",
        notice=Notice(period=Span(count=90, unit=SpanUnit.DAY)),
        renewal=Renewal(automatic=True, term=Span(count=1, unit=SpanUnit.YEAR)),
        reviews=Reviews(
            every=Span(count=4, unit=SpanUnit.MONTH), lead=Span(count=30, unit=SpanUnit.DAY)
        ),
    )


def a_source(source_id: str = "daily_ops", due: bool = True) -> Source:  # noqa: FBT001, FBT002
    """Return a monthly source, due on the third business day."""
    rule = DueRule(after_end=Span(count=3, unit=SpanUnit.BUSINESS_DAY), at=time(17))
    return Source(
        id=source_id,
        service="voice",
        drive=DriveFolder(connection="drive_northwind"),
        files=FilePattern(text="Daily Ops {period:%Y-%m}.xlsx"),
        covers=PeriodLength.MONTH,
        zone=ZONE,
        calendar=CALENDAR,
        columns=(Column(name="date", headers=("Date",), type=ColumnType.DATE),),
        day_column="date",
        due=rule if due else None,
    )


def an_outcome(
    level_id: str = "answered",
    value: str | None = "81.5",
    period: MeasurementPeriod = OCTOBER,
    dimension: Dimension = TOTAL,
    kind: OutcomeKind | None = None,
) -> Outcome:
    """Return an outcome rated against the level's target, or of the given kind."""
    level = next(level for level in LEVELS if level.id == level_id)
    terms = level.terms[0]
    exact = None if value is None else Fraction(value)
    rated = OutcomeKind.INSUFFICIENT_DATA
    if exact is not None:
        rated = OutcomeKind.MET if terms.target.is_met_by(exact) else OutcomeKind.MISSED
    kind = kind or rated
    missed = kind is OutcomeKind.MISSED and exact is not None
    return Outcome(
        service_level=level_id,
        kpi=level.kpi,
        service="voice",
        period=period,
        dimension=dimension,
        kind=kind,
        band=terms.bands.of_miss(exact, terms.target) if missed and exact is not None else None,
        value=exact,
        compared_value=exact,
        target=terms.target,
        volume=Fraction(41286),
        completeness=Fraction(1),
    )


TERMS = CreditTerms(
    regimes=(REGIME,), levels=LEVELS, charges=lambda _service, _month: Decimal(120_000)
)


def a_year(last: MeasurementPeriod = OCTOBER) -> tuple[Assessment, ...]:
    """Return twelve months of assessments up to `last`, the last with its sites and credits."""
    periods = [last]
    while len(periods) < 12:
        periods.insert(0, periods[0].previous())
    outcomes = [
        an_outcome(level, value, period)
        for level, values in YEAR.items()
        for period, value in zip(periods, values.split(), strict=True)
    ]
    outcomes += [
        an_outcome("answered", value, period, (("site", site),))
        for site, values in SITES.items()
        for period, value in zip(periods[-2:], values.split(), strict=True)
    ]
    found = valuation(TERMS, with_repeats(outcomes))
    return tuple(an_assessment(p, found.outcomes, found.credits) for p in periods)


def an_assessment(
    period: MeasurementPeriod, outcomes: Iterable[Outcome], credits_: Iterable[ServiceCredit] = ()
) -> Assessment:
    """Return an assessment with those of the outcomes and credits that are of its period."""
    return Assessment(
        partner="northwind",
        period=period,
        inputs="inputs",
        agreement="5f0c9d2e",
        measurements=(),
        outcomes=tuple(o for o in outcomes if o.period == period),
        credits=tuple(c for c in credits_ if c.period == period),
    )


def a_submission(
    period: MeasurementPeriod = OCTOBER,
    verdict: Verdict = Verdict.ACCEPTED,
    source: str = "daily_ops",
    arrived: datetime | None = None,
    file: str = "",
) -> Submission:
    """Return a delivery of two days after the period's end, due on the third business day."""
    over = datetime.combine(period.end, time(12), ZONE)
    name = file or f"Daily Ops {period}.xlsx"
    return Submission(
        partner="northwind",
        source=source,
        service="voice",
        file=name,
        sha256=(f"{period.start:%Y%m%d}" * 8),
        size=48_213,
        arrived=arrived or over + timedelta(days=2),
        period=period,
        due=a_source().due_at(period),
        verdict=verdict,
        rows_read=93,
        rows_accepted=93,
        findings=(),
        observations="rows" if verdict.is_usable else None,
        agreement="5f0c9d2e",
    )


REMARK = Finding(
    severity=Severity.WARNING,
    rule="outside-range",
    where="Daily!F17",
    found="'1,204'",
    expected="at most the 1,180 calls offered",
    message="More calls were answered than offered.",
)


def an_issue(
    subject: str = "answered",
    kind: IssueKind = IssueKind.MISSED_SERVICE_LEVEL,
    period: str = "2026-10",
    state: IssueState = IssueState.ACKNOWLEDGED,
    severity: IssueSeverity = IssueSeverity.SEVERE,
    headline: str = "Calls answered in 20 s missed its target in October 2026",
) -> Issue:
    """Return an issue of October, acknowledged at the second level."""
    return Issue(
        key=IssueKey(
            partner="northwind", service="voice", kind=kind, subject=subject, period=period
        ),
        severity=severity,
        headline=headline,
        facts=(),
        state=state,
        raised_at=datetime(2026, 11, 4, 8, tzinfo=UTC),
        policy="standard",
        step=1,
    )


def report_facts(agreement: Agreement | None = None) -> ReportFacts:
    """Return all on record for a month with two misses, late and remarked deliveries."""
    september = OCTOBER.previous()
    late = replace(
        a_submission(file="Daily Ops 2026-10 v2.xlsx"),
        arrived=datetime(2026, 11, 6, 10, 12, tzinfo=UTC),
        sha256="9be1772c" * 8,
        verdict=Verdict.ACCEPTED_WITH_WARNINGS,
        findings=(REMARK,),
        rows_accepted=92,
    )
    return ReportFacts(
        agreement=agreement or an_agreement(),
        assessments=a_year(),
        submissions=(a_submission(september), a_submission(), late),
        issues=(
            an_issue(),
            an_issue(
                "aht",
                severity=IssueSeverity.MINOR,
                state=IssueState.OPEN,
                headline="Average handling time missed its target in October 2026",
            ),
        ),
    )
