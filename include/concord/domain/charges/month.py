"""The charges of one month: what of it is charged, at which rates, and what is not known."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from fractions import Fraction
from typing import assert_never

from concord.domain.charges.terms import ChargeBase, ChargeRate, ChargeTerms
from concord.domain.period import MeasurementPeriod
from concord.domain.service_level import Applies


@dataclass(frozen=True, slots=True, kw_only=True)
class CountedMonth:
    """What the rows of a month came to, and which currencies they are in beside the agreed one."""

    sum: Fraction
    submissions: tuple[str, ...] = ()
    other_currencies: tuple[str, ...] = ()


class ChargeGap(StrEnum):
    """Why the charges of a month are not known."""

    NOT_STATED = "not stated"
    NOT_KNOWN_YET = "not known yet"
    OTHER_CURRENCY = "other currency"
    OUTSIDE_TERM = "outside term"


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthCharges:
    """What a service costs in a month, exactly; without an amount, `gap` says why.

    `submissions` are the content hashes of the files that it was counted from.
    """

    service: str
    month: MeasurementPeriod
    amount: Fraction | None = None
    gap: ChargeGap | None = None
    other_currencies: tuple[str, ...] = ()
    submissions: tuple[str, ...] = ()

    def __str__(self) -> str:
        of_month = f"charges of {self.service} for {self.month}"
        match self.gap:
            case None:
                return of_month
            case ChargeGap.NOT_STATED:
                return f"{of_month} are not stated"
            case ChargeGap.NOT_KNOWN_YET:
                return f"{of_month} are not known yet"
            case ChargeGap.OTHER_CURRENCY:
                return f"{of_month} are partly in another currency"
            case ChargeGap.OUTSIDE_TERM:
                return f"{of_month} are not due: the service is not bought then"
            case _:
                assert_never(self.gap)


def month_charges(
    service: str, terms: ChargeTerms, month: MeasurementPeriod, counted: CountedMonth | None
) -> MonthCharges:
    """Return what `service` costs in a month; `counted` is None where no rows are known yet.

    A month that was billed otherwise counts as it was.  Of a month in which the service begins
    or ends, fixed charges are due by the day.
    """
    found = MonthCharges(service=service, month=month)
    days = _charged_days(terms, month)
    gap = _gap(terms, month, days, counted)
    if gap is not None:
        others = () if counted is None else counted.other_currencies
        return replace(found, gap=gap, other_currencies=others)
    if month in terms.months:
        return replace(found, amount=_of_base(terms, Fraction(terms.months[month])))
    share = Fraction(len(days), len(month.days()))
    amount = _net(terms, days, share, Fraction(0) if counted is None else counted.sum)
    submissions = () if counted is None else counted.submissions
    return replace(found, amount=_of_base(terms, amount, share), submissions=submissions)


def _charged_days(terms: ChargeTerms, month: MeasurementPeriod) -> tuple[date, ...]:
    first, last = terms.first or date.min, terms.last or date.max
    return tuple(day for day in month.days() if first <= day <= last)


def _gap(
    terms: ChargeTerms,
    month: MeasurementPeriod,
    days: Sequence[date],
    counted: CountedMonth | None,
) -> ChargeGap | None:
    """Return why the month's charges are not known, None where they are."""
    if month in terms.months:
        return None
    if not days:
        return ChargeGap.OUTSIDE_TERM
    by_rate = terms.counted is None or not terms.counted.are_amounts
    if by_rate and terms.rate_on(days[-1]) is None:
        return ChargeGap.NOT_KNOWN_YET if terms.months else ChargeGap.NOT_STATED
    if terms.counted is None:
        return None
    if counted is None:
        return ChargeGap.NOT_KNOWN_YET
    return ChargeGap.OTHER_CURRENCY if counted.other_currencies else None


def _net(terms: ChargeTerms, days: Sequence[date], share: Fraction, counted: Fraction) -> Fraction:
    """Return the charges without tax and pass-through: `share` of the month's, and of units."""
    if terms.counted is not None and terms.counted.are_amounts:
        return counted
    rates = [rate for day in days if (rate := _rate_of(terms, day, days[-1])) is not None]
    fixed = sum((Fraction(rate.fixed) for rate in rates), Fraction(0)) / len(days)
    price = sum((Fraction(rate.per_unit) for rate in rates), Fraction(0)) / len(days)
    return fixed * share + price * counted


def _rate_of(terms: ChargeTerms, day: date, last: date) -> ChargeRate | None:
    """Return the rate of a day in a month that is charged until `last`.

    A rate that begins within the month is that of the whole month, unless it applies by day.
    """
    begun = [
        rate
        for rate in terms.rates
        if rate.since is None or rate.since <= (day if rate.applies is Applies.PRO_RATA else last)
    ]
    return begun[-1] if begun else None


def _of_base(terms: ChargeTerms, net: Fraction, share: Fraction = Fraction(1)) -> Fraction:
    """Return what of a month's charges credits are a percentage of."""
    whole = net + Fraction(terms.pass_through) * share
    taxed = 1 + Fraction(terms.tax) / 100
    match terms.base:
        case ChargeBase.NET:
            return net
        case ChargeBase.WITH_HANDED_ON:
            return whole
        case ChargeBase.WITH_TAX:
            return net * taxed
        case ChargeBase.GROSS:
            return whole * taxed
        case _:
            assert_never(terms.base)
