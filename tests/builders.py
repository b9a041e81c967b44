"""Valid domain objects by default; a test names only what it is about."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from concord.domain.agreement import Agreement, Organisation
from concord.domain.business_calendar import BusinessCalendar
from concord.domain.charges import ChargeRate, ChargeTerms
from concord.domain.completeness import DeliveredCell
from concord.domain.coverage import Coverage
from concord.domain.credit import PointsRegime
from concord.domain.kpi import TOTAL, Dimension, Expression, Kpi, Measurement
from concord.domain.people import Person, Side
from concord.domain.period import MeasurementPeriod, PeriodLength
from concord.domain.quantity import PERCENT, Direction, Target
from concord.domain.service import Service
from concord.domain.service_level import (
    Band,
    Bands,
    Evidence,
    Outcome,
    OutcomeKind,
    ServiceLevel,
    Terms,
)
from concord.domain.source import Column, ColumnType, DriveFolder, FilePattern, Source
from concord.domain.submission import Submission, Verdict
from concord.ports import ObservationFile

LONDON = ZoneInfo("Europe/London")
CALENDAR = BusinessCalendar(name="GB-ENG", zone=LONDON)
LONG_SINCE = date(2010, 1, 1)

T = TypeVar("T")


def _with(default: T, changes: Mapping[str, Any]) -> T:
    """Return `default` with fields replaced; a name that is no field raises TypeError."""
    replaced: T = replace(default, **changes)  # type: ignore[type-var] # each default is a dataclass
    return replaced


def period(text: str = "2026-10") -> MeasurementPeriod:
    """Return a period as people write it."""
    return MeasurementPeriod.parse(text)


def moment(text: str) -> datetime:
    """Return a moment; without an offset it is UTC."""
    read = datetime.fromisoformat(text)
    return read if read.tzinfo else read.replace(tzinfo=UTC)


def organisation(**changes: object) -> Organisation:
    """Return the company that buys, in London."""
    kim = person(
        id="kim",
        name="Kim Lee",
        side=Side.CLIENT,
        role="vendor_manager",
        email="kim@client.example",
    )
    default = Organisation(name="Client", zone=LONDON, calendar=CALENDAR, people=(kim,))
    return _with(default, changes)


def person(**changes: object) -> Person:
    """Return the partner's operations manager."""
    default = Person(
        id="ana",
        name="Ana Reyes",
        side=Side.PARTNER,
        role="operations_manager",
        email="ana@northwind.example",
    )
    return _with(default, changes)


def column(name: str, type_: ColumnType = ColumnType.COUNT, **changes: object) -> Column:
    """Return a column that stands under its own name."""
    return _with(Column(name=name, headers=(name,), type=type_), changes)


def source(**changes: object) -> Source:
    """Return a monthly source of calls by day and site, keyed by both."""
    default = Source(
        id="daily_ops",
        service="voice",
        drive=DriveFolder(connection="ops_drive"),
        files=FilePattern(text="NW_daily_{period:%Y-%m}*.xlsx"),
        covers=PeriodLength.MONTH,
        zone=LONDON,
        calendar=CALENDAR,
        columns=(
            column("date", ColumnType.DATE),
            column("site", ColumnType.TEXT, one_of=("manila", "cebu")),
            column("offered"),
            column("answered"),
        ),
        day_column="date",
        key=("date", "site"),
        coverage=Coverage(),
    )
    return _with(default, changes)


def expression(sql: str, *columns: str) -> Expression:
    """Return an expression that was checked."""
    return Expression(text=sql, sql=sql, columns=frozenset(columns))


def kpi(**changes: object) -> Kpi:
    """Return the share of calls that were answered, by site."""
    default = Kpi(
        id="answer_rate",
        name="Answer rate",
        service="voice",
        source="daily_ops",
        unit=PERCENT,
        numerator=expression('sum("answered")', "answered"),
        denominator=expression('sum("offered")', "offered"),
        by=(("site",),),
    )
    return _with(default, changes)


def at_least(limit: str) -> Target:
    """Return a target met from `limit` up."""
    return Target(direction=Direction.AT_LEAST, limit=Decimal(limit))


def at_most(limit: str) -> Target:
    """Return a target met up to `limit`."""
    return Target(direction=Direction.AT_MOST, limit=Decimal(limit))


def within(low: str, high: str) -> Target:
    """Return a target met between two ends, both included."""
    return Target(direction=Direction.WITHIN, limit=Decimal(low), upper=Decimal(high))


def bands(beyond: str | None = "threshold", **edges: str) -> Bands:
    """Return bands by name and edge, mildest first."""
    steps = tuple(Band(name=name, edge=Decimal(edge)) for name, edge in edges.items())
    return Bands(steps=steps, beyond=beyond)


def terms(**changes: object) -> Terms:
    """Return terms in force for long: at least 80, minor down to 78, beyond it serious."""
    default = Terms(since=LONG_SINCE, target=at_least("80"), bands=bands("serious", minor="78"))
    return _with(default, changes)


def service_level(**changes: object) -> ServiceLevel:
    """Return a monthly service level on the answer rate."""
    default = ServiceLevel(
        id="phone",
        kpi="answer_rate",
        service="voice",
        period=PeriodLength.MONTH,
        terms=(terms(),),
    )
    return _with(default, changes)


def points_regime(**changes: object) -> PointsRegime:
    """Return one point for minor and two for serious, a percent of the charges each."""
    default = PointsRegime(
        service="voice",
        currency="GBP",
        points={"minor": Decimal(1), "serious": Decimal(2)},
        percent_per_point=Decimal(1),
        repeat_multiplier=Decimal(2),
    )
    return _with(default, changes)


def service(**changes: object) -> Service:
    """Return the service `voice`, at 100,000 pounds a month."""
    default = Service(
        id="voice",
        name="Customer care",
        currency="GBP",
        charges=ChargeTerms(rates=(ChargeRate(since=None, fixed=Decimal(100_000)),)),
    )
    return _with(default, changes)


def agreement(**changes: object) -> Agreement:
    """Return Northwind's agreement: one source, one KPI, one service level, points."""
    buyer = organisation()
    default = Agreement(
        partner="northwind",
        name="Northwind Support Services",
        organisation=buyer,
        zone=LONDON,
        calendar=CALENDAR,
        version="a" * 64,
        people=(person(), *buyer.people),
        services=(service(),),
        sources=(source(),),
        kpis=(kpi(),),
        service_levels=(service_level(),),
        credits=(points_regime(),),
    )
    return _with(default, changes)


def submission(month: str = "2026-10", **changes: object) -> Submission:
    """Return an accepted file for a month, arrived on the second day after it."""
    covered = period(month)
    default = Submission(
        partner="northwind",
        source="daily_ops",
        service="voice",
        file=f"NW_daily_{month}.xlsx",
        sha256=f"file-{month}",
        size=1_000,
        arrived=datetime(covered.next().start.year, covered.next().start.month, 2, 8, tzinfo=UTC),
        period=covered,
        due=None,
        verdict=Verdict.ACCEPTED,
        rows_read=62,
        rows_accepted=62,
        findings=(),
        observations=f"rows-{month}",
        agreement="a" * 64,
    )
    return _with(default, changes)


def observation_file(
    month: str = "2026-10", observations: str = "", sent_as: str = ""
) -> ObservationFile:
    """Return the stored rows of a month."""
    return ObservationFile(
        observations=observations or f"rows-{month}",
        submission=sent_as or f"file-{month}",
        period=period(month),
    )


def measurement(value: str | None = "82", **changes: object) -> Measurement:
    """Return the answer rate of October 2026, out of a hundred calls."""
    default = Measurement(
        kpi="answer_rate",
        service="voice",
        period=period(),
        dimension=TOTAL,
        unit=PERCENT,
        value=None if value is None else Fraction(value),
        numerator=None if value is None else Fraction(value),
        denominator=None if value is None else Fraction(100),
        volume=Fraction(0 if value is None else 100),
        submissions=("file-2026-10",),
    )
    return _with(default, changes)


def evidence(value: str | None = "82", **changes: object) -> Evidence:
    """Return whole evidence for a period that is over."""
    measured = measurement(value)
    default = Evidence(
        measurement=measured, volume=measured.volume, completeness=Fraction(1), over=True
    )
    return _with(default, changes)


def outcome(
    month: str = "2026-10",
    kind: OutcomeKind = OutcomeKind.MET,
    band: str | None = None,
    **changes: object,
) -> Outcome:
    """Return an outcome of the service level `phone`."""
    default = Outcome(
        service_level="phone",
        kpi="answer_rate",
        service="voice",
        period=period(month),
        dimension=TOTAL,
        kind=kind,
        band=band,
        value=Fraction(82),
        compared_value=Fraction(82),
        target=at_least("80"),
        volume=Fraction(100),
        completeness=Fraction(1),
    )
    return _with(default, changes)


def cell(
    accepted: int = 1, invalid: int = 0, day: str | None = None, **values: str | None
) -> DeliveredCell:
    """Return a delivered cell of October 2026, or of the month of its day."""
    on = None if day is None else date.fromisoformat(day)
    return DeliveredCell(
        period=period("2026-10"),
        day=on,
        values=tuple(values.items()),
        accepted=accepted,
        invalid=invalid,
    )


def at_site(site: str) -> Dimension:
    """Return the dimension of one site."""
    return (("site", site),)


def months(first: str, count: int) -> Iterable[str]:
    """Return `count` months in a row as text."""
    current = period(first)
    for _ in range(count):
        yield str(current)
        current = current.next()
