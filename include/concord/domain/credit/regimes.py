"""Credit regimes: how a miss is turned into money, one class for each model."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Self

from concord.domain.credit.conditions import NO_CAP, Cap, CriticalFailure, EarnBack
from concord.domain.quantity import Span
from concord.domain.service_level import Rounding


class CreditModel(StrEnum):
    """How a regime turns misses into money, as agreements name it."""

    POINTS = "points"
    POOL = "pool"
    SHORTFALL = "shortfall"
    TIERS = "tiers"
    FLAT = "flat"
    CONVERSION = "conversion"


class ChargedFor(StrEnum):
    """Which charges the percentages for a period longer than a month are of."""

    MONTH = "month"
    WHOLE_PERIOD = "whole_period"


@dataclass(frozen=True, slots=True, kw_only=True)
class Bonus:
    """What a value at or beyond a service level's stretch target earns the partner.

    It is an `amount`, or a `percent` of the month's charges.
    """

    service_level: str
    amount: Decimal | None = None
    percent: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Regime:
    """What every regime states beside its model.

    All percentages are in percent points, of the charges of a month unless said otherwise.
    Under `minimum` nothing is issued; without `rounding` it is half up, to the currency's
    unit.  `charged_for` says whether a quarter's miss is priced by the charges of its last month
    or of all three.  A bonus is a credit of its own, unless it offsets those of the month.
    `revisions` are the regime as a whole as amended, in the order of the days (`since`) from
    which they hold; `since` is None for what was agreed at first.
    """

    service: str
    currency: str
    cap: Cap = NO_CAP
    minimum: Decimal = Decimal(0)
    rounding: Rounding | None = None
    earn_back: EarnBack | None = None
    bonuses: tuple[Bonus, ...] = ()
    bonus_offsets: bool = False
    charged_for: ChargedFor = ChargedFor.MONTH
    since: date | None = None
    amendment: str = ""
    revisions: tuple[Self, ...] = ()

    @property
    def newest(self) -> Self:
        """The regime as it was amended last, as if it had held all along."""
        last = self.revisions[-1] if self.revisions else self
        return replace(last, since=None, revisions=())

    def on(self, day: date) -> Self:
        """Return the regime as it is in force on `day`."""
        begun = [r for r in self.revisions if r.since is not None and r.since <= day]
        return begun[-1] if begun else self


@dataclass(frozen=True, slots=True, kw_only=True)
class PointsRegime(Regime):
    """Points for each band of a miss, worth a percentage of the period's charges each.

    `points` maps band names to points.  A repeat failure multiplies by `repeat_multiplier`,
    never compounding.  Points accrue past the cap; money does not.
    """

    points: Mapping[str, Decimal]
    percent_per_point: Decimal
    repeat_multiplier: Decimal = Decimal(1)
    critical: CriticalFailure | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PoolCategory:
    """A part of the pool: its share, and what each service level's default takes of that."""

    name: str
    share: Decimal
    allocations: Mapping[str, Decimal]


@dataclass(frozen=True, slots=True, kw_only=True)
class PoolRegime(Regime):
    """An amount at risk, `at_risk` percent of the charges, parted among service levels."""

    at_risk: Decimal
    categories: tuple[PoolCategory, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ShortfallRegime(Regime):
    """So much of the charges for each unit by which the target was missed.

    `rate` is in percent points of the charges for each unit of the KPI (a percentage point
    for percentages) or, with `step`, for each full step of that size.  `breach_at_target`
    says that a value at the target itself is a breach.
    """

    service_level: str
    rate: Decimal
    step: Decimal | None = None
    breach_at_target: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Tier:
    """What a value past `edge` costs; the edge itself belongs to the milder tier."""

    edge: Decimal
    percent: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class TiersRegime(Regime):
    """Brackets of attainment, mildest first; only the last one that a value is past counts.

    A value is past an edge below it or, where lower is better, above it.
    """

    service_level: str
    tiers: tuple[Tier, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FlatRegime(Regime):
    """The same for every miss: an `amount`, or a `percent` of the charges.

    With `every` it is due for each such step, in the KPI's unit, that the target was missed
    by, the last one begun included.
    """

    service_level: str
    amount: Decimal | None = None
    percent: Decimal | None = None
    every: Decimal | None = None


class ConversionBase(StrEnum):
    """Of which charges a conversion table's percentages are."""

    PERIOD = "period"
    NEXT_PERIOD = "next_period"


@dataclass(frozen=True, slots=True, kw_only=True)
class ConversionRow:
    """What points from `points` on come to."""

    points: Decimal
    percent: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class ConversionRegime(Regime):
    """Points for each band, whose sum a table turns into a percentage of charges.

    `table` stands in the order of points.  With `average_over` it is read with the average
    of the sums over that long.
    """

    points: Mapping[str, Decimal]
    table: tuple[ConversionRow, ...]
    base: ConversionBase = ConversionBase.NEXT_PERIOD
    average_over: Span | None = None
    repeat_multiplier: Decimal = Decimal(1)


CreditRegime = (
    PointsRegime | PoolRegime | ShortfallRegime | TiersRegime | FlatRegime | ConversionRegime
)
