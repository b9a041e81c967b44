"""Conversion: a month's points, or their average, turned by a table into a share of charges."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from concord.domain.credit.regimes import ConversionBase, ConversionRegime
from concord.domain.credit.terms import CreditTerms
from concord.domain.kpi import as_text
from concord.domain.period import MeasurementPeriod
from concord.domain.quantity import SpanUnit

_MONTHS_A_YEAR = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Converted:
    """What a month's points come to, and why."""

    amount: Fraction
    cause: str
    how: str


def converted(
    regime: ConversionRegime,
    month: MeasurementPeriod,
    sums: Mapping[MeasurementPeriod, Decimal],
    terms: CreditTerms,
) -> Converted | None:
    """Return what the points of a month come to; None where the charges are not known.

    `sums` are the points of the months up to this one that are on record.  An average is over
    those of its span that are.
    """
    counted = _within(regime, month, sums)
    average = sum((Fraction(points) for points in counted), Fraction(0)) / len(counted)
    percent = _percent(regime, average)
    billed = month.next() if regime.base is ConversionBase.NEXT_PERIOD else month
    charges = terms.charges(regime.service, billed)
    if charges is None:
        return None
    amount = Fraction(percent) / 100 * Fraction(charges)
    points = as_text(average)
    over = "" if len(counted) == 1 else f" on the average of {len(counted)} months"
    return Converted(
        amount=amount,
        cause=f"{points} points {month}",
        how=f"{points} points{over}: {as_text(percent)} % of the charges of {billed}",
    )


def _within(
    regime: ConversionRegime,
    month: MeasurementPeriod,
    sums: Mapping[MeasurementPeriod, Decimal],
) -> list[Decimal]:
    span = regime.average_over
    if span is None:
        return [sums[month]]
    count = span.count * (_MONTHS_A_YEAR if span.unit is SpanUnit.YEAR else 1)
    first = month
    for _ in range(count - 1):
        first = first.previous()
    return [points for each, points in sums.items() if first <= each <= month]


def _percent(regime: ConversionRegime, points: Fraction) -> Decimal:
    reached = [row.percent for row in regime.table if points >= Fraction(row.points)]
    return reached[-1] if reached else Decimal(0)
