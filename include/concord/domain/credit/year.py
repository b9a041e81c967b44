"""Years over which credits are capped and earned back, in whole months."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from concord.domain.credit.conditions import CreditYear
from concord.domain.period import (
    CALENDAR_YEAR,
    MeasurementPeriod,
    PeriodLength,
    YearStart,
    period_range,
)

_MONTHS = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Years:
    """How an agreement's years are counted: from the contract's start, and for its accounts.

    `contract` is None where no contract is stated; its years then are those of the accounts.
    """

    contract: date | None = None
    fiscal: YearStart = CALENDAR_YEAR

    def first_month(self, month: MeasurementPeriod, year: CreditYear) -> MeasurementPeriod:
        """Return the first month of the year in which `month` lies.

        A year that begins within a month counts from that month.
        """
        begins = self._begins_in(year)
        start = month.start
        first = start.year if start.month >= begins else start.year - 1
        return MeasurementPeriod.containing(date(first, begins, 1), PeriodLength.MONTH)

    def months(self, month: MeasurementPeriod, year: CreditYear) -> tuple[MeasurementPeriod, ...]:
        """Return the twelve months of the year in which `month` lies."""
        first = self.first_month(month, year)
        last = first
        for _ in range(_MONTHS - 1):
            last = last.next()
        return period_range(first, last)

    def _begins_in(self, year: CreditYear) -> int:
        if year is CreditYear.CALENDAR:
            return 1
        if year is CreditYear.CONTRACT and self.contract is not None:
            return self.contract.month
        return self.fiscal.month
