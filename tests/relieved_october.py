"""An October of a call centre with bad days, rated with and without relief."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction

from concord.domain.agreement import Agreement
from concord.domain.coverage import Coverage, CoverageUnit
from concord.domain.kpi import TOTAL, Dimension
from concord.domain.period import MeasurementPeriod
from concord.domain.relief import ReliefRule
from concord.domain.service_level import Exclusion, Outcome
from concord.services.measure import Figures, measure
from tests.builders import agreement, moment, period, source, submission
from tests.fakes_observations import FakeObservations, Row
from tests.stored_places import day

OCTOBER = period("2026-10")
NOW = moment("2027-01-20")
BAD_DAY = "2026-10-14"
CALENDAR_DAYS = source(coverage=Coverage(every=CoverageUnit.CALENDAR_DAY))


def october(bad: Sequence[int] = (14,), days: Sequence[int] = range(1, 32)) -> list[Row]:
    """Return a call centre that answers 90 of 100 calls a day, and nothing on bad days."""
    return [day(f"2026-10-{d:02}", "cebu", 100, 0 if d in bad else 90) for d in days]


def figures(
    rows: Sequence[Row],
    *relief: ReliefRule,
    asked: MeasurementPeriod = OCTOBER,
    agreed: Agreement | None = None,
) -> Figures:
    observations = FakeObservations()
    base = agreed or agreement(sources=(CALENDAR_DAYS,))
    file = observations.add(base.sources[0], OCTOBER, rows)
    sent = [submission(observations=file.observations)]
    plan = {asked: frozenset({"daily_ops"})}
    return measure(replace(base, relief=relief), sent, plan, observations, NOW)


def outcome(
    rows: Sequence[Row],
    *relief: ReliefRule,
    asked: MeasurementPeriod = OCTOBER,
    agreed: Agreement | None = None,
    dimension: Dimension = TOTAL,
) -> Outcome:
    found = figures(rows, *relief, asked=asked, agreed=agreed).outcomes(asked)
    return next(each for each in found if each.dimension == dimension)


def excluded_by(rows: int, without: str | None, rule: ReliefRule, *days: str) -> Exclusion:
    return Exclusion(
        relief=rule.id,
        cause=rule.cause,
        drops=rule.drops,
        approved_by="kim",
        days=tuple(map(date.fromisoformat, days)),
        rows=rows,
        value_without=None if without is None else Fraction(without),
    )
