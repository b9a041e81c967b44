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
    ShortfallRegime,
    TiersRegime,
    charged_months,
    month_of,
)
from concord.domain.kpi import TOTAL
from concord.domain.period import MeasurementPeriod
from concord.domain.service_level import Outcome

UnknownCharges = Mapping[MeasurementPeriod, tuple[MonthCharges, ...]]
"""The charges that are not known, by the month whose credits wait for them."""


def unknown_charges(
    regimes: Iterable[CreditRegime], outcomes: Iterable[Outcome], book: ChargeBook
) -> UnknownCharges:
    """Return the charges that credits of `outcomes` are a percentage of and nobody knows.

    `outcomes` are those of service levels that bear money.
    """
    failed = [o for o in outcomes if o.dimension == TOTAL and o.kind.is_rated]
    found: dict[MeasurementPeriod, dict[MonthCharges, None]] = {}
    for regime in regimes:
        for outcome in _owing(regime, failed):
            month = month_of(outcome)
            for needed in _charged_months(regime, outcome):
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


def _owing(regime: CreditRegime, rated: Iterable[Outcome]) -> Iterator[Outcome]:
    """Yield the outcomes for which a regime may owe something."""
    level = _level_of(regime)
    for outcome in rated:
        owes = outcome.kind.is_failure or isinstance(regime, TiersRegime)
        own = outcome.service == regime.service and level in {None, outcome.service_level}
        if owes and own:
            yield outcome


def _level_of(regime: CreditRegime) -> str | None:
    """Return the service level that a regime is for, None where it is for those of a service."""
    if isinstance(regime, ShortfallRegime | TiersRegime | FlatRegime):
        return regime.service_level
    return None


def _charged_months(regime: CreditRegime, outcome: Outcome) -> Iterator[MeasurementPeriod]:
    """Yield the months whose charges an outcome's credit is a percentage of, or capped by."""
    month = month_of(outcome)
    agreed = regime.on(month.end)
    capped = agreed.cap.month is not None or agreed.cap.year is not None
    if isinstance(agreed, ConversionRegime) and agreed.base is ConversionBase.NEXT_PERIOD:
        yield month.next()
        if capped:
            yield from charged_months(agreed, [outcome.period])
    elif capped or not isinstance(agreed, FlatRegime) or agreed.percent is not None:
        yield from charged_months(agreed, [outcome.period])
