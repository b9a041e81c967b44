"""Charges: what a service costs in a month, which credits are a percentage of."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from concord.domain.kpi import Expression
from concord.domain.period import MeasurementPeriod
from concord.domain.service_level import Applies

Charges = Callable[[str, MeasurementPeriod], Decimal | None]
"""Returns a service's charges of a month; None stands for not known yet, never for nothing."""


class ChargeBase(StrEnum):
    """What of the charges credits are a percentage of."""

    NET = "net"
    WITH_PASS_THROUGH = "with pass-through"
    WITH_TAX = "with tax"
    GROSS = "gross"


@dataclass(frozen=True, slots=True, kw_only=True)
class ChargeRate:
    """What a service costs from a day on: for a month, and for each unit that is counted.

    `since` is None for what was agreed at first.  Both prices are without tax and
    pass-through.  `applies` says how a rate that begins within a month applies to it.
    """

    since: date | None
    fixed: Decimal = Decimal(0)
    per_unit: Decimal = Decimal(0)
    applies: Applies = Applies.LAST_DAY
    amendment: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CountedCharges:
    """What the rows of a source say of a month: units that have a price, or amounts.

    `currency` is the column of the rows' currency, if they have one.
    """

    source: str
    expression: Expression
    are_amounts: bool = False
    currency: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChargeTerms:
    """All that an agreement says of what a service costs.

    `rates` stand in the order of the days from which they hold.  `months` are the charges of
    single months as they came to be: they stand for all that the rest would come to.
    `pass_through` is an amount a month, `tax` in percent points.
    """

    rates: tuple[ChargeRate, ...] = ()
    months: Mapping[MeasurementPeriod, Decimal] = field(default_factory=dict)
    counted: CountedCharges | None = None
    pass_through: Decimal = Decimal(0)
    tax: Decimal = Decimal(0)
    base: ChargeBase = ChargeBase.NET


@dataclass(frozen=True, slots=True, kw_only=True)
class CountedMonth:
    """What the rows of a month came to, and which currencies they are in beside the agreed one."""

    sum: Fraction
    submissions: tuple[str, ...] = ()
    other_currencies: tuple[str, ...] = ()


class ChargeGap(StrEnum):
    """Why the charges of a month are not known."""

    NOT_STATED = "not stated"
    NOT_DELIVERED = "not delivered"
    OTHER_CURRENCY = "other currency"
    OUTSIDE_TERM = "outside term"


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthCharges:
    """What a service costs in a month, exactly; without an amount, `gap` says why.

    `submissions` are the content hashes of the files that it was counted from.
    """

    service: str
    month: MeasurementPeriod
    amount: Fraction | None
    gap: ChargeGap | None = None
    submissions: tuple[str, ...] = ()
