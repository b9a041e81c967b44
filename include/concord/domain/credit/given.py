"""What a regime has given so far in a year, and what the year's cap leaves of it."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from concord.domain.credit.regimes import CreditRegime
from concord.domain.credit.service_credit import sum_of
from concord.domain.credit.terms import CreditTerms
from concord.domain.period import MeasurementPeriod


class Given:
    """The credits of one regime by months, before anything is earned back.

    What is earned back frees no room under a cap.
    """

    def __init__(self, terms: CreditTerms) -> None:
        self._terms = terms
        self._amounts: dict[MeasurementPeriod, Decimal] = {}

    def note(self, month: MeasurementPeriod, amount: Decimal) -> None:
        """Note what a month's credit came to; months come in order."""
        self._amounts[month] = amount

    def room(self, agreed: CreditRegime, month: MeasurementPeriod) -> Fraction | None:
        """Return what the year's cap leaves for a month, None without such a cap."""
        if agreed.cap.year is None:
            return None
        year = agreed.cap.year_is
        share = Fraction(agreed.cap.year) / 100
        limit = share * self._terms.year_charges(agreed.service, month, year)
        opened = self._terms.given_before(agreed.service, month, year)
        return limit - Fraction(opened) - Fraction(self._before(agreed, month))

    def _before(self, agreed: CreditRegime, month: MeasurementPeriod) -> Decimal:
        """Return what was given in the year before a month; an opening stands for its time."""
        first = self._terms.years.first_month(month, agreed.cap.year_is)
        opening = self._terms.opening
        opened = opening if opening is not None and opening.is_before(month) else None
        return sum_of(
            amount
            for each, amount in self._amounts.items()
            if first <= each < month and (opened is None or opened.is_before(each))
        )
