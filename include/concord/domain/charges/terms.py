"""What an agreement says of charges: rates, months as billed, and rows to count."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from concord.domain.kpi import Expression
from concord.domain.period import MeasurementPeriod
from concord.domain.service_level import Applies


class ChargeBase(StrEnum):
    """What of the charges credits are a percentage of."""

    NET = "net"
    WITH_HANDED_ON = "with pass-through"
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
    `pass_through` is an amount a month, `tax` in percent points.  They are charged from
    `first` to `last`, None standing for as long as the contract runs.
    """

    rates: tuple[ChargeRate, ...] = ()
    months: Mapping[MeasurementPeriod, Decimal] = field(default_factory=dict)
    counted: CountedCharges | None = None
    pass_through: Decimal = Decimal(0)
    tax: Decimal = Decimal(0)
    base: ChargeBase = ChargeBase.NET
    first: date | None = None
    last: date | None = None

    def rate_on(self, day: date) -> ChargeRate | None:
        """Return the rate in force on a day, None before the first one."""
        begun = [rate for rate in self.rates if rate.since is None or rate.since <= day]
        return begun[-1] if begun else None
