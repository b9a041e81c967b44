"""A share of days: how many of the days with enough data kept to the day's target."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from concord.domain.quantity import Target
from concord.domain.service_level.basis import CountedDays, FailedDay
from concord.domain.service_level.level import ServiceLevel


@dataclass(frozen=True, slots=True, kw_only=True)
class DayValue:
    """What a day came to, None without volume, and what its minimum volume is held against."""

    day: date
    value: Fraction | None
    volume: Fraction


def counted_days(level: ServiceLevel, target: Target, days: Iterable[DayValue]) -> CountedDays:
    """Return the days that have a value and the volume agreed, and those that failed.

    A day's value is rounded as agreed before it is held against the day's target.
    """
    minimum = Fraction(0) if level.minimum_volume is None else level.minimum_volume.amount
    values = [
        (each.day, each.value if level.rounding is None else level.rounding.apply(each.value))
        for each in days
        if each.value is not None and each.volume >= minimum
    ]
    failed = (FailedDay(day=day, value=v) for day, v in values if not target.is_met_by(v))
    return CountedDays(
        target=target,
        counted=len(values),
        failed=tuple(sorted(failed, key=lambda each: each.day)),
    )
