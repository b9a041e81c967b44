"""Unknown charges: the months in which a credit is due and cannot be stated yet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from concord.domain.assessment import Assessment
from concord.domain.charges import ChargeBook, MonthCharges
from concord.domain.credit import (
    ConversionBase,
    ConversionRegime,
    CreditRegime,
    FlatRegime,
    charged_months,
    month_of,
)
from concord.domain.credit.claim import claim_of, is_about
from concord.domain.kpi import TOTAL
from concord.domain.period import MeasurementPeriod
from concord.domain.service_level import Outcome, ServiceLevel

UnknownCharges = Mapping[MeasurementPeriod, tuple[MonthCharges, ...]]
"""The charges that are not known, by the month whose credits wait for them."""


def unknown_charges(
    regimes: Iterable[CreditRegime],
    levels: Iterable[ServiceLevel],
    outcomes: Iterable[Outcome],
    book: ChargeBook,
) -> UnknownCharges:
    """Return the charges that credits of `outcomes` are a percentage of and nobody knows.

    What costs nothing under a regime waits for nothing.
    """
    known = {level.id: level for level in levels}
    totals = [o for o in outcomes if o.dimension == TOTAL and o.service_level in known]
    found: dict[MeasurementPeriod, dict[MonthCharges, None]] = {}
    for regime in regimes:
        for outcome in totals:
            month = month_of(outcome)
            for needed in _charged_months(regime, outcome, known[outcome.service_level]):
                charges = book.of(regime.service, needed)
                if charges.gap is not None:
                    found.setdefault(month, {})[charges] = None
    return {month: tuple(found[month]) for month in sorted(found)}


def waiting_credits(
    month: MeasurementPeriod, assessments: Iterable[Assessment]
) -> tuple[str, ...]:
    """Return for the credits of a month that cannot be stated why not, a sentence each."""
    found = (
        str(charges)
        for assessment in assessments
        if assessment.period == month
        for charges in assessment.unknown_charges
    )
    return tuple(f"{text[0].upper()}{text[1:]}." for text in found)


def _charged_months(
    regime: CreditRegime, outcome: Outcome, level: ServiceLevel
) -> Iterator[MeasurementPeriod]:
    """Yield the months whose charges an outcome's credit is a percentage of, or capped by."""
    month = month_of(outcome)
    agreed = regime.on(month.end)
    if not is_about(agreed, level) or not outcome.kind.is_rated:
        return
    if claim_of(agreed, outcome, level) is None:
        return
    capped = agreed.cap.month is not None or agreed.cap.year is not None
    if isinstance(agreed, ConversionRegime) and agreed.base is ConversionBase.NEXT_PERIOD:
        yield month.next()
        if capped:
            yield from charged_months(agreed, [outcome.period])
    elif capped or not isinstance(agreed, FlatRegime) or agreed.percent is not None:
        yield from charged_months(agreed, [outcome.period])
