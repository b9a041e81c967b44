"""Key performance indicators: how each is computed from delivered rows, and its values."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Context, Decimal
from enum import StrEnum
from fractions import Fraction

from concord.domain.period import MeasurementPeriod
from concord.domain.quantity import PERCENT

Dimension = tuple[tuple[str, str], ...]
"""Column and value pairs in the order of `Kpi.by`; empty for the total."""

TOTAL: Dimension = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Expression:
    """An aggregate over a source's columns, checked and regenerated when it was loaded.

    `sql` is safe to run; `text` is what the agreement says.
    """

    text: str
    sql: str
    columns: frozenset[str]


class DeliveryRate(StrEnum):
    """Which share of deliveries a KPI is: those on time, or those right the first time."""

    PUNCTUALITY = "punctuality"
    FIRST_TIME_RIGHT = "first_time_right"


@dataclass(frozen=True, slots=True, kw_only=True)
class Kpi:
    """What is measured, from which source, and by which dimensions besides the total.

    Either `numerator` and `denominator` are given (a ratio of sums, never a mean of
    ratios) or `value` is.  `by` lists the groupings: one column each, or a cross of several.
    `standard` is its id in the catalogue, if it comes from there, and `roles` are the columns
    that the agreement maps to the standard's roles, needed or not.  A `snapshot` is computed
    from the rows of the period's last day with data alone.  A `rate` is counted over the
    `deliveries` of those sources rather than computed from rows: it has no source of its own.
    """

    id: str
    name: str
    service: str
    source: str
    unit: str
    numerator: Expression | None = None
    denominator: Expression | None = None
    value: Expression | None = None
    by: tuple[tuple[str, ...], ...] = ()
    may_exceed_100: bool = False
    standard: str = ""
    roles: tuple[tuple[str, str], ...] = ()
    snapshot: bool = False
    rate: DeliveryRate | None = None
    deliveries: tuple[str, ...] = ()

    @property
    def expressions(self) -> tuple[Expression, ...]:
        """The expressions this KPI is computed from."""
        return tuple(e for e in (self.numerator, self.denominator, self.value) if e is not None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Measurement:
    """One value of a KPI in a period, exact, with where it came from.

    `value` is in the KPI's unit (percent points for percentages) and None without data or
    volume: absent is not zero.  `volume` is the denominator, or the number of rows.
    `submissions` are the content hashes of the files whose rows were used.
    """

    kpi: str
    service: str
    period: MeasurementPeriod
    dimension: Dimension
    unit: str
    value: Fraction | None
    numerator: Fraction | None
    denominator: Fraction | None
    volume: Fraction
    submissions: tuple[str, ...]


def ratio(numerator: Fraction | None, denominator: Fraction | None, unit: str) -> Fraction | None:
    """Return the quotient in `unit`, or None where there is no volume.

    Nothing out of nothing is no volume, neither 0 % nor 100 %.
    """
    if numerator is None or denominator is None or denominator <= 0:
        return None
    return (numerator * 100 if unit == PERCENT else numerator) / denominator


def exceeds_whole(kpi: Kpi, measured: Measurement) -> bool:
    """Say whether a percentage is more than 100 % and may not be: part of it is no part."""
    value = measured.value
    return kpi.unit == PERCENT and not kpi.may_exceed_100 and value is not None and value > _WHOLE


_WHOLE = 100
_FIFTEEN_DIGITS = Context(prec=15, rounding=ROUND_HALF_EVEN)


def as_text(number: Fraction | Decimal | None) -> str | None:
    """Write a figure exactly: terminating decimals in full, others with 15 significant digits.

    No data stays None.
    """
    if number is None:
        return None
    fraction = Fraction(number)
    decimal = terminating(fraction)
    if decimal is None:
        decimal = _FIFTEEN_DIGITS.divide(
            Decimal(fraction.numerator), Decimal(fraction.denominator)
        )
    return _plain(decimal)


def terminating(fraction: Fraction) -> Decimal | None:
    """Return the fraction as an exact decimal, or None where its digits never end."""
    remaining = fraction.denominator
    places = 0
    for prime in (2, 5):
        count = 0
        while remaining % prime == 0:
            remaining //= prime
            count += 1
        places = max(places, count)
    if remaining != 1:
        return None
    scaled = fraction.numerator * 10**places // fraction.denominator
    return Decimal(scaled).scaleb(-places, _exact_context(scaled))


def _exact_context(integer: int) -> Context:
    return Context(prec=max(28, len(str(abs(integer))) + 1))


def _plain(decimal: Decimal) -> str:
    text = f"{decimal:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
