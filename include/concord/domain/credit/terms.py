"""What credits are worked out by: regimes, service levels, charges, years and openings."""

from __future__ import annotations

from collections.abc import Callable, Iterable
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


def _always(_service: str, _month: MeasurementPeriod) -> bool:
    return True


@dataclass(frozen=True, slots=True, kw_only=True)
class CreditTerms:
    """Everything beside the outcomes that credits depend on.

    `is_bought` says whether a service is bought at all in a month.
    """

    regimes: tuple[CreditRegime, ...]
    levels: tuple[ServiceLevel, ...]
    charges: Charges
    years: Years = field(default_factory=Years)
    opening: Opening | None = None
    is_bought: Callable[[str, MeasurementPeriod], bool] = _always

    def charges_of(self, service: str, months: Iterable[MeasurementPeriod]) -> Fraction | None:
        """Return the charges of several months, None where those of any are not known."""
        found = [self.charges(service, month) for month in months]
        known = [Fraction(charges) for charges in found if charges is not None]
        return None if len(known) < len(found) else sum(known, Fraction(0))

    def year_charges(self, service: str, month: MeasurementPeriod, year: CreditYear) -> Fraction:
        """Return the charges of the year in which `month` lies.

        Months whose charges are not known yet count like the mean of the others; those in
        which the service is not bought cost nothing.
        """
        months = [
            each
            for each in self.years.months(month, year)
            if self.is_bought(service, each) or self.charges(service, each) is not None
        ]
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
