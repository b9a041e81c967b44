"""The charge book: what each service of a partner costs in each month."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Context, Decimal

from concord.domain.charges.month import CountedMonth, MonthCharges, month_charges
from concord.domain.charges.terms import ChargeTerms
from concord.domain.kpi import terminating
from concord.domain.period import MeasurementPeriod

Charges = Callable[[str, MeasurementPeriod], Decimal | None]
"""Returns a service's charges of a month; None stands for not known yet, never for nothing."""

_MANY_DIGITS = Context(prec=40)


@dataclass(frozen=True, slots=True, kw_only=True)
class ChargeBook:
    """What services cost by months, from their terms and what was counted of their rows."""

    terms: Mapping[str, ChargeTerms]
    counted: Mapping[tuple[str, MeasurementPeriod], CountedMonth] = field(default_factory=dict)
    _found: dict[tuple[str, MeasurementPeriod], MonthCharges] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    def of(self, service: str, month: MeasurementPeriod) -> MonthCharges:
        """Return the charges of a month.  Raises KeyError for a service that is not declared."""
        # Every outcome asks for its month: each is worked out once.
        found = self._found.get((service, month))
        if found is None:
            counted = self.counted.get((service, month))
            found = month_charges(service, self.terms[service], month, counted)
            self._found[service, month] = found
        return found

    def inputs(self, period: MeasurementPeriod) -> Iterator[str]:
        """Yield what the money of a month depends on beside the agreement: what was counted."""
        for (service, month), counted in sorted(self.counted.items()):
            if month == period:
                others = " ".join(counted.other_currencies)
                yield f"charges {service} {counted.sum} {others}"

    def __call__(self, service: str, month: MeasurementPeriod) -> Decimal | None:
        """Return the amount of a month, as `Charges` does; digits that never end stop at 40."""
        amount = self.of(service, month).amount
        if amount is None:
            return None
        exact = terminating(amount)
        if exact is not None:
            return exact
        return _MANY_DIGITS.divide(Decimal(amount.numerator), Decimal(amount.denominator))
