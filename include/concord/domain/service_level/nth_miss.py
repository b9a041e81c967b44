"""Misses of the expected figure that add up: the nth within a window is a default."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from concord.domain.business_calendar import BusinessCalendar
from concord.domain.kpi import Dimension
from concord.domain.period import MeasurementPeriod, PeriodRule
from concord.domain.quantity import SpanUnit
from concord.domain.service_level.level import NthMiss, ServiceLevel
from concord.domain.service_level.outcome import Outcome, OutcomeKind
from concord.domain.service_level.rating import is_missed_by_silence

_Series = tuple[str, Dimension]
_A_LAST_DAY = date(2026, 12, 31)
_EVERY_DAY = BusinessCalendar(name="every day", zone=ZoneInfo("UTC"), days_off=frozenset())
_MOST = 100
"""More misses are not agreed on."""


def with_defaults(
    outcomes: Iterable[Outcome], levels: Iterable[ServiceLevel], calendar: BusinessCalendar
) -> tuple[Outcome, ...]:
    """Return `outcomes`, any number of periods, in order of periods with their defaults.

    Under two thresholds a period below `expected` and not below `minimum` is an occasion, and
    falls on its last day.  The nth occasion of a service level and dimension within the window
    that ends on that day is a default, and so is each further one: the count does not begin
    anew.  A period below `minimum` is a default of its own and no occasion; relieved,
    incomplete and no-data periods are none either, and the window is one of the calendar,
    whatever lies in it.  What counts as a miss for want of data is an occasion.
    """
    counting = {level.id: level for level in levels if level.repeated_miss is not None}
    occasions: dict[_Series, deque[date]] = defaultdict(deque)
    result = []
    for outcome in sorted(outcomes, key=lambda o: o.period.start):
        level = counting.get(outcome.service_level)
        if level is None or level.repeated_miss is None or not _is_occasion(outcome, level):
            result.append(outcome)
            continue
        days = occasions[outcome.service_level, outcome.dimension]
        days.append(outcome.period.end)
        result.append(_counted(outcome, days, level.repeated_miss, calendar))
    return tuple(result)


def _is_occasion(outcome: Outcome, level: ServiceLevel) -> bool:
    """Say whether the period lies between the thresholds, whatever it was called before."""
    terms = level.terms_for(outcome.period)
    if not outcome.kind.is_failure or terms is None or terms.minimum is None:
        return False
    if is_missed_by_silence(outcome, level):
        # The value of what is incomplete is none to be judged by.
        return True
    compared = outcome.compared_value
    return compared is not None and terms.minimum.is_met_by(compared)


def _counted(
    outcome: Outcome, days: deque[date], rule: NthMiss, calendar: BusinessCalendar
) -> Outcome:
    begin = rule.window.before(outcome.period.end + timedelta(days=1), calendar)
    while days[0] < begin:
        days.popleft()
    kind = OutcomeKind.DEFAULTED if len(days) >= rule.nth else OutcomeKind.MISSED
    return outcome if outcome.kind is kind else replace(outcome, kind=kind)


def most_occasions(rule: NthMiss, length: PeriodRule) -> int | None:
    """Return how many periods end within the window, or None for one of business days."""
    if rule.window.unit is SpanUnit.BUSINESS_DAY:
        return None
    period = MeasurementPeriod.containing(_A_LAST_DAY, length)
    begin = rule.window.before(period.end + timedelta(days=1), _EVERY_DAY)
    count = 0
    while period.end >= begin and count < _MOST:
        period, count = period.previous(), count + 1
    return count
