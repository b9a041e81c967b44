"""What credits are worked out by: regimes, service levels, charges, years and openings."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction

from concord.domain.charges import Charges
from concord.domain.credit.conditions import CreditYear
from concord.domain.credit.regimes import CreditRegime
from concord.domain.credit.year import Years
from concord.domain.opening import Opening
from concord.domain.period import MeasurementPeriod
from concord.domain.service_level import ServiceLevel


@dataclass(frozen=True, slots=True, kw_only=True)
class CreditTerms:
    """Everything beside the outcomes that credits depend on."""

    regimes: tuple[CreditRegime, ...]
    levels: tuple[ServiceLevel, ...]
    charges: Charges
    years: Years = field(default_factory=Years)
    opening: Opening | None = None

    def year_charges(self, service: str, month: MeasurementPeriod, year: CreditYear) -> Fraction:
        """Return the charges of the year in which `month` lies.

        Months whose charges are not known yet count like the mean of the others.
        """
        months = self.years.months(month, year)
        known = [c for each in months if (c := self.charges(service, each)) is not None]
        if not known:
            return Fraction(0)
        return sum((Fraction(c) for c in known), Fraction(0)) * len(months) / len(known)

    def given_before(self, service: str, month: MeasurementPeriod, year: CreditYear) -> Decimal:
        """Return what the opening says was given so far in the year in which `month` lies.

        It stands for all credits up to its day.
        """
        if self.opening is None or not self.opening.is_before(month):
            return Decimal(0)
        first = self.years.first_month(month, year)
        if self.opening.as_of < first.start:
            return Decimal(0)
        return self.opening.credits_this_year.get(service, Decimal(0))
