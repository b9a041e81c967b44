"""Which months' charges a credit is a percentage of, if it is one."""

from __future__ import annotations

from collections.abc import Iterable

from concord.domain.credit.regimes import (
    ChargedFor,
    ConversionRegime,
    CreditRegime,
    FlatRegime,
    Regime,
)
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


def needs_charges(agreed: CreditRegime) -> bool:
    """Say whether a month's own charges must be known: a share, a cap or an offset is of them.

    A conversion table has its charges apart.
    """
    flat = isinstance(agreed, FlatRegime) and agreed.percent is None
    caps = agreed.cap.month is not None or agreed.cap.year is not None
    offset = agreed.bonus_offsets and any(b.percent is not None for b in agreed.bonuses)
    by_table = isinstance(agreed, ConversionRegime)
    return caps or offset or not (flat or by_table)
