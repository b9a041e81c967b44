"""Which months' charges a credit is a percentage of."""

from __future__ import annotations

from collections.abc import Iterable

from concord.domain.credit.regimes import ChargedFor, Regime
from concord.domain.period import MeasurementPeriod, PeriodLength, months_of, period_range


def charged_months(
    regime: Regime, periods: Iterable[MeasurementPeriod]
) -> tuple[MeasurementPeriod, ...]:
    """Return the months, each once, whose charges misses in these periods are priced by.

    That is the month in which a period ends or, where the regime says so, every month of it.
    """
    found: dict[MeasurementPeriod, None] = {}
    for period in periods:
        last = MeasurementPeriod.containing(period.end, PeriodLength.MONTH)
        whole = regime.charged_for is ChargedFor.WHOLE_PERIOD and months_of(period.length)
        first = MeasurementPeriod.containing(period.start, PeriodLength.MONTH) if whole else last
        found |= dict.fromkeys(period_range(first, last))
    return tuple(sorted(found))
